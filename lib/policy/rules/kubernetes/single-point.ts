import { toNumber } from '../../expression/operators';
import type { Graph } from '../../graph/graph';
import { isMap, isOpen, type Resource } from '../../graph/value';
import { at, each, text } from '../../kubernetes/access';
import { clusterOf } from '../../kubernetes/cluster';
import { kubernetesTypes } from '../../kubernetes/kinds';
import { namespaceKey } from '../../kubernetes/namespace-key';
import type { KubernetesObject } from '../../kubernetes/object';
import { objectsOf } from '../../kubernetes/objects';
import { nameOf } from '../../kubernetes/pods';
import { type Fault, unverifiable } from '../../rule';
import { budgetsOf, servingKinds } from './budgets';
import { onSpot } from './spot';

/** Types that can make workloads which have to survive the loss of a node. */
export const servingTypes: readonly string[] = [...kubernetesTypes, 'helm_release'];

/** What makes a workload go away with one node: one replica, no or a blocking disruption budget, no spread, state on Spot. */
export function* workloadFaults(resource: Resource, graph: Graph): Iterable<Fault> {
  for (const object of objectsOf(resource).objects) {
    if (object.kind === 'PodDisruptionBudget') yield* checkBudget(object, graph);
    if (!servingKinds.has(object.kind) || at(object.body, 'spec', 'template') === undefined) continue;
    if (object.kind === 'StatefulSet') yield* onSpot(object, graph);
    const replicas = replicasOf(object, graph);
    if (replicas === 0) continue;
    yield* checkReplicas(object, replicas);
    // With one replica a budget would only block: the replica is what has to be added first.
    if (replicas === 1) continue;
    yield* checkHasBudget(object, graph);
    yield* checkSpread(object);
  }
}

type Replicas = number | ReturnType<typeof each>[number];

/** The smallest number of pods: what an autoscaler keeps, otherwise what is written; 1 when nothing is. */
function replicasOf(object: KubernetesObject, graph: Graph): Replicas {
  const scaled = scaledTo(object, graph);
  if (scaled !== undefined) return scaled;
  const value = at(object.body, 'spec', 'replicas');
  if (value === undefined || value === '') return 1;
  return toNumber(value) ?? value;
}

/** What an autoscaler keeps at least; undefined when none is pointed at the workload. */
function scaledTo(object: KubernetesObject, graph: Graph): Replicas | undefined {
  const key = namespaceKey(object);
  const name = text(at(object.body, 'metadata', 'name'));
  if (key === undefined || name === undefined) return undefined;
  for (const [kind, least, otherwise] of scalers) {
    const [scaler] = clusterOf(graph).by(kind, 'target', (candidate) => [
      `${namespaceKey(candidate)} ${text(at(candidate.body, 'spec', 'scaleTargetRef', 'name'))}`,
    ])(`${key} ${name}`);
    if (!scaler) continue;
    const value = at(scaler.body, 'spec', least);
    return value === undefined ? otherwise : (toNumber(value) ?? value);
  }
  return undefined;
}

/** Kinds that scale, the field with the smallest number, and what Kubernetes or KEDA takes when it is left out. */
const scalers = [
  ['HorizontalPodAutoscaler', 'minReplicas', 1],
  ['ScaledObject', 'minReplicaCount', 0],
] as const;

function* checkReplicas(object: KubernetesObject, replicas: Replicas): Iterable<Fault> {
  const attribute = `${object.place}spec.replicas`;
  const value = at(object.body, 'spec', 'replicas');
  if (typeof replicas === 'number') {
    if (replicas < 2)
      yield {
        attribute,
        value,
        message: `${nameOf(object)} has one replica${value === undefined ? ': left out, that is the number' : ''}: it is down while its node is drained or lost`,
      };
  } else if (isOpen(replicas))
    yield unverifiable(attribute, replicas, `how many replicas ${nameOf(object)} has is not known`);
}

function* checkHasBudget(object: KubernetesObject, graph: Graph): Iterable<Fault> {
  const state = budgetsOf(graph).stateOf(object);
  if (state === 'covered') return;
  const attribute = `${object.place}spec.template.metadata.labels`;
  const value = at(object.body, 'spec', 'template', 'metadata', 'labels');
  if (state === 'unknown')
    yield {
      attribute,
      value,
      message: `whether a PodDisruptionBudget selects the pods of ${nameOf(object)} is not known`,
      unverifiable: true,
    };
  else
    yield {
      attribute,
      value,
      message: `no PodDisruptionBudget selects the pods of ${nameOf(object)}: a drain may take all of them at once`,
    };
}

function* checkSpread(object: KubernetesObject): Iterable<Fault> {
  const spec = at(object.body, 'spec', 'template', 'spec');
  if (!isMap(spec)) return;
  const constraints = at(spec, 'topologySpreadConstraints');
  const anti = at(spec, 'affinity', 'podAntiAffinity');
  const attribute = `${object.place}spec.template.spec.topologySpreadConstraints`;
  if (isOpen(constraints))
    yield unverifiable(attribute, constraints, `how the pods of ${nameOf(object)} are spread is not known`);
  else if (each(constraints).length === 0 && anti === undefined)
    yield {
      attribute,
      message: `the pods of ${nameOf(object)} may all stand on one node and in one zone: nothing spreads them`,
    };
}

/** A budget that allows no disruption makes every drain, and so every upgrade of a node, hang. */
function* checkBudget(budget: KubernetesObject, graph: Graph): Iterable<Fault> {
  const spec = at(budget.body, 'spec');
  const most = at(spec, 'maxUnavailable');
  const least = at(spec, 'minAvailable');
  for (const [name, value] of [
    ['maxUnavailable', most],
    ['minAvailable', least],
  ] as const)
    if (isOpen(value))
      yield unverifiable(
        `${budget.place}spec.${name}`,
        value,
        'whether the budget lets a node be drained is not known',
      );
  if (text(most) !== undefined && /^0+%?$/.test(text(most) ?? ''))
    yield {
      attribute: `${budget.place}spec.maxUnavailable`,
      value: most,
      message: `${nameOf(budget)} lets no pod be evicted: a node with one can never be drained`,
    };
  const needed = text(least);
  if (needed === undefined) return;
  const replicas = smallestSelected(budget, graph);
  const percent = /^(\d+)%$/.exec(needed)?.[1];
  const blocks = percent !== undefined ? Number(percent) >= 100 : replicas !== undefined && Number(needed) >= replicas;
  if (blocks)
    yield {
      attribute: `${budget.place}spec.minAvailable`,
      value: least,
      message: `${nameOf(budget)} lets no pod be evicted: ${needed} must be available${percent === undefined ? ` of ${replicas}` : ''}, so a node with one can never be drained`,
    };
}

/** The smallest number of replicas among the workloads that a budget selects. */
function smallestSelected(budget: KubernetesObject, graph: Graph): number | undefined {
  const numbers = budgetsOf(graph)
    .selectedBy(budget)
    .map((object) => replicasOf(object, graph))
    .filter((replicas) => typeof replicas === 'number');
  return numbers.length > 0 ? Math.min(...numbers) : undefined;
}
