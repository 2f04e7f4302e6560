import type { Scope } from '../expression/scope';
import { isObject, type Json } from '../json/parse';
import type { Block, Blocks } from './blocks';
import { foldJson, type Templates } from './body';
import { bounded } from './bounded';
import { ConfiguredResource } from './configured-resource';
import type { Folder } from './folder';
import { follow } from './follow';
import { hiddenIn } from './hidden';
import { type Instances, instancesOf } from './instances';
import { type Inputs, ModuleCalls } from './module-calls';
import type { Hidden, Stack } from './stack';
import { emptyMap, isList, Reference, Unknown, type Value } from './value';

/** Resolves the outputs of another stack for `data.terraform_remote_state`. */
type RemoteOutputs = (stateName: string, block: Block, output: string) => Value;

/** How a set of instances is named by expressions. */
interface Declared {
  readonly instances: Instances;
  readonly resources: readonly ConfiguredResource[];
}

/** What a module is made of. */
export interface ConfigurationOptions {
  readonly stack: Stack;
  readonly blocks: Blocks;
  readonly templates: Templates;
  readonly remote: RemoteOutputs;
  readonly folder: Folder;
  /** Values of a root module's variables from `terraform.tfvars` and the like. */
  readonly variables: ReadonlyMap<string, Json>;
  /** Of a module that is called: what the call hands over. */
  readonly inputs?: Inputs;
  /** Of a module that is called: its address and a dot, before the addresses of everything in it. */
  readonly prefix?: string;
}

/** A module of a stack, the root or one that it calls: its resources, and the scope in which its expressions are folded. */
export class Configuration implements Scope {
  readonly stack: Stack;
  readonly blocks: Blocks;
  private readonly templates: Templates;
  private readonly prefix: string;
  private readonly calls: ModuleCalls<Configuration>;
  private readonly declared = new Map<string, Declared>();
  private readonly folded = new Map<string, Value>();
  private readonly folding = new Set<string>();

  constructor(private readonly options: ConfigurationOptions) {
    const { stack, blocks, templates, folder, prefix = '' } = options;
    this.stack = stack;
    this.blocks = blocks;
    this.templates = templates;
    this.prefix = prefix;
    const make = (called: Pick<ConfigurationOptions, 'blocks' | 'folder' | 'inputs' | 'prefix'>) =>
      new Configuration({ ...options, ...called });
    this.calls = new ModuleCalls(blocks.modules, this, folder, prefix, templates, make);
  }

  /** All resource instances and data sources. */
  get resources(): readonly ConfiguredResource[] {
    const of = (mode: 'managed' | 'data', blocks: ReadonlyMap<string, Block>) =>
      [...blocks.keys()].flatMap((key) => this.declare(mode, key)?.resources ?? []);
    const called = this.calls.modules.flatMap((module) => module.resources);
    return [...of('managed', this.blocks.resources), ...of('data', this.blocks.data), ...called];
  }

  /** What these files do not show: modules from elsewhere, templates, provisioners. */
  get hidden(): readonly Hidden[] {
    const called = this.calls.modules.flatMap((module) => module.hidden);
    return [...this.calls.hidden, ...hiddenIn(this.blocks, this.prefix), ...called];
  }

  /** The folded value of an output; undefined when there is none of that name. */
  output(name: string): Value | undefined {
    const block = this.blocks.outputs.get(name);
    return block
      ? this.once(`output.${name}`, () => foldJson(block.body.value ?? null, this, this.templates))
      : undefined;
  }

  name(): Value | undefined {
    return undefined;
  }

  follow(value: Value): Value {
    return follow(value);
  }

  text(path: string): string | undefined {
    return this.options.folder.text(path);
  }

  traverse(root: string, path: readonly string[]): { readonly value: Value; readonly used: number } {
    const [first = '', second = ''] = path;
    switch (root) {
      case 'var':
        return { value: this.once(`var.${first}`, () => this.variable(first)), used: 1 };
      case 'local':
        return { value: this.once(`local.${first}`, () => this.local(first)), used: 1 };
      case 'data':
        if (first === 'terraform_remote_state' && this.blocks.data.has(`${first}.${second}`))
          return this.remoteState(second, path);
        return { value: this.named('data', `${first}.${second}`), used: 2 };
      case 'module':
        return this.calls.traverse(first, path[1]);
      case 'path':
        return { value: this.pathOf(first), used: 1 };
      case 'each':
      case 'count':
      case 'terraform':
      case 'self':
        return { value: new Unknown(`${root}.${first}`), used: 1 };
      default:
        return { value: this.named('managed', `${root}.${first}`), used: 1 };
    }
  }

  /** Terraform runs in the root module's folder, so paths are relative to that. */
  private pathOf(name: string): Value {
    if (name === 'root') return '.';
    return name === 'module' ? this.options.folder.path : new Unknown(`path.${name}`);
  }

  private variable(name: string): Value {
    const { inputs, variables } = this.options;
    const given = inputs?.(name);
    if (given !== undefined) return given;
    const set = inputs ? undefined : variables.get(name);
    if (set !== undefined) return foldLiteral(set);
    const block = this.blocks.variables.get(name);
    if (block?.body.default === undefined) {
      const sensitive = block?.body.sensitive === true || block?.body.sensitive === 'true';
      return new Unknown(`variable ${name} has no default`, { input: { kind: 'variable', name, sensitive } });
    }
    // A default is taken as written: Terraform reads no template in it.
    return foldLiteral(block.body.default);
  }

  private local(name: string): Value {
    const json = this.blocks.locals.get(name);
    return json === undefined ? new Unknown(`there is no local ${name}`) : foldJson(json, this, this.templates);
  }

  private named(mode: 'managed' | 'data', key: string): Value {
    const declared = this.declare(mode, key);
    if (!declared) return new Unknown(`there is no ${mode === 'data' ? 'data.' : ''}${key} in this stack`);
    const references = declared.resources.map((resource) => new Reference(resource, []));
    const [first] = references;
    switch (declared.instances.kind) {
      case 'list':
        return references;
      case 'map':
        return Object.assign(
          emptyMap(),
          Object.fromEntries(references.map((ref, index) => [String(declared.instances.all[index]?.key), ref])),
        );
      case 'open':
        return first
          ? new Unknown('instances whose number is not known', { references: [first], instance: first })
          : new Unknown(`${key} has no instance`);
      default:
        return first ?? new Unknown(`${key} has no instance`);
    }
  }

  private remoteState(name: string, path: readonly string[]): { readonly value: Value; readonly used: number } {
    const block = this.blocks.data.get(`terraform_remote_state.${name}`);
    const output = path[3];
    if (!block || path[2] !== 'outputs' || output === undefined)
      return { value: new Unknown(`remote state ${name}`), used: path.length };
    return { value: this.once(`remote.${name}.${output}`, () => this.options.remote(name, block, output)), used: 4 };
  }

  private declare(mode: 'managed' | 'data', key: string): Declared | undefined {
    const prefix = mode === 'data' ? 'data.' : '';
    const known = this.declared.get(prefix + key);
    const block = (mode === 'data' ? this.blocks.data : this.blocks.resources).get(key);
    if (known || !block) return known;
    if (this.folding.has(prefix + key)) return undefined;
    this.folding.add(prefix + key);
    const type = key.slice(0, key.indexOf('.'));
    const instances = instancesOf(block.body, this, this.templates);
    const resources = instances.all.map(
      ({ suffix, scope }) =>
        new ConfiguredResource(
          mode,
          type,
          `${this.prefix}${prefix}${key}${suffix}`,
          this.stack,
          block,
          scope,
          this.templates,
        ),
    );
    this.folding.delete(prefix + key);
    const declared = { instances, resources };
    this.declared.set(prefix + key, declared);
    return declared;
  }

  /** Folds a named value once; one that needs itself is unknown. */
  private once(key: string, fold: () => Value): Value {
    const known = this.folded.get(key);
    if (known !== undefined) return known;
    if (this.folding.has(key)) return new Unknown(`${key} refers to itself`);
    this.folding.add(key);
    const value = bounded(fold());
    this.folding.delete(key);
    this.folded.set(key, value);
    return value;
  }
}

function foldLiteral(json: Json): Value {
  if (isList(json as Value)) return (json as readonly Json[]).map(foldLiteral);
  if (!isObject(json)) return json as Value;
  const result = emptyMap();
  for (const key of Object.keys(json)) result[key] = foldLiteral(json[key] ?? null);
  return result;
}
