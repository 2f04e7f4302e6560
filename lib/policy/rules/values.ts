import { toFlag } from '../expression/operators';
import { follow } from '../graph/follow';
import {
  isList,
  isMap,
  isOpen,
  type Reference,
  type Resource,
  Unknown,
  type Value,
  type ValueMap,
} from '../graph/value';

/** A boolean attribute: known, not set, or open. A value that is no boolean is as good as unknown. */
export function flag(value: Value | undefined): boolean | undefined | Reference | Unknown {
  if (value === undefined || value === null) return undefined;
  const known = follow(value);
  if (isOpen(known)) return known;
  return toFlag(known) ?? new Unknown('a value that is no boolean');
}

/** A value behind its references; undefined when it is not set. */
export function known(value: Value | undefined): Value | undefined {
  if (value === undefined) return undefined;
  return follow(value) ?? undefined;
}

/** Whether {@link flag} could not decide. */
export function isUndecided(value: boolean | undefined | Reference | Unknown): value is Reference | Unknown {
  return typeof value === 'object';
}

/** The nested blocks `name`: known maps, and whatever is not known. */
export function blocksOf(owner: Resource | ValueMap, name: string): readonly (ValueMap | Reference | Unknown)[] {
  const value = 'get' in owner && typeof owner.get === 'function' ? owner.get(name) : (owner as ValueMap)[name];
  return items(value).map((item) => (isMap(item) || isOpen(item) ? item : new Unknown('a block that is no object')));
}

/** A value as a list: nothing, one item, or the items. */
export function items(value: Value | undefined): readonly Value[] {
  const behind = known(value);
  if (behind === undefined || behind === null) return [];
  return isList(behind) ? behind.map((item) => follow(item)) : [behind];
}
