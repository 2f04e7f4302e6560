import type { Scope } from '../expression/scope';
import { isObject, type Json } from '../json/parse';
import type { Block, Blocks } from './blocks';
import { foldJson, type Templates } from './body';
import { bounded } from './bounded';
import { ConfiguredResource } from './configured-resource';
import { follow } from './follow';
import { type Instances, instancesOf } from './instances';
import type { Stack } from './stack';
import { emptyMap, isList, Reference, type Resource, Unknown, type Value } from './value';

/** Resolves the outputs of another stack for `data.terraform_remote_state`. */
export type RemoteOutputs = (stateName: string, block: Block, output: string) => Value;

/** How a set of instances is named by expressions. */
interface Declared {
  readonly instances: Instances;
  readonly resources: readonly Resource[];
}

/** The root module of one stack: its resources, and the scope in which its expressions are folded. */
export class Configuration implements Scope {
  private readonly declared = new Map<string, Declared>();
  private readonly folded = new Map<string, Value>();
  private readonly folding = new Set<string>();

  constructor(
    readonly stack: Stack,
    readonly blocks: Blocks,
    private readonly templates: Templates,
    private readonly remote: RemoteOutputs,
    /** Values of variables from `*.auto.tfvars.json`; undefined for one that a file which cannot be read may set. */
    private readonly variables: ReadonlyMap<string, Json>,
  ) {}

  /** All resource instances and data sources. */
  get resources(): readonly Resource[] {
    const of = (mode: 'managed' | 'data', blocks: ReadonlyMap<string, Block>) =>
      [...blocks.keys()].flatMap((key) => this.declare(mode, key)?.resources ?? []);
    return [...of('managed', this.blocks.resources), ...of('data', this.blocks.data)];
  }

  /**
   * Makes expressions lead to other resources with the same addresses: those of a plan. Data sources stay.
   *
   * @returns the resources as they are written here
   */
  substitute(planned: (address: string) => Resource | undefined): readonly Resource[] {
    const originals = this.resources.filter((resource) => resource.mode === 'managed');
    for (const [key, { instances, resources }] of this.declared) {
      this.declared.set(key, {
        instances,
        resources: resources.map(
          (resource) => (resource.mode === 'managed' ? planned(resource.address) : undefined) ?? resource,
        ),
      });
    }
    return originals;
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
        return {
          value: new Unknown(`an output of module ${first}, which cannot be looked into`),
          used: Math.min(2, path.length),
        };
      case 'each':
      case 'count':
      case 'path':
      case 'terraform':
      case 'self':
        return { value: new Unknown(`${root}.${first}`), used: 1 };
      default:
        return { value: this.named('managed', `${root}.${first}`), used: 1 };
    }
  }

  private variable(name: string): Value {
    const set = this.variables.get(name);
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
    return { value: this.once(`remote.${name}.${output}`, () => this.remote(name, block, output)), used: 4 };
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
        new ConfiguredResource(mode, type, `${prefix}${key}${suffix}`, this.stack, block, scope, this.templates),
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
