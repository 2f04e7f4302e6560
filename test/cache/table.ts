import type { TerraformStack } from 'cdktf';
import {
  Cache,
  CacheAccess,
  type CacheCapacity,
  CacheEngine,
  type CacheProps,
  CacheScaling,
  CacheTopology,
  onDemandNodes,
  SecondaryCache,
  ServerlessCache,
} from '../../lib/cache';
import { Duration, Size, STAGES, type Stage } from '../../lib/core';
import { Key } from '../../lib/security';
import { vpcIn } from './fixtures';

/** The engines and versions with the family that AWS names for each: written here anew, so that a slip there shows. */
export const ENGINES: readonly [name: string, engine: CacheEngine, family: string][] = [
  ['valkey-7-2', CacheEngine.valkey('7.2'), 'valkey7'],
  ['valkey-8-2', CacheEngine.valkey('8.2'), 'valkey8'],
  ['valkey-9-1', CacheEngine.valkey('9.1'), 'valkey9'],
  ['redis-7-1', CacheEngine.redis('7.1'), 'redis7'],
];

const TOPOLOGIES: Readonly<Record<string, CacheTopology>> = {
  single: CacheTopology.single(),
  replicated: CacheTopology.replicated({ replicas: 2 }),
  cluster: CacheTopology.cluster({ shards: 3, replicasPerShard: 1 }),
  'shards-by-load': CacheTopology.cluster({
    shards: 2,
    replicasPerShard: 1,
    scaling: CacheScaling.shards({ maximum: 6, metric: 'capacity' }),
  }),
  'replicas-by-load': CacheTopology.cluster({
    shards: 2,
    replicasPerShard: 1,
    scaling: CacheScaling.replicas({ maximum: 3 }),
  }),
  bare: CacheTopology.cluster({ shards: 2, replicasPerShard: 0 }),
};

/** One cache of the table. */
export interface Row {
  readonly id: string;
  readonly stage: Stage;
  readonly engine: CacheEngine;
  readonly family: string;
  readonly topology: CacheTopology;
  readonly capacity: CacheCapacity;
}

/** Every engine, version, stage and topology that can be put together, one of them with data tiering. */
export const ROWS: readonly Row[] = STAGES.flatMap((stage) =>
  ENGINES.flatMap(([name, engine, family]) =>
    Object.entries(TOPOLOGIES)
      .filter(([, topology]) => stage !== 'prod' || topology.availability === 'failover')
      .map(([layout, topology]) => ({
        id: `${stage}-${name}-${layout}`,
        stage,
        engine,
        family,
        topology,
        capacity: onDemandNodes(layout === 'shards-by-load' ? 'cache.r6gd.xlarge' : 'cache.m7g.large'),
      })),
  ),
);

/** Puts the caches of a stage into its stack with alarms, parameters and copies, and serverless ones besides. */
export function buildStage(stack: TerraformStack, stage: Stage): void {
  const subnets = vpcIn(stack, ['a', 'b'], `vpc-${stage}`).subnets.data;
  const key = new Key(stack, `key-${stage}`);
  const topicArn = 'arn:aws:sns:eu-west-1:123456789012:alarms';
  for (const { id, engine, topology, capacity } of ROWS.filter((row) => row.stage === stage)) {
    const props = {
      stage,
      subnets,
      key,
      engine,
      topology,
      capacity,
      restoreFrom: 'sessions-of-yesterday',
      parameters: { evictionPolicy: 'allkeys-lru', idleTimeout: Duration.minutes(5), keyspaceEvents: 'Ex' },
      alarms: { topicArn },
    };
    const cache = new Cache(stack, id, props as CacheProps);
    cache.addUser('api', CacheAccess.readWrite('session:*'));
    if (topology.availability === 'fragile' || topology.scaling) continue;
    const datastore = cache.toGlobalDatastore();
    const copy = new SecondaryCache(stack, `${id}-copy`, { datastore, subnets, key, alarms: { topicArn } });
    copy.addUser('api', CacheAccess.readOnly('session:*'));
  }
  for (const [name, engine] of ENGINES) {
    const limits = { storage: Size.gibibytes(10), minimumStorage: Size.gibibytes(1), ecpuPerSecond: 5000 };
    const restoreFrom = 'arn:aws:elasticache:eu-west-1:123456789012:serverlesssnapshot:sessions';
    const props = { stage, subnets, key, engine, limits, restoreFrom, alarms: { topicArn } };
    new ServerlessCache(stack, `${stage}-${name}-serverless`, props).addUser('api', CacheAccess.readOnly('*'));
  }
}
