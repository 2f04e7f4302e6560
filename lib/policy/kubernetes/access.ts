import { follow } from '../graph/follow';
import { isList, isMap, Unknown, type Value, type ValueMap } from '../graph/value';

/** The value at a path of keys, each step followed; undefined when it is not set, open as soon as a step is. */
export function at(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  let current = behind(value);
  for (const key of path) {
    if (current instanceof Unknown && current.parts.entries?.[key] !== undefined)
      current = behind(current.parts.entries[key]);
    else if (isMap(current)) current = behind(current[key]);
    else return isList(current) || typeof current !== 'object' ? undefined : current;
  }
  return current;
}

/** A value behind its references; undefined for null, which Kubernetes reads as not set. */
export function behind(value: Value | undefined): Value | undefined {
  return value === undefined ? undefined : (follow(value) ?? undefined);
}

/** A value as a list: nothing, the items, or the one value where a list was expected. */
export function each(value: Value | undefined): readonly Value[] {
  const known = behind(value);
  if (known === undefined) return [];
  return isList(known) ? known.map(follow) : [known];
}

/** Text of a known scalar; the empty string counts as not set, as it does for Kubernetes. */
export function text(value: Value | undefined): string | undefined {
  const known = behind(value);
  return typeof known === 'string' || typeof known === 'number' || typeof known === 'boolean'
    ? String(known) || undefined
    : undefined;
}

/** Whether nothing is in a map, not counting what a plan fills in: null and empty lists. */
export function isEmpty(map: ValueMap): boolean {
  return Object.keys(map).every((key) => {
    const value = behind(map[key]);
    return value === undefined || (isList(value) && value.length === 0) || (isMap(value) && isEmpty(value));
  });
}
