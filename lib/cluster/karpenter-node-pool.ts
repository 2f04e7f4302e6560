import { stringify } from 'yaml';
import { Duration, Faults } from '../core';
import type { Architecture } from './data/instance-families';
import type { InstanceFamily, InstanceSize } from './instance-type';
import { checkObjectName, type NodeClassManifest } from './karpenter-node-class';
import { checkLabels, checkTaints, type Labels, type Taint } from './labels';
import { SPOT_TAINT } from './node-pool';

/** What a {@link karpenterNodePool} is made of. */
export interface KarpenterNodePoolOptions<A extends Architecture = Architecture> {
  /** The object's name, and the label `pool` of its nodes. */
  readonly name: string;
  /** What its nodes look like: `karpenter.nodeClass('default')`. */
  readonly nodeClass: NodeClassManifest;
  /** How its nodes are bought. Spot nodes carry {@link SPOT_TAINT}. */
  readonly capacity: 'spot' | 'on-demand';
  /** The families; two or more, so that AWS does not take all nodes back at once. */
  readonly families: readonly [InstanceFamily<A>, InstanceFamily<A>, ...InstanceFamily<A>[]];
  /** The sizes. @default any that fits */
  readonly sizes?: readonly [InstanceSize, ...InstanceSize[]];
  /** The processors. @default 'arm64' */
  readonly architecture?: A;
  /** The most that all its nodes have together: without it a mistake inside the cluster costs without limit. */
  readonly limits: { readonly cpus: number; readonly memoryGibibytes: number };
  /** Pools of a higher weight are tried first, 1 to 100. @default 1 */
  readonly weight?: number;
  /** Labels of the nodes. @default only `pool` */
  readonly labels?: Labels;
  /** Taints of the nodes. @default none, on-demand; {@link SPOT_TAINT}, spot */
  readonly taints?: readonly Taint[];
  /** How old a node becomes, 1 to 30 days: its successor has the patches. @default Duration.days(14) */
  readonly expireAfter?: Duration;
}

/** An object `NodePool` of `karpenter.sh/v1`. */
export interface NodePoolManifest {
  /** The group and version. */
  readonly apiVersion: 'karpenter.sh/v1';
  /** The kind. */
  readonly kind: 'NodePool';
  /** Its name; it belongs to no namespace. */
  readonly metadata: { readonly name: string };
  /** https://karpenter.sh/docs/concepts/nodepools/ */
  readonly spec: Readonly<Record<string, unknown>>;
}

/**
 * The object `NodePool`: which nodes Karpenter may make, up to a limit. Nodes that are hardly used are merged a few at a time, and
 * none lives longer than two weeks.
 *
 * @throws ValidationError when an option is out of range
 */
export function karpenterNodePool<A extends Architecture = 'arm64'>(
  options: KarpenterNodePoolOptions<A>,
): NodePoolManifest {
  validate(options);
  const { name, capacity, architecture = 'arm64', families, sizes, limits, weight = 1 } = options;
  const expireAfter = options.expireAfter ?? Duration.days(14);
  const requirements = [
    { key: 'karpenter.sh/capacity-type', operator: 'In', values: [capacity] },
    { key: 'kubernetes.io/arch', operator: 'In', values: [architecture] },
    { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] },
    { key: 'karpenter.k8s.aws/instance-family', operator: 'In', values: [...families] },
    ...(sizes ? [{ key: 'karpenter.k8s.aws/instance-size', operator: 'In', values: [...sizes] }] : []),
  ];
  const taints = [...(capacity === 'spot' ? [SPOT_TAINT] : []), ...(options.taints ?? [])];
  const { kind, metadata } = options.nodeClass;
  return {
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name },
    spec: {
      weight,
      limits: { cpu: String(limits.cpus), memory: `${limits.memoryGibibytes}Gi` },
      disruption: {
        consolidationPolicy: 'WhenEmptyOrUnderutilized',
        consolidateAfter: '5m',
        budgets: [{ nodes: '10%' }],
      },
      template: {
        metadata: { labels: { ...options.labels, pool: name } },
        spec: {
          requirements,
          taints,
          nodeClassRef: { group: 'karpenter.k8s.aws', kind, name: metadata.name },
          expireAfter: `${expireAfter.toHours()}h`,
          terminationGracePeriod: '1h',
        },
      },
    },
  };
}

/** Objects as YAML, one document each, for the GitOps tree. */
export function renderManifests(manifests: readonly (NodeClassManifest | NodePoolManifest)[]): string {
  return manifests.map((manifest) => `---\n${stringify(manifest, { aliasDuplicateObjects: false })}`).join('');
}

function validate(
  options: Omit<KarpenterNodePoolOptions, 'architecture' | 'families'> & { families: readonly string[] },
): void {
  const { name, families, limits, weight = 1, labels = {}, taints = [], expireAfter } = options;
  const faults = new Faults(`karpenterNodePool ${name}`);
  checkObjectName(faults, name);
  checkLabels(faults, 'labels', labels);
  checkTaints(faults, 'taints', taints);
  faults.check(new Set(families).size >= 2, {
    prop: 'families',
    expected: 'two families or more',
    got: families,
    fix: 'Add a family of the same kind, such as m6g beside m7g.',
  });
  faults.check(limits.cpus >= 2 && limits.memoryGibibytes >= 4, {
    prop: 'limits',
    expected: '2 processors and 4 GiB or more',
    got: limits,
    fix: 'Write for example { cpus: 200, memoryGibibytes: 800 }.',
  });
  faults.check(Number.isInteger(weight) && weight >= 1 && weight <= 100, {
    prop: 'weight',
    expected: '1 to 100',
    got: weight,
    fix: 'Leave it out for 1.',
  });
  const days = expireAfter?.toDays() ?? 14;
  faults.check(days >= 1 && days <= 30 && Number.isInteger(days * 24), {
    prop: 'expireAfter',
    expected: '1 to 30 days, in whole hours',
    got: expireAfter?.toString(),
    fix: 'Leave it out for 14 days.',
  });
  faults.throwIfAny();
}
