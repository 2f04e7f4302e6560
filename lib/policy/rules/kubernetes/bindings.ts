import type { Graph } from '../../graph/graph';
import { Reference } from '../../graph/value';
import { at, text } from '../../kubernetes/access';
import { clusterOf } from '../../kubernetes/cluster';
import type { KubernetesObject } from '../../kubernetes/object';

/** Whether every binding of a ClusterRole in these files is a RoleBinding, which makes it a role of those namespaces. */
export function isBoundInNamespacesOnly(role: KubernetesObject, graph: Graph): boolean {
  const cluster = clusterOf(graph);
  const keys = [nameKey(role, text(at(role.body, 'metadata', 'name')) ?? ''), resourceKey(role.resource)];
  const isBound = (kind: string) => keys.some((key) => cluster.by(kind, 'role', roleKeys)(key).length > 0);
  return !isBound('ClusterRoleBinding') && isBound('RoleBinding');
}

function roleKeys(binding: KubernetesObject): readonly string[] {
  const ref = at(binding.body, 'roleRef', 'name');
  if (ref instanceof Reference) return [resourceKey(ref.resource)];
  const name = text(ref);
  return name === undefined ? [] : [nameKey(binding, name)];
}

function nameKey(object: KubernetesObject, name: string): string {
  return `name ${object.resource.stack.name} ${name}`;
}

function resourceKey(resource: Reference['resource']): string {
  return `resource ${resource.stack.name} ${resource.address}`;
}
