import { isList, isMap, isOpen, Unknown, type Value } from './value';

/** Parts (and characters, a thousand to a part) of the largest value that is looked at. No real attribute comes near. */
const largest = 100_000;

/**
 * Replaces a value that names multiply to an enormous one (`a = [b, b]`, `b = [c, c]`, …) by unknown: it costs nothing to
 * write, and for ever to walk.
 */
export function bounded(value: Value): Value {
  return weigh(value, largest) < 0 ? new Unknown('a value too large to be looked at') : value;
}

/** What is left of a budget after a value; negative as soon as it is spent. */
function weigh(value: Value | undefined, budget: number): number {
  let left = budget - 1;
  if (typeof value === 'string') return left - value.length / 1000;
  if (isOpen(value)) {
    if (!(value instanceof Unknown)) return left;
    left -= value.references.length;
    for (const piece of value.parts.pieces ?? []) if (left >= 0) left = weigh(piece, left);
    return left >= 0 && value.parts.encoded !== undefined ? weigh(value.parts.encoded, left) : left;
  }
  const parts = isList(value) ? value : isMap(value) ? Object.values(value) : [];
  for (const part of parts) {
    if (left < 0) return left;
    left = weigh(part, left);
  }
  return left;
}
