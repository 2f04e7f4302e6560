import { Faults } from '../core';
import type { CacheScaling } from './scaling';

/** How many copies a shard can have besides its primary. */
export type CacheReplicas = 1 | 2 | 3 | 4 | 5;

/** Whether a replica takes over when a primary is lost: `failover`, or `fragile`, where nothing does. */
export type CacheAvailability = 'failover' | 'fragile';

/** How a cluster of several shards is laid out. */
export interface CacheClusterOptions<R extends 0 | CacheReplicas> {
  /** How many shards the keys are spread over, 1 to 500; nodes times shards stay within 500. */
  readonly shards: number;
  /** How many copies each shard has besides its primary. */
  readonly replicasPerShard: R;
  /** What adds and removes shards or replicas with the load. @default nothing */
  readonly scaling?: CacheScaling;
}

/**
 * How many nodes hold the keys: one shard (cluster mode off) or several (cluster mode on: clients must speak the cluster
 * protocol). Whether it survives the loss of a node is part of the type: prod takes `failover` only.
 *
 * See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.Redis-RedisCluster.html
 */
export class CacheTopology<A extends CacheAvailability = CacheAvailability> {
  /** One node. When it is lost, so are the keys, until ElastiCache has made another. Cluster mode off. */
  static single(): CacheTopology<'fragile'> {
    return new CacheTopology('fragile', false, 1, 0);
  }

  /** One primary and its replicas in other zones, of which one takes over within a minute. Cluster mode off. */
  static replicated({ replicas }: { readonly replicas: CacheReplicas }): CacheTopology<'failover'> {
    return new CacheTopology('failover', false, 1, replicas);
  }

  /**
   * Keys spread over shards, each with its replicas. Cluster mode on: decide it before the first deployment, because ElastiCache
   * takes a cache there only step by step, by hand, and never back.
   *
   * @throws ValidationError when there are more nodes than ElastiCache lets a cluster have
   */
  static cluster<R extends 0 | CacheReplicas>({
    shards,
    replicasPerShard,
    scaling,
  }: CacheClusterOptions<R>): CacheTopology<R extends 0 ? 'fragile' : 'failover'> {
    const availability = (replicasPerShard === 0 ? 'fragile' : 'failover') as R extends 0 ? 'fragile' : 'failover';
    return new CacheTopology(availability, true, shards, replicasPerShard, scaling);
  }

  private constructor(
    /** Whether a replica takes over when a primary is lost. */
    readonly availability: A,
    /** True where clients must speak the cluster protocol. */
    readonly clusterMode: boolean,
    /** How many shards there are at first. */
    readonly shards: number,
    /** How many replicas each shard has at first. */
    readonly replicasPerShard: 0 | CacheReplicas,
    /** What adds and removes shards or replicas. */
    readonly scaling?: CacheScaling,
  ) {
    const faults = new Faults('CacheTopology');
    faults.check(Number.isInteger(replicasPerShard) && replicasPerShard >= 0 && replicasPerShard <= 5, {
      prop: clusterMode ? 'replicasPerShard' : 'replicas',
      expected: '0 to 5',
      got: replicasPerShard,
      fix: 'Write 1 for one copy in another zone.',
    });
    const most = Math.floor(500 / (replicasPerShard + 1));
    faults.check(Number.isInteger(shards) && shards >= 1 && shards <= most, {
      prop: 'shards',
      expected: `1 to ${most} with ${replicasPerShard} replicas each: a cluster has 500 nodes at most`,
      got: shards,
      fix: 'Take larger nodes; beyond 90 nodes AWS raises the limit on request only.',
    });
    scaling?.check(faults, shards, replicasPerShard);
    faults.throwIfAny();
  }
}
