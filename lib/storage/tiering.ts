import type { Duration, Faults } from '../core';

/**
 * When objects in the class INTELLIGENT_TIERING that nobody reads go to the archive tiers, from which they must be restored
 * before they can be read. Objects get into the class by a lifecycle transition or by their writer.
 * See https://docs.aws.amazon.com/AmazonS3/latest/userguide/intelligent-tiering-overview.html
 */
export interface IntelligentTiering {
  /** What it is for, such as `old-exports`: its name, unique in the bucket. */
  readonly name: string;
  /** The objects that it is about. @default all */
  readonly prefix?: string;
  /** Time without access until the Archive Access tier, 90 to 730 whole days. @default never */
  readonly archiveAfter?: Duration;
  /** Time without access until the Deep Archive Access tier, 180 to 730 whole days. @default never */
  readonly deepArchiveAfter?: Duration;
}

/** Adds a fault for every tiering that S3 would refuse. */
export function validateTiering(faults: Faults, tierings: readonly IntelligentTiering[]): void {
  const names = tierings.map(({ name }) => name);
  faults.check(new Set(names).size === names.length, {
    prop: 'intelligentTiering',
    expected: 'different names',
    got: names,
    fix: 'Name each after what it does.',
  });
  for (const { name, archiveAfter, deepArchiveAfter } of tierings) {
    const prop = `intelligentTiering.${name}`;
    faults.check(archiveAfter !== undefined || deepArchiveAfter !== undefined, {
      prop,
      expected: 'a tiering that does something',
      got: undefined,
      fix: 'Add `archiveAfter` or `deepArchiveAfter`.',
    });
    checkDays(faults, `${prop}.archiveAfter`, archiveAfter, 90);
    checkDays(faults, `${prop}.deepArchiveAfter`, deepArchiveAfter, 180);
    faults.check(!archiveAfter || !deepArchiveAfter || archiveAfter.toDays() < deepArchiveAfter.toDays(), {
      prop: `${prop}.deepArchiveAfter`,
      expected: 'later than `archiveAfter`',
      got: deepArchiveAfter?.toString(),
      fix: 'Write a longer time.',
    });
  }
}

function checkDays(faults: Faults, prop: string, duration: Duration | undefined, minimum: number): void {
  const days = duration?.toDays() ?? minimum;
  faults.check(Number.isInteger(days) && days >= minimum && days <= 730, {
    prop,
    expected: `${minimum} to 730 whole days`,
    got: duration?.toString(),
    fix: `Write Duration.days(${minimum}) or more.`,
  });
}
