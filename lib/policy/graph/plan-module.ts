import { evaluate } from '../expression/evaluate';
import { parseExpression } from '../expression/parser';
import { BoundScope, type Scope } from '../expression/scope';
import { SyntaxFault } from '../expression/syntax';
import { isObject, type Json, type JsonObject, textOf } from '../json/parse';
import { foldJson, type Templates } from './body';
import { follow } from './follow';
import { emptyMap, isMap, Reference, type Resource, referencesIn, Unknown, type Value } from './value';

/** Resources that one expression of a plan is followed to. */
const mostReferences = 5_000;

/** What the plan's `configuration` says of a module: resources, calls, variables, outputs. */
export type ModuleConfig = JsonObject;

/** The instance whose expressions are folded: what it was repeated over, and its key. */
export interface Owner {
  readonly forEach: Json | undefined;
  readonly key: string | undefined;
}

/** One instance of a module of a plan: the scope in which the references of its expressions are resolved. */
export class PlanModule implements Scope {
  private readonly resources = new Map<string, Resource[]>();
  private readonly children = new Map<string, PlanModule[]>();
  private readonly resolving = new Set<string>();
  /** Expressions that refer to too much, so that it is not counted again for each instance. */
  private readonly tooMany = new Map<string, Unknown>();
  /** What names mean, for each number of resources that they meant when they were asked for. */
  private readonly instances = new Map<string, { readonly count: number; readonly value: Value }>();

  constructor(
    readonly config: ModuleConfig,
    /** Values of the root module's variables; of a child, the expressions of its call. */
    private readonly inputs: JsonObject,
    private readonly parent: PlanModule | undefined,
    private readonly templates: Templates,
  ) {}

  add(key: string, resource: Resource): void {
    const list = this.resources.get(key);
    if (list) list.push(resource);
    else this.resources.set(key, [resource]);
  }

  addChild(name: string, child: PlanModule): void {
    this.children.set(name, [...(this.children.get(name) ?? []), child]);
  }

  /** Folds an expression of the configuration: a constant, references, or a block of expressions. */
  fold(expression: Json, each?: Owner): Value {
    if (Array.isArray(expression)) return expression.map((item) => this.fold(item, each));
    if (!isObject(expression)) return expression as Value;
    // For Terraform JSON the plan quotes the template itself as a constant, which says more than its references.
    const constant = expression.constant_value;
    if (constant !== undefined && holdsTemplate(constant))
      return foldJson(constant, this.scopeOf(each), this.templates);
    if (Array.isArray(expression.references)) return this.foldReferences(expression.references.map(textOf), each);
    if ('constant_value' in expression) return constant as Value;
    const result = emptyMap();
    for (const key of Object.keys(expression)) result[key] = this.fold(expression[key] ?? null, each);
    return result;
  }

  name(): Value | undefined {
    return undefined;
  }

  follow(value: Value): Value {
    return follow(value);
  }

  text(): undefined {
    return undefined;
  }

  traverse(root: string, path: readonly string[]): { readonly value: Value; readonly used: number } {
    const [first = '', second = ''] = path;
    if (root === 'var') return { value: this.once(`var.${first}`, () => this.variable(first)), used: 1 };
    if (root === 'data') return { value: this.named(`data.${first}.${second}`), used: 2 };
    if (root === 'module')
      return {
        value: this.once(`module.${first}.${second}`, () => this.outputOf(first, second)),
        used: Math.min(2, path.length),
      };
    if (
      root === 'local' ||
      root === 'path' ||
      root === 'terraform' ||
      root === 'self' ||
      root === 'each' ||
      root === 'count'
    ) {
      return { value: new Unknown(`${root}.${first}, which a plan does not show`), used: 1 };
    }
    return { value: this.named(`${root}.${first}`), used: 1 };
  }

  /**
   * The plan names what an expression refers to, but not how it uses it: `"${x.arn}/*"` looks like `x.arn`. Only a policy
   * document is taken for the value itself.
   */
  private foldReferences(given: readonly string[], each: Owner | undefined): Value {
    // No expression names thousands of things; comparing all with all must not take for ever.
    const all = given.slice(0, 2000);
    const seen = this.tooMany.size > 0 ? this.tooMany.get(all.join('\n')) : undefined;
    if (seen) return seen;
    const specific = all.filter(
      (one) => !all.some((other) => other !== one && /^[.[]/.test(other.slice(one.length)) && other.startsWith(one)),
    );
    const keyed = each?.key !== undefined && all.some((one) => /^(each\.key|each\.value|count\.index)/.test(one));
    const others = specific.filter((one) => !/^(each|count)\./.test(one));
    const values = (keyed && others.length > 0 ? others : specific).map((text) => {
      const value = this.resolve(text, each);
      // `aws_subnet.x[each.key]`: the plan names all instances and the key apart; the one with the same key is meant.
      return (keyed && isMap(value) ? value[each.key ?? ''] : undefined) ?? value;
    });
    const [only] = values;
    if (values.length === 1 && only instanceof Reference && only.resource.type === 'aws_iam_policy_document')
      // Behind an index the plan does not say which attribute is meant: nobody takes another one.
      return only.path.length === 0 ? only.step('json') : only;
    const references = referencesIn(values);
    // Thousands of instances that each name thousands: to follow all would take for ever, so none is believed to be known.
    if (references.length > mostReferences) {
      const tooMany = new Unknown(`only known after apply, and it refers to more than ${mostReferences} resources`);
      this.tooMany.set(all.join('\n'), tooMany);
      return tooMany;
    }
    return new Unknown('only known after apply', { references });
  }

  private resolve(text: string, each: Owner | undefined): Value {
    // The index of a module call cannot be told apart here: all its instances are meant.
    const plain = text.replace(/^module\.([\w-]+)\[[^\]]*\]/, 'module.$1');
    try {
      return evaluate(parseExpression(plain), this.scopeOf(each));
    } catch (error) {
      if (error instanceof SyntaxFault) return new Unknown(error.message);
      throw error;
    }
  }

  private scopeOf(each: Owner | undefined): Scope {
    if (each?.forEach === undefined) return this;
    return new BoundScope(this, new Map([['each', this.eachOf(each)]]));
  }

  private eachOf({ forEach, key }: Owner): Value {
    const references = forEach === undefined ? [] : referencesIn(this.fold(forEach));
    // `for_each = aws_subnet.x`: the instance with the same key is meant.
    const same = references.filter(
      (reference) => reference.path.length === 0 && instanceKey(reference.resource.address) === key,
    );
    const value = new Unknown('each.value', { references: same.length > 0 ? same : references });
    return Object.assign(emptyMap(), { key: value, value });
  }

  private variable(name: string): Value {
    const input = this.inputs[name];
    if (this.parent && input !== undefined) return this.parent.fold(input);
    if (isObject(input) && 'value' in input) return input.value as Value;
    const declared = isObject(this.config.variables) ? this.config.variables[name] : undefined;
    return isObject(declared) && declared.default !== undefined
      ? (declared.default as Value)
      : new Unknown(`variable ${name} has no value`);
  }

  private outputOf(call: string, output: string): Value {
    const values = (this.children.get(call) ?? []).map((child) => child.output(output));
    const [only] = values;
    if (values.length === 1 && only !== undefined) return only;
    return new Unknown(`output ${output} of module ${call}`, { references: referencesIn(values) });
  }

  private output(name: string): Value {
    const outputs = this.config.outputs;
    const declared = isObject(outputs) ? outputs[name] : undefined;
    return isObject(declared) && declared.expression !== undefined
      ? this.fold(declared.expression)
      : new Unknown(`there is no output ${name}`);
  }

  private named(key: string): Value {
    const count = this.resources.get(key)?.length ?? 0;
    const known = this.instances.get(key);
    if (known?.count === count) return known.value;
    const value = this.instancesNamed(key);
    this.instances.set(key, { count, value });
    return value;
  }

  private instancesNamed(key: string): Value {
    const references = (this.resources.get(key) ?? []).map((resource) => new Reference(resource, []));
    const [first] = references;
    if (references.length === 1 && first)
      return first.resource.address.endsWith(']')
        ? new Unknown('one instance', { references, instance: first })
        : first;
    if (!first) return new Unknown(`${key} is not in the plan`);
    return Object.assign(
      emptyMap(),
      Object.fromEntries(references.map((reference) => [instanceKey(reference.resource.address) ?? '', reference])),
    );
  }

  private once(key: string, resolve: () => Value): Value {
    if (this.resolving.has(key)) return new Unknown(`${key} refers to itself`);
    this.resolving.add(key);
    const value = resolve();
    this.resolving.delete(key);
    return value;
  }
}

function holdsTemplate(json: Json): boolean {
  if (typeof json === 'string') return json.includes('${') || json.includes('%{');
  return Array.isArray(json) ? json.some(holdsTemplate) : isObject(json) && Object.values(json).some(holdsTemplate);
}

/** The instance key at the end of an address, `0` or `eu-west-1a`; undefined when there is none. */
export function instanceKey(address: string): string | undefined {
  const key = /\[("(?:[^"\\]|\\.)*"|\d+)\]$/.exec(address)?.[1];
  return key?.startsWith('"') ? (JSON.parse(key) as string) : key;
}
