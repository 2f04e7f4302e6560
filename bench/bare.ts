/** The same JSON built the way a program without this library would: the generated classes alone. */
import { createRequire } from 'node:module';
import { App, LocalBackend, S3Backend, type TerraformElement, TerraformOutput, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';

type Json = Record<string, unknown>;
type Made = TerraformElement & { getStringAttribute?(name: string): string };
type ElementClass = new (scope: Construct, id: string, config: never) => Made;

/** One construct: a generated class, an id, its arguments. */
interface Line {
  readonly address: string;
  readonly class: ElementClass;
  /** Its path below the stack, as in the JSON's metadata. */
  readonly path: readonly string[];
  readonly config: unknown;
}

/** What it takes to build a stack's JSON again. */
export interface Recipe {
  readonly stack: string;
  readonly lines: readonly Line[];
  readonly backend: Readonly<Record<string, Json>> | undefined;
  readonly overrides: Json;
}

const REFERENCE = /\$\{((?:data\.)?\w+\.[\w-]+)\.(\w+)\}/g;
const load = createRequire(__filename);

/** Reads the recipe off a stack's JSON. */
export function recipeOf(stack: string, json: Json): Recipe {
  const provider = (json.provider as { aws: Json[] }).aws[0] ?? {};
  const lines: Line[] = [
    { address: 'provider.aws', class: generated('aws'), path: ['aws'], config: argumentsOf(provider) },
    ...linesOf(json.data as Json | undefined, 'data.'),
    ...linesOf(json.resource as Json | undefined, ''),
    ...Object.entries((json.output ?? {}) as Record<string, Json>).map(([id, output]) => ({
      address: `output.${id}`,
      class: TerraformOutput as unknown as ElementClass,
      path: [id],
      config: argumentsOf(output),
    })),
  ];
  const terraform = json.terraform as Json;
  const backend = camelKeys(terraform.backend) as Recipe['backend'];
  return { stack, lines: inOrderOfUse(lines), backend, overrides: { terraform, '//.rampart': rampart(json) } };
}

/** Builds recipes: references by attribute, policies by JSON.stringify, as their author would. */
export function buildBare(recipes: readonly Recipe[], outdir: string): App {
  const app = new App({ outdir });
  for (const { stack: id, lines, backend, overrides } of recipes) {
    const stack = new TerraformStack(app, id);
    const made = new Map<string, Made>();
    if (backend?.s3) new S3Backend(stack, backend.s3 as never);
    if (backend?.local) new LocalBackend(stack, backend.local);
    for (const line of lines) {
      const scope = scopeOf(stack, line.path.slice(0, -1));
      made.set(line.address, new line.class(scope, line.path.at(-1) ?? '', withReferences(line.config, made) as never));
    }
    for (const [key, value] of Object.entries(overrides)) stack.addOverride(key, value);
  }
  return app;
}

function scopeOf(stack: Construct, path: readonly string[]): Construct {
  return path.reduce(
    (scope, id) => (scope.node.tryFindChild(id) as Construct | undefined) ?? new Construct(scope, id),
    stack,
  );
}

function pathOf(block: Json): string[] {
  const { metadata } = block['//'] as { metadata: { path: string } };
  return metadata.path.split('/').slice(1);
}

const rampart = (json: Json): unknown => (json['//'] as Json | undefined)?.rampart;

function linesOf(section: Json | undefined, prefix: '' | 'data.'): Line[] {
  return Object.entries((section ?? {}) as Record<string, Record<string, Json>>).flatMap(([type, byName]) =>
    Object.entries(byName).map(([id, block]) => ({
      address: `${prefix}${type}.${id}`,
      class: generated(prefix + type),
      path: pathOf(block),
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

function argumentsOf({ '//': _, depends_on: dependsOn, ...block }: Json): unknown {
  const after = dependsOn as string[] | undefined;
  return {
    ...(camelKeys(block) as Json),
    ...(after && { dependsOn: after.map((address) => new Dependency(address)) }),
  };
}

/** What `dependsOn` names: another construct. */
class Dependency {
  constructor(readonly address: string) {}
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
  if (value instanceof Dependency) return made.get(value.address);
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
    const { dependsOn = [] } = line.config as { dependsOn?: Dependency[] };
    const references = [...text.matchAll(REFERENCE)].map(([, address = '']) => address);
    for (const address of [...references, ...dependsOn.map((dependency) => dependency.address)]) {
      const target = byAddress.get(address);
      if (target) visit(target, new Set([...path, line]));
    }
    ordered.add(line);
  };
  for (const line of lines) visit(line, new Set());
  return [...ordered];
}
