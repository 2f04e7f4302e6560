import { type AccessEntry, type Cluster, ClusterAccess } from '../../lib/cluster';
import { Role } from '../../lib/security';

/** Who may use the Kubernetes API of a shop. */
export function addTeams(cluster: Cluster): AccessEntry[] {
  const team = (name: string) => Role.fromArn(`arn:aws:iam::123456789012:role/${name}`);
  return [
    cluster.addAccess('support', { principal: team('support'), access: ClusterAccess.view() }),
    cluster.addAccess('orders', { principal: team('orders'), access: ClusterAccess.edit(['orders', 'payments']) }),
    // RBAC inside the cluster binds what the group may do.
    cluster.addAccess('deployers', { principal: team('deployer'), access: ClusterAccess.groups(['acme:deployers']) }),
  ];
}
