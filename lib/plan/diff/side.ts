import { isObject, type Json } from '../../policy/load';

/** One side of a change: a value with its masks. */
export interface Side {
  readonly value: Json | undefined;
  /** `true`, or an object or list with `true` at what only apply knows. */
  readonly unknown: Json | undefined;
  readonly sensitive: Json | undefined;
}

/** The part of a side under a key or index. */
export function part(side: Side, key: string | number): Side {
  return { value: step(side.value, key), unknown: mask(side.unknown, key), sensitive: mask(side.sensitive, key) };
}

/** The keys under which a side has a value, or will have one. */
export function keysOf(side: Side): readonly string[] {
  const unknown = isObject(side.unknown) ? Object.keys(side.unknown) : [];
  return isObject(side.value) ? [...Object.keys(side.value), ...unknown] : unknown;
}

/** Whether there is nothing: no value, and none to come. */
export function isAbsent({ value, unknown }: Side): boolean {
  return (value === undefined || value === null) && !holdsTrue(unknown);
}

/** Whether a mask marks anything. */
export function holdsTrue(json: Json | undefined): boolean {
  if (json === true) return true;
  if (Array.isArray(json)) return json.some(holdsTrue);
  return isObject(json) && Object.keys(json).some((key) => holdsTrue(json[key]));
}

/** Whether two values are equal, whatever the order of keys. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return canonicalText(a) === canonicalText(b);
}

/** JSON with sorted keys; a missing value is null. */
export function canonicalText(json: Json | undefined): string {
  if (json === undefined || json === null) return 'null';
  if (Array.isArray(json)) return `[${json.map(canonicalText).join()}]`;
  if (isObject(json))
    return `{${Object.keys(json)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalText(json[key])}`)
      .join()}}`;
  return JSON.stringify(json);
}

function step(value: Json | undefined, key: string | number): Json | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isObject(value) ? value[String(key)] : undefined;
}

function mask(value: Json | undefined, key: string | number): Json | undefined {
  return value === true ? true : step(value, key);
}
