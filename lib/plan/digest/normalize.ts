import { isObject, type Json } from '../../policy/load';
import { decode } from '../diff/encoded';
import { isPolicy } from '../diff/policy';
import { canonicalText, holdsTrue, isAbsent, keysOf, part, type Side } from '../diff/side';

/** One difference as the digest counts it: a path, what was, what will be. */
export type Difference = readonly [path: string, before: string, after: string];

/** What a plan does not say of a change. */
export interface Beside {
  /** When the plan was made. */
  readonly time: string;
  /** What the configuration says of an attribute of which parts are known during apply only. */
  readonly written: (attribute: string) => string | undefined;
}

/** Parts of a statement whose order means nothing; AWS returns them in another one than they were written in. */
const unordered = new Set(['Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'NotPrincipal', 'Condition']);

/**
 * The differences of a change, without what another plan of the same change would say otherwise: values that only apply
 * knows, the time of the plan, the order of keys and of a policy's lists. Of a sensitive value only counts that it
 * changes: a digest is public, and a short secret could be guessed from it.
 */
export function differences(before: Side, after: Side, { time: planTime, written }: Beside): readonly Difference[] {
  const found: Difference[] = [];
  const text = (value: Json | undefined): string => {
    const canonical = canonicalText(normal(value));
    return planTime === '' ? canonical : canonical.replaceAll(planTime, '<time of the plan>');
  };
  const walk = (path: string, from: Side, to: Side, depth: number): void => {
    if (isAbsent(from) && isAbsent(to)) return;
    if (to.unknown === true) {
      found.push([path, '', `<known after apply> ${text(written(path.slice(1)))}`]);
      return;
    }
    if (from.sensitive === true || to.sensitive === true) {
      const same = canonicalText(from.value) === canonicalText(to.value) && from.sensitive === to.sensitive;
      if (!same) found.push([path, '<sensitive>', to.value === null ? '<none>' : '<sensitive>']);
      return;
    }
    const isMap = isObject(from.value ?? {}) && isObject(to.value ?? {}) && depth < 40;
    if (isMap && (isObject(from.value) || isObject(to.value))) {
      for (const key of [...new Set([...keysOf(from), ...keysOf(to)])].sort())
        walk(`${path}/${key}`, part(from, key), part(to, key), depth + 1);
      return;
    }
    const [a, b] = [text(masked(from)), text(masked(to))];
    if (a !== b || holdsTrue(to.unknown)) found.push([path, a, b]);
  };
  walk('', before, after, 0);
  return found;
}

/** A list with marks where its parts are not known or not to be seen. */
function masked(side: Side): Json | undefined {
  if (side.unknown === true) return '<known after apply>';
  if (side.sensitive === true) return '<sensitive>';
  if (!holdsTrue(side.unknown) && !holdsTrue(side.sensitive)) return side.value;
  if (Array.isArray(side.value)) return side.value.map((_, index) => masked(part(side, index)) ?? null);
  if (!isObject(side.value)) return side.value;
  return Object.fromEntries(keysOf(side).map((key) => [key, masked(part(side, key)) ?? null]));
}

/** JSON texts are read, so that their keys may stand in any order; of policies also actions and the like. */
function normal(value: Json | undefined): Json | undefined {
  if (typeof value === 'string') {
    const decoded = decode(value);
    return decoded === undefined ? value : sorted(decoded, isPolicy(decoded));
  }
  if (Array.isArray(value)) return value.map((item) => normal(item) ?? null);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, normal(value[key]) ?? null]));
}

function sorted(json: Json, policy: boolean, inside = false): Json {
  if (Array.isArray(json)) {
    const items = json.map((item) => sorted(item, policy, inside));
    // A list of one and its only item mean the same to IAM.
    if (inside && items.length === 1 && items[0] !== undefined) return items[0];
    return inside ? [...items].sort((a, b) => (canonicalText(a) < canonicalText(b) ? -1 : 1)) : items;
  }
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.keys(json).map((key) => [key, sorted(json[key] ?? null, policy, inside || (policy && unordered.has(key)))]),
  );
}
