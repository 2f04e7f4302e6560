import {
  type CacheReservation,
  checkPurchase,
  DATABASE_SAVINGS_PLAN,
  type DatabaseSavingsPlan,
  type Faults,
  ON_DEMAND,
  type OnDemandPurchase,
  type Payment,
  type Purchase,
  type Term,
} from '../core';
import { NODE_FAMILIES, SAVINGS_PLAN_NODE_FAMILIES } from './data/node-types';
import type { CacheEngine } from './engine';

type NamesOf<R> = R extends {
  readonly family: infer F extends string;
  readonly sizes: readonly (infer S extends string)[];
}
  ? `cache.${F}.${S}`
  : never;

/** A cache node type such as `cache.m7g.large`. Those of `r6gd` keep on a disk what was not read for long: data tiering. */
export type CacheNodeType = NamesOf<(typeof NODE_FAMILIES)[number]>;

/** A node type that a Database Savings Plan covers: generation 7 and later, of Valkey only. */
export type SavingsPlanNodeType = Extract<
  CacheNodeType,
  `cache.${(typeof SAVINGS_PLAN_NODE_FAMILIES)[number]}.${string}`
>;

/** A node type and how it is paid for. */
export type CacheCapacity =
  | {
      /** How it is paid for. */
      readonly purchase: OnDemandPurchase | CacheReservation;
      /** The type of every node. */
      readonly nodeType: CacheNodeType;
    }
  | {
      /** How it is paid for. */
      readonly purchase: DatabaseSavingsPlan;
      /** The type of every node. */
      readonly nodeType: SavingsPlanNodeType;
    };

/** How long nodes are reserved for, and how that is paid. */
export interface ReservedNodesOptions {
  /** A year or three. */
  readonly term: Term;
  /** How it is paid. @default 'no-upfront' */
  readonly payment?: Payment;
}

/** Nodes paid by the hour, without a commitment. */
export function onDemandNodes(nodeType: CacheNodeType): CacheCapacity {
  return { purchase: ON_DEMAND, nodeType };
}

/**
 * Nodes that are reserved: a lower price, due for one or three years whether they run or not.
 *
 * See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.Reserved.html
 */
export function reservedNodes(nodeType: CacheNodeType, options: ReservedNodesOptions): CacheCapacity {
  const { term, payment = 'no-upfront' } = options;
  return { purchase: { option: 'reserved', term, payment }, nodeType };
}

/**
 * Nodes paid under a Database Savings Plan: so many USD an hour for a year, which follow the cache to another size or region.
 * Sold for Valkey on generation 7 and later, for a year, without a payment upfront.
 *
 * See https://docs.aws.amazon.com/savingsplans/latest/userguide/plan-types.html
 */
export function savingsPlanNodes(nodeType: SavingsPlanNodeType): CacheCapacity {
  return { purchase: DATABASE_SAVINGS_PLAN, nodeType };
}

/** True for nodes that keep what was not read for long on a disk. */
export function isTiered(nodeType: string): boolean {
  return nodeType.startsWith('cache.r6gd.');
}

/** True for nodes that earn and spend CPU credits. */
export function isBurstable(nodeType: string): boolean {
  return nodeType.startsWith('cache.t');
}

/** Adds a fault for a node type that ElastiCache does not sell for the engine. */
export function checkNodeType(faults: Faults, nodeType: string, engine: CacheEngine): void {
  const [, family, size] = nodeType.split('.');
  const row = NODE_FAMILIES.find((candidate) => candidate.family === family);
  faults.check(row !== undefined && (row.sizes as readonly string[]).includes(size ?? ''), {
    prop: 'capacity.nodeType',
    expected: 'a node type of ElastiCache, such as cache.m7g.large',
    got: nodeType,
    fix: 'Take one of lib/cache/data/node-types.ts.',
  });
  faults.check(!(row && 'valkeyOnly' in row) || engine.name === 'valkey', {
    prop: 'capacity.nodeType',
    expected: 'of a family that ElastiCache sells for Redis OSS',
    got: nodeType,
    fix: 'Take one generation earlier, such as cache.m7g or cache.r7g, or Valkey.',
  });
}

/** Adds a fault for a purchase that AWS does not sell for the nodes, as callers without types may ask for. */
export function checkNodePurchase(faults: Faults, { purchase, nodeType }: Nodes, engine: CacheEngine): void {
  checkPurchase(faults, 'capacity.purchase', 'elasticache-node', purchase);
  const [, family] = nodeType.split('.');
  const covered: readonly (string | undefined)[] = SAVINGS_PLAN_NODE_FAMILIES;
  faults.check(purchase.option !== 'savings-plan' || (engine.name === 'valkey' && covered.includes(family)), {
    prop: 'capacity.purchase',
    expected: `reserved or on demand for ${nodeType} of ${engine.name}: a Database Savings Plan covers Valkey on ${covered.join(', ')} only`,
    got: 'a savings plan',
    fix: `Write reservedNodes('${nodeType}', { term: '1y' }), or take Valkey on nodes of a covered family.`,
  });
}

/** Nodes as callers without types may give them. */
interface Nodes {
  readonly purchase: Purchase;
  readonly nodeType: string;
}
