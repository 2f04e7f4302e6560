import { Duration, type Stage } from '../../lib/core';
import { Key, type KeyProps, Principal, Role } from '../../lib/security';
import { Template, testStack } from '../support/template';

const ec2 = Principal.service('ec2.amazonaws.com');
const statements = (template: Template): Record<string, unknown>[] =>
  JSON.parse(template.resource('aws_kms_key').policy as string).Statement;

describe('Key', () => {
  it.each<[Stage, number, unknown]>([
    ['sandbox', 7, undefined],
    ['staging', 14, undefined],
    ['prod', 30, { prevent_destroy: true }],
  ])('in %s can be taken back for %i days', (stage, days, lifecycle) => {
    const key = Template.of((stack) => void new Key(stack, 'data', { stage }), { stage }).resource('aws_kms_key');
    expect(key).toMatchObject({
      enable_key_rotation: true,
      rotation_period_in_days: 365,
      deletion_window_in_days: days,
      description: 'stack/data',
      tags: { environment: stage },
    });
    expect(key.lifecycle).toEqual(lifecycle);
    expect(key).not.toHaveProperty('multi_region');
  });

  it('has an alias that a person can read', () => {
    const template = Template.of((stack) => void new Key(stack, 'data'));
    expect(template.resource('aws_kms_alias')).toMatchObject({
      name: expect.stringMatching(/^alias\/stack-data-[0-9a-f]{8}$/),
      target_key_id: expect.stringMatching(/^\$\{aws_kms_key\.data_key_\w+\.key_id}$/),
    });
  });

  it('leaves the decision to the IAM of its own account, without a wildcard', () => {
    const all = statements(Template.of((stack) => void new Key(stack, 'data')));
    expect(all.map(({ Principal: principal }) => principal)).toEqual(
      all.map(() => ({ AWS: 'arn:aws:iam::123456789012:root' })),
    );
    const actions = all.flatMap(({ Action }) => Action as string | string[]);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    // What keeps the key manageable, and what IAM policies can only give if the key policy leaves it to them.
    expect(actions).toEqual(
      expect.arrayContaining(['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:Decrypt', 'kms:CreateGrant']),
    );
    expect(all.find(({ Action }) => Action === 'kms:CreateGrant')).toMatchObject({
      Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
    });
  });

  it('lets CloudWatch Logs use it for the log groups of the account', () => {
    const template = Template.of((stack) => new Key(stack, 'data').allowService('logs.amazonaws.com'));
    expect(statements(template)).toContainEqual({
      Effect: 'Allow',
      Principal: { Service: 'logs.eu-west-1.amazonaws.com' },
      Action: [
        'kms:Decrypt',
        'kms:DescribeKey',
        'kms:Encrypt',
        'kms:GenerateDataKey',
        'kms:GenerateDataKeyWithoutPlaintext',
        'kms:ReEncryptFrom',
        'kms:ReEncryptTo',
      ],
      Resource: '*',
      Condition: {
        ArnLike: { 'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:eu-west-1:123456789012:log-group:*' },
      },
    });
  });

  it('knows the name of CloudWatch Logs in China', () => {
    const template = Template.of((stack) => new Key(stack, 'k').allowService('logs.amazonaws.com'), {
      region: 'cn-north-1',
    });
    expect(template.resource('aws_kms_key').policy).toContain('"logs.cn-north-1.amazonaws.com.cn"');
  });

  it('lets another service use it on behalf of the account, or as told', () => {
    const conditions = { ArnLike: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:123456789012:t' } };
    const template = Template.of((stack) => {
      const key = new Key(stack, 'data');
      key.allowService('events.amazonaws.com', ['kms:Decrypt']);
      key.allowService('sns.amazonaws.com', ['kms:Decrypt'], conditions);
    });
    const allow = { Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*' };
    expect(statements(template)).toEqual(
      expect.arrayContaining([
        {
          ...allow,
          Principal: { Service: 'events.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
        },
        { ...allow, Principal: { Service: 'sns.amazonaws.com' }, Condition: conditions },
      ]),
    );
  });

  const keys: [string, (role: Role) => Pick<Key, 'grantEncrypt' | 'grantDecrypt' | 'grantEncryptDecrypt'>][] = [
    ['a key', (role) => new Key(role, 'key')],
    ['an imported key', () => Key.fromArn('arn:aws:kms:eu-west-1:123456789012:key/1234abcd')],
  ];
  it.each(keys)('grants exact actions on %s, through one service if told', (_name, make) => {
    const policies = (['grantEncrypt', 'grantDecrypt', 'grantEncryptDecrypt'] as const).map((verb) => {
      const template = Template.of((stack) => {
        const role = new Role(stack, 'role', { assumedBy: ec2 });
        make(role)[verb](role, { viaService: 's3.eu-west-1.amazonaws.com' });
      });
      return JSON.parse(template.resource('aws_iam_role_policy').policy as string).Statement;
    });
    const encrypt = ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'];
    expect(policies.map(([statement]) => statement.Action)).toEqual([
      encrypt,
      'kms:Decrypt',
      ['kms:Decrypt', ...encrypt],
    ]);
    for (const [statement, ...others] of policies) {
      expect(others).toEqual([]);
      expect(statement.Resource).toMatch(/^\$\{aws_kms_key\.|key\/1234abcd$/);
      expect(statement.Condition).toEqual({ StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } });
    }
  });

  it('is imported by the ARN of a key, not of an alias', () => {
    expect(() => Key.fromArn('arn:aws:kms:eu-west-1:123456789012:alias/data')).toThrow('not of an alias');
  });

  it.each<[KeyProps, string]>([
    [{ rotationPeriod: Duration.days(89) }, '`rotationPeriod` must be 90 to 2560 whole days, got 89 days.'],
    [{ rotationPeriod: Duration.hours(2161) }, 'got 2161 hours'],
    [{ description: '' }, '`description` must be 1 to 8192 characters, got "".'],
    [{ stage: 'prod' }, '`stage` must be the stage of its stack, staging, got prod.'],
  ])('refuses %j', (props, message) => {
    expect(() => new Key(testStack(), 'data', props)).toThrow(message);
  });
});
