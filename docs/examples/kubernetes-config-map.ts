import { Construct } from 'constructs';
import type { Database } from '../../lib/database';
import { ConfigMap, type Namespace } from '../../lib/kubernetes';

/** Where the database is, for a service that Argo CD deploys. */
export class OrdersConnections extends Construct {
  constructor(scope: Construct, id: string, namespace: Namespace, database: Database) {
    super(scope, id);
    new ConfigMap(this, 'orders-connections', {
      namespace,
      data: { DATABASE_HOST: database.resource.address, DATABASE_PORT: String(database.port), DATABASE_USER: 'orders' },
    });
  }
}
