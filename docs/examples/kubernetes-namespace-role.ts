import { Construct } from 'constructs';
import { KubernetesGroup, type Namespace, NamespaceRole, type Workload } from '../../lib/kubernetes';

/** Developers look into their namespace and restart what is stuck; the operator scales deployments. */
export class OrdersRoles extends Construct {
  constructor(scope: Construct, id: string, namespace: Namespace, operator: Workload) {
    super(scope, id);
    const developers = new NamespaceRole(this, 'developers', {
      namespace,
      rules: [
        { resources: ['pods', 'pods/log', 'events', 'deployments', 'jobs'], verbs: ['get', 'list', 'watch'] },
        { resources: ['pods'], verbs: ['delete'] },
      ],
    });
    developers.grantTo(new KubernetesGroup('orders-developers'));
    const scaler = new NamespaceRole(this, 'scaler', {
      namespace,
      rules: [{ resources: ['deployments/scale'], verbs: ['get', 'patch'], names: ['orders'] }],
    });
    scaler.grantTo(operator);
  }
}
