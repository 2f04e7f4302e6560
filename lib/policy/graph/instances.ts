import { toNumber } from '../expression/operators';
import { BoundScope, type Scope } from '../expression/scope';
import { isObject, type Json, type JsonObject } from '../json/parse';
import { foldJson, type Templates } from './body';
import { emptyMap, isList, isMap, isOpen, Unknown, type Value } from './value';

/** One instance of a block: its address suffix and the scope in which `each` and `count` are known. */
interface Instance {
  readonly suffix: string;
  readonly key: string | number | undefined;
  readonly scope: Scope;
}

/** The instances of a block. `open` when their number is not known: one instance then stands for all. */
export interface Instances {
  readonly kind: 'single' | 'list' | 'map' | 'open';
  readonly all: readonly Instance[];
}

/** More instances than this of one block are checked as one whose keys are not known. */
const maximumInstances = 2_000;

/** Expands `count` and `for_each`. */
export function instancesOf(body: JsonObject, scope: Scope, templates: Templates): Instances {
  if (body.count !== undefined && body.count !== null) return counted(body.count, scope, templates);
  if (body.for_each !== undefined && body.for_each !== null) return keyed(body.for_each, scope, templates);
  return { kind: 'single', all: [{ suffix: '', key: undefined, scope }] };
}

function counted(json: Json, scope: Scope, templates: Templates): Instances {
  const count = toNumber(scope.follow(foldJson(json, scope, templates)));
  if (count === undefined || count > maximumInstances)
    return open(scope, 'count', { index: new Unknown('count.index') });
  const all = Array.from({ length: count }, (_, index) => ({
    suffix: `[${index}]`,
    key: index,
    scope: bind(scope, 'count', { index }),
  }));
  return { kind: 'list', all };
}

function keyed(json: Json, scope: Scope, templates: Templates): Instances {
  const over = isObject(json) ? foldJson(json, scope, templates) : scope.follow(foldJson(json, scope, templates));
  const pairs = pairsOf(over);
  if (pairs === undefined || pairs.length > maximumInstances) {
    const value = isOpen(over) ? over : new Unknown('each.value');
    return open(scope, 'each', { key: new Unknown('each.key'), value });
  }
  const all = pairs.map(([key, value]) => ({
    suffix: `[${JSON.stringify(key)}]`,
    key,
    scope: bind(scope, 'each', { key, value }),
  }));
  return { kind: 'map', all };
}

function pairsOf(over: Value): [string, Value][] | undefined {
  if (isMap(over))
    return Object.keys(over)
      .sort()
      .map((key) => [key, over[key] ?? null]);
  if (!isList(over) || over.some((item) => typeof item !== 'string')) return undefined;
  return [...new Set(over)].map((item) => [String(item), item]);
}

function open(scope: Scope, name: string, members: Record<string, Value>): Instances {
  return { kind: 'open', all: [{ suffix: '', key: undefined, scope: bind(scope, name, members) }] };
}

function bind(scope: Scope, name: string, members: Record<string, Value>): Scope {
  return new BoundScope(scope, new Map([[name, Object.assign(emptyMap(), members)]]));
}
