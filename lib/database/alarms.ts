import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { DbEventSubscription } from '@cdktf/provider-aws/lib/db-event-subscription';
import type { Construct } from 'constructs';
import { Duration, type Faults, type Size, stageOf, tagsOf } from '../core';
import { type InstanceClass, isBurstable, memoryGibibytes } from './capacity';

/** Who is told when a database is in trouble, and what counts as trouble. */
export interface DatabaseAlarms {
  /**
   * The ARN of the SNS topic that is told, of alarms and of RDS's events. Its policy, and that of its key, must let
   * `cloudwatch.amazonaws.com` and `events.rds.amazonaws.com` publish.
   */
  readonly topicArn: string;
  /** How busy the processors are for a quarter of an hour, in percent. @default 80 */
  readonly cpuPercent?: number;
  /** How little memory can be freed, in percent of the class's. @default 5 */
  readonly freeMemoryPercent?: number;
  /** How little of the size allocated at first is free, in percent. RDS enlarges it below 10: below 8 it could not. @default 8 */
  readonly freeStoragePercent?: number;
  /** How many connections there are, in percent of the most that are possible. @default 80 */
  readonly connectionsPercent?: number;
  /** How far a replica lags behind. @default Duration.minutes(1) */
  readonly replicaLag?: Duration;
}

/** One alarm on one metric. */
interface Rule {
  readonly id: string;
  readonly metricName: string;
  readonly threshold: number;
  /** True where less is worse. */
  readonly below?: boolean;
  readonly says: string;
}

/** What is watched of one instance. */
export interface WatchedInstance {
  readonly identifier: string;
  /** The class; nothing for Aurora Serverless, whose memory follows its load. */
  readonly instanceClass?: InstanceClass;
  /** The most connections that it takes. */
  readonly maxConnections: number;
  /** What was allocated at first; nothing for Aurora and for replicas, which grow with their source. */
  readonly storage?: Size;
  /** The metric of its lag, of a replica. */
  readonly lag?: { readonly metricName: string; readonly unitsPerSecond: number };
}

const EVENTS = [
  'availability',
  'deletion',
  'failover',
  'failure',
  'low storage',
  'maintenance',
  'notification',
  'read replica',
  'recovery',
];

/** Credits that a burstable class earns in an hour: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-credits-baseline-concepts.html */
const CREDITS_AN_HOUR: Readonly<Record<string, number>> = {
  micro: 12,
  small: 24,
  medium: 24,
  large: 36,
  xlarge: 96,
  '2xlarge': 192,
};

/** Checks the topic and the thresholds. */
export function checkAlarms(faults: Faults, alarms: DatabaseAlarms | undefined): void {
  if (alarms === undefined) return;
  faults.check(/^arn:[a-z-]+:sns:/.test(alarms.topicArn) || alarms.topicArn.includes('${'), {
    prop: 'alarms.topicArn',
    expected: 'the ARN of an SNS topic',
    got: alarms.topicArn,
    fix: 'Pass topic.arn.',
  });
  for (const prop of ['cpuPercent', 'freeMemoryPercent', 'freeStoragePercent', 'connectionsPercent'] as const) {
    const percent = alarms[prop] ?? 1;
    faults.check(percent > 0 && percent < 100, {
      prop: `alarms.${prop}`,
      expected: 'above 0 and below 100',
      got: percent,
      fix: 'Leave it out.',
    });
  }
}

/** The alarms of one instance. See https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_BestPractices.html */
export function watchInstance(
  scope: Construct,
  instance: WatchedInstance,
  alarms: DatabaseAlarms,
): CloudwatchMetricAlarm[] {
  return rulesFor(instance, alarms).map(
    (rule) =>
      new CloudwatchMetricAlarm(scope, `alarm-${rule.id}`, {
        alarmName: `${instance.identifier}-${rule.id}`,
        alarmDescription: `${scope.node.path}: ${rule.says}`,
        namespace: 'AWS/RDS',
        metricName: rule.metricName,
        dimensions: { DBInstanceIdentifier: instance.identifier },
        statistic: 'Average',
        comparisonOperator: rule.below ? 'LessThanThreshold' : 'GreaterThanThreshold',
        threshold: rule.threshold,
        period: Duration.minutes(5).toSeconds(),
        evaluationPeriods: 3,
        // Below prod a database is stopped when nobody works: silence then is no news, and its end none either.
        treatMissingData: stageOf(scope) === 'prod' ? undefined : 'ignore',
        alarmActions: [alarms.topicArn],
        okActions: [alarms.topicArn],
        tags: tagsOf(scope),
      }),
  );
}

/** Tells the topic what RDS does with the database by itself. */
export function subscribeToEvents(
  scope: Construct,
  sourceType: 'db-instance' | 'db-cluster',
  identifier: string,
  { topicArn }: DatabaseAlarms,
): DbEventSubscription {
  // A cluster has fewer kinds of events: its instances tell the rest.
  const cluster = ['deletion', 'failover', 'failure', 'maintenance', 'notification'];
  return new DbEventSubscription(scope, 'events', {
    name: identifier,
    snsTopic: topicArn,
    sourceType,
    sourceIds: [identifier],
    eventCategories: sourceType === 'db-cluster' ? cluster : EVENTS,
    tags: tagsOf(scope),
  });
}

function rulesFor(instance: WatchedInstance, alarms: DatabaseAlarms): Rule[] {
  const { cpuPercent = 80, freeMemoryPercent = 5, freeStoragePercent = 8, connectionsPercent = 80 } = alarms;
  const { instanceClass, storage, lag } = instance;
  const rules: Rule[] = [
    { id: 'cpu', metricName: 'CPUUtilization', threshold: cpuPercent, says: `processors above ${cpuPercent} %` },
    instanceClass === undefined ? SERVERLESS_RULE : memoryRule(instanceClass, freeMemoryPercent),
    {
      id: 'connections',
      metricName: 'DatabaseConnections',
      threshold: Math.floor((instance.maxConnections * connectionsPercent) / 100),
      says: `more than ${connectionsPercent} % of ${instance.maxConnections} connections`,
    },
  ];
  if (instanceClass !== undefined && isBurstable(instanceClass)) rules.push(creditsRule(instanceClass));
  if (storage) {
    rules.push({
      id: 'storage',
      metricName: 'FreeStorageSpace',
      threshold: Math.floor((storage.toBytes() * freeStoragePercent) / 100),
      below: true,
      says: `less than ${freeStoragePercent} % of ${storage} is free`,
    });
  }
  if (lag) {
    const limit = alarms.replicaLag ?? Duration.minutes(1);
    const threshold = limit.toSeconds() * lag.unitsPerSecond;
    rules.push({ id: 'lag', metricName: lag.metricName, threshold, says: `more than ${limit} behind its source` });
  }
  return rules;
}

function memoryRule(instanceClass: InstanceClass, percent: number): Rule {
  const threshold = Math.floor((memoryGibibytes(instanceClass) * 1024 ** 3 * percent) / 100);
  return {
    id: 'memory',
    metricName: 'FreeableMemory',
    threshold,
    below: true,
    says: `less than ${percent} % of the memory can be freed`,
  };
}

/** Memory and processors of a serverless instance are enough until it has reached its bound. */
const SERVERLESS_RULE: Rule = {
  id: 'capacity',
  metricName: 'ACUUtilization',
  threshold: 90,
  says: 'above 90 % of the most capacity units: it cannot grow further',
};

function creditsRule(instanceClass: InstanceClass): Rule {
  const threshold = 2 * (CREDITS_AN_HOUR[instanceClass.split('.')[2] ?? ''] ?? 24);
  const says = 'fewer CPU credits than two hours earn: from zero on each costs extra';
  return { id: 'credits', metricName: 'CPUCreditBalance', threshold, below: true, says };
}
