import { follow } from '../graph/follow';
import { isList, isMap, isOpen, type Resource, type Value } from '../graph/value';

/** A value and where it stands in the resource, `ingress[1].cidr_blocks[0]`. */
export interface Found {
  readonly path: string;
  /** Undefined when the last attribute of the path is not set. */
  readonly value: Value | undefined;
}

/**
 * The values at a dotted path, through blocks and lists. A block that is not there gives nothing; a part on the way that is
 * not known is given as it is, so that the caller answers for it.
 */
export function* valuesAt(owner: Resource, path: string): Iterable<Found> {
  const [first = '', ...rest] = path.split('.');
  yield* walk(owner.get(first), rest, first);
}

/** The first value at a path; undefined when nothing is there. */
export function valueAt(owner: Resource, path: string): Value | undefined {
  for (const { value } of valuesAt(owner, path)) return value;
  return undefined;
}

function* walk(value: Value | undefined, rest: readonly string[], path: string): Iterable<Found> {
  const here = value === undefined || value === null ? undefined : follow(value);
  const [next, ...after] = rest;
  if (next === undefined) {
    if (isList(here)) for (const [index, item] of here.entries()) yield* walk(item, rest, `${path}[${index}]`);
    else yield { path, value: here ?? undefined };
  } else if (isList(here)) for (const [index, item] of here.entries()) yield* walk(item, rest, `${path}[${index}]`);
  else if (isMap(here)) yield* walk(here[next], after, `${path}.${next}`);
  else if (isOpen(here)) yield { path, value: here };
}

/** A string and where it stands, `tags.password`, with the name of the map entry that holds it. */
export interface Text {
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

/** Every known string inside a value, and the known pieces of strings that are not known as a whole. */
export function* textsIn(value: Value | undefined, path: string, name = path, depth = 0): Iterable<Text> {
  if (value === undefined || value === null || depth > 24) return;
  if (typeof value === 'string') yield { path, name, text: value };
  else if (isList(value))
    for (const [index, item] of value.entries()) yield* textsIn(item, `${path}[${index}]`, name, depth + 1);
  else if (isMap(value))
    for (const key of Object.keys(value)) yield* textsIn(value[key], `${path}.${key}`, key, depth + 1);
  else if (isOpen(value) && 'parts' in value) {
    if (value.parts.encoded !== undefined) yield* textsIn(value.parts.encoded, path, name, depth + 1);
    else {
      // A gap stands where the piece that is not known will be, so that its neighbours are not read as one word.
      const text = value.parts.pieces?.map((piece) => (typeof piece === 'string' ? piece : '${…}')).join('');
      if (text !== undefined) yield { path, name, text };
    }
  }
}
