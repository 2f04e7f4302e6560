import type { IConstruct } from 'constructs';
import { type ByStage, Duration, Faults, type Stage } from '../core';
import type { IKey } from '../security';
import { type CorsRule, validateCors } from './cors';
import { type LifecycleRule, validateLifecycle } from './lifecycle';
import type { ObjectLock } from './object-lock';
import { type IntelligentTiering, validateTiering } from './tiering';

/** What a bucket can be told in any stage. */
export interface BucketOptions {
  /** The key that encrypts the objects. @default a key of its own */
  readonly key?: IKey;
  /** How long replaced and deleted versions are kept, in whole days. @default 7 days in sandbox, 30 in staging, 90 in prod */
  readonly noncurrentExpiry?: Duration;
  /** What happens to objects as they age, besides the housekeeping that every bucket has. @default nothing */
  readonly lifecycle?: readonly LifecycleRule[];
  /** How long no version can be deleted. It cannot be taken back from a bucket. @default no lock */
  readonly objectLock?: ObjectLock;
  /** True sends the bucket's events to EventBridge. @default false */
  readonly eventBridge?: boolean;
  /** Which web pages may call the bucket from a browser. @default none */
  readonly cors?: readonly CorsRule[];
  /** When objects in INTELLIGENT_TIERING that nobody reads are archived. @default never */
  readonly intelligentTiering?: readonly IntelligentTiering[];
}

/** A bucket that is kept: in staging and prod there is no way to delete it with its objects. */
export interface GuardedBucketProps extends BucketOptions {
  /** The stage of the stack, to have it checked. @default the stack's */
  readonly stage?: 'staging' | 'prod';
}

/** A bucket of a sandbox. */
export interface SandboxBucketProps extends BucketOptions {
  /** The stage of the stack. */
  readonly stage: 'sandbox';
  /** True lets Terraform delete the bucket with all its objects. @default false */
  readonly forceDestroy?: boolean;
}

/** What a {@link Bucket} is made of. */
export type BucketProps = GuardedBucketProps | SandboxBucketProps;

const NONCURRENT_DAYS: ByStage<number> = { sandbox: 7, staging: 30, prod: 90 };

/** How long the bucket keeps noncurrent versions. */
export function noncurrentExpiryOf(stage: Stage, props: BucketProps): Duration {
  return props.noncurrentExpiry ?? Duration.days(NONCURRENT_DAYS[stage]);
}

/**
 * Checks everything that S3 would refuse.
 *
 * @throws ValidationError with every fault at once
 */
export function validateBucket(scope: IConstruct, stage: Stage, props: BucketProps): void {
  const faults = new Faults(scope);
  const days = props.noncurrentExpiry?.toDays() ?? 1;
  faults.check(Number.isInteger(days) && days >= 1, {
    prop: 'noncurrentExpiry',
    expected: 'one or more whole days',
    got: props.noncurrentExpiry?.toString(),
    fix: 'Write Duration.days(n).',
  });
  faults.check(!('forceDestroy' in props) || !props.forceDestroy || props.stage === 'sandbox', {
    prop: 'forceDestroy',
    expected: "left out where `stage` is not 'sandbox'",
    got: true,
    fix: 'Empty the bucket by hand before you remove it.',
  });
  validateLifecycle(faults, props.lifecycle ?? [], noncurrentExpiryOf(stage, props));
  validateCors(faults, props.cors ?? []);
  validateTiering(faults, props.intelligentTiering ?? []);
  faults.throwIfAny();
}
