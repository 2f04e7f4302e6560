import type { Faults } from '../core';
import { NODE_FAMILIES } from './data/node-types';
import type { CacheEngine } from './engine';

type NamesOf<R> = R extends {
  readonly family: infer F extends string;
  readonly sizes: readonly (infer S extends string)[];
}
  ? `cache.${F}.${S}`
  : never;

/** A cache node type such as `cache.m7g.large`. Those of `r6gd` keep on a disk what was not read for long: data tiering. */
export type CacheNodeType = NamesOf<(typeof NODE_FAMILIES)[number]>;

/** A node type and how it is paid for. */
export interface CacheCapacity {
  /** How it is paid for. */
  readonly purchase: 'onDemand';
  /** The type of every node. */
  readonly nodeType: CacheNodeType;
}

/** Nodes paid by the hour, without a commitment. */
export function onDemandNodes(nodeType: CacheNodeType): CacheCapacity {
  return { purchase: 'onDemand', nodeType };
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
