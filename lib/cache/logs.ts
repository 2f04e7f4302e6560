import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { ElasticacheReplicationGroupLogDeliveryConfiguration } from '@cdktf/provider-aws/lib/elasticache-replication-group';
import type { Construct } from 'constructs';
import { type ByStage, type Stage, tagsOf } from '../core';
import { type IKey, Key } from '../security';

const RETENTION_DAYS: ByStage<number> = { sandbox: 7, staging: 90, prod: 365 };
const LOG_TYPES = ['slow-log', 'engine-log'] as const;

/**
 * The slow log and the engine's own log, each to a log group that is encrypted and ends. The name's prefix keeps the account's
 * CloudWatch Logs policy, to which ElastiCache adds itself, from growing by each group.
 *
 * See https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html
 */
export function createLogs(
  scope: Construct,
  stage: Stage,
  name: string,
  cacheKey: IKey,
): ElasticacheReplicationGroupLogDeliveryConfiguration[] {
  const key = logKey(scope, cacheKey);
  return LOG_TYPES.map((logType) => {
    const group = new CloudwatchLogGroup(scope, logType, {
      name: `/aws/vendedlogs/elasticache/${name}/${logType}`,
      retentionInDays: RETENTION_DAYS[stage],
      kmsKeyId: key.arn,
      tags: tagsOf(scope),
    });
    return { logType, logFormat: 'json', destinationType: 'cloudwatch-logs', destination: group.name };
  });
}

/** The cache's own key, or one more where that is imported: CloudWatch Logs must be in the key's policy. */
function logKey(scope: Construct, cacheKey: IKey): IKey {
  const key =
    'allowService' in cacheKey
      ? (cacheKey as Key)
      : new Key(scope, 'log-key', { description: `Logs of ${scope.node.path}` });
  key.allowService('logs.amazonaws.com');
  return key;
}
