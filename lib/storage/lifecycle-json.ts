import type { S3BucketLifecycleConfigurationRule } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import type { Duration } from '../core';
import type { LifecycleRule } from './lifecycle';

/** The rule of every bucket: unfinished uploads and old versions cost money and are seen by nobody. */
export function housekeepingRule(noncurrentExpiry: Duration): S3BucketLifecycleConfigurationRule {
  return {
    id: 'housekeeping',
    status: 'Enabled',
    filter: [{ prefix: '' }],
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
    noncurrentVersionExpiration: [{ noncurrentDays: noncurrentExpiry.toDays() }],
    expiration: [{ expiredObjectDeleteMarker: true }],
  };
}

/** A user's rule in Terraform's form. */
export function lifecycleRuleJson(rule: LifecycleRule): S3BucketLifecycleConfigurationRule {
  const { expiry, noncurrentExpiry, noncurrentVersionsToKeep, transitions, noncurrentTransitions } = rule;
  return {
    id: rule.id,
    status: 'Enabled',
    filter: [filterOf(rule)],
    expiration: expiry && [{ days: expiry.toDays() }],
    transition: transitions?.map(({ storageClass, after }) => ({ storageClass, days: after.toDays() })),
    noncurrentVersionExpiration: noncurrentExpiry && [
      { noncurrentDays: noncurrentExpiry.toDays(), newerNoncurrentVersions: noncurrentVersionsToKeep },
    ],
    noncurrentVersionTransition: noncurrentTransitions?.map(({ storageClass, after }) => ({
      storageClass,
      noncurrentDays: after.toDays(),
    })),
  };
}

function filterOf({ prefix, minimumSize }: LifecycleRule): object {
  // S3 knows "greater than" only.
  const objectSizeGreaterThan = minimumSize && Math.max(minimumSize.toBytes() - 1, 0);
  if (objectSizeGreaterThan === undefined) return { prefix: prefix ?? '' };
  return prefix === undefined ? { objectSizeGreaterThan } : { and: [{ prefix, objectSizeGreaterThan }] };
}
