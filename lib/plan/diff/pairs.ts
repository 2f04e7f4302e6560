import { isObject, type Json } from '../../policy/load';
import { canonicalText, holdsTrue, part, type Side } from './side';

/** Longer lists are paired by position: each item would be held against each other. */
const MOST = 200;

/** An item of a list before, the one that it became, and where that stands. */
interface Pair {
  readonly index: number;
  readonly before: Side;
  readonly after: Side;
}

const nothing: Side = { value: undefined, unknown: false, sensitive: false };
/** Arguments that say which item of a set it is. */
const identities = [
  'id',
  'name',
  'key',
  'Sid',
  'sid',
  'rule_no',
  'rule_number',
  'priority',
  'device_name',
  'index_name',
];

/**
 * Pairs the items of two lists. Plan JSON does not tell a set from a list, so equal items belong together wherever they
 * stand; of the rest those with the same identity, then those that are most alike; what is left was added or removed.
 */
export function pairItems(before: Side, after: Side): { readonly pairs: readonly Pair[]; readonly onlyOrder: boolean } {
  const from = itemsOf(before);
  const to = itemsOf(after);
  const taken = new Map<number, number>();
  const open = new Map<string, number[]>();
  for (const [index, item] of from.entries()) {
    const text = textOf(item);
    const list = open.get(text);
    if (list) list.push(index);
    else open.set(text, [index]);
  }
  for (const [index, item] of to.entries()) {
    const match = open.get(textOf(item))?.shift();
    if (match !== undefined && !holdsTrue(item.unknown)) taken.set(index, match);
  }
  const equal = taken.size;
  if (equal === from.length && equal === to.length)
    return { pairs: [], onlyOrder: [...taken].some(([index, match]) => index !== match) };
  match(from, to, taken);
  const used = new Set(taken.values());
  const pairs = to.map((item, index): Pair => {
    const match = taken.get(index);
    return { index, before: (match === undefined ? undefined : from[match]) ?? nothing, after: item };
  });
  const removed = from.flatMap((item, index): Pair[] =>
    used.has(index) ? [] : [{ index, before: item, after: nothing }],
  );
  const isAdded = ({ before: from }: Pair): boolean => from === nothing;
  // What goes is read before what comes.
  const sorted = [...pairs.filter((one) => !isAdded(one)), ...removed].sort((a, b) => a.index - b.index);
  return { pairs: [...sorted, ...pairs.filter(isAdded)], onlyOrder: false };
}

/** Pairs what is alike and not paired yet. */
function match(from: readonly Side[], to: readonly Side[], taken: Map<number, number>): void {
  const used = new Set(taken.values());
  const free = from.flatMap((_, index) => (used.has(index) ? [] : [index]));
  const left = to.flatMap((_, index) => (taken.has(index) ? [] : [index]));
  if (free.length > MOST || left.length > MOST) {
    for (const [at, index] of left.entries()) {
      const other = free[at];
      if (other !== undefined) taken.set(index, other);
    }
    return;
  }
  // A block that there is one of stays that block, however much of it changes.
  const [one, other] = [left[0], free[0]];
  if (
    left.length === 1 &&
    free.length === 1 &&
    one !== undefined &&
    other !== undefined &&
    isObject(from[other]?.value) &&
    isObject(to[one]?.value)
  ) {
    taken.set(one, other);
    return;
  }
  const candidates = left.flatMap((index) =>
    free.map((other) => ({ index, other, score: likeness(from[other]?.value, to[index]?.value) })),
  );
  const matched = new Set<number>();
  for (const { index, other, score } of candidates.sort((a, b) => b.score - a.score)) {
    if (score < 0.5 || taken.has(index) || matched.has(other)) continue;
    taken.set(index, other);
    matched.add(other);
  }
}

/** From 0, nothing in common, to 1; items with the same identity are above all others. */
function likeness(a: Json | undefined, b: Json | undefined): number {
  if (!isObject(a) || !isObject(b)) return 0;
  for (const name of identities) {
    if (a[name] === undefined || a[name] === null || b[name] === undefined || b[name] === null) continue;
    return canonicalText(a[name]) === canonicalText(b[name]) ? 2 : 0;
  }
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  const same = keys.filter((key) => canonicalText(a[key]) === canonicalText(b[key])).length;
  return keys.length === 0 ? 0 : same / keys.length;
}

function itemsOf(side: Side): readonly Side[] {
  const known = Array.isArray(side.value) ? side.value.length : 0;
  const later = Array.isArray(side.unknown) ? side.unknown.length : 0;
  return Array.from({ length: Math.max(known, later) }, (_, index) => part(side, index));
}

function textOf({ value, sensitive }: Side): string {
  return `${holdsTrue(sensitive)} ${canonicalText(value)}`;
}
