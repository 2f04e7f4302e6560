import type { Cluster, ClusterWorkload } from '../../lib/cluster';
import type { Database } from '../../lib/database';
import type { Bucket } from '../../lib/storage';

/** The identity of an API: pods of the service account `api` in the namespace `orders` get it, and nobody else does. */
export function addApi(cluster: Cluster, database: Database, reports: Bucket): ClusterWorkload {
  const api = cluster.addWorkload('api', { namespace: 'orders' });
  database.allowFrom(api);
  database.grantConnect(api, 'api_user');
  reports.grantReadWrite(api, 'reports/');
  return api;
}
