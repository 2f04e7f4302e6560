import { show, type Value } from '../../policy/graph';
import { globMatches, globsMeet, patternText, principalsOf, type Statement } from '../../policy/iam';

/** A statement as texts that can be compared with those of another graph. */
export interface Grant {
  readonly statement: Statement;
  /** Undefined for a statement with NotAction. */
  readonly actions: readonly string[] | undefined;
  readonly notActions: readonly string[] | undefined;
  /** Undefined for a statement with NotResource; `*` where a policy names none. */
  readonly resources: readonly string[] | undefined;
  readonly notResources: readonly string[] | undefined;
  /** `AWS arn:…`, `Service ec2.amazonaws.com`, `*`; empty in the policy of an identity. */
  readonly principals: readonly string[];
  readonly notPrincipals: readonly string[] | undefined;
  readonly conditions: readonly string[];
  readonly conditionsOpen: boolean;
}

/** Reads a statement into texts. */
export function grantOf(statement: Statement): Grant {
  const { actions, notActions, resources, notResources, principal, notPrincipal, conditions } = statement;
  return {
    statement,
    actions: actions?.map(textOf),
    notActions: notActions?.map(textOf),
    resources: notResources ? undefined : (resources?.map(textOf) ?? ['*']),
    notResources: notResources?.map(textOf),
    principals: principalTexts(principal),
    notPrincipals: notPrincipal === undefined ? undefined : principalTexts(notPrincipal),
    conditions: conditions
      .map(({ operator, key, values }) => `${operator} ${key} ${[...values.map(show)].sort().join(' or ')}`)
      .sort(),
    conditionsOpen: statement.conditionsOpen,
  };
}

/** What of a statement the others do not allow already, for principals to whom the same is new. */
export interface Excess {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** Empty texts in the policy of an identity. */
  readonly principals: readonly string[];
  /** Conditions under which all of it was allowed before, and that are gone. */
  readonly lostConditions: readonly string[];
}

/** What a grant allows beyond what others allow; nothing when they allow all of it. Patterns are compared by what they match. */
export function excessOf(grant: Grant, others: readonly Grant[]): readonly Excess[] {
  const found = new Map<string, Excess>();
  for (const principal of principalsOrAll(grant)) {
    const own = excessFor(
      grant,
      others.filter((other) => coversPrincipal(other, principal)),
    );
    if (!own) continue;
    const key = JSON.stringify(own);
    const same = found.get(key);
    found.set(key, { ...own, principals: [...(same?.principals ?? []), principal] });
  }
  return [...found.values()];
}

function excessFor(grant: Grant, others: readonly Grant[]): Omit<Excess, 'principals'> | undefined {
  const actions = new Set<string>();
  const resources = new Set<string>();
  let lost: readonly string[] | undefined;
  for (const resource of grant.resources ?? [exceptText(grant.notResources ?? [])]) {
    const there = others.filter((other) => coversResource(other, grant, resource));
    for (const action of grant.actions ?? [exceptText(grant.notActions ?? [])]) {
      const alike = there.filter((other) => coversAction(other, grant, action));
      if (alike.some((other) => isLooser(other, grant))) continue;
      actions.add(action);
      resources.add(resource);
      // All of it was allowed before under a condition, or it is simply new.
      const [conditional] = alike;
      const gone = conditional?.conditions.filter((one) => !grant.conditions.includes(one)) ?? [];
      lost = lost === undefined || lost.join() === gone.join() ? gone : [];
    }
  }
  return actions.size === 0
    ? undefined
    : { actions: [...actions], resources: [...resources], lostConditions: lost ?? [] };
}

/** Whether a statement asks for nothing that the other does not ask for. */
function isLooser(other: Grant, grant: Grant): boolean {
  return !other.conditionsOpen && other.conditions.every((condition) => grant.conditions.includes(condition));
}

function coversAction(other: Grant, grant: Grant, action: string): boolean {
  if (other.actions) return other.actions.some((pattern) => globMatches(lower(pattern), lower(action)));
  const except = other.notActions ?? [];
  if (grant.notActions)
    return except.every((pattern) => grant.notActions?.some((inner) => globMatches(inner, pattern)));
  return !except.some((pattern) => globsMeet(pattern, action));
}

function coversResource(other: Grant, grant: Grant, resource: string): boolean {
  if (other.resources) return other.resources.some((pattern) => globMatches(pattern, resource));
  const except = other.notResources ?? [];
  if (grant.notResources)
    return except.every((pattern) => grant.notResources?.some((inner) => globMatches(inner, pattern)));
  return !except.some((pattern) => globsMeet(pattern, resource));
}

function coversPrincipal(other: Grant, principal: string): boolean {
  if (other.notPrincipals)
    return principal === exceptText(other.notPrincipals) || !other.notPrincipals.includes(principal);
  return other.principals.length === 0
    ? principal === ''
    : other.principals.some((one) => one === '*' || one === 'AWS *' || one === principal);
}

function principalsOrAll({ principals, notPrincipals }: Grant): readonly string[] {
  if (notPrincipals) return [exceptText(notPrincipals)];
  return principals.length === 0 ? [''] : principals;
}

function exceptText(patterns: readonly string[]): string {
  return `everything but ${patterns.join(', ')}`;
}

function principalTexts(value: Value | undefined): readonly string[] {
  return principalsOf(value).map(({ kind, value: who }) => {
    const text = textOf(who);
    if (kind === '*') return text;
    // An account id, its root and its ARN mean the same.
    return `${kind} ${/^\d{12}$/.test(text) ? `arn:aws:iam::${text}:root` : text}`;
  });
}

/** Actions are compared without regard to case. */
function lower(action: string): string {
  return action.toLowerCase();
}

function textOf(value: Value): string {
  return patternText(value).trim();
}
