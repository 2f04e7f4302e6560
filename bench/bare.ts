/** The same JSON built the way a program without this library would: the generated classes alone. */
import { createRequire } from 'node:module';
import { App, type TerraformElement, TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

type Json = Record<string, unknown>;
type Made = TerraformElement & { getStringAttribute?(name: string): string };
type ElementClass = new (scope: Construct, id: string, config: never) => Made;

/** One construct: a generated class, an id, its arguments. */
interface Line {
  readonly address: string;
  readonly class: ElementClass;
  readonly id: string;
  readonly config: unknown;
}

/** What it takes to build a stack's JSON again. */
export interface Recipe {
  readonly stack: string;
  readonly lines: readonly Line[];
  readonly overrides: Json;
}

const REFERENCE = /\$\{((?:data\.)?\w+\.[\w-]+)\.(\w+)\}/g;
const load = createRequire(__filename);

/** Reads the recipe off a stack's JSON. */
export function recipeOf(stack: string, json: Json): Recipe {
  const provider = (json.provider as { aws: Json[] }).aws[0] ?? {};
  const lines: Line[] = [
    { address: 'provider.aws', class: generated('aws'), id: 'aws', config: argumentsOf(provider) },
    ...linesOf(json.data as Json | undefined, 'data.'),
    ...linesOf(json.resource as Json | undefined, ''),
    ...Object.entries((json.output ?? {}) as Record<string, Json>).map(([id, output]) => ({
      address: `output.${id}`,
      class: TerraformOutput as unknown as ElementClass,
      id,
      config: argumentsOf(output),
    })),
  ];
  return { stack, lines: inOrderOfUse(lines), overrides: { terraform: json.terraform, '//.rampart': rampart(json) } };
}

/** Builds recipes: references by attribute, policies by JSON.stringify, as their author would. */
export function buildBare(recipes: readonly Recipe[], outdir: string): App {
  const app = new App({ outdir });
  for (const { stack: id, lines, overrides } of recipes) {
    const stack = new TerraformStack(app, id);
    const made = new Map<string, Made>();
    for (const line of lines) {
      made.set(line.address, new line.class(stack, line.id, withReferences(line.config, made) as never));
    }
    for (const [key, value] of Object.entries(overrides)) stack.addOverride(key, value);
  }
  return app;
}

/** The JSON of a stack without what only says where in the program it was made. */
export function comparable(json: Json): Json {
  return JSON.parse(JSON.stringify(json, (key, value) => (key === '//' ? undefined : value))) as Json;
}

const rampart = (json: Json): unknown => (json['//'] as Json | undefined)?.rampart;

function linesOf(section: Json | undefined, prefix: '' | 'data.'): Line[] {
  return Object.entries((section ?? {}) as Record<string, Record<string, Json>>).flatMap(([type, byName]) =>
    Object.entries(byName).map(([id, block]) => ({
      address: `${prefix}${type}.${id}`,
      class: generated(prefix + type),
      id,
      config: argumentsOf(block),
    })),
  );
}

/** The generated class of `aws_x`, `data.aws_x` or the provider `aws`. */
function generated(type: string): ElementClass {
  const folder = type === 'aws' ? 'provider' : type.replace(/^aws_/, '').replace('data.', 'data-').replaceAll('_', '-');
  const wanted = type.replace('data.', '');
  const exported = Object.values(load(`@cdktf/provider-aws/lib/${folder}`)) as (ElementClass & {
    tfResourceType?: string;
  })[];
  const found = exported.find(({ tfResourceType }) => tfResourceType === wanted);
  if (found === undefined) throw new Error(`no generated class for ${type}`);
  return found;
}

function argumentsOf({ '//': _, ...block }: Json): unknown {
  return camelKeys(block);
}

function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys);
  if (typeof value === 'string') return value.startsWith('{') ? new Document(JSON.parse(value)) : value;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [camel(key), camelKeys(inner)]));
}

function camel(key: string): string {
  return /^[a-z0-9_]+$/.test(key) ? key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) : key;
}

/** A policy as the object that its author would hand to JSON.stringify. */
class Document {
  constructor(readonly content: unknown) {}
}

function withReferences(value: unknown, made: ReadonlyMap<string, Made>): unknown {
  if (typeof value === 'string') {
    return value.replace(REFERENCE, (whole, address: string, attribute: string) => {
      return made.get(address)?.getStringAttribute?.(attribute) ?? whole;
    });
  }
  if (value instanceof Document) return JSON.stringify(withReferences(value.content, made));
  if (Array.isArray(value)) return value.map((item) => withReferences(item, made));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withReferences(inner, made)]));
}

/** What is referred to comes before what refers to it, as in a program. */
function inOrderOfUse(lines: readonly Line[]): Line[] {
  const byAddress = new Map(lines.map((line) => [line.address, line]));
  const ordered = new Set<Line>();
  const visit = (line: Line, path: ReadonlySet<Line>): void => {
    if (ordered.has(line) || path.has(line)) return;
    const text = JSON.stringify(line.config);
    for (const [, address = ''] of text.matchAll(REFERENCE)) {
      const target = byAddress.get(address);
      if (target) visit(target, new Set([...path, line]));
    }
    ordered.add(line);
  };
  for (const line of lines) visit(line, new Set());
  return [...ordered];
}
