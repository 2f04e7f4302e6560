import { isList, isMap, Reference, Unknown, type Value } from './value';

/** Longest chain of references that is followed; a cycle ends here and stays a reference. */
const longestChain = 32;

/** What a reference points at, one step: the attribute's own value as written; undefined when only AWS knows it. */
export function written(reference: Reference): Value | undefined {
  const [name, ...rest] = reference.path;
  if (name === undefined) return undefined;
  let value = reference.resource.get(String(name));
  for (const key of rest) {
    if (value instanceof Reference) value = value.step(key);
    else if (value instanceof Unknown) return value;
    else if (isList(value)) value = value[Number(key)];
    // JSON may write a block as one object; expressions name it `metadata[0]` all the same.
    else if (isMap(value)) value = value[String(key)] ?? (key === 0 || key === '0' ? value : undefined);
    else return undefined;
  }
  return value;
}

/** Follows references until a value that is written down, or until the last reference that only AWS can fill in. */
export function follow(value: Value): Value {
  let current = value;
  for (let steps = 0; steps < longestChain && current instanceof Reference; steps += 1) {
    const next = written(current);
    if (next === undefined) return current;
    current = next;
  }
  return current;
}
