import { inspect } from 'node:util';
import type { Stage } from '../../lib/core';
import { Key, Principal, Role, Rotation, Secret, type SecretProps, SecretRef } from '../../lib/security';
import { Template, testStack } from '../support/template';

describe('Secret', () => {
  it.each<[Stage, number, unknown]>([
    ['sandbox', 0, undefined],
    ['staging', 7, undefined],
    ['prod', 30, { prevent_destroy: true }],
  ])('in %s can be taken back for %i days', (stage, days, lifecycle) => {
    const template = Template.of((stack) => void new Secret(stack, 'db'), { stage });
    const secret = template.resource('aws_secretsmanager_secret');
    expect(secret).toMatchObject({
      name: expect.stringMatching(/^stack-db-[0-9a-f]{8}$/),
      recovery_window_in_days: days,
      kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.db_key_\w+\.arn}$/),
      tags: { rotation: 'none declared', environment: stage },
    });
    expect(secret.lifecycle).toEqual(lifecycle);
  });

  it('never holds a value', () => {
    const template = Template.of((stack) => void new Secret(stack, 'db'));
    expect(template.addresses().filter((address) => address.startsWith('aws_secretsmanager_'))).toEqual([
      expect.stringMatching(/^aws_secretsmanager_secret\.db_secret_/),
      expect.stringMatching(/^aws_secretsmanager_secret_policy\.db_policy_/),
    ]);
  });

  it('is closed to other accounts', () => {
    const policy = Template.of((stack) => void new Secret(stack, 'db')).resource('aws_secretsmanager_secret_policy');
    expect(policy.block_public_policy).toBe(true);
    expect(JSON.parse(policy.policy as string).Statement).toEqual([
      {
        Sid: 'DenyOtherAccounts',
        Effect: 'Deny',
        Principal: '*',
        Action: 'secretsmanager:*',
        Resource: expect.stringMatching(/^\$\{aws_secretsmanager_secret\.db_secret_\w+\.arn}$/),
        Condition: {
          Bool: { 'aws:PrincipalIsAWSService': 'false' },
          StringNotEquals: { 'aws:PrincipalAccount': '123456789012' },
        },
      },
    ]);
  });

  it('takes a key, a description and copies in other regions', () => {
    const template = Template.of((stack) => {
      const far = Key.fromArn('arn:aws:kms:eu-central-1:123456789012:key/far');
      const key = Key.fromArn('arn:aws:kms:eu-west-1:123456789012:key/near');
      new Secret(stack, 'db', { key, description: 'Opens it', replicas: [{ region: 'eu-central-1', key: far }] });
    });
    expect(template.resources('aws_kms_key')).toEqual({});
    expect(template.resource('aws_secretsmanager_secret')).toMatchObject({
      kms_key_id: 'arn:aws:kms:eu-west-1:123456789012:key/near',
      description: 'Opens it',
      replica: [{ region: 'eu-central-1', kms_key_id: 'arn:aws:kms:eu-central-1:123456789012:key/far' }],
    });
  });

  it('is rotated by a function', () => {
    const rotation = Rotation.byFunction('arn:aws:lambda:eu-west-1:123456789012:function:f', { everyDays: 30 });
    const template = Template.of((stack) => void new Secret(stack, 'db', { rotation }));
    expect(template.resource('aws_secretsmanager_secret_rotation')).toMatchObject({
      rotation_lambda_arn: 'arn:aws:lambda:eu-west-1:123456789012:function:f',
      rotation_rules: { automatically_after_days: 30 },
      rotate_immediately: false,
    });
  });

  it('says who replaces its value when no function does', () => {
    const rotation = Rotation.elsewhere('The payment team does each quarter');
    const template = Template.of((stack) => void new Secret(stack, 'db', { rotation }));
    expect(template.resources('aws_secretsmanager_secret_rotation')).toEqual({});
    expect(template.resource('aws_secretsmanager_secret')).toHaveProperty(
      'tags.rotation',
      'The payment team does each quarter',
    );
  });

  it.each<['grantRead' | 'grantWrite' | 'grantRotate', string[], string[]]>([
    ['grantRead', ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'], ['kms:Decrypt']],
    [
      'grantWrite',
      ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'],
      ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'],
    ],
    [
      'grantRotate',
      [
        'secretsmanager:DescribeSecret',
        'secretsmanager:GetRandomPassword',
        'secretsmanager:GetSecretValue',
        'secretsmanager:PutSecretValue',
        'secretsmanager:UpdateSecretVersionStage',
      ],
      ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'],
    ],
  ])('%s adds exact actions, and the key through Secrets Manager', (verb, onSecret, onKey) => {
    const template = Template.of((stack) => {
      new Secret(stack, 'db')[verb](new Role(stack, 'role', { assumedBy: Principal.service('ec2.amazonaws.com') }));
    });
    const all = JSON.parse(template.resource('aws_iam_role_policy').policy as string).Statement as {
      Action: string | string[];
      Condition?: unknown;
    }[];
    const actions = all.flatMap(({ Action }) => Action).sort();
    expect(actions).toEqual([...onKey, ...onSecret]);
    expect(all.find(({ Action }) => [Action].flat()[0] === 'kms:Decrypt')?.Condition).toEqual({
      StringEquals: { 'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com' },
    });
  });

  it('takes statements into its one policy', () => {
    const role = Role.fromArn('arn:aws:iam::123456789012:role/ci');
    const template = Template.of((stack) => {
      const secret = new Secret(stack, 'db');
      const principals = { aws: [role.roleArn] };
      secret.addToPolicy({ actions: ['secretsmanager:GetSecretValue'], resources: [secret.arn], principals });
    });
    expect(template.resource('aws_secretsmanager_secret_policy').policy).toContain(role.roleArn);
  });

  it.each<[SecretProps, string]>([
    [{ description: '' }, '`description` must be 1 to 2048 characters'],
    [{ stage: 'prod' }, 'the stage of its stack, sandbox, got prod'],
    [{ stage: 'sandbox', recoveryWindowDays: 3 }, '`recoveryWindowDays` must be 0, or 7 to 30, got 3'],
    [{ recoveryWindowDays: 0 } as SecretProps, "left out where `stage` is not 'sandbox'"],
    [
      { replicas: ['x', 'x'].map((region) => ({ region, key: Key.fromArn('arn:aws:kms:x-y-1:123456789012:key/k') })) },
      'one a region',
    ],
  ])('refuses %j', (props, message) => {
    expect(() => new Secret(testStack({ stage: 'sandbox' }), 'db', props)).toThrow(message);
  });

  it.each([
    [() => Rotation.byFunction('f', { everyDays: 30 }), 'the ARN of a Lambda function, got f'],
    [() => Rotation.byFunction('arn:aws:lambda:x', { everyDays: 91 }), '1 to 90 whole days, got 91'],
    [() => Rotation.elsewhere('soon'), '20 to 256 letters'],
  ])('refuses a rotation that says too little (%#)', (make, message) => {
    expect(make).toThrow(message);
  });
});

describe('SecretRef', () => {
  const ref = new SecretRef('arn:secret', 'password');

  it('names the secret and the value inside of it', () => {
    expect([ref.secretArn, ref.jsonKey, ref.valueFrom]).toEqual(['arn:secret', 'password', 'arn:secret:password::']);
    const secret = new Secret(testStack(), 'db');
    expect(secret.refTo('user').jsonKey).toBe('user');
    const { ref: whole } = secret;
    expect(whole.valueFrom).toBe(whole.secretArn);
  });

  it.each<[string, () => unknown]>([
    ['String()', () => String(ref)],
    ['a template', () => `${ref}`],
    ['concatenation', () => `x${ref as unknown as string}`],
    ['JSON.stringify', () => JSON.stringify({ ref })],
    ['toString', () => ref.toString()],
  ])('does not become text by %s', (_name, convert) => {
    expect(convert).toThrow('SecretRef: `secret` must be passed on as it is, got a conversion to');
  });

  it('shows nothing to a debugger', () => {
    expect(inspect(ref)).toBe('SecretRef');
  });
});
