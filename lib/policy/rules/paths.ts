import { follow } from '../graph/follow';
import { isList, isMap, isOpen, type Resource, Unknown, type Value } from '../graph/value';

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

/** As {@link valuesAt}, without what a plan only shows because the provider fills it in. */
export function writtenAt(owner: Resource, path: string): readonly Found[] {
  const [first = ''] = path.split('.');
  return owner.stack.kind === 'plan' && !owner.isWritten(first) ? [] : [...valuesAt(owner, path)];
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

/** A string and where it stands, with the name of the map entry that holds it. */
export interface Text {
  readonly keys: readonly (string | number)[];
  readonly name: string;
  readonly text: string;
}

/** Every known string inside a value, and the known pieces of strings that are not known as a whole. */
export function* textsIn(value: Value | undefined, keys: readonly (string | number)[], depth = 0): Iterable<Text> {
  if (value === undefined || value === null || depth > 24) return;
  if (typeof value === 'string') yield { keys, name: nameOf(keys), text: value };
  else if (isList(value))
    for (const [index, item] of value.entries()) yield* textsIn(item, [...keys, index], depth + 1);
  else if (isMap(value)) for (const key of Object.keys(value)) yield* textsIn(value[key], [...keys, key], depth + 1);
  else if (value instanceof Unknown) {
    if (value.parts.encoded !== undefined) yield* textsIn(value.parts.encoded, keys, depth + 1);
    else if (value.parts.pieces) yield { keys, name: nameOf(keys), text: textOfPieces(value.parts.pieces) };
    if (value.parts.entries) yield* textsIn(value.parts.entries, keys, depth + 1);
  }
}

/** A string of which some pieces are not known; each of them leaves a gap that reads as a placeholder. */
export function textOfPieces(pieces: readonly Value[]): string {
  return pieces.map((piece) => (typeof piece === 'string' ? piece : '${…}')).join('');
}

/** `ingress[1].cidr_blocks`. */
export function pathText(keys: readonly (string | number)[]): string {
  return keys.map((key, index) => (typeof key === 'number' ? `[${key}]` : index === 0 ? key : `.${key}`)).join('');
}

function nameOf(keys: readonly (string | number)[]): string {
  return String(keys.findLast((key) => typeof key === 'string') ?? '');
}
