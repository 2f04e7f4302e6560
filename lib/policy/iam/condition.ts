import { isOpen, show, type Value } from '../graph/value';
import { reach } from '../net/address-set';
import { parseCidr } from '../net/cidr';
import type { Condition, Statement } from './statement';

/** Keys that AWS fills in and that name who calls or on whose behalf: a fixed value of one of them closes a statement. */
const restrictingKeys = new Set([
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:sourceip',
  'aws:vpcsourceip',
  'aws:userid',
  'aws:federatedprovider',
  'kms:calleraccount',
  'kms:viaservice',
  's3:dataaccesspointaccount',
  's3:dataaccesspointarn',
  'lambda:eventsourcetoken',
  'elasticfilesystem:accessedviamounttarget',
  'aws:principalisawsservice',
]);

const positiveOperators =
  /^(foranyvalue:)?(stringequals|stringequalsignorecase|stringlike|arnequals|arnlike|ipaddress|bool)$/;

/**
 * Whether the conditions of an Allow leave only named callers: at least one key that the caller cannot choose, compared
 * positively with fixed values. `…IfExists` and `ForAllValues:` are also true when the key is absent, so they restrict nothing.
 */
export function isRestricted(statement: Statement): boolean {
  return statement.conditions.some(restricts);
}

/** What makes the conditions worthless, for the message; undefined when there are none. */
export function whyOpen(statement: Statement): string | undefined {
  const [first] = statement.conditions;
  if (!first) return undefined;
  if (!restrictingKeys.has(first.key)) return `condition ${first.key} is chosen by the caller`;
  return `condition ${first.operator} ${first.key} is always true`;
}

function restricts({ operator, key, values }: Condition): boolean {
  return (
    restrictingKeys.has(key) &&
    positiveOperators.test(operator) &&
    values.length > 0 &&
    values.every((value) => isFixed(value, key))
  );
}

/** A value that does not match everything. A reference is the ARN or id of something, which is fixed. */
function isFixed(value: Value, key: string): boolean {
  if (isOpen(value)) return true;
  const text = show(value).trim();
  if (key === 'aws:sourceip' || key === 'aws:vpcsourceip') {
    const range = parseCidr(text);
    return range !== undefined && !reach([range], range.family).world;
  }
  // `*`, `arn:*`, `arn:aws:iam::*:root`, `o-*`: nothing is left when the wildcards and the fixed frame of an ARN are taken away.
  const account = /^arn:[^:]*:[^:]*:[^:]*:([^:]*):/.exec(text)?.[1];
  // An ARN without an account (`arn:aws:s3:::docs`) is fixed when it names a resource.
  if (account === '')
    return /[^*?:/]/.test(text.split(':').slice(5).join(':')) && !/^arn:[^:]*:(\*|iam|sts):/.test(text);
  if (account !== undefined) return !/[*?]/.test(account);
  return text.replace(/[*?]/g, '').length > 3 && !/^(arn|vpc|vpce|o|r|ou)[:-]?[*?]*$/.test(text);
}
