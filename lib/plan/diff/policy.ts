import { isObject, type Json, type JsonObject, textOf } from '../../policy/load';
import type { DiffLine } from './attribute-change';
import { canonicalText } from './side';

/** Parts of a statement that are lists, in the order in which they are read, and what one item is called. */
const parts = [
  ['Principal', 'principal'],
  ['NotPrincipal', 'everybody but principal'],
  ['Action', 'action'],
  ['NotAction', 'everything but action'],
  ['Resource', 'resource'],
  ['NotResource', 'everything but resource'],
  ['Condition', 'condition'],
] as const;

/** Whether a value is a policy document of IAM. */
export function isPolicy(json: Json | undefined): json is JsonObject {
  if (!isObject(json)) return false;
  const statements = statementsOf(json);
  return statements.length > 0 && statements.every((one) => 'Effect' in one && ('Action' in one || 'NotAction' in one));
}

/** What differs between two policies, by statement; nothing when they allow the same in the same words. */
export function policyLines(before: Json | undefined, after: Json | undefined): readonly DiffLine[] {
  const from = isObject(before) ? statementsOf(before) : [];
  const to = isObject(after) ? statementsOf(after) : [];
  const { pairs, removed } = pair(from, to);
  const lines: DiffLine[] = [];
  for (const [old, statement] of pairs) {
    if (!old) lines.push(...whole('+', statement));
    else lines.push(...changed(old, statement));
  }
  for (const statement of removed) lines.push(...whole('-', statement));
  return lines;
}

function statementsOf(policy: JsonObject): readonly JsonObject[] {
  const { Statement: value } = policy;
  return Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : [];
}

/** Equal statements first, then those of one Sid, then the most alike with the same effect. */
function pair(from: readonly JsonObject[], to: readonly JsonObject[]) {
  const open = new Set(from);
  const found = new Map<JsonObject, JsonObject>();
  const take = (fits: (old: JsonObject, next: JsonObject) => number): void => {
    for (const next of to) {
      if (found.has(next)) continue;
      const [best] = [...open].map((old) => ({ old, score: fits(old, next) })).sort((a, b) => b.score - a.score);
      if (!best || best.score <= 0) continue;
      found.set(next, best.old);
      open.delete(best.old);
    }
  };
  take((old, next) => Number(normal(old) === normal(next)));
  take((old, next) => Number(textOf(next.Sid) !== '' && old.Sid === next.Sid));
  take((old, next) => (old.Effect === next.Effect && !(textOf(old.Sid) && textOf(next.Sid)) ? shared(old, next) : 0));
  return { pairs: to.map((next) => [found.get(next), next] as const), removed: [...open] };
}

function shared(a: JsonObject, b: JsonObject): number {
  return parts.reduce((sum, [key]) => {
    const other = new Set(itemsOf(b, key));
    return sum + itemsOf(a, key).filter((item) => other.has(item)).length;
  }, 0);
}

function normal(statement: JsonObject): string {
  return canonicalText([statement.Effect ?? null, ...parts.map(([key]) => [...itemsOf(statement, key)].sort())]);
}

function whole(sign: '+' | '-', statement: JsonObject): DiffLine[] {
  return [
    { sign, text: `statement ${titleOf(statement)}` },
    ...parts.flatMap(([key, word]) => itemsOf(statement, key).map((item) => ({ sign, text: `  ${word} ${item}` }))),
  ];
}

function changed(before: JsonObject, after: JsonObject): DiffLine[] {
  const lines: DiffLine[] = [];
  if (before.Effect !== after.Effect)
    lines.push({ sign: '~', text: `  effect ${textOf(before.Effect)} → ${textOf(after.Effect)}` });
  for (const [key, word] of parts) {
    const [from, to] = [itemsOf(before, key), itemsOf(after, key)];
    for (const item of from) if (!to.includes(item)) lines.push({ sign: '-', text: `  ${word} ${item}` });
    for (const item of to) if (!from.includes(item)) lines.push({ sign: '+', text: `  ${word} ${item}` });
  }
  return lines.length === 0 ? [] : [{ sign: '~', text: `statement ${titleOf(after)}` }, ...lines];
}

function titleOf(statement: JsonObject): string {
  const sid = textOf(statement.Sid);
  return `${sid === '' ? '(no Sid)' : JSON.stringify(sid)} (${textOf(statement.Effect) || 'no effect'})`;
}

/** A part of a statement as texts: `AWS arn:…` for a principal, `StringEquals aws:PrincipalOrgID = o-1` for a condition. */
function itemsOf(statement: JsonObject, key: string): readonly string[] {
  const value = statement[key];
  if (value === undefined) return [];
  if (key === 'Condition') return conditions(value);
  if (!isObject(value)) return listOf(value);
  return Object.keys(value).flatMap((kind) => listOf(value[kind] ?? null).map((item) => `${kind} ${item}`));
}

function conditions(value: Json): readonly string[] {
  if (!isObject(value)) return listOf(value);
  return Object.keys(value).flatMap((operator) => {
    const keys = value[operator];
    if (!isObject(keys)) return [`${operator} ${JSON.stringify(keys)}`];
    return Object.keys(keys).map((key) => `${operator} ${key} = ${[...listOf(keys[key] ?? null)].sort().join(' or ')}`);
  });
}

function listOf(value: Json): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map((item) =>
    typeof item === 'string' ? item : JSON.stringify(item),
  );
}
