import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import type { Construct } from 'constructs';
import { Duration } from '../core';
import { alarmBase } from './alarms';
import type { ServerlessAlarms, ServerlessLimits } from './serverless-props';

const PERIOD_SECONDS = Duration.minutes(5).toSeconds();

/**
 * The alarms of a serverless cache: commands throttled, keys thrown out, and its two limits nearly reached.
 *
 * See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/serverless-metrics-events-redis.html
 */
export function createServerlessAlarms(
  scope: Construct,
  name: string,
  limits: ServerlessLimits,
  { topicArn, limitPercent = 80 }: ServerlessAlarms,
): CloudwatchMetricAlarm[] {
  const share = limitPercent / 100;
  const rules = [
    { id: 'throttled', metricName: 'ThrottledCmds', statistic: 'Sum', threshold: 0, says: 'commands are throttled' },
    { id: 'evictions', metricName: 'Evictions', statistic: 'Sum', threshold: 0, says: 'keys are thrown out' },
    {
      id: 'storage',
      metricName: 'BytesUsedForCache',
      statistic: 'Maximum',
      threshold: Math.floor(limits.storage.toBytes() * share),
      says: `${limitPercent} % of the storage limit is used`,
    },
    {
      id: 'ecpu',
      metricName: 'ElastiCacheProcessingUnits',
      statistic: 'Sum',
      threshold: Math.floor(limits.ecpuPerSecond * PERIOD_SECONDS * share),
      says: `${limitPercent} % of the ECPU limit is used`,
    },
  ];
  return rules.map(
    ({ id, says, ...rule }) =>
      new CloudwatchMetricAlarm(scope, `alarm-${id}`, {
        ...alarmBase(scope, topicArn),
        ...rule,
        alarmName: `${name}-${id}`,
        alarmDescription: `${scope.node.path}: ${says}`,
        comparisonOperator: 'GreaterThanThreshold',
        namespace: 'AWS/ElastiCache',
        dimensions: { clusterId: name },
        period: PERIOD_SECONDS,
      }),
  );
}
