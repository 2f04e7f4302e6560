import { Construct } from 'constructs';
import { Namespace } from '../../lib/kubernetes';

/** The namespace of a team: sixteen cores and a hundred pods together, four cores and 8 GiB for one container. */
export class OrdersNamespace extends Construct {
  readonly namespace: Namespace;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.namespace = new Namespace(this, 'orders', {
      quota: { cpu: '16', memory: '32Gi', pods: 100, volumes: 4 },
      limits: { maxCpu: '4', maxMemory: '8Gi' },
    });
  }
}
