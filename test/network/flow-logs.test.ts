import type { Stage } from '../../lib/core';
import { FlowLogs } from '../../lib/network';
import { Key } from '../../lib/security';
import { Bucket } from '../../lib/storage';
import { Template, testStack } from '../support/template';
import { vpcIn, vpcTemplate } from './fixtures';

type Statement = {
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
  Principal?: { Service?: string };
  Condition?: unknown;
};
const statements = (policy: unknown): Statement[] => JSON.parse(String(policy)).Statement;

describe('FlowLogs', () => {
  it('are on, for all traffic, aggregated over a minute', () => {
    expect(vpcTemplate().resource('aws_flow_log')).toMatchObject({
      traffic_type: 'ALL',
      max_aggregation_interval: 60,
      log_destination_type: 'cloud-watch-logs',
      vpc_id: expect.stringContaining('aws_vpc.'),
      tags: { Name: 'stack-vpc-flow-logs' },
    });
  });

  it.each<[Stage, number]>([
    ['sandbox', 7],
    ['staging', 90],
    ['prod', 365],
  ])('are kept in %s for %d days, unless told otherwise', (stage, days) => {
    expect(vpcTemplate({}, stage).resource('aws_cloudwatch_log_group').retention_in_days).toBe(days);
    const flowLogs = FlowLogs.toCloudWatch({ retentionDays: 731 });
    expect(vpcTemplate({ flowLogs }, stage).resource('aws_cloudwatch_log_group').retention_in_days).toBe(731);
  });

  it('are encrypted with a key that CloudWatch Logs may use', () => {
    const template = vpcTemplate();
    const [key] = Object.entries(template.resources('aws_kms_key'));
    expect(template.resource('aws_cloudwatch_log_group').kms_key_id).toBe(`\${aws_kms_key.${key?.[0]}.arn}`);
    const services = statements(key?.[1].policy).map(({ Principal }) => Principal?.Service);
    expect(services).toContain('logs.eu-west-1.amazonaws.com');
  });

  it('use the key that is given', () => {
    const stack = testStack();
    vpcIn(stack, { flowLogs: FlowLogs.toCloudWatch({ key: new Key(stack, 'logs') }) });
    const template = Template.fromStack(stack);
    expect(Object.keys(template.resources('aws_kms_key'))).toEqual([expect.stringMatching(/^logs_key/)]);
  });

  it('are written by a role that can do nothing else, on behalf of this account’s flow logs only', () => {
    const template = vpcTemplate();
    expect(statements(template.resource('aws_iam_role').assume_role_policy)).toEqual([
      expect.objectContaining({
        Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
        Condition: {
          StringEquals: { 'aws:SourceAccount': '123456789012' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:eu-west-1:123456789012:vpc-flow-log/*' },
        },
      }),
    ]);
    const granted = statements(template.resource('aws_iam_role_policy').policy);
    expect(granted.flatMap(({ Action }) => Action).sort()).toEqual([
      'logs:CreateLogStream',
      'logs:DescribeLogGroups',
      'logs:DescribeLogStreams',
      'logs:PutLogEvents',
    ]);
    expect(granted.flatMap(({ Resource }) => Resource)).not.toContain('*');
  });

  it('go to a bucket as Parquet by the hour, whose one policy lets the delivery write below AWSLogs/', () => {
    const stack = testStack();
    vpcIn(stack, { flowLogs: FlowLogs.toBucket(new Bucket(stack, 'logs')) });
    const template = Template.fromStack(stack);
    expect(template.resource('aws_flow_log')).toMatchObject({
      log_destination_type: 's3',
      log_destination: expect.stringMatching(/aws_s3_bucket\.logs_.*arn/),
      destination_options: { file_format: 'parquet', hive_compatible_partitions: true, per_hour_partition: true },
      depends_on: [expect.stringMatching(/^aws_s3_bucket_policy\.logs_/)],
    });
    expect(template.resources('aws_cloudwatch_log_group')).toEqual({});
    const policy = Object.entries(template.resources('aws_s3_bucket_policy')).find(([name]) =>
      name.startsWith('logs_'),
    )?.[1];
    const delivery = statements(policy?.policy).filter(
      ({ Principal }) => Principal?.Service === 'delivery.logs.amazonaws.com',
    );
    expect(delivery.map(({ Action, Resource }) => [Action, Resource]).sort()).toEqual([
      ['s3:GetBucketAcl', expect.stringMatching(/arn\}$/)],
      ['s3:PutObject', expect.stringMatching(/arn\}\/AWSLogs\/\*$/)],
    ]);
    for (const { Condition } of delivery) {
      expect(Condition).toEqual({
        StringEquals: { 'aws:SourceAccount': '123456789012' },
        ArnLike: { 'aws:SourceArn': 'arn:aws:logs:eu-west-1:123456789012:*' },
      });
    }
  });

  it('can go to a second place', () => {
    const stack = testStack();
    const vpc = vpcIn(stack);
    vpc.addFlowLogs('central', FlowLogs.toBucket(new Bucket(stack, 'logs')));
    expect(Object.keys(Template.fromStack(stack).resources('aws_flow_log'))).toHaveLength(2);
    expect(() => vpc.addFlowLogs('short', FlowLogs.toCloudWatch({ retentionDays: 2 }))).toThrow(
      '`flowLogs.retentionDays`',
    );
  });
});
