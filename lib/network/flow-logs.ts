import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { FlowLog, type FlowLogConfig } from '@cdktf/provider-aws/lib/flow-log';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { accountIdOf, arnOf, type ByStage, type Faults, physicalName, type Stage, stageOf, tagsOf } from '../core';
import { type AllowStatement, Key, Principal, Role } from '../security';

/** How flow logs are kept in CloudWatch Logs. */
export interface CloudWatchFlowLogsOptions {
  /** Days until a record is removed: one of CloudWatch's steps, a year or more in prod. @default 7 in sandbox, 90 in staging, 365 in prod */
  readonly retentionDays?: number;
  /** The key that encrypts the log group; CloudWatch Logs is let use it. @default a key of its own */
  readonly key?: Key;
}

/** What a bucket must offer to take flow logs; `Bucket` does. The statements go into its single policy. */
export interface FlowLogBucket {
  /** The bucket's ARN. */
  readonly arn: string;
  /** The bucket's policy, which must be there before the first delivery. @default not waited for */
  readonly policyResource?: ITerraformDependable;
  /** Adds a statement to the bucket's single policy. */
  addToPolicy(statement: AllowStatement): void;
  /** Lets a service write below the prefix, and use the bucket's key for it. */
  allowService(service: string, options: { readonly prefix: string; readonly sourceArn: string }): void;
}

const RETENTION_DAYS: ByStage<number> = { sandbox: 7, staging: 90, prod: 365 };
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_STEPS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
const DELIVERY = 'delivery.logs.amazonaws.com';

/**
 * Where a VPC's traffic is logged to, accepted and rejected alike, aggregated over a minute: network interfaces of Nitro
 * instances report each minute whatever is asked, and ten minutes for the others would only delay an alarm. There is no
 * spelling for no flow logs. See https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html; CIS AWS 5.0 3.7, Security Hub EC2.6.
 */
export class FlowLogs {
  /** To a CloudWatch log group of its own, encrypted, with a role that may write to it and nothing else. */
  static toCloudWatch(options: CloudWatchFlowLogsOptions = {}): FlowLogs {
    return new FlowLogs((scope) => createLogGroup(scope, options), options.retentionDays);
  }

  /** To a bucket, below `AWSLogs/`, as Parquet in Hive partitions by the hour: Athena reads them at a tenth of the cost of text. */
  static toBucket(bucket: FlowLogBucket): FlowLogs {
    return new FlowLogs((scope) => allowDelivery(scope, bucket));
  }

  private constructor(
    private readonly prepare: (scope: Construct) => Omit<FlowLogConfig, 'vpcId'>,
    private readonly retentionDays?: number,
  ) {}

  /** Checks what depends on the stage, and keeps the faults. */
  validate(faults: Faults, stage: Stage): void {
    const { retentionDays: days = RETENTION_DAYS[stage] } = this;
    faults.check(RETENTION_STEPS.includes(days), {
      prop: 'flowLogs.retentionDays',
      expected: `one of ${RETENTION_STEPS.join(', ')}`,
      got: days,
      fix: 'Take the next longer one.',
    });
    faults.check(stage !== 'prod' || days >= RETENTION_DAYS.prod, {
      prop: 'flowLogs.retentionDays',
      expected: 'a year or more in prod',
      got: days,
      fix: 'Leave it out for 365, or send the logs to a bucket, where they cost less.',
    });
  }

  /** Starts logging a VPC's traffic; everything that it needs is made in the scope. */
  attach(scope: Construct, vpcId: string): FlowLog {
    return new FlowLog(scope, 'flow-log', {
      vpcId,
      trafficType: 'ALL',
      maxAggregationInterval: 60,
      tags: tagsOf(scope, { Name: scope.node.path.replaceAll('/', '-') }),
      ...this.prepare(scope),
    });
  }
}

function createLogGroup(scope: Construct, options: CloudWatchFlowLogsOptions): Omit<FlowLogConfig, 'vpcId'> {
  const key = options.key ?? new Key(scope, 'key', { description: `Flow logs of ${scope.node.path}` });
  key.allowService('logs.amazonaws.com');
  const group = new CloudwatchLogGroup(scope, 'log-group', {
    name: `/vpc/${physicalName(scope, 'log-group')}`,
    retentionInDays: options.retentionDays ?? RETENTION_DAYS[stageOf(scope)],
    kmsKeyId: key.arn,
    tags: tagsOf(scope),
  });
  const role = createRole(scope, group.arn);
  return {
    logDestinationType: 'cloud-watch-logs',
    logDestination: group.arn,
    iamRoleArn: role.roleArn,
    dependsOn: role.policyResource && [role.policyResource],
  };
}

function createRole(scope: Construct, logGroupArn: string): Role {
  const sourceArn = arnOf(scope, 'ec2', 'vpc-flow-log/*');
  const role = new Role(scope, 'role', {
    description: `Writes the flow logs of ${scope.node.path}`,
    assumedBy: Principal.service('vpc-flow-logs.amazonaws.com', { sourceArn }),
  });
  role.allow({
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
    resources: [logGroupArn, `${logGroupArn}:*`],
  });
  role.allow({ actions: ['logs:DescribeLogGroups'], resources: [arnOf(scope, 'logs', 'log-group:*')] });
  return role;
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html */
function allowDelivery(scope: Construct, bucket: FlowLogBucket): Omit<FlowLogConfig, 'vpcId'> {
  const sourceArn = arnOf(scope, 'logs', '*');
  bucket.allowService(DELIVERY, { prefix: 'AWSLogs/', sourceArn });
  bucket.addToPolicy({
    actions: ['s3:GetBucketAcl'],
    principals: { services: [DELIVERY] },
    resources: [bucket.arn],
    conditions: { StringEquals: { 'aws:SourceAccount': accountIdOf(scope) }, ArnLike: { 'aws:SourceArn': sourceArn } },
  });
  return {
    logDestinationType: 's3',
    logDestination: bucket.arn,
    destinationOptions: { fileFormat: 'parquet', hiveCompatiblePartitions: true, perHourPartition: true },
    dependsOn: bucket.policyResource && [bucket.policyResource],
  };
}
