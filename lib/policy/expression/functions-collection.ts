import { emptyMap, hasOpenPart, isList, isMap, isOpen, referencesIn, Unknown, type Value } from '../graph/value';
import { toFlag, toNumber } from './operators';
import { asText } from './text';

type Functions = Readonly<Record<string, (args: readonly Value[]) => Value | undefined>>;

const ofList = (apply: (list: readonly Value[], ...rest: Value[]) => Value | undefined) => (args: readonly Value[]) => {
  const [list, ...rest] = args;
  return isList(list) ? apply(list, ...rest) : undefined;
};

/** More items than any real list has. */
function isSmall(lists: readonly (readonly Value[])[]): boolean {
  return lists.reduce((sum, list) => sum + list.length, 0) < 100_000;
}

function flatten(list: readonly Value[]): Value[] {
  return list.flatMap((item) => (isList(item) ? flatten(item) : [item]));
}

/** Items whose equality is not known all stay: too many is the safe side for a list of addresses or principals. */
function distinct(list: readonly Value[]): Value[] {
  const seen = new Set<string>();
  return list.filter((item) => {
    if (hasOpenPart(item)) return true;
    const key = JSON.stringify(item);
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

function sortTexts(list: readonly Value[]): Value | undefined {
  const texts = list.map(asText);
  return texts.every((text) => text !== undefined) ? texts.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)) : undefined;
}

/** A map that is not known may hold anything, but what a later argument sets is known all the same. */
function merge(args: readonly Value[]): Value | undefined {
  const entries = emptyMap();
  let open = false;
  for (const argument of args) {
    if (argument === null) continue;
    const known = argument instanceof Unknown ? argument.parts.entries : argument;
    if (isOpen(argument)) {
      open = true;
      for (const key of Object.keys(entries)) entries[key] = new Unknown('may be replaced by a map that is not known');
    }
    if (isMap(known)) Object.assign(entries, known);
    else if (!isOpen(argument)) return undefined;
  }
  return open
    ? new Unknown('a merged map of which a part is not known', { entries, references: referencesIn(args) })
    : entries;
}

function lookup([map, key, otherwise]: readonly Value[]): Value | undefined {
  if (!isMap(map) || typeof key !== 'string') return undefined;
  return map[key] ?? otherwise;
}

function firstKnown(args: readonly Value[], accept: (value: Value) => boolean): Value | undefined {
  for (const value of args) {
    if (isOpen(value)) return undefined;
    if (accept(value)) return value;
  }
  return undefined;
}

function isMissing(value: Value | undefined): boolean {
  return value instanceof Unknown && value.parts.missing === true;
}

/** What stays unknown may be any of them: a fallback is written down like everything else. */
function firstThatWorks(args: readonly Value[]): Value | undefined {
  const possible = args.filter((value) => !isMissing(value));
  const [first] = possible;
  if (!(first instanceof Unknown) || possible.length === 1) return first;
  return new Unknown(first.reason, {
    ...first.parts,
    alternatives: [...(first.parts.alternatives ?? [first]), ...possible.slice(1)],
  });
}

function contains(list: readonly Value[], wanted: Value): Value | undefined {
  if (hasOpenPart(list) || isOpen(wanted)) return undefined;
  return list.some((item) => JSON.stringify(item) === JSON.stringify(wanted));
}

function keys([map]: readonly Value[]): Value | undefined {
  return isMap(map) ? Object.keys(map).sort() : undefined;
}

/** Terraform's functions over lists, sets and maps. */
export const collectionFunctions: Functions = {
  concat: (args) => (args.every(isList) && isSmall(args) ? args.flat() : undefined),
  flatten: ofList((list) => (list.some(isOpen) ? undefined : flatten(list))),
  distinct: ofList(distinct),
  compact: ofList((list) => (list.some(isOpen) ? undefined : list.filter((item) => item !== '' && item !== null))),
  reverse: ofList((list) => [...list].reverse()),
  sort: ofList(sortTexts),
  element: ofList((list, index) => {
    const at = toNumber(index);
    return at === undefined || list.length === 0 ? undefined : list[((at % list.length) + list.length) % list.length];
  }),
  slice: ofList((list, from, to) => list.slice(toNumber(from), toNumber(to))),
  length: ([value]) =>
    isList(value)
      ? value.length
      : isMap(value)
        ? Object.keys(value).length
        : typeof value === 'string'
          ? [...value].length
          : undefined,
  contains: ofList((list, wanted) => (wanted === undefined ? undefined : contains(list, wanted))),
  one: ofList((list) => (list.length === 0 ? null : list[0])),
  alltrue: ofList((list) =>
    list.some((item) => toFlag(item) === false)
      ? false
      : list.every((item) => toFlag(item) === true)
        ? true
        : undefined,
  ),
  anytrue: ofList((list) =>
    list.some((item) => toFlag(item) === true)
      ? true
      : list.every((item) => toFlag(item) === false)
        ? false
        : undefined,
  ),
  setunion: (args) => (args.every(isList) ? distinct(args.flat()) : undefined),
  setsubtract: ([from, what]) =>
    isList(from) && isList(what) && !hasOpenPart([from, what])
      ? from.filter((item) => contains(what, item) === false)
      : undefined,
  merge,
  lookup,
  keys,
  values: ([map]) =>
    isMap(map)
      ? Object.keys(map)
          .sort()
          .map((key) => map[key] ?? null)
      : isList(map)
        ? map
        : undefined,
  zipmap: ([names, values]) => {
    if (!isList(names) || !isList(values) || names.some(isOpen)) return undefined;
    return Object.assign(
      emptyMap(),
      Object.fromEntries(names.map((name, index) => [String(name), values[index] ?? null])),
    );
  },
  coalesce: (args) => firstKnown(args, (value) => value !== null && value !== ''),
  coalescelist: (args) => firstKnown(args, (value) => isList(value) && value.length > 0),
  try: firstThatWorks,
  can: ([first]) => (isMissing(first) ? false : first === undefined || isOpen(first) ? undefined : true),
  range: (args) => {
    const numbers = args.map(toNumber);
    if (numbers.some((n) => n === undefined)) return undefined;
    const [start, end, step] =
      numbers.length === 1 ? [0, numbers[0] ?? 0, 1] : [numbers[0] ?? 0, numbers[1] ?? 0, numbers[2] ?? 1];
    const count = Math.ceil((end - start) / step);
    return count > 0 && count <= 1024 ? Array.from({ length: count }, (_, index) => start + index * step) : [];
  },
};
