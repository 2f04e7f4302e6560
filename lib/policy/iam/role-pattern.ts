import { Reference, Unknown, type Value } from '../graph/value';
import { globMatches, globsMeet } from './glob';
import { patternText } from './pattern';

/** A name that nobody gives: a pattern that matches it matches any name. */
const anyName = '7qz4-any';

/** The text of a pattern over IAM's own resources. Their account is the caller's, whatever the pattern says of it. */
export function identityPattern(value: Value): string {
  return patternText(value)
    .trim()
    .replace(/^arn:[^:]*:(iam|sts)::[^:]*:/, 'arn:aws:iam::*:');
}

/** Kinds that are not IAM's own. */
const elsewhere: Readonly<Record<string, string>> = {
  function: `arn:aws:lambda:*:*:function:${anyName}`,
  instance: `arn:aws:ec2:*:*:instance/${anyName}`,
};

/** Whether a pattern matches every role, every user, every function of an account, … */
export function matchesEvery(kind: string, pattern: string): boolean {
  const probe = elsewhere[kind];
  return probe === undefined
    ? globMatches(pattern, `arn:aws:iam::*:${kind}/${anyName}`)
    : globMatches(pattern.replace(/^arn:[^:]*:(lambda|ec2):[^:]*:[^:]*:/, 'arn:aws:$1:*:*:'), probe);
}

/** Whether a pattern can match a role at all. A reference to something that is no role cannot. */
export function mayBeRole(value: Value): boolean {
  if (value instanceof Reference) return value.resource.type === 'aws_iam_role';
  const pattern = identityPattern(value);
  if (value instanceof Unknown && !value.parts.pieces)
    return value.references.length === 0 || value.references.some(({ resource }) => resource.type === 'aws_iam_role');
  return pattern.startsWith('<') ? /aws_iam_role\b/.test(pattern) : globsMeet(pattern, 'arn:aws:iam::*:role/*');
}
