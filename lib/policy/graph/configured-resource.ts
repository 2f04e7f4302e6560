import type { Scope } from '../expression/scope';
import { isObject, type Json, type JsonObject } from '../json/parse';
import { dynamicNames, foldDynamic, foldJson, type Templates } from './body';
import { computedAttribute } from './computed';
import type { Stack } from './stack';
import { isList, type Reference, type Resource, referencesIn, Unknown, type Value } from './value';

const metaArguments = new Set([
  '//',
  'count',
  'for_each',
  'depends_on',
  'lifecycle',
  'provider',
  'provisioner',
  'connection',
]);

/** A resource or data source as it is written in Terraform JSON. Attributes are folded when they are first asked for. */
export class ConfiguredResource implements Resource {
  private readonly folded = new Map<string, Value | undefined>();
  private readonly folding = new Set<string>();
  readonly attributes: readonly string[];

  constructor(
    readonly mode: 'managed' | 'data',
    readonly type: string,
    readonly address: string,
    readonly stack: Stack,
    readonly line: number | undefined,
    private readonly body: JsonObject,
    private readonly scope: Scope,
    private readonly templates: Templates,
  ) {
    const dynamic = dynamicNames(body);
    const names = Object.keys(body).filter(
      (name) => !metaArguments.has(name) && (name !== 'dynamic' || dynamic.length === 0),
    );
    this.attributes = [...new Set([...names, ...dynamic])];
  }

  get constructPath(): string | null {
    const comment = this.body['//'];
    const metadata = isObject(comment) ? comment.metadata : undefined;
    return isObject(metadata) && typeof metadata.path === 'string' ? metadata.path : null;
  }

  get(name: string): Value | undefined {
    if (this.folded.has(name)) return this.folded.get(name);
    if (this.folding.has(name)) return new Unknown('an attribute that refers to itself');
    this.folding.add(name);
    const value = this.fold(name) ?? computedAttribute(this, name);
    this.folding.delete(name);
    this.folded.set(name, value);
    return value;
  }

  isWritten(name: string): boolean {
    return this.attributes.includes(name);
  }

  mentions(name: string): readonly Reference[] {
    return referencesIn(this.get(name));
  }

  meta(name: string): Json | undefined {
    return this.body[name];
  }

  isSupplied(): boolean {
    return false;
  }

  private fold(name: string): Value | undefined {
    if (metaArguments.has(name)) return undefined;
    const own = this.body[name];
    const fixed = own === undefined || own === null ? undefined : foldJson(own, this.scope, this.templates);
    if (!dynamicNames(this.body).includes(name)) return fixed ?? undefined;
    const expanded = foldDynamic(this.body, name, this.scope, this.templates);
    if (fixed === undefined) return expanded;
    return [...(isList(fixed) ? fixed : [fixed]), ...(isList(expanded) ? expanded : [expanded])];
  }
}
