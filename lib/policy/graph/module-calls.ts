import type { Scope } from '../expression/scope';
import { type JsonObject, textOf } from '../json/parse';
import { type Block, type Blocks, mergeFiles } from './blocks';
import { foldJson, type Templates } from './body';
import type { Folder } from './folder';
import { type Instances, instancesOf } from './instances';
import type { Hidden } from './stack';
import { emptyMap, Unknown, type Value } from './value';

/** What a call hands to an instance of a module: the folded argument, undefined for one that it leaves out. */
export type Inputs = (name: string) => Value | undefined;

/** An instance of a module, as its caller sees it. */
interface Called {
  readonly blocks: Blocks;
  output(name: string): Value | undefined;
}

/** A call whose module is on this disk. */
interface Expanded<M> {
  readonly kind: Instances['kind'];
  readonly modules: readonly { readonly key: string | number | undefined; readonly module: M }[];
}

/** Makes the instance of a module at the address `prefix`. */
type Make<M> = (given: {
  readonly blocks: Blocks;
  readonly folder: Folder;
  readonly prefix: string;
  readonly inputs: Inputs;
}) => M;

/** Arguments of a call that are not handed to the module. */
const metaArguments = new Set(['source', 'version', 'count', 'for_each', 'providers', 'depends_on', '//']);

/** The `module` blocks of a module: local ones are read in and stand in the graph like what is written here. */
export class ModuleCalls<M extends Called> {
  private readonly expanded = new Map<string, Expanded<M> | undefined>();
  private readonly expanding = new Set<string>();

  constructor(
    private readonly calls: ReadonlyMap<string, Block>,
    private readonly scope: Scope,
    private readonly folder: Folder,
    private readonly prefix: string,
    private readonly templates: Templates,
    private readonly make: Make<M>,
  ) {}

  /** Every instance of every module that could be read. */
  get modules(): readonly M[] {
    return [...this.calls.keys()].flatMap((name) => this.call(name)?.modules.map(({ module }) => module) ?? []);
  }

  /** The calls that cannot be looked into. */
  get hidden(): readonly Hidden[] {
    return [...this.calls].flatMap(([name, { body, line }]): Hidden[] => {
      if (this.call(name)) return [];
      const detail = textOf(body.source) || '(no source)';
      return [{ kind: 'module', address: `${this.prefix}module.${name}`, detail, line }];
    });
  }

  /** What `module.<name>` is, with as many of the next names as that answers. */
  traverse(name: string, next: string | undefined): { readonly value: Value; readonly used: number } {
    const call = this.call(name);
    const [first] = call?.modules ?? [];
    if (call?.kind === 'single' && first && next !== undefined)
      return { value: first.module.output(next) ?? new Unknown(`module ${name} has no output ${next}`), used: 2 };
    if (call?.kind === 'list') return { value: call.modules.map(({ module }) => outputsOf(module)), used: 1 };
    if (call?.kind === 'map') {
      const value = emptyMap();
      for (const { key, module } of call.modules) value[String(key)] = outputsOf(module);
      return { value, used: 1 };
    }
    const why = call ? 'of which the instances are not known' : 'which cannot be looked into';
    return { value: new Unknown(`an output of module ${name}, ${why}`), used: next === undefined ? 1 : 2 };
  }

  private call(name: string): Expanded<M> | undefined {
    const block = this.calls.get(name);
    if (!block || this.expanded.has(name) || this.expanding.has(name)) return this.expanded.get(name);
    this.expanding.add(name);
    const found = this.folder.module(textOf(block.body.source));
    const expanded = found && this.expand(name, block.body, mergeFiles(found.files), found.folder);
    this.expanding.delete(name);
    this.expanded.set(name, expanded);
    return expanded;
  }

  private expand(name: string, body: JsonObject, blocks: Blocks, folder: Folder): Expanded<M> {
    const { kind, all } = instancesOf(body, this.scope, this.templates);
    const modules = all.map(({ suffix, key, scope }) => {
      const inputs: Inputs = (input) =>
        metaArguments.has(input) || body[input] === undefined
          ? undefined
          : foldJson(body[input], scope, this.templates);
      const prefix = `${this.prefix}module.${name}${suffix}.`;
      return { key, module: this.make({ blocks, folder, prefix, inputs }) };
    });
    return { kind, modules };
  }
}

/** All outputs of an instance as an object; each is folded when it is asked for, since one may need another instance. */
function outputsOf(module: Called): Value {
  const outputs = emptyMap();
  for (const name of module.blocks.outputs.keys())
    Object.defineProperty(outputs, name, { enumerable: true, get: () => module.output(name) });
  return outputs;
}
