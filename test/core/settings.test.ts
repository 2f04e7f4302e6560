import { EksCluster } from '@cdktf/provider-aws/lib/eks-cluster';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import {
  addTags,
  arnOf,
  configureStack,
  NAME_RULES,
  type NameKind,
  physicalName,
  stageOf,
  tagsOf,
} from '../../lib/core';
import { Template, testStack } from '../support/template';

describe('configureStack', () => {
  it('writes the stage into the stack’s JSON', () => {
    expect(Template.of(() => {}, { stage: 'prod' }).json).toHaveProperty(['//', 'rampart', 'stage'], 'prod');
  });

  it('reports every fault at once, with place, expectation, value and fix', () => {
    const stack = new TerraformStack(new App(), 's');
    expect(() =>
      configureStack(stack, { stage: 'production' as 'prod', accountId: '12', region: 'eu-west-1a' }),
    ).toThrow(
      /^s: `stage` must be sandbox, staging, prod, got production\. .*\ns: `accountId` must be 12 digits, got 12\. .*\ns: `region` must be an AWS region such as eu-west-1, got eu-west-1a\./,
    );
  });

  it('is called once a stack', () => {
    expect(() => configureStack(testStack(), { stage: 'prod' })).toThrow('set once');
  });

  it('leaves out of major 5 what provider 5.100 does not know, also from a raw resource', () => {
    const build = (stack: TerraformStack): void => {
      new EksCluster(stack, 'c', { name: 'c', roleArn: 'r', vpcConfig: { subnetIds: [] }, deletionProtection: true });
    };
    expect(Template.of(build, { providerMajor: 5 }).resource('aws_eks_cluster')).not.toHaveProperty(
      'deletion_protection',
    );
    expect(Template.of(build).resource('aws_eks_cluster')).toHaveProperty('deletion_protection', true);
  });
});

describe('stageOf', () => {
  it('is the stage of the stack', () => {
    expect(stageOf(testStack({ stage: 'sandbox' }))).toBe('sandbox');
  });

  it('is prod where nobody said', () => {
    expect(stageOf(new TerraformStack(new App(), 's'))).toBe('prod');
  });

  it('refuses a stage that differs from the stack’s', () => {
    expect(() => stageOf(testStack({ stage: 'prod' }), 'sandbox')).toThrow(
      'stack: `stage` must be the stage of its stack, prod, got sandbox.',
    );
  });
});

describe('where a stack goes', () => {
  it('uses the literal account, region and partition', () => {
    const stack = testStack({ region: 'us-gov-west-1' });
    expect(arnOf(stack, 'sqs', 'q')).toBe('arn:aws-us-gov:sqs:us-gov-west-1:123456789012:q');
    expect(arnOf(stack, 'iam', 'role/r', { global: true })).toBe('arn:aws-us-gov:iam::123456789012:role/r');
  });

  it('looks the account up once when it is not known', () => {
    const stack = testStack({ accountId: undefined, region: undefined });
    for (const scope of [stack, new Construct(stack, 'c')]) {
      new S3Bucket(scope, 'raw', { bucket: arnOf(scope, 'sqs', 'q') });
    }
    const names = Object.values(Template.fromStack(stack).resources('aws_s3_bucket')).map(({ bucket }) => bucket);
    expect(new Set(names)).toEqual(
      new Set([
        'arn:${data.aws_partition.current-partition.partition}:sqs:${data.aws_region.current-region.id}:${data.aws_caller_identity.current-account.account_id}:q',
      ]),
    );
  });
});

describe('physicalName', () => {
  const long = 'A-very-long-identifier-with-Ünïcode_and.dots-'.repeat(20);

  it.each(Object.keys(NAME_RULES) as NameKind[])('keeps a %s within the service’s limits, and unique', (kind) => {
    const stack = testStack();
    const names = ['x', long, `${long}2`, 'a//b__c'].map((id) =>
      physicalName(new Construct(stack, id.replaceAll('/', '-')), kind),
    );
    for (const name of names) {
      expect(name.length).toBeLessThanOrEqual(NAME_RULES[kind].max);
      expect(name.replace(NAME_RULES[kind].forbidden, '')).toBe(name);
      expect(name).toMatch(/^[a-z].*-[0-9a-f]{8}$/);
      expect(name).not.toContain('--');
    }
    expect(new Set(names).size).toBe(names.length);
  });

  it('is stable', () => {
    expect(physicalName(new Construct(testStack(), 'orders'), 'iam-role')).toBe('stack-orders-b2d70430');
    expect(physicalName(new Construct(testStack(), 'orders'), 'iam-role')).toBe(
      physicalName(new Construct(testStack({ accountId: '210987654321' }), 'orders'), 'iam-role'),
    );
  });

  it('tells accounts apart where names are worldwide', () => {
    expect(physicalName(new Construct(testStack(), 'logs'), 's3-bucket')).not.toBe(
      physicalName(new Construct(testStack({ accountId: '210987654321' }), 'logs'), 's3-bucket'),
    );
  });
});

describe('tags', () => {
  it('carry owner, environment, cost centre, managed-by and what was added on the way down', () => {
    const stack = testStack();
    const team = new Construct(stack, 'team');
    addTags(stack, { 'data-class': 'internal', tier: 'a' });
    addTags(team, { tier: 'b' });
    new S3Bucket(team, 'raw', { tags: tagsOf(team, { Name: 'raw' }) });
    expect(Template.fromStack(stack).resource('aws_s3_bucket').tags).toEqual({
      owner: 'team',
      environment: 'staging',
      'cost-center': 'cc-1',
      'managed-by': 'rampart',
      'data-class': 'internal',
      tier: 'b',
      Name: 'raw',
    });
  });

  it.each([
    [{ owner: 'me' }, 'a tag other than the required ones'],
    [{ 'aws:x': 'y' }, 'not starting with aws:'],
    [{ x: 'y'.repeat(257) }, 'up to 256'],
    [{ x: '<script>' }, 'up to 256'],
  ])('refuse %j', (tags, message) => {
    expect(() => addTags(testStack(), tags)).toThrow(message);
  });
});
