import type { Graph } from '../../graph/graph';
import { Reference } from '../../graph/value';
import { at, text } from '../../kubernetes/access';
import { clusterOf } from '../../kubernetes/cluster';
import type { KubernetesObject } from '../../kubernetes/object';

/** Whether every binding of a ClusterRole in these files is a RoleBinding, which makes it a role of those namespaces. */
export function isBoundInNamespacesOnly(role: KubernetesObject, graph: Graph): boolean {
  const { ofKind } = clusterOf(graph);
  if (ofKind('ClusterRoleBinding').some((binding) => binds(binding, role))) return false;
  return ofKind('RoleBinding').some((binding) => binds(binding, role));
}

function binds(binding: KubernetesObject, role: KubernetesObject): boolean {
  const ref = at(binding.body, 'roleRef', 'name');
  if (ref instanceof Reference) return ref.resource === role.resource;
  const name = text(at(role.body, 'metadata', 'name'));
  return name !== undefined && text(ref) === name && binding.resource.stack === role.resource.stack;
}
