import { follow, written } from './follow';
import type { Stack } from './stack';
import { isList, isMap, Reference, type Resource, Unknown, type Value } from './value';

/** What a value points at, sorted by how much is known. */
export interface Links {
  /** Resources of the graph. */
  readonly resources: readonly Resource[];
  /** Literal ids or names of something outside these files. */
  readonly foreign: readonly string[];
  /** Parts that nothing is known about before apply. */
  readonly open: readonly (Reference | Unknown)[];
}

/** A place where a resource is named by another. */
export interface Use {
  readonly resource: Resource;
  readonly attribute: string;
}

/** Attributes by which other resources name a resource in literals. */
const identities = [
  'id',
  'arn',
  'name',
  'bucket',
  'identifier',
  'cluster_identifier',
  'replication_group_id',
  'key_id',
];

/** All resources of all stacks under check, indexed by type and by reference. */
export class Graph {
  private readonly byType = new Map<string, Resource[]>();
  private readonly byLiteral = new Map<string, Map<string, Resource[]>>();
  private readonly byLink = new Map<string, Map<Resource, Resource[]>>();
  private uses: Map<Resource, Use[]> | undefined;

  constructor(
    readonly stacks: readonly Stack[],
    readonly resources: readonly Resource[],
  ) {
    for (const resource of resources) {
      const key = resource.mode === 'data' ? `data.${resource.type}` : resource.type;
      const list = this.byType.get(key);
      if (list) list.push(resource);
      else this.byType.set(key, [resource]);
    }
  }

  /** Managed resources of the given types; `data.` before a type gives data sources, `*` every managed resource. */
  ofType(...types: readonly string[]): readonly Resource[] {
    const [only] = types;
    if (only === '*') return this.resources.filter((resource) => resource.mode === 'managed');
    if (types.length === 1 && only !== undefined) return this.byType.get(only) ?? [];
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** The types that occur. */
  get types(): readonly string[] {
    return [...this.byType.keys()];
  }

  /** What `value`, an attribute of `from`, points at among resources of `types`. */
  links(value: Value | undefined, from: Resource, ...types: readonly string[]): Links {
    const found = { resources: new Set<Resource>(), foreign: new Set<string>(), open: [] as (Reference | Unknown)[] };
    this.collect(value, from, types, found, 0);
    return { resources: [...found.resources], foreign: [...found.foreign], open: found.open };
  }

  /** Resources of `type` whose `attribute` points at `target`. */
  pointingAt(target: Resource, type: string, attribute: string): readonly Resource[] {
    const key = `${type}.${attribute}.${target.type}`;
    let index = this.byLink.get(key);
    if (!index) {
      index = new Map();
      for (const resource of this.ofType(type)) {
        for (const linked of this.links(resource.get(attribute), resource, target.type).resources) {
          const list = index.get(linked);
          if (list) list.push(resource);
          else index.set(linked, [resource]);
        }
      }
      this.byLink.set(key, index);
    }
    return index.get(target) ?? [];
  }

  /** Every attribute of another managed resource that names `target`. */
  usesOf(target: Resource): readonly Use[] {
    this.uses ??= this.collectUses();
    return this.uses.get(target) ?? [];
  }

  private collectUses(): Map<Resource, Use[]> {
    const result = new Map<Resource, Use[]>();
    for (const resource of this.resources) {
      if (resource.mode !== 'managed') continue;
      for (const attribute of resource.attributes) {
        const targets = new Set(resource.mentions(attribute).flatMap(chain));
        for (const target of targets) {
          const list = result.get(target);
          if (list) list.push({ resource, attribute });
          else result.set(target, [{ resource, attribute }]);
        }
      }
    }
    return result;
  }

  private collect(
    value: Value | undefined,
    from: Resource,
    types: readonly string[],
    found: { resources: Set<Resource>; foreign: Set<string>; open: (Reference | Unknown)[] },
    depth: number,
  ): void {
    if (value === undefined || value === null || depth > 32) return;
    if (isList(value)) for (const item of value) this.collect(item, from, types, found, depth + 1);
    else if (isMap(value))
      for (const key of Object.keys(value)) this.collect(value[key], from, types, found, depth + 1);
    else if (value instanceof Reference) {
      const { resource } = value;
      if (resource.mode === 'managed' && types.includes(resource.type)) found.resources.add(resource);
      else {
        const next = written(value);
        if (next === undefined) found.open.push(value);
        else this.collect(next, from, types, found, depth + 1);
      }
    } else if (value instanceof Unknown) {
      if (value.references.length === 0) found.open.push(value);
      for (const reference of value.references) this.collect(reference, from, types, found, depth + 1);
    } else {
      const named = types.flatMap((type) => this.named(type, String(value), from.stack));
      for (const resource of named) found.resources.add(resource);
      if (named.length === 0) found.foreign.add(String(value));
    }
  }

  /** Resources of a type that a literal names, those of the same stack first. */
  private named(type: string, literal: string, stack: Stack): readonly Resource[] {
    let index = this.byLiteral.get(type);
    if (!index) {
      index = new Map();
      for (const resource of this.ofType(type)) {
        const names = new Set(identities.map((identity) => resource.get(identity)));
        for (const name of names) {
          const known = name === undefined ? undefined : follow(name);
          if (typeof known !== 'string' || known === '') continue;
          const list = index.get(known);
          if (list) list.push(resource);
          else index.set(known, [resource]);
        }
      }
      this.byLiteral.set(type, index);
    }
    const all = index.get(literal) ?? [];
    const near = all.filter((resource) => resource.stack === stack);
    return near.length > 0 ? near : all;
  }
}

/** The resources on the way of a reference: the one named, and those that its attribute names in turn. */
function chain(reference: Reference): Resource[] {
  const result = [reference.resource];
  let current: Value | undefined = written(reference);
  for (let steps = 0; steps < 32 && current instanceof Reference; steps += 1) {
    result.push(current.resource);
    current = written(current);
  }
  return result;
}
