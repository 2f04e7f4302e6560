import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { Construct } from 'constructs';
import { accountIdOf, type ByStage, Duration, formerPath, once, stageOf } from '../core';
import { type Foundation, layFoundation } from './foundation';
import { housekeepingRule } from './lifecycle-json';

const RETENTION_DAYS: ByStage<number> = { sandbox: 7, staging: 90, prod: 400 };

/**
 * The one bucket of a stack that receives the access logs of the others. It is encrypted with S3's own key, because S3
 * delivers access logs to no bucket that is encrypted with a KMS key, and logs no access to itself, which would never end.
 * Logs go after 7 days in sandbox, 90 in staging and 400 in prod.
 *
 * See https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export class AccessLogBucket extends Construct {
  /** The stack's access log bucket, made when it is first asked for. */
  static of(scope: Construct): AccessLogBucket {
    return once(scope, 's3-access-logs', (stack, id) => new AccessLogBucket(stack, id));
  }

  private readonly foundation: Foundation;

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    const stage = stageOf(this);
    this.foundation = layFoundation(this, { stage, forceDestroy: stage === 'sandbox' || undefined });
    const bucket = this.resource.id;
    new S3BucketServerSideEncryptionConfigurationA(this, 'encryption', {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }],
    });
    const days = RETENTION_DAYS[stage];
    new S3BucketLifecycleConfiguration(this, 'lifecycle', {
      bucket,
      rule: [
        housekeepingRule(Duration.days(7)),
        { id: 'expire-logs', status: 'Enabled', filter: [{ prefix: '' }], expiration: [{ days }] },
      ],
      dependsOn: [this.foundation.versioning],
    });
    this.allowDelivery();
  }

  /** The `aws_s3_bucket`. */
  get resource(): S3Bucket {
    return this.foundation.bucket;
  }

  /** Writes the accesses to a bucket to a folder named after it. */
  logAccessTo(scope: Construct, bucket: S3Bucket): void {
    new S3BucketLoggingA(scope, 'access-logging', {
      bucket: bucket.id,
      targetBucket: this.resource.id,
      targetPrefix: `${formerPath(scope)}/`,
      dependsOn: [this.foundation.policyResource],
    });
  }

  private allowDelivery(): void {
    this.foundation.policy.add({
      sid: 'AllowAccessLogDelivery',
      principals: { services: ['logging.s3.amazonaws.com'] },
      actions: ['s3:PutObject'],
      resources: [`${this.resource.arn}/*`],
      conditions: { StringEquals: { 'aws:SourceAccount': accountIdOf(this) } },
    });
  }
}
