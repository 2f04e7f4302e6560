import type { Scope } from '../expression/scope';
import { isObject, type Json } from '../json/parse';
import type { Block } from './blocks';
import { dynamicNames, foldDynamic, foldJson, type Templates } from './body';
import { bounded } from './bounded';
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
  inPlan: Resource | undefined;

  constructor(
    readonly mode: 'managed' | 'data',
    readonly type: string,
    readonly address: string,
    readonly stack: Stack,
    private readonly block: Block,
    private readonly scope: Scope,
    private readonly templates: Templates,
  ) {
    const dynamic = dynamicNames(block.body);
    const names = Object.keys(block.body).filter(
      (name) => !metaArguments.has(name) && (name !== 'dynamic' || dynamic.length === 0),
    );
    this.attributes = [...new Set([...names, ...dynamic])];
  }

  get file(): string {
    return this.block.file;
  }

  get line(): number | undefined {
    return this.block.line;
  }

  get constructPath(): string | null {
    const comment = this.block.body['//'];
    const metadata = isObject(comment) ? comment.metadata : undefined;
    return isObject(metadata) && typeof metadata.path === 'string' ? metadata.path : null;
  }

  get(name: string): Value | undefined {
    if (this.folded.has(name)) return this.folded.get(name);
    if (this.folding.has(name)) return new Unknown('an attribute that refers to itself');
    this.folding.add(name);
    const folded = this.fold(name) ?? computedAttribute(this, name);
    const value = folded === undefined ? undefined : bounded(folded);
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
    return this.block.body[name];
  }

  isSupplied(): boolean {
    return false;
  }

  private fold(name: string): Value | undefined {
    if (metaArguments.has(name)) return undefined;
    const own = this.block.body[name];
    const fixed = own === undefined || own === null ? undefined : foldJson(own, this.scope, this.templates);
    if (!dynamicNames(this.block.body).includes(name)) return fixed ?? undefined;
    const expanded = foldDynamic(this.block.body, name, this.scope, this.templates);
    if (fixed === undefined) return expanded;
    return [...(isList(fixed) ? fixed : [fixed]), ...(isList(expanded) ? expanded : [expanded])];
  }
}
