import type { Duration, Faults, Size } from '../core';
import { STORAGE_CLASS_ORDER, StorageClass } from './storage-class';

/** A move to another storage class. Made by `Lifecycle.transition`. */
export interface Transition {
  /** Where the object goes. */
  readonly storageClass: StorageClass;
  /** How long after its creation, or after it was replaced for a noncurrent version: whole days. */
  readonly after: Duration;
}

/** What happens to some objects of a bucket as they age. */
export interface LifecycleRule {
  /** What the rule is for, such as `archive-reports`: its id, unique in the bucket. */
  readonly id: string;
  /** The objects that it is about, such as `reports/`. @default all */
  readonly prefix?: string;
  /** Objects of at least this size. @default any; S3 itself leaves objects under 128 KB where they are */
  readonly minimumSize?: Size;
  /** Where current versions go. @default nowhere */
  readonly transitions?: readonly Transition[];
  /** When current versions expire, in whole days; they become noncurrent then. @default never */
  readonly expiry?: Duration;
  /** Where noncurrent versions go. @default nowhere */
  readonly noncurrentTransitions?: readonly Transition[];
  /** When noncurrent versions are removed, in whole days, sooner than the bucket's own `noncurrentExpiry`. @default as the bucket's */
  readonly noncurrentExpiry?: Duration;
  /** How many of the newest noncurrent versions are kept until the bucket's own `noncurrentExpiry`, 1 to 100. @default none */
  readonly noncurrentVersionsToKeep?: number;
}

/** Makes parts of lifecycle rules. */
export class Lifecycle {
  /** A move to a storage class after whole days: `Lifecycle.transition(StorageClass.STANDARD_IA, Duration.days(30))`. */
  static transition(storageClass: StorageClass, after: Duration): Transition {
    return { storageClass, after };
  }
}

/** Adds a fault for everything that S3 would refuse: https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html */
export function validateLifecycle(faults: Faults, rules: readonly LifecycleRule[], noncurrentExpiry: Duration): void {
  const ids = rules.map(({ id }) => id);
  faults.check(new Set(ids).size === ids.length, {
    prop: 'lifecycle',
    expected: 'rules with different ids',
    got: ids,
    fix: 'Name each rule after what it does.',
  });
  for (const rule of rules) validateRule(faults, rule, noncurrentExpiry);
}

function validateRule(faults: Faults, rule: LifecycleRule, noncurrentExpiry: Duration): void {
  const prop = `lifecycle.${rule.id}`;
  faults.check(/^[\w.-]{1,255}$/.test(rule.id) && rule.id !== 'housekeeping', {
    prop: `${prop}.id`,
    expected: '1 to 255 letters, digits or _.- other than housekeeping, which is the rule of every bucket',
    got: rule.id,
    fix: 'Name the rule after what it does.',
  });
  const acts = [rule.transitions, rule.expiry, rule.noncurrentTransitions, rule.noncurrentExpiry].some(Boolean);
  faults.check(acts, {
    prop,
    expected: 'a rule that does something',
    got: rule,
    fix: 'Add `transitions`, `expiry`, `noncurrentTransitions` or `noncurrentExpiry`, or leave the rule out.',
  });
  validateTransitions(faults, `${prop}.transitions`, rule.transitions ?? [], rule.expiry);
  const removedAfter = rule.noncurrentExpiry ?? noncurrentExpiry;
  validateTransitions(faults, `${prop}.noncurrentTransitions`, rule.noncurrentTransitions ?? [], removedAfter);
  faults.check((rule.noncurrentExpiry?.toDays() ?? 0) < noncurrentExpiry.toDays(), {
    prop: `${prop}.noncurrentExpiry`,
    expected: `sooner than the bucket's own, ${noncurrentExpiry}`,
    got: rule.noncurrentExpiry?.toString(),
    fix: 'The sooner one wins: raise `noncurrentExpiry` of the bucket, and shorten it for other prefixes.',
  });
  validateDays(faults, `${prop}.expiry`, rule.expiry);
  validateDays(faults, `${prop}.noncurrentExpiry`, rule.noncurrentExpiry);
  const keep = rule.noncurrentVersionsToKeep;
  const valid = keep === undefined || (Number.isInteger(keep) && keep >= 1 && keep <= 100 && rule.noncurrentExpiry);
  faults.check(Boolean(valid), {
    prop: `${prop}.noncurrentVersionsToKeep`,
    expected: '1 to 100, beside `noncurrentExpiry`',
    got: keep,
    fix: 'Say when the other versions are removed.',
  });
}

function validateTransitions(
  faults: Faults,
  prop: string,
  transitions: readonly Transition[],
  expiry: Duration | undefined,
): void {
  let earlier: Transition | undefined;
  for (const transition of transitions) {
    const { storageClass, after } = transition;
    validateDays(faults, prop, after);
    faults.check(!isInfrequentAccess(storageClass) || after.toDays() >= 30, {
      prop,
      expected: `at least 30 days before ${storageClass}`,
      got: after.toString(),
      fix: 'Write Duration.days(30) or more.',
    });
    if (earlier) validateOrder(faults, prop, earlier, transition);
    earlier = transition;
  }
  faults.check(!earlier || !expiry || expiry.toDays() > earlier.after.toDays(), {
    prop,
    expected: 'before the expiry',
    got: `${earlier?.after} and expiry after ${expiry}`,
    fix: 'Let objects expire later, or leave the last transition out.',
  });
}

function validateOrder(faults: Faults, prop: string, earlier: Transition, later: Transition): void {
  faults.check(STORAGE_CLASS_ORDER.indexOf(earlier.storageClass) < STORAGE_CLASS_ORDER.indexOf(later.storageClass), {
    prop,
    expected: `in the order ${STORAGE_CLASS_ORDER.join(', ')}`,
    got: `${earlier.storageClass}, then ${later.storageClass}`,
    fix: 'Objects never move back: sort the transitions.',
  });
  const stay = isInfrequentAccess(earlier.storageClass) ? 30 : 1;
  faults.check(later.after.toDays() - earlier.after.toDays() >= stay, {
    prop,
    expected: `${later.storageClass} at least ${stay} day${stay > 1 ? 's' : ''} after ${earlier.storageClass}`,
    got: `${earlier.after}, then ${later.after}`,
    fix: `Write Duration.days(${earlier.after.toDays() + stay}) or more.`,
  });
}

function validateDays(faults: Faults, prop: string, duration: Duration | undefined): void {
  const days = duration?.toDays() ?? 1;
  faults.check(Number.isInteger(days) && days >= 1, {
    prop,
    expected: 'one or more whole days',
    got: duration?.toString(),
    fix: 'Write Duration.days(n).',
  });
}

function isInfrequentAccess(storageClass: StorageClass): boolean {
  return storageClass === StorageClass.STANDARD_IA || storageClass === StorageClass.ONEZONE_IA;
}
