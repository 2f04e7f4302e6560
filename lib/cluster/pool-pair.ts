import { Faults } from '../core';
import { type Toleration, toleration } from './labels';
import { isSystemPool, type NodePool, SPOT_TAINT } from './node-pool';

const DEFAULT_SPOT_WEIGHT = 80;

/** What a {@link poolPair} is made of. */
export interface PoolPairOptions {
  /** Nodes that stay: made by `onDemandPool` or `reservedPool`, with one node or more. */
  readonly base: NodePool;
  /** Nodes of spare capacity: made by `spotPool`. */
  readonly spot: NodePool;
  /** How much a pod would rather run on spot, 1 to 100: the rest is how much it would rather run on the base. @default 80 */
  readonly spotWeight?: number;
}

/** A wish of a pod, as `affinity.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution` takes it. */
export interface PreferredNodes {
  /** How much it counts, 1 to 100. */
  readonly weight: number;
  /** Which nodes. */
  readonly preference: {
    readonly matchExpressions: readonly {
      readonly key: string;
      readonly operator: 'In';
      readonly values: readonly string[];
    }[];
  };
}

/** Two pools that share their pods, since a managed node group is either spot or not: {@link poolPair}. */
export interface PoolPair {
  /** Both pools, the base first: for `nodePools`. */
  readonly pools: readonly [NodePool, NodePool];
  /** What a stateless pod wishes for: spot where there is some, the base where there is none. */
  readonly preferences: readonly PreferredNodes[];
  /** What lets a stateless pod onto the spot nodes. */
  readonly tolerations: readonly Toleration[];
}

/**
 * A base of nodes that stay, and spot nodes beside them. Pods that say nothing run on the base; stateless ones take the pair's
 * tolerations and preferences, run on spot as long as there is some, and come back to the base when AWS takes it away.
 *
 * @throws ValidationError when one of the pools is of the other kind, or both are not of one architecture
 */
export function poolPair({ base, spot, spotWeight = DEFAULT_SPOT_WEIGHT }: PoolPairOptions): PoolPair {
  const faults = new Faults(`poolPair ${base.name} and ${spot.name}`);
  faults.check(base.purchase.option !== 'spot' && base.scaling.min >= 1, {
    prop: 'base',
    expected: 'an on-demand or reserved pool with scaling.min 1 or more',
    got: { purchase: base.purchase.option, min: base.scaling.min },
    fix: 'Make it by onDemandPool or reservedPool: it is what is left when no spot capacity is.',
  });
  faults.check(spot.purchase.option === 'spot', {
    prop: 'spot',
    expected: 'a spot pool',
    got: spot.purchase.option,
    fix: 'Make it by spotPool.',
  });
  faults.check(base.architecture === spot.architecture, {
    prop: 'spot.architecture',
    expected: `the base's, ${base.architecture}`,
    got: spot.architecture,
    fix: 'An image built for one of them would not start on the other.',
  });
  faults.check(Number.isInteger(spotWeight) && spotWeight >= 1 && spotWeight <= 99, {
    prop: 'spotWeight',
    expected: '1 to 99',
    got: spotWeight,
    fix: 'Leave it out for 80.',
  });
  faults.throwIfAny();
  return { pools: [base, spot], ...statelessPods([base, spot], spotWeight) };
}

/** Where pods without state run: on spot as long as there is some. Empty lists where no pool is spot. */
export function statelessPods(
  pools: readonly NodePool[],
  spotWeight = DEFAULT_SPOT_WEIGHT,
): Pick<PoolPair, 'preferences' | 'tolerations'> {
  const spot = pools.filter(({ purchase }) => purchase.option === 'spot');
  if (spot.length === 0) return { preferences: [], tolerations: [] };
  const base = pools.filter((pool) => isSystemPool(pool));
  return {
    preferences: [
      ...spot.map((pool) => prefer(pool, spotWeight)),
      ...base.map((pool) => prefer(pool, 100 - spotWeight)),
    ],
    tolerations: [toleration(SPOT_TAINT)],
  };
}

function prefer({ name }: NodePool, weight: number): PreferredNodes {
  return { weight, preference: { matchExpressions: [{ key: 'pool', operator: 'In', values: [name] }] } };
}
