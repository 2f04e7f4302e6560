import type { Value } from '../graph/value';
import { areFixed, namesCallers, openValue } from './fixed-value';
import type { Condition, Statement } from './statement';

const positiveOperators =
  /^(foranyvalue:)?(stringequals|stringequalsignorecase|stringlike|arnequals|arnlike|ipaddress|bool)$/;
const negativeOperators =
  /^(stringnotequals|stringnotequalsignorecase|stringnotlike|arnnotequals|arnnotlike|notipaddress)(ifexists)?$/;

/** What conditions are read for. */
export interface Reading {
  /** Keys that say whose the resource is count too: in a VPC endpoint's policy they do the same. @default false */
  readonly alsoResources?: boolean;
}

/**
 * Whether the conditions of an Allow leave only named callers: at least one key that the caller cannot choose, compared
 * positively with fixed values. `…IfExists` and `ForAllValues:` are also true when the key is absent, so they restrict nothing.
 */
export function isRestricted(statement: Statement, reading: Reading = {}): boolean {
  return statement.conditions.some((condition) => restricts(condition, reading) && openOf(condition) === undefined);
}

/** A value that would restrict the statement if it were known; undefined when nothing hangs on such a value. */
export function openRestriction(statement: Statement, reading: Reading = {}): Value | undefined {
  return statement.conditions.flatMap((condition) => {
    const open = restricts(condition, reading) ? openOf(condition) : undefined;
    return open === undefined ? [] : [open];
  })[0];
}

/** What makes the conditions worthless, for the message; undefined when there are none. */
export function whyOpen(statement: Statement): string | undefined {
  const [first] = statement.conditions;
  if (!first) return undefined;
  if (!namesCallers(first.key, true)) return `condition ${first.key} is chosen by the caller`;
  return `condition ${first.operator} ${first.key} is always true`;
}

/** Whether a Deny spares only named callers: each of its conditions excepts some, and AWS's own services at most. */
export function sparesOnlySome(deny: Statement, reading: Reading = {}): boolean {
  if (deny.conditionsOpen) return false;
  return (
    deny.conditions.some((condition) => excepts(condition, reading)) &&
    deny.conditions.every((condition) => excepts(condition, reading) || exceptsServices(condition))
  );
}

function restricts({ operator, key, values }: Condition, { alsoResources = false }: Reading): boolean {
  return namesCallers(key, alsoResources) && positiveOperators.test(operator) && areFixed(values, key);
}

function openOf({ operator, values }: Condition): Value | undefined {
  return openValue(values, operator);
}

function excepts({ operator, key, values }: Condition, { alsoResources = false }: Reading): boolean {
  return namesCallers(key, alsoResources) && negativeOperators.test(operator) && areFixed(values, key);
}

function exceptsServices({ operator, key, values }: Condition): boolean {
  return (
    (key === 'aws:principalisawsservice' || key === 'aws:viaawsservice') &&
    /^bool(ifexists)?$/.test(operator) &&
    values.every((value) => String(value) === 'false')
  );
}
