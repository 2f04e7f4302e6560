import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import type { Construct } from 'constructs';
import { namePrefix, physicalName, type Stage, settingsOf, type Tags, tagsOf } from '../core';
import { PolicyDocument } from '../security';

/** How the bucket itself differs from the default. */
export interface FoundationOptions {
  readonly stage: Stage;
  readonly forceDestroy?: boolean;
  readonly objectLockEnabled?: boolean;
  readonly tags?: Tags;
}

/** What no bucket goes without. */
export interface Foundation {
  readonly bucket: S3Bucket;
  readonly versioning: S3BucketVersioningA;
  readonly policy: PolicyDocument;
  readonly policyResource: S3BucketPolicy;
}

/**
 * Makes a bucket that is never public, owns its objects, keeps their versions, and answers over TLS only. S3 refuses two
 * changes of one bucket's access at a time (OperationAborted), so these come one after the other.
 */
export function layFoundation(scope: Construct, options: FoundationOptions): Foundation {
  const bucket = createBucket(scope, options);
  const publicAccessBlock = new S3BucketPublicAccessBlock(scope, 'public-access-block', {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  const ownership = new S3BucketOwnershipControls(scope, 'ownership', {
    bucket: bucket.id,
    rule: { objectOwnership: 'BucketOwnerEnforced' },
    dependsOn: [publicAccessBlock],
  });
  const versioning = new S3BucketVersioningA(scope, 'versioning', {
    bucket: bucket.id,
    versioningConfiguration: { status: 'Enabled' },
  });
  const policy = createPolicy(scope, bucket);
  const policyResource = new S3BucketPolicy(scope, 'policy', {
    bucket: bucket.id,
    policy: policy.json,
    dependsOn: [ownership],
  });
  return { bucket, versioning, policy, policyResource };
}

function createBucket(scope: Construct, options: FoundationOptions): S3Bucket {
  const { stage, forceDestroy, objectLockEnabled, tags } = options;
  // A bucket's name is unique in the world: without the account's id in its hash the provider must make it unique.
  const known = settingsOf(scope).accountId !== undefined;
  return new S3Bucket(scope, 'bucket', {
    ...(known ? { bucket: physicalName(scope, 's3-bucket') } : { bucketPrefix: namePrefix(scope, 's3-bucket', 26) }),
    forceDestroy,
    objectLockEnabled,
    tags: tagsOf(scope, tags),
    lifecycle: stage === 'prod' ? { preventDestroy: true } : undefined,
  });
}

/** TLS 1.2 or later: CIS AWS Foundations 2.1.1, https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html */
function createPolicy(scope: Construct, { arn }: S3Bucket): PolicyDocument {
  const always = { effect: 'Deny', principals: 'everyone', actions: ['s3:*'], resources: [arn, `${arn}/*`] } as const;
  return new PolicyDocument(scope, 'resource').add(
    { ...always, sid: 'DenyWithoutTls', conditions: { Bool: { 'aws:SecureTransport': 'false' } } },
    { ...always, sid: 'DenyTlsBelow12', conditions: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
  );
}
