import { ElasticacheGlobalReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-global-replication-group';
import type { ElasticacheReplicationGroup } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import type { Construct } from 'constructs';
import { Faults, stageOf } from '../core';
import type { CachePlan } from './cache-props';
import { isBurstable } from './capacity';
import type { CacheEngine } from './engine';
import { parameterGroupName } from './parameters';
import type { CacheTopology } from './topology';

/**
 * A cache that is copied to other regions, within a second as a rule: one region writes, the others read, and one of them is
 * promoted by hand. Made by `cache.toGlobalDatastore()`; a {@link SecondaryCache} joins it.
 *
 * See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastore.html
 */
export class GlobalDatastore {
  /** The `aws_elasticache_global_replication_group`. */
  readonly resource: ElasticacheGlobalReplicationGroup;
  /** The engine of all its caches. */
  readonly engine: CacheEngine;
  /** The shards of all its caches. */
  readonly topology: CacheTopology;
  /** The node type of all its caches. */
  readonly nodeType: string;

  constructor(scope: Construct, name: string, plan: CachePlan, primary: ElasticacheReplicationGroup) {
    validate(scope, plan);
    this.engine = plan.engine;
    this.topology = plan.topology;
    this.nodeType = plan.nodeType;
    const { clusterMode, shards } = plan.topology;
    this.resource = new ElasticacheGlobalReplicationGroup(scope, 'global', {
      globalReplicationGroupIdSuffix: name,
      globalReplicationGroupDescription: scope.node.path,
      primaryReplicationGroupId: primary.id,
      automaticFailoverEnabled: true,
      cacheNodeType: plan.nodeType,
      engineVersion: plan.engine.version,
      // Read at a new major version only, which needs the group of its family.
      parameterGroupName: parameterGroupName(name, plan.engine, clusterMode),
      ...(clusterMode && { numNodeGroups: shards }),
      lifecycle: stageOf(scope) === 'prod' ? { preventDestroy: true } : undefined,
    });
    // ElastiCache refuses these changes on a member: they are made on the datastore, which has the same values.
    const kept = primary.lifecycle ?? {};
    primary.lifecycle = { ...kept, ignoreChanges: ['node_type', ...(clusterMode ? ['num_node_groups'] : [])] };
  }

  /** The id that a secondary joins by, as a reference. */
  get id(): string {
    return this.resource.globalReplicationGroupId;
  }
}

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html */
function validate(scope: Construct, { topology, nodeType }: CachePlan): void {
  const faults = new Faults(scope);
  faults.check(topology.availability === 'failover', {
    prop: 'topology',
    expected: 'with a replica a shard in a global datastore',
    got: 'one without',
    fix: 'Use CacheTopology.replicated({ replicas: 1 }), or `replicasPerShard: 1`.',
  });
  faults.check(topology.scaling === undefined, {
    prop: 'topology.scaling',
    expected: 'left out in a global datastore',
    got: topology.scaling?.dimension,
    fix: 'ElastiCache scales no member of one: give it the shards that it needs.',
  });
  faults.check(!isBurstable(nodeType), {
    prop: 'capacity.nodeType',
    expected: 'a large node or larger in a global datastore',
    got: nodeType,
    fix: 'Take for example cache.m7g.large.',
  });
  faults.throwIfAny();
}
