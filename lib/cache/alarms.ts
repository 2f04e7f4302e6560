import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { Construct } from 'constructs';
import { Duration, type Faults, tagsOf } from '../core';
import { isBurstable } from './capacity';
import type { CacheTopology } from './topology';

/** Who is told when a cache is in trouble, and what counts as trouble. */
export interface CacheAlarms {
  /** The ARN of the SNS topic that is told, when it begins and when it is over. */
  readonly topicArn: string;
  /** Keys thrown out of a shard in five minutes. @default 1000 */
  readonly evictions?: number;
  /** How full a shard's memory is, in percent. @default 80 */
  readonly memoryPercent?: number;
  /** How busy the engine's one thread is, in percent. @default 80 */
  readonly engineCpuPercent?: number;
  /** How far a replica lags behind. @default 10 seconds */
  readonly replicationLag?: Duration;
  /** Connections to a node, of 65,000 at most. @default 50000 */
  readonly connections?: number;
}

/** What one alarm measures: the worst node of a shard decides. */
interface Rule {
  readonly id: string;
  readonly metricName: string;
  readonly stat: 'Average' | 'Maximum' | 'Sum' | 'Minimum';
  readonly threshold: number;
  readonly below?: true;
  readonly says: string;
}

const PERIOD_SECONDS = Duration.minutes(5).toSeconds();

/** Checks the thresholds. */
export function checkAlarms(faults: Faults, { topicArn, ...alarms }: CacheAlarms): void {
  faults.check(topicArn.startsWith('arn:') || topicArn.includes('${'), {
    prop: 'alarms.topicArn',
    expected: 'the ARN of an SNS topic',
    got: topicArn,
    fix: 'Pass topic.arn.',
  });
  for (const name of ['memoryPercent', 'engineCpuPercent'] as const) {
    const percent = alarms[name] ?? 1;
    faults.check(percent > 0 && percent < 100, {
      prop: `alarms.${name}`,
      expected: 'above 0 and below 100',
      got: percent,
      fix: 'Leave it out for 80.',
    });
  }
}

/**
 * The alarms of a replication group: one a metric and shard, on the worst of its nodes, whichever is primary. Where shards
 * are added by scaling, those up to the maximum are watched before they exist: no data is no alarm.
 *
 * See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
 */
export function createAlarms(
  scope: Construct,
  name: string,
  topology: CacheTopology,
  nodeType: string,
  alarms: CacheAlarms,
): CloudwatchMetricAlarm[] {
  return shardsOf(name, topology).flatMap(({ shard, nodes }) =>
    rulesFor(alarms, topology, nodeType).map(
      (rule) =>
        new CloudwatchMetricAlarm(scope, shard === undefined ? `alarm-${rule.id}` : `alarm-${rule.id}-${shard}`, {
          ...alarmBase(scope, alarms.topicArn),
          alarmName: shard === undefined ? `${name}-${rule.id}` : `${name}-${shard}-${rule.id}`,
          alarmDescription: `${scope.node.path}${shard === undefined ? '' : `, shard ${shard}`}: ${rule.says}`,
          comparisonOperator: rule.below ? 'LessThanThreshold' : 'GreaterThanThreshold',
          threshold: rule.threshold,
          ...measure(rule, nodes),
        }),
    ),
  );
}

/** What all alarms of a cache have in common: two of three periods, told to one topic, and silence is no trouble. */
export function alarmBase(scope: Construct, topicArn: string) {
  return {
    evaluationPeriods: 3,
    datapointsToAlarm: 2,
    treatMissingData: 'notBreaching',
    alarmActions: [topicArn],
    okActions: [topicArn],
    tags: tagsOf(scope),
  } satisfies Partial<CloudwatchMetricAlarmConfig>;
}

function rulesFor(alarms: CacheAlarms, topology: CacheTopology, nodeType: string): Rule[] {
  const { evictions = 1000, memoryPercent = 80, engineCpuPercent = 80, connections = 50_000 } = alarms;
  const lag = (alarms.replicationLag ?? Duration.seconds(10)).toSeconds();
  const rules: Rule[] = [
    { id: 'evictions', metricName: 'Evictions', stat: 'Sum', threshold: evictions, says: 'keys are thrown out' },
    {
      id: 'memory',
      metricName: 'DatabaseCapacityUsageCountedForEvictPercentage',
      stat: 'Maximum',
      threshold: memoryPercent,
      says: 'memory is nearly full',
    },
    {
      id: 'engine-cpu',
      metricName: 'EngineCPUUtilization',
      stat: 'Average',
      threshold: engineCpuPercent,
      says: 'the engine is nearly at its limit',
    },
    {
      id: 'connections',
      metricName: 'CurrConnections',
      stat: 'Maximum',
      threshold: connections,
      says: 'connections are nearly used up',
    },
  ];
  if (topology.availability === 'failover') {
    rules.push({
      id: 'replication-lag',
      metricName: 'ReplicationLag',
      stat: 'Maximum',
      threshold: lag,
      says: 'a replica lags behind',
    });
  }
  if (isBurstable(nodeType)) {
    rules.push({
      id: 'cpu-credits',
      metricName: 'CPUCreditBalance',
      stat: 'Minimum',
      threshold: 20,
      below: true,
      says: 'CPU credits run out',
    });
  }
  return rules;
}

/** The nodes by shard, as ElastiCache names them: `<id>-001`, or `<id>-0001-001` in cluster mode. */
function shardsOf(name: string, topology: CacheTopology): { shard?: string; nodes: string[] }[] {
  const { scaling, clusterMode, shards, replicasPerShard } = topology;
  const replicas = scaling?.dimension === 'Replicas' ? scaling.maximum : replicasPerShard;
  const nodesOf = (prefix: string): string[] =>
    [...Array(replicas + 1).keys()].map((index) => `${prefix}-${digits(index + 1, 3)}`);
  if (!clusterMode) return [{ nodes: nodesOf(name) }];
  const count = scaling?.dimension === 'NodeGroups' ? scaling.maximum : shards;
  return [...Array(count).keys()].map((index) => {
    const shard = digits(index + 1, 4);
    return { shard, nodes: nodesOf(`${name}-${shard}`) };
  });
}

/** The metric of the one node, or of the worst of several. */
function measure({ metricName, stat, below }: Rule, nodes: readonly string[]): Partial<CloudwatchMetricAlarmConfig> {
  const metrics = nodes.map((CacheClusterId) => ({
    namespace: 'AWS/ElastiCache',
    metricName,
    dimensions: { CacheClusterId },
    period: PERIOD_SECONDS,
  }));
  const [only] = metrics;
  if (only && metrics.length === 1) return { ...only, statistic: stat };
  const queries = metrics.map((metric, index) => ({
    id: `node${index + 1}`,
    returnData: false,
    metric: { ...metric, stat },
  }));
  const expression = `${below ? 'MIN' : 'MAX'}([${queries.map(({ id }) => id).join(', ')}])`;
  return { metricQuery: [{ id: 'worst', expression, label: metricName, returnData: true }, ...queries] };
}

function digits(number: number, length: number): string {
  return String(number).padStart(length, '0');
}
