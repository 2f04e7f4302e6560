import {
  isList,
  isMap,
  isOpen,
  Reference,
  type Resource,
  Unknown,
  type Value,
  type ValueMap,
} from '../../policy/graph';

/** Longest chain of references that is followed. */
const longestChain = 16;

/** The value behind references, as far as it is written down; undefined when it is not known. */
function known(value: Value | undefined): Value | undefined {
  let current = value;
  for (let steps = 0; steps < longestChain && current instanceof Reference; steps += 1) current = step(current);
  return current === null || isOpen(current) ? undefined : current;
}

function step({ resource, path }: Reference): Value | undefined {
  const [name, ...rest] = path;
  let value = name === undefined ? undefined : resource.get(String(name));
  for (const key of rest) {
    if (isList(value)) value = value[Number(key)];
    else if (isMap(value)) value = value[String(key)] ?? (key === 0 ? value : undefined);
    else return undefined;
  }
  return value;
}

/** A text attribute; undefined when it is not set or not known. */
export function text(from: Resource | ValueMap | undefined, name: string): string | undefined {
  const value = known(read(from, name));
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;
}

/** A number, which JSON may write as text; undefined when it is not set or not known. */
export function amount(from: Resource | ValueMap | undefined, name: string): number | undefined {
  const value = known(read(from, name));
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

/** Whether an attribute is true; what is not known is not. */
export function isTrue(from: Resource | ValueMap | undefined, name: string): boolean {
  const value = known(read(from, name));
  return value === true || value === 'true';
}

/** The blocks of a name: Terraform JSON writes one block as an object or a list. */
export function blocks(from: Resource | ValueMap | undefined, name: string): readonly ValueMap[] {
  const value = known(read(from, name));
  const list = isList(value) ? value : value === undefined ? [] : [value];
  return list.map(known).filter((item): item is ValueMap => isMap(item));
}

/** The items of a list, as far as they are known text. */
export function texts(from: Resource | ValueMap | undefined, name: string): readonly string[] {
  const value = known(read(from, name));
  const list = isList(value) ? value : value === undefined ? [] : [value];
  return list.map(known).filter((item): item is string => typeof item === 'string');
}

/** The number of items of a list, known or not; undefined when not even that is known. */
export function count(from: Resource | ValueMap | undefined, name: string): number | undefined {
  const value = read(from, name);
  const list = value instanceof Unknown ? value : known(value);
  if (list === undefined) return value === undefined || value === null ? 0 : undefined;
  return isList(list) ? list.length : isOpen(list) ? undefined : 1;
}

function read(from: Resource | ValueMap | undefined, name: string): Value | undefined {
  if (from === undefined) return undefined;
  return isResource(from) ? from.get(name) : from[name];
}

function isResource(from: Resource | ValueMap): from is Resource {
  return 'stack' in from && typeof (from as Resource).get === 'function';
}
