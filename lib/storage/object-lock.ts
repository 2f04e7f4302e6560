import { type Duration, Faults } from '../core';

/**
 * How long a version of an object cannot be deleted or overwritten after it was written.
 * See https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
export class ObjectLock {
  /**
   * Until then only somebody with `s3:BypassGovernanceRetention` can delete a version.
   *
   * @param retention 1 to 36,500 whole days
   * @throws ValidationError when the retention is out of range
   */
  static governance(retention: Duration): ObjectLock {
    return new ObjectLock('GOVERNANCE', retention, undefined);
  }

  /**
   * Until then nobody can delete a version, not even the account's root user: the bucket cannot be removed before.
   *
   * @param retention 1 to 36,500 whole days
   * @param options.reason which duty demands it, 20 to 256 characters: it becomes the bucket's tag `object-lock-reason`
   * @throws ValidationError when the retention is out of range or the reason is missing
   */
  static compliance(retention: Duration, options: { readonly reason: string }): ObjectLock {
    return new ObjectLock('COMPLIANCE', retention, options.reason);
  }

  private constructor(
    /** S3's own name of the mode. */
    readonly mode: 'GOVERNANCE' | 'COMPLIANCE',
    /** How long, in whole days. */
    readonly retention: Duration,
    /** Why, in compliance mode. */
    readonly reason: string | undefined,
  ) {
    const faults = new Faults('ObjectLock');
    const days = retention.toDays();
    faults.check(Number.isInteger(days) && days >= 1 && days <= 36_500, {
      prop: 'retention',
      expected: '1 to 36500 whole days',
      got: retention.toString(),
      fix: 'Write Duration.days(n).',
    });
    faults.check(mode === 'GOVERNANCE' || /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{20,256}$/u.test(reason ?? ''), {
      prop: 'reason',
      expected: '20 to 256 letters, digits, spaces or _.:/=+-@',
      got: reason,
      fix: 'Name the duty that demands that nobody can delete; without one use ObjectLock.governance.',
    });
    faults.throwIfAny();
  }
}
