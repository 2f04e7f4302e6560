import { secretIn, secretsIn } from '../../policy/secrets';
import { decode } from '../diff/encoded';

/** Deeper than any setting; a bound for objects that hold themselves. */
const DEEPEST = 20;

/** The values of an object by their path, `network.availabilityZones[0]`; what looks like a secret is hidden. */
export function flatten(value: unknown, path = '', name = '', depth = 0): ReadonlyMap<string, string> {
  if (value === undefined || value === null || typeof value === 'function' || depth > DEEPEST) return new Map();
  // A policy is compared part by part.
  const decoded = typeof value === 'string' ? decode(value) : undefined;
  if (decoded !== undefined) return flatten(decoded, path, name, depth + 1);
  if (typeof value !== 'object') return new Map([[path, shown(name, String(value))]]);
  const entries = Array.isArray(value)
    ? value.map((item, index) => [`${path}[${labelOf(item) ?? index}]`, name, item] as const)
    : Object.keys(value)
        .filter((key) => key !== '//')
        .map((key) => [path === '' ? key : `${path}.${key}`, key, (value as Record<string, unknown>)[key]] as const);
  return new Map(entries.flatMap(([at, key, item]) => [...flatten(item, at, key, depth + 1)]));
}

/** What an item of a list is called: by its name it is the same one wherever it stands. */
function labelOf(item: unknown): string | undefined {
  if (typeof item === 'string') return item;
  const name = typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined;
  return typeof name === 'string' ? name : undefined;
}

function shown(name: string, text: string): string {
  const what = secretIn(name, text) ?? secretsIn(text)[0]?.what;
  return what === undefined ? text : `(hidden: ${what})`;
}
