import type { Graph } from '../../graph/graph';
import { emptyMap, isMap, type Value, type ValueMap } from '../../graph/value';
import { at, each, text } from '../../kubernetes/access';
import { clusterOf } from '../../kubernetes/cluster';
import type { KubernetesObject } from '../../kubernetes/object';
import { nameOf } from '../../kubernetes/pods';
import type { Fault } from '../../rule';

/** Labels by which EKS, Karpenter and their predecessors say how a node was bought. */
const capacityLabels = [
  'karpenter.sh/capacity-type',
  'eks.amazonaws.com/capacityType',
  'eks.amazonaws.com/compute-type',
  'node-lifecycle',
  'lifecycle',
];

/** A requirement on nodes: a label and the values that it may have. */
interface Requirement {
  readonly key: string;
  readonly values: readonly string[];
}

/** Nodes that EKS or Karpenter makes. */
interface Pool {
  readonly name: string;
  readonly labels: ValueMap;
  readonly spot: boolean;
}

/** A workload with state that can only be put on Spot nodes, which AWS takes back with two minutes' notice. */
export function* onSpot(object: KubernetesObject, graph: Graph): Iterable<Fault> {
  const spec = at(object.body, 'spec', 'template', 'spec');
  const place = `${object.place}spec.template.spec`;
  const wanted = requirementsOf(spec);
  const asked = wanted.find(
    ({ key, values }) => capacityLabels.includes(key) && values.length > 0 && values.every(isSpotValue),
  );
  if (asked) {
    yield {
      attribute: `${place}.nodeSelector`,
      value: `${asked.key} = ${asked.values.join(', ')}`,
      message: `${nameOf(object)} is put on Spot nodes, which are taken back with two minutes' notice, its volumes detached`,
    };
    return;
  }
  if (wanted.some(({ key, values }) => capacityLabels.includes(key) && !values.some(isSpotValue))) return;
  const pools = poolsOf(object, graph);
  const fitting = pools.filter((pool) => wanted.every((requirement) => fits(pool, requirement, pools)));
  if (fitting.length > 0 && fitting.every((pool) => pool.spot))
    yield {
      attribute: place,
      message: `${nameOf(object)} runs on Spot: ${fitting.map((pool) => pool.name).join(', ')} ${fitting.length === 1 ? 'is the only pool' : 'are the only pools'} that it fits`,
    };
}

function isSpotValue(value: string): boolean {
  return /^(ec2)?spot$/i.test(value);
}

/** `nodeSelector` and the required part of the node affinity, when it has a single term. */
function requirementsOf(spec: Value | undefined): Requirement[] {
  const result: Requirement[] = [];
  const selector = at(spec, 'nodeSelector');
  if (isMap(selector))
    for (const key of Object.keys(selector)) {
      const value = text(selector[key]);
      if (value !== undefined) result.push({ key, values: [value] });
    }
  const required = at(spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution');
  const terms = each(at(required, 'nodeSelectorTerms'));
  if (terms.length !== 1) return result;
  for (const expression of each(at(terms[0], 'matchExpressions'))) {
    const key = text(at(expression, 'key'));
    const values = each(at(expression, 'values')).flatMap((value) => text(value) ?? []);
    if (key !== undefined && text(at(expression, 'operator')) === 'In') result.push({ key, values });
    // On-demand by exclusion.
    if (key !== undefined && capacityLabels.includes(key) && text(at(expression, 'operator')) === 'NotIn')
      result.push({ key, values: ['on-demand'] });
  }
  return result;
}

/** A label that no pool of these files carries says nothing about which of them fits: instance types, zones, architectures. */
function fits(pool: Pool, { key, values }: Requirement, pools: readonly Pool[]): boolean {
  const own = text(at(pool.labels, key));
  if (own !== undefined) return values.includes(own);
  return !pools.some((other) => at(other.labels, key) !== undefined);
}

function poolsOf(object: KubernetesObject, graph: Graph): readonly Pool[] {
  const groups = graph.ofType('aws_eks_node_group').map((group): Pool => {
    const labels = at(group.get('labels'));
    return {
      name: group.address,
      labels: Object.assign(emptyMap(), isMap(labels) ? labels : {}, {
        'eks.amazonaws.com/nodegroup': text(group.get('node_group_name')) ?? '',
      }),
      spot: text(group.get('capacity_type')) === 'SPOT',
    };
  });
  const karpenter = ['NodePool', 'Provisioner'].flatMap((kind) =>
    clusterOf(graph)
      .ofKind(kind)
      .map((pool) => karpenterPool(pool)),
  );
  // Auto Mode and Fargate bring nodes that no resource of these files describes.
  const others =
    graph.ofType('aws_eks_fargate_profile').length > 0 ||
    graph.ofType('aws_eks_cluster').some((cluster) => at(each(cluster.get('compute_config'))[0], 'enabled') === true);
  const near = [...groups, ...karpenter];
  return others && object.kind === 'StatefulSet' ? [...near, { name: 'EKS', labels: emptyMap(), spot: false }] : near;
}

function karpenterPool(pool: KubernetesObject): Pool {
  const template = at(pool.body, 'spec', 'template');
  const requirements = each(at(template, 'spec', 'requirements') ?? at(pool.body, 'spec', 'requirements'));
  const capacity = requirements.find((requirement) => text(at(requirement, 'key')) === 'karpenter.sh/capacity-type');
  const values = each(at(capacity, 'values')).flatMap((value) => text(value) ?? []);
  const labels = at(template, 'metadata', 'labels') ?? at(pool.body, 'spec', 'labels');
  const name = text(at(pool.body, 'metadata', 'name')) ?? 'NodePool';
  return {
    name: `${pool.kind} ${name}`,
    labels: Object.assign(emptyMap(), isMap(labels) ? labels : {}, { 'karpenter.sh/nodepool': name }),
    spot: values.length > 0 && values.every(isSpotValue),
  };
}
