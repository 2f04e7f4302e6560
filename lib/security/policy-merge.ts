import type { PolicyStatement } from './statement';

/** Principals by the keys of the policy language: `AWS`, `Service`, `Federated`; or `*`. */
type Principal = '*' | Readonly<Record<string, readonly string[]>>;

/** A statement in its final form, each list without duplicates and sorted. */
export interface MergedStatement {
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  readonly principal: Principal | undefined;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** The same for statements that differ in principals, actions and resources only. */
  readonly frame: string;
}

/** All of these actions on all of these resources. */
type Rectangle = readonly [actions: readonly string[], resources: readonly string[]];

/** A token as cdktf writes it into a string. */
const TOKEN = /\$\{TfToken\[[^\]]+]}/g;

/**
 * Strings as a policy sees them. Two tokens can stand for one reference (each read of `bucket.arn` makes a new token), so
 * texts are compared by what they resolve to and written as the first token that was seen for it.
 */
export class Texts {
  private readonly keys = new Map<string, string>();
  private readonly first = new Map<string, string>();
  private readonly tokens = new Map<string, string>();

  /** @param resolve what a string that holds tokens stands for */
  constructor(private readonly resolve: (text: string) => string) {}

  /** The same for all strings that mean the same. */
  key(text: string): string {
    if (!text.includes('${')) return text;
    const known = this.keys.get(text);
    if (known !== undefined) return known;
    const key = text.replace(TOKEN, (token) => this.resolveToken(token));
    this.keys.set(text, key);
    if (!this.first.has(key)) this.first.set(key, text);
    return key;
  }

  /** Without duplicates, sorted. */
  unique(texts: readonly string[]): readonly string[] {
    if (texts.length === 1 || texts.length === 0) return texts.map((text) => this.canonical(text));
    return [...new Set(texts.map((text) => this.key(text)))].sort().map((key) => this.first.get(key) ?? key);
  }

  /** The ARNs that no other of them covers: `bucket/*` says all that `bucket/reports/*` says. */
  withoutCovered(arns: readonly string[]): readonly string[] {
    const patterns = arns.filter((arn) => arn.endsWith('*')).map((arn) => this.key(arn));
    if (patterns.length === 0 || arns.length === 1) return arns;
    return arns.filter((arn) => {
      const key = this.key(arn);
      return !patterns.some((pattern) => pattern !== key && key.startsWith(pattern.slice(0, -1)));
    });
  }

  /** One key for a list. */
  keyOf(texts: readonly string[]): string {
    return texts.map((text) => this.key(text)).join('\n');
  }

  private resolveToken(token: string): string {
    const known = this.tokens.get(token);
    if (known !== undefined) return known;
    const resolved = this.resolve(token);
    this.tokens.set(token, resolved);
    return resolved;
  }

  private canonical(text: string): string {
    return this.first.get(this.key(text)) ?? text;
  }
}

/**
 * The fewest statements that allow and deny exactly the same: never a pair of action and resource that nobody asked for.
 * The result does not depend on the order of the input.
 */
export function mergeStatements(statements: readonly PolicyStatement[], texts: Texts): readonly MergedStatement[] {
  const normalized = statements.map((statement) => normalize(statement, texts));
  const frames = groupBy(normalized, (statement) => `${statement.frame}\f${principalKey(statement, texts)}`);
  const rectangles = [...frames.values()].flatMap((frame) => mergeFrame(frame, texts));
  const sameBut = groupBy(
    rectangles,
    (statement) =>
      `${statement.frame}\f${texts.keyOf(statement.actions)}\f${texts.keyOf(statement.resources)}\f${statement.principal === '*'}`,
  );
  const merged = [...sameBut.values()].map((group) => mergePrincipals(group, texts));
  return merged.length === 1 ? merged : sortStatements(merged, texts);
}

function normalize(statement: PolicyStatement, texts: Texts): MergedStatement {
  const conditions: Record<string, Record<string, readonly string[]>> = {};
  for (const [operator, keys] of sortedEntries(statement.conditions ?? {})) {
    const values: Record<string, readonly string[]> = {};
    for (const [key, value] of sortedEntries(keys))
      values[key] = texts.unique(typeof value === 'string' ? [value] : value);
    conditions[operator] = values;
  }
  const { sid, effect = 'Allow' } = statement;
  return {
    sid,
    effect,
    principal: normalizePrincipal(statement.principals, texts),
    actions: texts.unique(statement.actions),
    resources: texts.withoutCovered(texts.unique(statement.resources ?? [])),
    conditions,
    frame: frameOf(effect, sid ?? '', conditions, texts),
  };
}

function normalizePrincipal(principals: PolicyStatement['principals'], texts: Texts): Principal | undefined {
  if (principals === undefined) return undefined;
  if (principals === 'everyone') return '*';
  const { aws = [], federated = [], services = [] } = principals;
  const principal: Record<string, readonly string[]> = {};
  if (aws.length > 0) principal.AWS = texts.unique(aws);
  if (federated.length > 0) principal.Federated = texts.unique(federated);
  if (services.length > 0) principal.Service = texts.unique(services);
  return principal;
}

/** Merges statements that differ in actions and resources only. */
function mergeFrame(frame: readonly MergedStatement[], texts: Texts): readonly MergedStatement[] {
  const [first] = frame;
  if (first === undefined || frame.length === 1) return frame;
  const asked = frame.flatMap(({ actions, resources }) =>
    actions.flatMap((action) =>
      (resources.length > 0 ? resources : ['']).map((resource) => [action, resource] as const),
    ),
  );
  const pairs = [...groupBy(asked, ([action]) => action).values()].flatMap((same) => {
    const resources = texts.withoutCovered(texts.unique(same.map(([, resource]) => resource)));
    return resources.map((resource) => [same[0][0], resource] as const);
  });
  const turned = pairs.map(([action, resource]) => [resource, action] as const);
  const candidates = [
    columns(pairs, texts),
    columns(turned, texts).map(([resources, actions]) => [actions, resources] as const),
    joinRectangles(
      frame.map(({ actions, resources }) => [actions, resources] as const),
      texts,
    ),
  ];
  const smallest = candidates.reduce((best, candidate) => (candidate.length < best.length ? candidate : best));
  return smallest.map(([actions, resources]) => ({ ...first, actions, resources: resources.filter(Boolean) }));
}

/** Joins what differs in the actions only, then in the resources only, until nothing more does. */
function joinRectangles(rectangles: readonly Rectangle[], texts: Texts): readonly Rectangle[] {
  const byResources = [...groupBy(rectangles, ([, resources]) => texts.keyOf(resources)).values()].map(
    (same) => [texts.unique(same.flatMap(([actions]) => actions)), same[0][1]] as const,
  );
  const joined = [...groupBy(byResources, ([actions]) => texts.keyOf(actions)).values()].map(
    (same) => [same[0][0], texts.withoutCovered(texts.unique(same.flatMap(([, resources]) => resources)))] as const,
  );
  return joined.length < rectangles.length ? joinRectangles(joined, texts) : joined;
}

/** Lefts that have the same rights, with these rights. */
function columns(pairs: readonly (readonly [string, string])[], texts: Texts): readonly Rectangle[] {
  const rights = groupBy(pairs, ([left]) => texts.key(left));
  const entries = [...rights.values()].map(
    (same) => [same[0]?.[0] ?? '', texts.unique(same.map(([, right]) => right))] as const,
  );
  return [...groupBy(entries, ([, right]) => texts.keyOf(right)).values()].map(
    (same) => [texts.unique(same.map(([left]) => left)), same[0]?.[1] ?? []] as const,
  );
}

function mergePrincipals(group: readonly MergedStatement[], texts: Texts): MergedStatement {
  const [first] = group as readonly [MergedStatement];
  if (group.length === 1 || first.principal === undefined || first.principal === '*') return first;
  const all: Record<string, readonly string[]> = {};
  for (const { principal } of group) {
    for (const [type, names] of Object.entries(principal as Exclude<Principal, '*'>)) {
      all[type] = texts.unique([...(all[type] ?? []), ...names]);
    }
  }
  return { ...first, principal: Object.fromEntries(sortedEntries(all)) };
}

/** Denials first: who reads the policy sees what cannot happen. */
function sortStatements(statements: readonly MergedStatement[], texts: Texts): readonly MergedStatement[] {
  const keyed = statements.map((statement) => {
    const { effect, sid = '', actions, resources } = statement;
    const parts = [effect === 'Deny' ? '0' : '1', sid, texts.keyOf(actions), texts.keyOf(resources)];
    return [[...parts, statement.frame, principalKey(statement, texts)].join('\f'), statement] as const;
  });
  return keyed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, statement]) => statement);
}

function frameOf(effect: string, sid: string, conditions: MergedStatement['conditions'], texts: Texts): string {
  const parts = [effect, sid];
  for (const operator in conditions) {
    for (const key in conditions[operator]) parts.push(operator, key, texts.keyOf(conditions[operator][key] ?? []));
  }
  return parts.join('\t');
}

function principalKey({ principal }: MergedStatement, texts: Texts): string {
  if (principal === undefined || principal === '*') return principal ?? '';
  return Object.entries(principal)
    .map(([type, names]) => `${type}\t${texts.keyOf(names)}`)
    .join('\t');
}

function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
