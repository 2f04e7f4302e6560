import { Construct } from 'constructs';
import type { Cluster } from '../../lib/cluster';
import { Duration } from '../../lib/core';
import type { Database } from '../../lib/database';
import { Health, Image, MountedSecret, type Namespace, NetworkPeer, Replicas, Workload } from '../../lib/kubernetes';
import type { Secret } from '../../lib/security';

/** What the orders service uses. */
interface OrdersUses {
  readonly database: Database;
  readonly gateway: Secret;
}

/** The orders service: three pods or more, its identity in AWS, its database, a secret as a file, and who may call it. */
export class OrdersService extends Construct {
  constructor(scope: Construct, id: string, cluster: Cluster, namespace: Namespace, { database, gateway }: OrdersUses) {
    super(scope, id);
    const identity = cluster.addWorkload('orders', { namespace: namespace.name });
    database.allowFrom(identity, 'Orders service');
    database.grantConnect(identity, 'orders');
    gateway.grantRead(identity);

    const image = Image.ecr({
      accountId: '123456789012',
      region: 'eu-west-1',
      repository: 'orders',
      digest: 'sha256:3f1c2f6b7d0a9e48c5b1d2e6a7f809b4c3d5e6f708192a3b4c5d6e7f8091a2b3',
    });
    const orders = new Workload(this, 'orders', {
      namespace,
      image,
      identity,
      port: 8080,
      replicas: Replicas.between(3, 12),
      resources: { cpu: '250m', memory: '512Mi' },
      health: Health.http({ ready: '/health/ready', live: '/health/live', startWithin: Duration.minutes(3) }),
      environment: { LOG_LEVEL: 'info' },
      secrets: [new MountedSecret('payment-gateway', { secretName: gateway.resource.nameInput ?? '' })],
    });
    const web = new Workload(this, 'web', {
      namespace,
      image,
      port: 8080,
      resources: { cpu: '100m', memory: '128Mi' },
    });
    orders.allowFrom(web);
    orders.allowFrom(NetworkPeer.pods('monitoring', { 'app.kubernetes.io/name': 'prometheus' }));
    orders.allowTo(NetworkPeer.cidr('10.20.128.0/18'), database.port);
  }
}
