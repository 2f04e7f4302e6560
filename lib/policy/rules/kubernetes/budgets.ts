import type { Graph } from '../../graph/graph';
import { isMap } from '../../graph/value';
import { at, text } from '../../kubernetes/access';
import { clusterOf } from '../../kubernetes/cluster';
import { namespaceKey, namespaceName } from '../../kubernetes/namespace-key';
import type { KubernetesObject } from '../../kubernetes/object';
import { selects } from '../../kubernetes/selector';

/** Kinds that serve for as long as they are there. Jobs end, and a DaemonSet has one pod a node by its nature. */
export const servingKinds: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'Rollout',
  'ReplicaSet',
  'ReplicationController',
]);

/** Which disruption budget selects which workload. */
export interface Budgets {
  readonly stateOf: (workload: KubernetesObject) => 'covered' | 'unknown' | 'none';
  readonly selectedBy: (budget: KubernetesObject) => readonly KubernetesObject[];
}

const joined = new WeakMap<Graph, Budgets>();

/** Joins budgets and workloads of a graph, once, by the rarest label that each budget asks for. */
export function budgetsOf(graph: Graph): Budgets {
  const known = joined.get(graph);
  if (known) return known;
  const covered = new Set<KubernetesObject>();
  const maybe = new Set<KubernetesObject>();
  const openStacks = new Set<string>();
  const stacks = new Set<string>();
  const selected = new Map<KubernetesObject, KubernetesObject[]>();
  for (const budget of clusterOf(graph).ofKind('PodDisruptionBudget')) {
    const key = namespaceKey(budget);
    stacks.add(budget.resource.stack.name);
    if (namespaceName(budget) === undefined) openStacks.add(budget.resource.stack.name);
    for (const workload of key === undefined ? [] : candidates(budget, key, graph)) {
      const matches = selects(at(budget.body, 'spec', 'selector'), labelsOf(workload));
      if (matches === undefined) maybe.add(workload);
      if (matches !== true) continue;
      covered.add(workload);
      selected.set(budget, [...(selected.get(budget) ?? []), workload]);
    }
  }
  const result: Budgets = {
    stateOf: (workload) => {
      if (covered.has(workload)) return 'covered';
      const placed = namespaceName(workload) !== undefined;
      const open = (placed ? openStacks : stacks).has(workload.resource.stack.name);
      return open || maybe.has(workload) ? 'unknown' : 'none';
    },
    selectedBy: (budget) => selected.get(budget) ?? [],
  };
  joined.set(graph, result);
  return result;
}

/** Workloads of a namespace that carry the label of the budget that fewest carry, and those of which labels are not known. */
function candidates(budget: KubernetesObject, key: string, graph: Graph): readonly KubernetesObject[] {
  const cluster = clusterOf(graph);
  const find = (wanted: string) =>
    [...servingKinds].map((kind) => cluster.by(kind, 'label', labelKeys)(`${key} ${wanted}`));
  const size = (lists: readonly (readonly KubernetesObject[])[]) => lists.reduce((sum, list) => sum + list.length, 0);
  const labels = at(budget.body, 'spec', 'selector', 'matchLabels');
  const pairs = isMap(labels) ? Object.keys(labels).flatMap((name) => pairOf(name, text(labels[name]))) : [];
  const [smallest] = pairs.map(find).sort((a, b) => size(a) - size(b));
  return smallest ? [...smallest, ...find('open')].flat() : find('any').flat();
}

function labelsOf(workload: KubernetesObject) {
  return at(workload.body, 'spec', 'template', 'metadata', 'labels');
}

function labelKeys(workload: KubernetesObject): readonly string[] {
  const key = namespaceKey(workload);
  const labels = labelsOf(workload);
  const known = isMap(labels) ? Object.keys(labels).flatMap((name) => pairOf(name, text(labels[name]))) : [];
  const open = !isMap(labels) || known.length < Object.keys(labels).length;
  return [...known, 'any', ...(open ? ['open'] : [])].map((pair) => `${key} ${pair}`);
}

function pairOf(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`${name}=${value}`];
}
