import { AppautoscalingPolicy } from '@cdktf/provider-aws/lib/appautoscaling-policy';
import { AppautoscalingTarget } from '@cdktf/provider-aws/lib/appautoscaling-target';
import type { Construct } from 'constructs';
import { Duration, type Faults, tagsOf } from '../core';

/** How the number of shards follows the load. */
export interface ShardScaling {
  /** The most shards; the fewest is the topology's number. */
  readonly maximum: number;
  /** What is kept at the target: CPU of the primaries, or how full memory (and, with data tiering, disk) is. @default 'cpu' */
  readonly metric?: 'cpu' | 'capacity';
  /** Percent, 35 to 70. @default 60 */
  readonly targetPercent?: number;
}

/** How the number of replicas a shard follows the load. */
export interface ReplicaScaling {
  /** The most replicas a shard, up to 5; the fewest is the topology's number. */
  readonly maximum: number;
  /** Percent of CPU of the replicas, 35 to 70. @default 60 */
  readonly targetPercent?: number;
}

type Dimension = 'NodeGroups' | 'Replicas';

const METRICS = {
  cpu: 'ElastiCachePrimaryEngineCPUUtilization',
  capacity: 'ElastiCacheDatabaseCapacityUsageCountedForEvictPercentage',
  replicaCpu: 'ElastiCacheReplicaEngineCPUUtilization',
} as const;

/** Resharding moves keys: not more often than every ten minutes, either way. */
const COOLDOWN_SECONDS = Duration.minutes(10).toSeconds();
/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html */
const SCALABLE = /^cache\.(r7g|r6g|r6gd|r5|m7g|m6g|m5|c7gn)\.(large|xlarge|2xlarge)$/;

/**
 * What adds and removes shards or replicas of a cluster, by target tracking. Terraform then leaves that number alone.
 *
 * See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
 */
export class CacheScaling {
  /** Adds and removes shards. */
  static shards({ maximum, metric = 'cpu', targetPercent = 60 }: ShardScaling): CacheScaling {
    return new CacheScaling('NodeGroups', maximum, METRICS[metric], targetPercent);
  }

  /** Adds and removes replicas, of all shards alike. */
  static replicas({ maximum, targetPercent = 60 }: ReplicaScaling): CacheScaling {
    return new CacheScaling('Replicas', maximum, METRICS.replicaCpu, targetPercent);
  }

  private constructor(
    /** What is counted. */
    readonly dimension: Dimension,
    /** The most of them. */
    readonly maximum: number,
    private readonly metric: string,
    private readonly targetPercent: number,
  ) {}

  /** The argument that Terraform leaves alone because the scaling changes it. */
  get scaledArgument(): 'num_node_groups' | 'replicas_per_node_group' {
    return this.dimension === 'NodeGroups' ? 'num_node_groups' : 'replicas_per_node_group';
  }

  /** Checks the limits against the topology, and keeps the faults. */
  check(faults: Faults, shards: number, replicas: number): void {
    const [least, most] =
      this.dimension === 'NodeGroups' ? [shards, Math.floor(500 / (replicas + 1))] : [Math.max(replicas, 1), 5];
    faults.check(Number.isInteger(this.maximum) && this.maximum > least && this.maximum <= most, {
      prop: 'scaling.maximum',
      expected: `${least + 1} to ${most}`,
      got: this.maximum,
      fix: 'Leave `scaling` out where the number is fixed.',
    });
    faults.check(this.dimension === 'NodeGroups' || replicas >= 1, {
      prop: 'scaling',
      expected: 'CacheScaling.shards without replicas: what has none cannot add some',
      got: 'CacheScaling.replicas',
      fix: 'Set `replicasPerShard` to 1 or more.',
    });
    faults.check(this.targetPercent >= 35 && this.targetPercent <= 70, {
      prop: 'scaling.targetPercent',
      expected: '35 to 70',
      got: this.targetPercent,
      fix: 'Leave it out for 60.',
    });
  }

  /** Checks that ElastiCache scales such nodes. */
  checkNodeType(faults: Faults, nodeType: string): void {
    faults.check(SCALABLE.test(nodeType), {
      prop: 'capacity.nodeType',
      expected: 'a large, xlarge or 2xlarge of r7g, r6g, r6gd, r5, m7g, m6g, m5 or c7gn where `scaling` is given',
      got: nodeType,
      fix: 'Take such a node, or leave `scaling` out.',
    });
  }

  /** Makes the scaling of a replication group. */
  attach(scope: Construct, replicationGroupId: string, minCapacity: number): AppautoscalingPolicy {
    const target = new AppautoscalingTarget(scope, 'scaling-target', {
      serviceNamespace: 'elasticache',
      scalableDimension: `elasticache:replication-group:${this.dimension}`,
      resourceId: `replication-group/${replicationGroupId}`,
      minCapacity,
      maxCapacity: this.maximum,
      tags: tagsOf(scope),
    });
    return new AppautoscalingPolicy(scope, 'scaling', {
      name: `${this.dimension === 'NodeGroups' ? 'shards' : 'replicas'}-by-load`,
      policyType: 'TargetTrackingScaling',
      serviceNamespace: target.serviceNamespace,
      scalableDimension: target.scalableDimension,
      resourceId: target.resourceId,
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: this.metric },
        targetValue: this.targetPercent,
        scaleInCooldown: COOLDOWN_SECONDS,
        scaleOutCooldown: COOLDOWN_SECONDS,
      },
    });
  }
}
