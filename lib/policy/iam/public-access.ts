import { isOpen, type Reference, show, type Unknown, type Value } from '../graph/value';
import { isRestricted, openRestriction, type Reading, sparesOnlySome, whyOpen } from './condition';
import { globMatches } from './glob';
import { patternText } from './pattern';
import { anybody, openPrincipals, principalsOf } from './principal';
import { nameOf, type Statement } from './statement';

/** What one statement of a resource policy lets in. */
export type Access =
  | { readonly kind: 'anybody'; readonly who: string; readonly message: string }
  | { readonly kind: 'unknown'; readonly value: Reference | Unknown; readonly message: string };

/** How a document is read. */
export interface PublicReading extends Reading {
  /** Whether a statement for everybody is closed by what it allows, as in a VPC endpoint's policy. @default no */
  readonly isNarrow?: (statement: Statement) => boolean;
}

/** What a statement allows to anybody, and what about it is not known. Nothing when it lets in only named callers. */
export function* publicAccess(
  statement: Statement,
  all: readonly Statement[],
  reading: PublicReading = {},
): Iterable<Access> {
  if (statement.effect === 'Deny') return;
  const actions = (statement.actions ?? statement.notActions ?? []).map(show).join(', ');
  const name = nameOf(statement);
  const isClosed = () =>
    isRestricted(statement, reading) || reading.isNarrow?.(statement) || isDeniedToOthers(statement, all, reading);
  if (statement.notPrincipal !== undefined) {
    const message = `${name} allows ${actions} to everybody but the ones that NotPrincipal names`;
    if (!isClosed()) yield { kind: 'anybody', who: 'NotPrincipal', message };
    return;
  }
  const principals = principalsOf(statement.principal);
  const who = principals.map(anybody).find((text) => text !== undefined);
  const unknown = openPrincipals(principals);
  if ((who === undefined && unknown.length === 0) || isClosed()) return;
  if (who !== undefined) yield open(statement, who, `${name} allows ${actions} to anybody`, reading);
  for (const value of unknown) yield { kind: 'unknown', value, message: `whom ${name} lets in is not known` };
}

function open(statement: Statement, who: string, message: string, reading: Reading): Access {
  const value = openRestriction(statement, reading);
  if (isOpen(value))
    return {
      kind: 'unknown',
      value,
      message: `whom ${nameOf(statement)} lets in hangs on a condition that is not known`,
    };
  const why = statement.conditionsOpen ? 'its condition is not known' : whyOpen(statement);
  return { kind: 'anybody', who, message: why ? `${message}; ${why}` : message };
}

/** Whether a Deny of the same document takes back what the statement allows from everybody but named callers. */
function isDeniedToOthers(statement: Statement, all: readonly Statement[], reading: Reading): boolean {
  return deniesIn(all).some(
    (deny) =>
      covers(deny.actions, deny.notActions, statement.actions, true) &&
      covers(deny.resources, deny.notResources, statement.resources, false) &&
      deniesEverybodyElse(deny, reading),
  );
}

const denies = new WeakMap<readonly Statement[], readonly Statement[]>();

/** Picked out once: a policy may have very many statements, and each is held against all that deny. */
function deniesIn(all: readonly Statement[]): readonly Statement[] {
  let found = denies.get(all);
  if (!found) {
    found = all.filter((statement) => statement.effect === 'Deny');
    denies.set(all, found);
  }
  return found;
}

function deniesEverybodyElse(deny: Statement, reading: Reading): boolean {
  if (deny.notPrincipal !== undefined)
    return deny.conditions.length === 0 && !deny.conditionsOpen && !principalsOf(deny.notPrincipal).some(anybody);
  const toAll = principalsOf(deny.principal).some(
    ({ kind, value }) => (kind === '*' || kind === 'AWS') && value === '*',
  );
  return toAll && sparesOnlySome(deny, reading);
}

/** Whether every pattern of `inner` lies inside a pattern of `outer`. */
function covers(
  outer: readonly Value[] | undefined,
  notOuter: readonly Value[] | undefined,
  inner: readonly Value[] | undefined,
  ignoreCase: boolean,
): boolean {
  if (notOuter !== undefined || outer === undefined) return false;
  const text = (value: Value) => (ignoreCase ? patternText(value).toLowerCase() : patternText(value));
  const patterns = outer.map(text);
  return (inner ?? ['*']).every((value) => patterns.some((pattern) => globMatches(pattern, text(value))));
}
