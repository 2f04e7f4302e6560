import { Faults, type Payment, type Purchase, Size, type Term } from '../core';
import type { ZoneLetter } from '../network';
import type { Architecture } from './data/instance-families';
import type { NodeImage } from './image';
import {
  architectureOf,
  type InstanceFamily,
  type InstanceSize,
  type InstanceType,
  instanceTypes,
} from './instance-type';
import { checkLabels, checkTaints, type Labels, type Taint } from './labels';

/** Between how many nodes a pool may have, all zones together. */
export interface Scaling {
  /** The least, 0 or more. */
  readonly min: number;
  /** The most, 1 to 450. */
  readonly max: number;
}

/** What every pool is told. */
export interface NodePoolOptions<A extends Architecture = Architecture> {
  /** The pool's name, 1 to 30 lower-case letters, digits and hyphens: its nodes carry it as the label `pool`. */
  readonly name: string;
  /** Between how many nodes. How many there are is the autoscaler's: Terraform sets the least at first and then never looks. */
  readonly scaling: Scaling;
  /** The processors. @default 'arm64', which costs a fifth less for the same work */
  readonly architecture?: A;
  /** The operating system. @default 'bottlerocket' */
  readonly image?: NodeImage;
  /** The encrypted gp3 volume that holds images and scratch data, 20 GiB to 16 TiB. @default Size.gibibytes(50) */
  readonly volume?: Size;
  /** Labels of the nodes. @default only `pool` */
  readonly labels?: Labels;
  /** Taints of the nodes. @default none; spot pools have {@link SPOT_TAINT} */
  readonly taints?: readonly Taint[];
  /** How many nodes are replaced at once in an update, 1 to 100 percent. @default 25 */
  readonly maxUnavailablePercent?: number;
  /** The zones. @default each that the VPC has private subnets in */
  readonly zones?: readonly [ZoneLetter, ...ZoneLetter[]];
}

/** What a {@link spotPool} is made of. */
export interface SpotPoolOptions<A extends Architecture = Architecture> extends NodePoolOptions<A> {
  /** Two families or more: each is a market of its own, and AWS takes nodes back market by market. */
  readonly families: readonly [InstanceFamily<A>, InstanceFamily<A>, ...InstanceFamily<A>[]];
  /** The sizes. Families times sizes must be 6 types or more, 20 at most. */
  readonly sizes: readonly [InstanceSize, ...InstanceSize[]];
}

/** What an {@link onDemandPool} is made of. */
export interface OnDemandPoolOptions<A extends Architecture = Architecture> extends NodePoolOptions<A> {
  /** The types, the one to try first before the others: 1 to 20. */
  readonly instanceTypes: readonly [InstanceType<A>, ...InstanceType<A>[]];
}

/** What a {@link reservedPool} is made of. */
export interface ReservedPoolOptions<A extends Architecture = Architecture> extends NodePoolOptions<A> {
  /** The one type that is committed to. */
  readonly instanceType: InstanceType<A>;
  /** How long the commitment lasts. */
  readonly term: Term;
  /** How it is paid. @default 'no-upfront' */
  readonly payment?: Payment;
  /** True for an EC2 instance savings plan instead of reserved instances. @default false */
  readonly savingsPlan?: boolean;
}

/** A group of nodes that are alike: made by {@link spotPool}, {@link onDemandPool} or {@link reservedPool}. */
export interface NodePool extends NodePoolOptions {
  /** The processors. */
  readonly architecture: Architecture;
  /** The instance types, in the order in which they are tried. */
  readonly instanceTypes: readonly string[];
  /** How the nodes are paid for. */
  readonly purchase: Purchase;
  /** The taints, those that the kind of pool brings included. */
  readonly taints: readonly Taint[];
}

/** The taint of every spot pool: only pods that say so run on nodes that AWS can take back with two minutes' notice. */
export const SPOT_TAINT: Taint = { key: 'capacity', value: 'spot', effect: 'NoSchedule' };

/** https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html#managed-node-group-capacity-types */
const LEAST_SPOT_TYPES = 6;
/** https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html: instanceTypes */
const MOST_TYPES = 20;

/**
 * Nodes of spare capacity, at a fraction of the price, that AWS takes back with two minutes' notice. EKS picks the markets
 * that are cheapest among those least likely to be taken back, replaces a node as soon as it is at risk, and drains it first.
 *
 * @throws ValidationError when there are fewer than 6 types, or when an option is out of range
 */
export function spotPool<A extends Architecture = 'arm64'>(options: SpotPoolOptions<A>): NodePool {
  const { families, sizes, ...rest } = options;
  const types = instanceTypes<A>(families, sizes);
  const faults = new Faults(`spotPool ${options.name}`);
  faults.check(new Set(families).size >= 2, {
    prop: 'families',
    expected: 'two families or more',
    got: families,
    fix: 'Add a family of the same kind, such as m6g beside m7g.',
  });
  faults.check(types.length >= LEAST_SPOT_TYPES, {
    prop: 'families',
    expected: `${LEAST_SPOT_TYPES} instance types or more, families times sizes`,
    got: types,
    fix: 'Add families or sizes: a pool of few types is taken back all at once.',
  });
  return pool(faults, rest, types, { option: 'spot' }, [SPOT_TAINT, ...(options.taints ?? [])]);
}

/**
 * Nodes paid by the hour.
 *
 * @throws ValidationError when an option is out of range
 */
export function onDemandPool<A extends Architecture = 'arm64'>(options: OnDemandPoolOptions<A>): NodePool {
  const { instanceTypes: types, ...rest } = options;
  return pool(new Faults(`onDemandPool ${options.name}`), rest, types, { option: 'on-demand' }, options.taints ?? []);
}

/**
 * Nodes that are always there, paid by a commitment: one type, and as many nodes at least as were committed to (`scaling.min`).
 * The commitment is recorded for the estimate; it is bought in the account, not by Terraform.
 *
 * @throws ValidationError when an option is out of range
 */
export function reservedPool<A extends Architecture = 'arm64'>(options: ReservedPoolOptions<A>): NodePool {
  const { instanceType, term, payment = 'no-upfront', savingsPlan, ...rest } = options;
  const faults = new Faults(`reservedPool ${options.name}`);
  faults.check(options.scaling.min >= 1, {
    prop: 'scaling.min',
    expected: '1 or more: a commitment is paid for whether it is used or not',
    got: options.scaling.min,
    fix: 'Write the number of nodes that were committed to.',
  });
  const purchase: Purchase = savingsPlan
    ? { option: 'savings-plan', kind: 'ec2-instance', term, payment }
    : { option: 'reserved', term, payment };
  return pool(faults, rest, [instanceType], purchase, options.taints ?? []);
}

/** True for a pool that takes pods which tolerate nothing, on nodes that stay. */
export function isSystemPool({ taints, purchase }: NodePool): boolean {
  return purchase.option !== 'spot' && taints.every(({ effect }) => effect === 'PreferNoSchedule');
}

function pool(
  faults: Faults,
  options: NodePoolOptions,
  types: readonly string[],
  purchase: Purchase,
  taints: readonly Taint[],
): NodePool {
  const architecture = options.architecture ?? 'arm64';
  checkPool(faults, options, types);
  for (const type of types) {
    faults.check(architectureOf(type) === architecture, {
      prop: 'instanceTypes',
      expected: `types of ${architecture}, of 2 processors and 4 GiB or more`,
      got: type,
      fix: "Take another type, or say the pool's architecture: 'amd64' for Intel and AMD.",
    });
  }
  checkTaints(faults, 'taints', taints);
  faults.throwIfAny();
  return { ...options, architecture, instanceTypes: types, purchase, taints };
}

function checkPool(faults: Faults, options: NodePoolOptions, types: readonly string[]): void {
  const { name, scaling, labels = {}, volume = Size.gibibytes(50), maxUnavailablePercent: percent = 25 } = options;
  faults.check(/^[a-z]([a-z0-9-]{0,28}[a-z0-9])?$/.test(name), {
    prop: 'name',
    expected: '1 to 30 lower-case letters, digits and hyphens, beginning with a letter',
    got: name,
    fix: 'Rename the pool.',
  });
  faults.check(types.length >= 1 && types.length <= MOST_TYPES && new Set(types).size === types.length, {
    prop: 'instanceTypes',
    expected: `1 to ${MOST_TYPES} different types`,
    got: types,
    fix: 'Leave families or sizes out.',
  });
  const { min, max } = scaling;
  const whole = Number.isInteger(min) && Number.isInteger(max);
  faults.check(whole && min >= 0 && max >= 1 && max <= 450 && min <= max, {
    prop: 'scaling',
    expected: 'whole numbers, 0 <= min <= max <= 450, max 1 or more',
    got: scaling,
    fix: 'Write for example { min: 2, max: 6 }.',
  });
  const gibibytes = volume.toGibibytes();
  faults.check(Number.isInteger(gibibytes) && gibibytes >= 20 && gibibytes <= 16_384, {
    prop: 'volume',
    expected: '20 GiB to 16 TiB, whole GiB',
    got: volume.toString(),
    fix: 'Leave it out for 50 GiB.',
  });
  faults.check(Number.isInteger(percent) && percent >= 1 && percent <= 100, {
    prop: 'maxUnavailablePercent',
    expected: '1 to 100 whole percent',
    got: percent,
    fix: 'Leave it out for 25.',
  });
  checkLabels(faults, 'labels', labels);
  faults.check(!Object.hasOwn(labels, 'pool'), {
    prop: 'labels',
    expected: 'without `pool`, which is the name of the pool',
    got: labels,
    fix: 'Name the pool so, or use another label.',
  });
}
