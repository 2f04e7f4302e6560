import { InputError } from './failure';

/** A written, dated exception: one rule, one resource. */
export interface Waiver {
  /** Id of the rule that is not applied. */
  readonly rule: string;
  /** Terraform address. Name this or `path`. */
  readonly address?: string | undefined;
  /** Construct path. Name this or `address`. */
  readonly path?: string | undefined;
  /** Stack in which `address` stands. @default the only stack that has a finding of the rule at that address; two make the waiver invalid */
  readonly stack?: string | undefined;
  /** Why the exception is right, at least 20 characters, for the one who reviews it. */
  readonly reason: string;
  /** Who answers for it: a team or a person. */
  readonly owner: string;
  /** Last day on which it holds, `YYYY-MM-DD` (UTC). */
  readonly expires: string;
}

/** The rule that only a plan can break. */
export const replaceRule = 'REL-REPLACE';

/** Shortest reason that says something. */
const shortestReason = 20;

/**
 * Declares a waiver and checks its form.
 *
 * @throws InputError that names every field which is wrong, what is expected and what it got.
 */
export function allow(waiver: Waiver): Waiver {
  const faults = faultsOf(waiver);
  if (faults.length > 0) throw new InputError(`waiver of ${waiver?.rule || '(no rule)'}: ${faults.join('; ')}.`);
  return waiver;
}

/** Who answers for a replacement, and how long it may happen. */
export interface ReplaceApproval {
  readonly owner: string;
  /** Last day on which it holds, `YYYY-MM-DD` (UTC). */
  readonly expires: string;
  /** @default the only stack that has the address */
  readonly stack?: string | undefined;
}

/**
 * Lets a plan delete or replace one resource that holds data (REL-REPLACE).
 *
 * @throws InputError as {@link allow} does
 */
export function allowReplace(address: string, reason: string, approval: ReplaceApproval): Waiver {
  return allow({ rule: replaceRule, address, reason, ...approval });
}

/** Reads waivers from parsed JSON: a list of objects with the fields of {@link Waiver}. @throws InputError */
export function readWaivers(json: unknown, file: string): readonly Waiver[] {
  if (!Array.isArray(json))
    throw new InputError(
      `${file}: expected a list of waivers, [{ "rule", "address" or "path", "reason", "owner", "expires" }].`,
    );
  return json.map((entry, index) => {
    try {
      return allow(entry as Waiver);
    } catch (error) {
      if (error instanceof InputError) throw new InputError(`${file}: entry ${index + 1}: ${error.message}`);
      throw error;
    }
  });
}

function faultsOf(waiver: Waiver): string[] {
  if (typeof waiver !== 'object' || waiver === null) return ['expected an object'];
  const faults: string[] = [];
  if (!isText(waiver.rule)) faults.push('`rule` must be a rule id such as SEC-S3-TLS');
  if (isText(waiver.address) === isText(waiver.path))
    faults.push('name exactly one of `address` and `path`: a waiver holds for one resource');
  if (!isText(waiver.reason) || waiver.reason.trim().length < shortestReason) {
    faults.push(
      `\`reason\` must say why in at least ${shortestReason} characters, got ${JSON.stringify(waiver.reason)}`,
    );
  }
  if (!isText(waiver.owner)) faults.push('`owner` must name a team or a person');
  if (!isText(waiver.expires) || lastMoment(waiver.expires) === undefined) {
    faults.push(`\`expires\` must be a day such as 2027-01-31, got ${JSON.stringify(waiver.expires)}`);
  }
  return faults;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** The end of the day `YYYY-MM-DD` in UTC; undefined when it is no day of the calendar. */
export function lastMoment(day: string): Date | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const end = new Date(`${day}T23:59:59.999Z`);
  return !Number.isNaN(end.getTime()) && end.toISOString().startsWith(day) ? end : undefined;
}
