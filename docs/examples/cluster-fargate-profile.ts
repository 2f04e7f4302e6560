import type { Cluster, ClusterWorkload } from '../../lib/cluster';
import type { Bucket } from '../../lib/storage';

/** Imports that run for some minutes a day, without a node that waits for them. Fargate has no Pod Identity: IRSA there. */
export function addImports(cluster: Cluster, inbox: Bucket): ClusterWorkload {
  const profile = cluster.addFargateProfile('imports', { selectors: [{ namespace: 'imports' }] });
  const importer = cluster.addWorkload('importer', { namespace: 'imports', identity: 'irsa', runsOn: profile });
  inbox.grantRead(importer);
  return importer;
}
