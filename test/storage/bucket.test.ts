import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { Duration, type Stage } from '../../lib/core';
import { Key, Principal, Role } from '../../lib/security';
import { Bucket, type BucketProps, type IBucket } from '../../lib/storage';
import { Template, testStack } from '../support/template';

type Json = Record<string, unknown>;
const ofBucket = (template: Template, type: string, id = 'logs'): Json => {
  const [, resource] = Object.entries(template.resources(type)).find(([name]) => name.startsWith(`${id}_`)) ?? [];
  if (!resource) throw new Error(`no ${type} of ${id}: ${Object.keys(template.resources(type))}`);
  return resource;
};
const policyOf = (template: Template, id = 'logs'): Json[] =>
  JSON.parse(ofBucket(template, 'aws_s3_bucket_policy', id).policy as string).Statement;
const minimal = (stage: Stage = 'staging'): Template =>
  Template.of((stack) => void new Bucket(stack, 'logs'), { stage });

describe('a bucket without props', () => {
  it('is made of these resources', () => {
    const addresses = minimal().addresses();
    expect(addresses.map((address) => address.replace(/_[0-9A-F]{8}$/, ''))).toEqual([
      'aws_kms_alias.logs_key_alias',
      'aws_kms_key.logs_key',
      'aws_s3_bucket.logs_bucket',
      'aws_s3_bucket.s3-access-logs_bucket',
      'aws_s3_bucket_lifecycle_configuration.logs_lifecycle',
      'aws_s3_bucket_lifecycle_configuration.s3-access-logs_lifecycle',
      'aws_s3_bucket_logging.logs_access-logging',
      'aws_s3_bucket_ownership_controls.logs_ownership',
      'aws_s3_bucket_ownership_controls.s3-access-logs_ownership',
      'aws_s3_bucket_policy.logs_policy',
      'aws_s3_bucket_policy.s3-access-logs_policy',
      'aws_s3_bucket_public_access_block.logs_public-access-block',
      'aws_s3_bucket_public_access_block.s3-access-logs_public-access-block',
      'aws_s3_bucket_server_side_encryption_configuration.logs_encryption',
      'aws_s3_bucket_server_side_encryption_configuration.s3-access-logs_encryption',
      'aws_s3_bucket_versioning.logs_versioning',
      'aws_s3_bucket_versioning.s3-access-logs_versioning',
    ]);
  });

  it('is never public, owns its objects and keeps their versions', () => {
    const template = minimal();
    for (const id of ['logs', 's3-access-logs']) {
      expect(ofBucket(template, 'aws_s3_bucket_public_access_block', id)).toMatchObject({
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      });
      expect(ofBucket(template, 'aws_s3_bucket_ownership_controls', id)).toMatchObject({
        rule: { object_ownership: 'BucketOwnerEnforced' },
      });
      expect(ofBucket(template, 'aws_s3_bucket_versioning', id)).toMatchObject({
        versioning_configuration: { status: 'Enabled' },
      });
    }
  });

  it('is encrypted with a key of its own', () => {
    expect(ofBucket(minimal(), 'aws_s3_bucket_server_side_encryption_configuration')).toMatchObject({
      rule: [
        {
          apply_server_side_encryption_by_default: {
            kms_master_key_id: expect.stringMatching(/^\$\{aws_kms_key\.logs_key_\w+\.arn}$/),
            sse_algorithm: 'aws:kms',
          },
          bucket_key_enabled: true,
        },
      ],
    });
  });

  it('is reached by TLS 1.2 or later and written under its own key only', () => {
    const everyone = { Effect: 'Deny', Principal: '*' };
    const arn = expect.stringMatching(/^\$\{aws_s3_bucket\.logs_bucket_\w+\.arn}$/);
    const objects = expect.stringMatching(/^\$\{aws_s3_bucket\.logs_bucket_\w+\.arn}\/\*$/);
    const keyId = 's3:x-amz-server-side-encryption-aws-kms-key-id';
    expect(policyOf(minimal())).toEqual([
      {
        ...everyone,
        Sid: 'DenyKeysOfTheCaller',
        Action: 's3:PutObject',
        Resource: objects,
        Condition: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
      },
      {
        ...everyone,
        Sid: 'DenyOtherKeys',
        Action: 's3:PutObject',
        Resource: objects,
        Condition: {
          Null: { [keyId]: 'false' },
          StringNotEquals: { [keyId]: expect.stringMatching(/^\$\{aws_kms_key\.logs_key_\w+\.arn}$/) },
        },
      },
      {
        ...everyone,
        Sid: 'DenyTlsBelow12',
        Action: 's3:*',
        Resource: [arn, objects],
        Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } },
      },
      {
        ...everyone,
        Sid: 'DenyWithoutTls',
        Action: 's3:*',
        Resource: [arn, objects],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ]);
  });

  it('changes its access one step after the other, and its lifecycle once it keeps versions', () => {
    const template = minimal();
    const waitsFor = (type: string): unknown => ofBucket(template, type).depends_on;
    expect(waitsFor('aws_s3_bucket_ownership_controls')).toEqual([
      expect.stringMatching(/^aws_s3_bucket_public_access_block\.logs_/),
    ]);
    expect(waitsFor('aws_s3_bucket_policy')).toEqual([
      expect.stringMatching(/^aws_s3_bucket_ownership_controls\.logs_/),
    ]);
    expect(waitsFor('aws_s3_bucket_lifecycle_configuration')).toEqual([
      expect.stringMatching(/^aws_s3_bucket_versioning\.logs_/),
    ]);
  });

  it.each<[Stage, number, unknown]>([
    ['sandbox', 7, undefined],
    ['staging', 30, undefined],
    ['prod', 90, { prevent_destroy: true }],
  ])('in %s keeps old versions for %i days', (stage, noncurrent_days, lifecycle) => {
    const template = minimal(stage);
    expect(ofBucket(template, 'aws_s3_bucket_lifecycle_configuration').rule).toEqual([
      {
        id: 'housekeeping',
        status: 'Enabled',
        filter: [{ prefix: '' }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        noncurrent_version_expiration: [{ noncurrent_days }],
        expiration: [{ expired_object_delete_marker: true }],
      },
    ]);
    const bucket = ofBucket(template, 'aws_s3_bucket');
    expect(bucket.lifecycle).toEqual(lifecycle);
    expect(bucket).not.toHaveProperty('force_destroy');
    expect(bucket.tags).toMatchObject({ owner: 'team', environment: stage });
  });

  it('is named by its path where the account is known, and made unique by the provider where not', () => {
    expect(ofBucket(minimal(), 'aws_s3_bucket').bucket).toMatch(/^stack-logs-[0-9a-f]{8}$/);
    const stack = new TerraformStack(new App(), 'unconfigured');
    new AwsProvider(stack, 'aws');
    new Bucket(stack, 'logs-'.repeat(20));
    for (const bucket of Object.values(Template.fromStack(stack).resources('aws_s3_bucket'))) {
      expect(bucket).not.toHaveProperty('bucket');
      expect(bucket.bucket_prefix).toMatch(/^unconfigured-[a-z0-9-]{1,24}$/);
    }
  });

  it('names itself nowhere by a copy of its name', () => {
    const { resource } = minimal().json as { resource: Record<string, Record<string, Json>> };
    const secondary = Object.entries(resource).filter(([type]) => type.startsWith('aws_s3_bucket_'));
    for (const [, byName] of secondary) {
      for (const each of Object.values(byName)) expect(each.bucket).toMatch(/^\$\{aws_s3_bucket\.[\w-]+\.id}$/);
    }
  });
});

describe('the access log bucket', () => {
  it('is one a stack, with a folder a bucket', () => {
    const template = Template.of((stack) => {
      new Bucket(stack, 'logs');
      new Bucket(stack, 'data');
    });
    expect(Object.keys(template.resources('aws_s3_bucket'))).toHaveLength(3);
    const logging = Object.values(template.resources('aws_s3_bucket_logging'));
    expect(logging.map(({ target_prefix }) => target_prefix)).toEqual(['stack/logs/', 'stack/data/']);
    expect(new Set(logging.map(({ target_bucket }) => target_bucket)).size).toBe(1);
    expect(logging[0]?.depends_on).toEqual([expect.stringMatching(/^aws_s3_bucket_policy\.s3-access-logs_/)]);
  });

  it('takes logs from this account’s buckets only, under S3’s own key', () => {
    const template = minimal();
    expect(policyOf(template, 's3-access-logs')).toContainEqual({
      Sid: 'AllowAccessLogDelivery',
      Effect: 'Allow',
      Principal: { Service: 'logging.s3.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: expect.stringMatching(/^\$\{aws_s3_bucket\.s3-access-logs_bucket_\w+\.arn}\/\*$/),
      Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
    });
    expect(ofBucket(template, 'aws_s3_bucket_server_side_encryption_configuration', 's3-access-logs').rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } },
    ]);
  });

  it.each<[Stage, number, true | undefined, unknown]>([
    ['sandbox', 7, true, undefined],
    ['staging', 90, undefined, undefined],
    ['prod', 400, undefined, { prevent_destroy: true }],
  ])('in %s keeps logs for %i days', (stage, days, forceDestroy, lifecycle) => {
    const template = minimal(stage);
    const { rule } = ofBucket(template, 'aws_s3_bucket_lifecycle_configuration', 's3-access-logs');
    expect(rule).toContainEqual({
      id: 'expire-logs',
      status: 'Enabled',
      filter: [{ prefix: '' }],
      expiration: [{ days }],
    });
    const bucket = ofBucket(template, 'aws_s3_bucket', 's3-access-logs');
    expect([bucket.force_destroy, bucket.lifecycle]).toEqual([forceDestroy, lifecycle]);
  });
});

describe('grants', () => {
  const write = ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject'];
  const encrypt = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'];
  const buckets: [string, (stack: TerraformStack) => IBucket][] = [
    ['a bucket', (stack) => new Bucket(stack, 'logs')],
    [
      'an imported bucket',
      (stack) => {
        const key = Key.fromArn('arn:aws:kms:eu-west-1:123456789012:key/k');
        return Bucket.fromAttributes(stack, 'logs', { bucketName: 'elsewhere', key });
      },
    ],
  ];
  const verbs: ['grantRead' | 'grantWrite' | 'grantReadWrite' | 'grantDelete' | 'grantList', string[]][] = [
    ['grantRead', ['kms:Decrypt', 's3:GetObject']],
    ['grantWrite', [...encrypt, ...write]],
    ['grantReadWrite', [...encrypt, ...write, 's3:GetObject'].sort()],
    ['grantDelete', ['s3:DeleteObject']],
    ['grantList', ['s3:ListBucket']],
  ];

  describe.each(buckets)('on %s', (_name, make) => {
    const granted = (verb: (typeof verbs)[number][0], prefix?: string): Json[] => {
      const template = Template.of((stack) => {
        make(stack)[verb](new Role(stack, 'role', { assumedBy: Principal.service('ec2.amazonaws.com') }), prefix);
      });
      return JSON.parse(template.resource('aws_iam_role_policy').policy as string).Statement;
    };

    it.each(verbs)('%s adds exact actions', (verb, actions) => {
      const statements = granted(verb);
      expect(statements.flatMap(({ Action }) => Action as string[]).sort()).toEqual(actions);
      for (const { Action, Condition } of statements) {
        expect([Action].flat().join()).not.toContain('*');
        const onKey = [Action].flat().join().startsWith('kms:');
        const viaS3 = { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } };
        expect(Condition).toEqual(onKey ? viaS3 : undefined);
      }
    });

    it.each(verbs)('%s keeps to a prefix', (verb) => {
      const onBucket = granted(verb, 'reports/').filter(({ Action }) => [Action].flat().join().startsWith('s3:'));
      expect(onBucket).toHaveLength(1);
      if (verb === 'grantList') {
        expect(onBucket[0]?.Condition).toEqual({ StringLike: { 's3:prefix': ['reports/', 'reports/*'] } });
      } else expect(onBucket[0]?.Resource).toMatch(/\/reports\/\*$/);
    });

    it.each(['reports', '/reports/', 'a*/', '${aws:username}/'])('refuse the prefix %s', (prefix) => {
      for (const [verb] of verbs)
        expect(() => granted(verb, prefix)).toThrow('`prefix` must be a prefix that ends with');
    });
  });

  it('reach a role of another stack, which then depends on the bucket’s', () => {
    const bucket = new Bucket(testStack({}, 'first'), 'logs');
    const second = new TerraformStack(bucket.node.root as App, 'second');
    new AwsProvider(second, 'aws');
    bucket.grantRead(new Role(second, 'role', { assumedBy: Principal.service('ec2.amazonaws.com') }));
    const policy = Template.fromStack(second).resource('aws_iam_role_policy').policy as string;
    expect(JSON.parse(policy).Statement).toEqual([
      expect.objectContaining({ Action: 'kms:Decrypt' }),
      expect.objectContaining({
        Action: 's3:GetObject',
        Resource: expect.stringMatching(/^\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.[\w-]+}\/\*$/),
      }),
    ]);
    expect(second.dependencies.map(({ node }) => node.id)).toEqual(['first']);
  });
});

describe('the bucket policy', () => {
  it('is one, whoever adds to it', () => {
    const template = Template.of((stack) => {
      const bucket = new Bucket(stack, 'logs');
      const role = Role.fromArn('arn:aws:iam::210987654321:role/partner');
      bucket.addToPolicy({
        actions: ['s3:GetObject'],
        resources: [`${bucket.arn}/shared/*`],
        principals: { aws: [role.roleArn] },
      });
      bucket.allowService('delivery.logs.amazonaws.com', { prefix: 'AWSLogs/' });
    });
    expect(policyOf(template).filter(({ Effect }) => Effect === 'Allow')).toEqual([
      expect.objectContaining({ Action: 's3:GetObject', Principal: { AWS: 'arn:aws:iam::210987654321:role/partner' } }),
      {
        Effect: 'Allow',
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: expect.stringMatching(/\/AWSLogs\/\*$/),
        Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' } },
      },
    ]);
    expect(JSON.parse(template.resource('aws_kms_key').policy as string).Statement).toContainEqual(
      expect.objectContaining({
        Principal: { Service: 'delivery.logs.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      }),
    );
  });

  it('refuses everyone', () => {
    const bucket = new Bucket(testStack(), 'logs');
    const principals = { aws: ['*'] };
    expect(() => bucket.addToPolicy({ actions: ['s3:GetObject'], resources: [bucket.arn], principals })).toThrow(
      'stack/logs: `policy.principals` must be named roles',
    );
  });
});

describe('Bucket', () => {
  it('is emptied and removed in a sandbox that says so', () => {
    const template = Template.of((stack) => void new Bucket(stack, 'logs', { stage: 'sandbox', forceDestroy: true }), {
      stage: 'sandbox',
    });
    expect(ofBucket(template, 'aws_s3_bucket').force_destroy).toBe(true);
  });

  it.each<[BucketProps, string]>([
    [{ stage: 'prod' }, '`stage` must be the stage of its stack, staging, got prod'],
    [{ forceDestroy: true } as BucketProps, "`forceDestroy` must be left out where `stage` is not 'sandbox'"],
    [{ noncurrentExpiry: Duration.hours(30) }, '`noncurrentExpiry` must be one or more whole days, got 30 hours'],
  ])('refuses %j', (props, message) => {
    expect(() => new Bucket(testStack(), 'logs', props)).toThrow(message);
  });

  it('is imported by its name', () => {
    const stack = testStack();
    const bucket = Bucket.fromAttributes(stack, 'far', { bucketName: 'far-away', region: 'us-east-1' });
    expect([bucket.arn, bucket.region, bucket.key]).toEqual(['arn:aws:s3:::far-away', 'us-east-1', undefined]);
    expect(() => Bucket.fromAttributes(stack, 'bad', { bucketName: 'arn:aws:s3:::x' })).toThrow('not its ARN');
  });
});
