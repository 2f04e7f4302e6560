import { Construct } from 'constructs';
import { ClusterRole, KubernetesGroup } from '../../lib/kubernetes';

/** Those on call see nodes, namespaces and pods of the whole cluster, and change nothing. */
export class OnCallRole extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new ClusterRole(this, 'on-call', {
      rules: [
        { resources: ['nodes', 'namespaces', 'pods', 'pods/log', 'events'], verbs: ['get', 'list', 'watch'] },
        { resources: ['nodes.metrics.k8s.io', 'pods.metrics.k8s.io'], verbs: ['get', 'list'] },
      ],
    });
    role.grantTo(new KubernetesGroup('on-call'));
  }
}
