import { Duration } from '../../lib/core';
import { Key } from '../../lib/security';
import { Bucket, type BucketProps, ObjectLock, StorageClass } from '../../lib/storage';
import { Template, testStack } from '../support/template';

const of = (props: BucketProps): Template => Template.of((stack) => void new Bucket(stack, 'data', props));

describe('object lock', () => {
  const reason = 'SEC rule 17a-4 for trade records';

  it('in governance mode', () => {
    const template = of({ objectLock: ObjectLock.governance(Duration.days(30)) });
    expect(template.resource('aws_s3_bucket_object_lock_configuration')).toMatchObject({
      rule: { default_retention: { mode: 'GOVERNANCE', days: 30 } },
      depends_on: [expect.stringMatching(/^aws_s3_bucket_versioning\.data_/)],
    });
    expect(Object.values(template.resources('aws_s3_bucket'))).toContainEqual(
      expect.objectContaining({ object_lock_enabled: true }),
    );
  });

  it('in compliance mode says why, on the bucket itself', () => {
    const template = of({ objectLock: ObjectLock.compliance(Duration.days(365), { reason }) });
    expect(template.resource('aws_s3_bucket_object_lock_configuration')).toHaveProperty(
      'rule.default_retention.mode',
      'COMPLIANCE',
    );
    expect(Object.values(template.resources('aws_s3_bucket')).map(({ tags }) => tags)).toContainEqual(
      expect.objectContaining({ 'object-lock-reason': reason }),
    );
  });

  it.each([
    [() => ObjectLock.compliance(Duration.days(1), { reason: 'because' }), '`reason` must be 20 to 256'],
    [() => ObjectLock.governance(Duration.hours(1)), '`retention` must be 1 to 36500 whole days, got 1 hours'],
    [() => ObjectLock.governance(Duration.days(36_501)), 'got 36501 days'],
  ])('refuses what S3 would (%#)', (make, message) => {
    expect(make).toThrow(message);
  });
});

describe('replication', () => {
  const replicated = Template.of((stack) => {
    const source = new Bucket(stack, 'data');
    source.replicateTo(new Bucket(stack, 'copies'), { prefix: 'r/' });
    const key = Key.fromArn('arn:aws:kms:eu-central-1:123456789012:key/far');
    const far = Bucket.fromAttributes(stack, 'far', { bucketName: 'far-away', region: 'eu-central-1', key });
    source.replicateTo(far, { deleteMarkers: true, timeControl: true, storageClass: StorageClass.STANDARD_IA });
  });

  it('is one configuration with a rule a destination, under the destination’s key', () => {
    expect(replicated.resource('aws_s3_bucket_replication_configuration').rule).toEqual([
      {
        id: 'stack-copies',
        priority: 1,
        status: 'Enabled',
        filter: { prefix: 'r/' },
        delete_marker_replication: { status: 'Disabled' },
        source_selection_criteria: { sse_kms_encrypted_objects: { status: 'Enabled' } },
        destination: {
          bucket: expect.stringMatching(/^\$\{aws_s3_bucket\.copies_bucket_\w+\.arn}$/),
          encryption_configuration: {
            replica_kms_key_id: expect.stringMatching(/^\$\{aws_kms_key\.copies_key_\w+\.arn}$/),
          },
        },
      },
      {
        id: 'stack-far',
        priority: 2,
        status: 'Enabled',
        filter: { prefix: '' },
        delete_marker_replication: { status: 'Enabled' },
        source_selection_criteria: { sse_kms_encrypted_objects: { status: 'Enabled' } },
        destination: {
          bucket: 'arn:aws:s3:::far-away',
          storage_class: 'STANDARD_IA',
          encryption_configuration: { replica_kms_key_id: 'arn:aws:kms:eu-central-1:123456789012:key/far' },
          replication_time: { status: 'Enabled', time: { minutes: 15 } },
          metrics: { status: 'Enabled', event_threshold: { minutes: 15 } },
        },
      },
    ]);
  });

  it('waits for versioning and for the grants of its role', () => {
    expect(replicated.resource('aws_s3_bucket_replication_configuration').depends_on).toEqual([
      expect.stringMatching(/^aws_s3_bucket_versioning\.data_/),
      expect.stringMatching(/^aws_iam_role_policy\.data_replication_role_grants_/),
    ]);
  });

  it('lets its role read here, write there, and use each key through S3 of its region', () => {
    const statements = JSON.parse(replicated.resource('aws_iam_role_policy').policy as string).Statement as {
      Action: string | string[];
      Resource: string | string[];
      Condition?: { StringEquals: Record<string, string> };
    }[];
    const lines = statements.map(({ Action, Resource, Condition }) =>
      [[Action].flat().join(), [Resource].flat().join(), Condition?.StringEquals['kms:ViaService'] ?? '']
        .join(' | ')
        .replace(/_[0-9A-F]{8}/g, ''),
    );
    expect(lines).toEqual([
      'kms:Decrypt | ${aws_kms_key.data_key.arn} | s3.eu-west-1.amazonaws.com',
      'kms:Encrypt,kms:GenerateDataKey,kms:GenerateDataKeyWithoutPlaintext | ${aws_kms_key.copies_key.arn} | s3.eu-west-1.amazonaws.com',
      'kms:Encrypt,kms:GenerateDataKey,kms:GenerateDataKeyWithoutPlaintext | arn:aws:kms:eu-central-1:123456789012:key/far | s3.eu-central-1.amazonaws.com',
      's3:GetObjectVersionAcl,s3:GetObjectVersionForReplication,s3:GetObjectVersionTagging | ${aws_s3_bucket.data_bucket.arn}/* | ',
      's3:GetReplicationConfiguration,s3:ListBucket | ${aws_s3_bucket.data_bucket.arn} | ',
      's3:ReplicateDelete | arn:aws:s3:::far-away/* | ',
      's3:ReplicateObject,s3:ReplicateTags | ${aws_s3_bucket.copies_bucket.arn}/r/*,arn:aws:s3:::far-away/* | ',
    ]);
  });

  it('copies locks, to locked buckets only', () => {
    const stack = testStack();
    const objectLock = ObjectLock.governance(Duration.days(1));
    const locked = new Bucket(stack, 'locked', { objectLock });
    expect(() => locked.replicateTo(new Bucket(stack, 'open'))).toThrow(
      'a bucket with an object lock, as this one has',
    );
    locked.replicateTo(new Bucket(stack, 'vault', { objectLock }));
    const policy = Template.fromStack(stack).resource('aws_iam_role_policy').policy;
    expect(policy).toContain('"s3:GetObjectLegalHold","s3:GetObjectRetention"');
  });

  it('refuses a bucket itself, and one destination twice', () => {
    const stack = testStack();
    const [source, copies] = [new Bucket(stack, 'data'), new Bucket(stack, 'copies')];
    expect(() => source.replicateTo(source)).toThrow('stack/data: `destination` must be another bucket');
    source.replicateTo(copies);
    expect(() => source.replicateTo(copies)).toThrow('not yet replicated to, got stack/copies');
  });
});

describe('notifications', () => {
  it('are one configuration, whoever is notified', () => {
    const template = Template.of((stack) => {
      const bucket = new Bucket(stack, 'data', { eventBridge: true });
      bucket.notifyQueue('arn:aws:sqs:eu-west-1:123456789012:q', {
        name: 'index',
        events: ['s3:ObjectCreated:*'],
        prefix: 'in/',
        suffix: '.csv',
      });
      bucket.notifyTopic('arn:aws:sns:eu-west-1:123456789012:t', { name: 'tell', events: ['s3:ObjectRemoved:*'] });
      bucket.notifyFunction('arn:aws:lambda:eu-west-1:123456789012:function:f', {
        name: 'resize',
        events: ['s3:ObjectCreated:Put'],
      });
    });
    expect(template.resource('aws_s3_bucket_notification')).toMatchObject({
      eventbridge: true,
      queue: [
        {
          id: 'index',
          queue_arn: 'arn:aws:sqs:eu-west-1:123456789012:q',
          events: ['s3:ObjectCreated:*'],
          filter_prefix: 'in/',
          filter_suffix: '.csv',
        },
      ],
      topic: [{ id: 'tell', topic_arn: 'arn:aws:sns:eu-west-1:123456789012:t', events: ['s3:ObjectRemoved:*'] }],
      lambda_function: [
        {
          id: 'resize',
          lambda_function_arn: 'arn:aws:lambda:eu-west-1:123456789012:function:f',
          events: ['s3:ObjectCreated:Put'],
        },
      ],
    });
  });

  it('refuse the ARN of something else, and one name twice', () => {
    const bucket = new Bucket(testStack(), 'data');
    const options = { name: 'index', events: ['s3:ObjectCreated:*'] } as const;
    expect(() => bucket.notifyQueue('arn:aws:sns:x', options)).toThrow('the ARN of a queue, got arn:aws:sns:x');
    bucket.notifyQueue('arn:aws:sqs:x', options);
    expect(() => bucket.notifyTopic('arn:aws:sns:x', options)).toThrow('different from the other notifications');
  });
});

describe('inventory', () => {
  it('is written to another bucket, whose policy and key let S3 do so for this bucket only', () => {
    const template = Template.of((stack) => {
      new Bucket(stack, 'data').addInventory(new Bucket(stack, 'audit'), { name: 'weekly', prefix: 'a/' });
    });
    expect(template.resource('aws_s3_bucket_inventory')).toMatchObject({
      name: 'weekly',
      included_object_versions: 'Current',
      schedule: { frequency: 'Weekly' },
      filter: { prefix: 'a/' },
      destination: {
        bucket: {
          account_id: '123456789012',
          format: 'Parquet',
          prefix: 'inventory/stack/data',
          encryption: { sse_kms: { key_id: expect.stringMatching(/^\$\{aws_kms_key\.audit_key_/) } },
        },
      },
    });
    const bound = {
      ArnLike: { 'aws:SourceArn': expect.stringMatching(/^\$\{aws_s3_bucket\.data_bucket_\w+\.arn}$/) },
      StringEquals: { 'aws:SourceAccount': '123456789012' },
    };
    const find = (type: string, id: string): unknown[] => {
      const [, resource] = Object.entries(template.resources(type)).find(([name]) => name.startsWith(id)) ?? [];
      return JSON.parse(resource?.policy as string).Statement;
    };
    const s3 = { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Condition: bound };
    expect(find('aws_s3_bucket_policy', 'audit_')).toContainEqual({
      ...s3,
      Action: 's3:PutObject',
      Resource: expect.stringMatching(/\/inventory\/stack\/data\/\*$/),
    });
    expect(find('aws_kms_key', 'audit_')).toContainEqual({
      ...s3,
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
    });
  });
});

describe('CORS', () => {
  it('names exact origins', () => {
    const cors = [{ origins: ['https://app.example.com'], methods: ['GET'], maxAge: Duration.hours(1) }] as const;
    expect(of({ cors }).resource('aws_s3_bucket_cors_configuration').cors_rule).toEqual([
      { allowed_origins: ['https://app.example.com'], allowed_methods: ['GET'], max_age_seconds: 3600 },
    ]);
  });

  it.each(['*', 'https://*.example.com', 'http://app.example.com', 'https://app.example.com/'])(
    'refuses %s',
    (origin) => {
      expect(() => of({ cors: [{ origins: [origin], methods: ['GET'] }] })).toThrow(
        '`cors.origins` must be exact https',
      );
    },
  );

  it('refuses every header', () => {
    expect(() => of({ cors: [{ origins: ['https://a.b'], methods: ['PUT'], headers: ['*'] }] })).toThrow(
      '`cors.headers` must be exact headers',
    );
  });
});

describe('intelligent tiering', () => {
  it('archives what nobody reads', () => {
    const intelligentTiering = [
      { name: 'old', prefix: 'x/', archiveAfter: Duration.days(90), deepArchiveAfter: Duration.days(180) },
    ];
    expect(of({ intelligentTiering }).resource('aws_s3_bucket_intelligent_tiering_configuration')).toMatchObject({
      name: 'old',
      filter: { prefix: 'x/' },
      tiering: [
        { access_tier: 'ARCHIVE_ACCESS', days: 90 },
        { access_tier: 'DEEP_ARCHIVE_ACCESS', days: 180 },
      ],
    });
  });

  it.each<[object, string]>([
    [{}, 'a tiering that does something'],
    [{ archiveAfter: Duration.days(89) }, '90 to 730 whole days, got 89 days'],
    [{ deepArchiveAfter: Duration.days(179) }, '180 to 730 whole days'],
    [{ archiveAfter: Duration.days(200), deepArchiveAfter: Duration.days(200) }, 'later than `archiveAfter`'],
  ])('refuses %j', (tiering, message) => {
    expect(() => of({ intelligentTiering: [{ name: 'old', ...tiering }] })).toThrow(message);
  });
});
