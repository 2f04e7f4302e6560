import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketCorsConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-cors-configuration';
import { S3BucketIntelligentTieringConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-intelligent-tiering-configuration';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketObjectLockConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import type { Construct } from 'constructs';
import type { Stage } from '../core';
import type { IKey } from '../security';
import { type BucketProps, noncurrentExpiryOf } from './bucket-props';
import type { CorsRule } from './cors';
import type { Foundation } from './foundation';
import { housekeepingRule, lifecycleRuleJson } from './lifecycle-json';
import type { ObjectLock } from './object-lock';
import type { IntelligentTiering } from './tiering';

/**
 * Encrypts with the key, and refuses what would put objects out of its reach: another KMS key, or a key that the caller
 * brings (SSE-C), the two ways in which stolen credentials are used to hold objects to ransom. A write that asks for S3's
 * own key (AES256) is let through: Terraform's S3 backend asks for it whenever `encrypt` is set without a key.
 */
export function addEncryption(scope: Construct, { bucket, policy }: Foundation, key: IKey): void {
  new S3BucketServerSideEncryptionConfigurationA(scope, 'encryption', {
    bucket: bucket.id,
    rule: [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn },
        bucketKeyEnabled: true,
      },
    ],
  });
  const keyId = 's3:x-amz-server-side-encryption-aws-kms-key-id';
  const put = {
    effect: 'Deny',
    principals: 'everyone',
    actions: ['s3:PutObject'],
    resources: [`${bucket.arn}/*`],
  } as const;
  policy.add(
    {
      ...put,
      sid: 'DenyOtherKeys',
      // A write that names no key gets this one: the condition on a missing value alone would deny it.
      conditions: { StringNotEquals: { [keyId]: key.arn }, Null: { [keyId]: 'false' } },
    },
    {
      ...put,
      sid: 'DenyKeysOfTheCaller',
      conditions: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
    },
  );
}

/** Housekeeping, and the user's rules. */
export function addLifecycle(scope: Construct, foundation: Foundation, stage: Stage, props: BucketProps): void {
  const noncurrentExpiry = noncurrentExpiryOf(stage, props);
  new S3BucketLifecycleConfiguration(scope, 'lifecycle', {
    bucket: foundation.bucket.id,
    rule: [housekeepingRule(noncurrentExpiry), ...(props.lifecycle ?? []).map(lifecycleRuleJson)],
    dependsOn: [foundation.versioning],
  });
}

/** The default retention of an object lock. */
export function addObjectLock(scope: Construct, { bucket, versioning }: Foundation, lock?: ObjectLock): void {
  if (lock === undefined) return;
  new S3BucketObjectLockConfigurationA(scope, 'object-lock', {
    bucket: bucket.id,
    rule: { defaultRetention: { mode: lock.mode, days: lock.retention.toDays() } },
    dependsOn: [versioning],
  });
}

/** The web pages that may call the bucket. */
export function addCors(scope: Construct, bucket: S3Bucket, rules: readonly CorsRule[]): void {
  if (rules.length === 0) return;
  new S3BucketCorsConfiguration(scope, 'cors', {
    bucket: bucket.id,
    corsRule: rules.map(({ origins, methods, headers, exposedHeaders, maxAge }) => ({
      allowedOrigins: [...origins],
      allowedMethods: [...methods],
      allowedHeaders: headers && [...headers],
      exposeHeaders: exposedHeaders && [...exposedHeaders],
      maxAgeSeconds: maxAge?.toSeconds(),
    })),
  });
}

/** The archive tiers. */
export function addTiering(scope: Construct, bucket: S3Bucket, tierings: readonly IntelligentTiering[]): void {
  for (const { name, prefix, archiveAfter, deepArchiveAfter } of tierings) {
    new S3BucketIntelligentTieringConfiguration(scope, `tiering-${name}`, {
      bucket: bucket.id,
      name,
      filter: prefix === undefined ? undefined : { prefix },
      tiering: [
        ...(archiveAfter ? [{ accessTier: 'ARCHIVE_ACCESS', days: archiveAfter.toDays() }] : []),
        ...(deepArchiveAfter ? [{ accessTier: 'DEEP_ARCHIVE_ACCESS', days: deepArchiveAfter.toDays() }] : []),
      ],
    });
  }
}
