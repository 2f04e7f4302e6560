import { emptyMap, type Value } from '../graph/value';

/** More aliases than this are an attack (a few lines that expand to gigabytes), not a configuration. */
const maximumAliases = 100;
/** Longer than anything that a cluster stores: a Secret or ConfigMap, and so a Helm release, ends at 1 MiB. */
const longestText = 4 * 1024 ** 2;
/** Deeper than any manifest; the bound of JSON documents. */
const maximumDepth = 200;

/**
 * Parses every document of a YAML text. Kubernetes and Helm read YAML 1.1, where `yes`, `on` and `off` are booleans:
 * read as 1.2, `privileged: yes` would be a harmless string.
 *
 * @returns undefined when the text is no YAML, repeats a key, or is too deep or too large when expanded
 */
export function parseYaml(text: string): readonly Value[] | undefined {
  if (text.length > longestText) return undefined;
  // Loaded when the first YAML is met: most configurations hold none.
  const { parseAllDocuments } = require('yaml') as typeof import('yaml');
  try {
    const documents = parseAllDocuments(text, { version: '1.1', merge: true, logLevel: 'silent' });
    if (!Array.isArray(documents)) return [];
    if (documents.some((document) => document.errors.length > 0)) return undefined;
    return documents.map((document) => toValue(document.toJS({ maxAliasCount: maximumAliases }), 0));
  } catch {
    // Too many aliases, or nesting that is deeper than the stack.
    return undefined;
  }
}

function toValue(value: unknown, depth: number): Value {
  if (depth > maximumDepth) throw new RangeError('nested too deeply');
  if (Array.isArray(value)) return value.map((item) => toValue(item, depth + 1));
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (value instanceof Set) return toValue([...value], depth);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return (value as Value | undefined) ?? null;
  const result = emptyMap();
  for (const [key, item] of Object.entries(value)) result[key] = toValue(item, depth + 1);
  return result;
}
