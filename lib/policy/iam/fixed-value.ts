import { isOpen, type Reference, show, type Unknown, type Value } from '../graph/value';
import { type Reach, reach } from '../net/address-set';
import { parseCidr } from '../net/cidr';
import { isBlank } from './blank';

/**
 * How a condition key that AWS fills in is read: which of its values name somebody, and which everybody. Keys that are
 * not here are chosen by the caller, or say nothing about who calls.
 */
type Kind = 'account' | 'organization' | 'arn' | 'network' | 'address' | 'yes' | 'user' | 'service' | 'name';

const kinds: ReadonlyMap<string, Kind> = new Map([
  ['aws:principalorgid', 'organization'],
  ['aws:principalorgpaths', 'organization'],
  ['aws:sourceorgid', 'organization'],
  ['aws:sourceorgpaths', 'organization'],
  ['aws:principalaccount', 'account'],
  ['aws:sourceaccount', 'account'],
  ['aws:sourceowner', 'account'],
  ['kms:calleraccount', 'account'],
  ['s3:dataaccesspointaccount', 'account'],
  ['aws:principalarn', 'arn'],
  ['aws:sourcearn', 'arn'],
  ['s3:dataaccesspointarn', 'arn'],
  ['lambda:functionarn', 'arn'],
  ['aws:federatedprovider', 'arn'],
  ['aws:sourcevpc', 'network'],
  ['aws:sourcevpce', 'network'],
  ['aws:sourcevpcarn', 'arn'],
  ['aws:vpceaccount', 'account'],
  ['aws:vpceorgid', 'organization'],
  ['aws:vpceorgpaths', 'organization'],
  ['aws:sourceip', 'address'],
  ['aws:vpcsourceip', 'address'],
  ['aws:userid', 'user'],
  ['aws:principalservicename', 'service'],
  ['kms:viaservice', 'service'],
  ['lambda:eventsourcetoken', 'name'],
  ['elasticfilesystem:accessedviamounttarget', 'yes'],
  ['aws:principalisawsservice', 'yes'],
]);

/** Keys that say whose the resource is: they close a policy on a way to resources, such as a VPC endpoint's. */
const resourceKeys: ReadonlyMap<string, Kind> = new Map([
  ['aws:resourceaccount', 'account'],
  ['aws:resourceorgid', 'organization'],
  ['aws:resourceorgpaths', 'organization'],
  ['s3:resourceaccount', 'account'],
]);

/** Variables that AWS fills with what the caller is: to compare a key of the caller with them is always true. */
const callerVariable = /\$\{\s*(aws:(principal|source|user|vpc|federated)|saml:|cognito-identity)/i;

/** Whether AWS fills in the key, so that a condition on it can name callers. */
export function namesCallers(key: string, alsoResources: boolean): boolean {
  return kinds.has(key) || (alsoResources && resourceKeys.has(key));
}

/**
 * Whether the values of a key leave only some callers: any of the values may hold, so none may match everybody. Values
 * that are not known count as fixed: {@link openValue} finds those that must not be believed.
 */
export function areFixed(values: readonly Value[], key: string): boolean {
  const kind = kinds.get(key) ?? resourceKeys.get(key);
  if (kind === undefined || values.length === 0) return false;
  if (kind === 'address') return !coversTheWorld(values);
  return values.every((value) => (isOpen(value) ? isFixedPart(value, kind) : isFixed(show(value).trim(), kind)));
}

/** A reference is the ARN or id of something, which is fixed; around it there may be wildcards. */
function isFixedPart(value: Reference | Unknown, kind: Exclude<Kind, 'address'>): boolean {
  const pieces = 'reason' in value ? value.parts.pieces : undefined;
  if (!pieces || (kind === 'arn' && typeof pieces[0] !== 'string')) return true;
  return isFixed(pieces.map((piece) => (typeof piece === 'string' ? piece : 'known-later')).join(''), kind);
}

/** A value under a pattern operator that is nothing but unknown: it could be `*`. */
export function openValue(values: readonly Value[], operator: string): Value | undefined {
  if (!/(like|arnequals|ipaddress)$/.test(operator)) return undefined;
  return values.find(isBlank);
}

function isFixed(text: string, kind: Exclude<Kind, 'address'>): boolean {
  if (text === '' || callerVariable.test(text)) return false;
  switch (kind) {
    case 'yes':
      return text.toLowerCase() === 'true';
    case 'account':
    case 'network':
      return !hasWildcard(text);
    case 'organization':
      return !hasWildcard(text.split('/', 1)[0] ?? '');
    case 'arn':
      return isFixedArn(text);
    case 'user':
      return !hasWildcard(text.split(':', 1)[0] ?? '');
    case 'service':
      return !hasWildcard(text.split('.', 1)[0] ?? '');
    case 'name':
      return text.replace(/[*?]/g, '').length > 3;
  }
}

/** The account of an ARN must be written; where ARNs have none, or names are unique in the world (S3), the name of the resource. */
function isFixedArn(text: string): boolean {
  const [arn, , service = '', , account = '', ...rest] = text.split(':');
  if (arn !== 'arn') return false;
  if (account !== '' && service !== 's3') return !hasWildcard(account);
  const name = rest.join(':').split('/', 1)[0] ?? '';
  return name !== '' && !hasWildcard(name) && !/^(iam|sts)$|[*?]/.test(service);
}

function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}

function coversTheWorld(values: readonly Value[]): boolean {
  const ranges = values.filter((value) => !isOpen(value)).map((value) => parseCidr(show(value).trim()));
  const known = ranges.flatMap((range) => (range ? [range] : []));
  const families: readonly Reach[] = [reach(known, 4), reach(known, 6)];
  return known.length < ranges.length || families.some((family) => family.world);
}
