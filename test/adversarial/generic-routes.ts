import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aspects, TerraformResource } from 'cdktf';
import type { Construct, IConstruct } from 'constructs';
import { checkPaths } from '../../lib/policy';
import { checkFiles } from '../policy/support/check';
import { Attempt, RawElement } from './support';

type Json = Record<string, unknown>;

/** One class of bad configuration: a resource, called `x`, that must be refused, and the nearest one that must pass. */
export interface ClassRow {
  /** Number in the list of classes, and which of its spellings. */
  readonly name: string;
  readonly rule: string;
  readonly type: string;
  readonly bad: Json;
  readonly good: Json;
  /** What the stack holds besides, by type and name. */
  readonly beside?: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** What the stack says of itself, `"//".rampart`. @default nothing: it counts as prod */
  readonly notes?: Json;
  /** Where the finding stands, when it is not the resource. */
  readonly at?: string;
}

/** What a route came to. */
interface Outcome {
  /** `RULE address` of each finding. */
  readonly findings: readonly string[];
  /** Files that could be deployed. */
  readonly deployable: readonly string[];
}

type Put = (attempt: Attempt, row: ClassRow, body: Json) => void;

/** Ways through a construct tree, each ending in a synth that must be refused. */
const synthRoutes: Readonly<Record<string, Put>> = {
  'props, typed as any': (attempt, row, body) => void binding(attempt, row.type, body),
  addOverride: (attempt, row, body) => {
    const resource = binding(attempt, row.type, row.good);
    for (const [name, value] of changes(row.good, body)) resource.addOverride(name, value);
  },
  'stack.addOverride on the resource': (attempt, row, body) => {
    binding(attempt, row.type, row.good);
    for (const [name, value] of changes(row.good, body))
      attempt.stack.addOverride(`resource.${row.type}.x.${name}`, value);
  },
  'injected resource': (attempt, row, body) => attempt.stack.addOverride(`resource.${row.type}.x`, body),
  TerraformResource: (attempt, row, body) => {
    const raw = new TerraformResource(attempt.stack, 'x', {
      terraformResourceType: row.type,
      terraformGeneratorMetadata: { providerName: 'aws' },
    });
    for (const [name, value] of Object.entries(body)) raw.addOverride(name, value);
  },
  'subclass of TerraformElement': (attempt, row, body) =>
    void new RawElement(attempt.stack, 'raw', { resource: { [row.type]: { x: body } } }),
  Aspect: (attempt, row, body) => {
    const resource = binding(attempt, row.type, row.good);
    const visit = (node: IConstruct): void => {
      if (node === resource) for (const [name, value] of changes(row.good, body)) resource.addOverride(name, value);
    };
    Aspects.of(attempt.stack).add({ visit });
  },
};

/** Ways of files that no synth has checked. */
const fileRoutes: Readonly<Record<string, (row: ClassRow, body: Json) => Outcome>> = {
  'hand-edited output': (row, body) => {
    const attempt = new Attempt();
    try {
      putBeside(attempt, row);
      binding(attempt, row.type, row.good);
      attempt.app.synth();
      const file = join(attempt.outdir, 'stacks', 'prod', 'cdk.tf.json');
      const json = JSON.parse(readFileSync(file, 'utf8'));
      if (body !== row.good) writeFileSync(file, JSON.stringify(withBody(json, row, body)));
      return named(checkPaths([attempt.outdir]).findings);
    } finally {
      attempt.remove();
    }
  },
  'hand-written file': (row, body) => named(checkFiles({ 'main.tf.json': configuration(row, body) }).findings),
  'plan with its source': (row, body) => {
    const source = configuration(row, body);
    const files = { 'source/main.tf.json': source, 'plan.json': planOf(source) };
    return named(checkFiles(files, { source: 'source' }, ['plan.json']).findings);
  },
};

/** Takes a row by every way: what is bad is refused, what is good passes without a finding. */
export function describeRoutes(rows: readonly ClassRow[]): void {
  describe.each(rows.map((row) => [row.name, row] as const))('%s', (_, row) => {
    const at = `${row.rule} ${row.at ?? `${row.type}.x`}`;

    it.each(Object.keys(synthRoutes))('is refused by %s, and nothing deployable is left', (route) => {
      const { findings, deployable } = synthesize(row, row.bad, route);
      expect(findings).toContain(at);
      expect(deployable).toEqual([]);
    });

    it.each(Object.keys(synthRoutes))('passes by %s when it is good', (route) => {
      expect(synthesize(row, row.good, route).findings).toEqual([]);
    });

    it.each(Object.keys(fileRoutes))('is refused in a %s', (route) => {
      expect(fileRoutes[route]?.(row, row.bad).findings).toContain(at);
    });

    it.each(Object.keys(fileRoutes))('passes in a %s when it is good', (route) => {
      expect(fileRoutes[route]?.(row, row.good).findings).toEqual([]);
    });
  });
}

function synthesize(row: ClassRow, body: Json, route: string): Outcome {
  const attempt = new Attempt();
  try {
    putBeside(attempt, row);
    synthRoutes[route]?.(attempt, row, body);
    const refusal = attempt.synth();
    return { ...named(refusal?.findings ?? []), deployable: attempt.deployable() };
  } finally {
    attempt.remove();
  }
}

function named(findings: readonly { readonly rule: string; readonly address: string }[]): Outcome {
  return { findings: findings.map(({ rule, address }) => `${rule} ${address}`).sort(), deployable: [] };
}

function putBeside(attempt: Attempt, { beside, notes }: ClassRow): void {
  if (beside) new RawElement(attempt.stack, 'beside', { resource: beside });
  if (notes) attempt.stack.addOverride('//.rampart', notes);
}

/** The generated class of a type, given Terraform's own names and no types: what `as any` comes to. */
function binding(attempt: Attempt, type: string, body: Json): TerraformResource {
  const file = type.replace(/^aws_/, '').replaceAll('_', '-');
  const classes = Object.values(require(`@cdktf/provider-aws/lib/${file}`)) as { tfResourceType?: string }[];
  const Class = classes.find(({ tfResourceType }) => tfResourceType === type);
  if (!Class) throw new Error(`no binding of ${type}`);
  return new (Class as unknown as new (scope: Construct, id: string, props: Json) => TerraformResource)(
    attempt.stack,
    'x',
    camel(body) as Json,
  );
}

/** Terraform's names as the bindings spell them; keys of maps and of documents stay. */
function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
      key === 'tags' || key === 'permissions' ? inner : camel(inner),
    ]),
  );
}

/** The top-level attributes that differ; one that is left out becomes null. */
function changes(from: Json, to: Json): [string, unknown][] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return names
    .filter((name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]))
    .map((name) => [name, to[name] ?? null]);
}

function configuration(row: ClassRow, body: Json): Json {
  const comment = row.notes && { '//': { rampart: row.notes } };
  return withBody({ ...comment, resource: structuredClone(row.beside ?? {}) }, row, body);
}

function withBody(json: { resource: Record<string, Json> }, row: ClassRow, body: Json): Json {
  json.resource[row.type] = { ...json.resource[row.type], x: body };
  return json;
}

/** The plan of a first create: what is made of references is not known, and the configuration shows it as a constant. */
function planOf(source: Json): Json {
  const resources = Object.entries(source.resource as Record<string, Record<string, Json>>).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => ({ type, name, body: body as Json, address: `${type}.${name}` })),
  );
  const isOpen = (value: unknown) => JSON.stringify(value).includes('${');
  const known = (body: Json) => Object.fromEntries(Object.entries(body).filter(([, value]) => !isOpen(value)));
  const open = (body: Json) =>
    Object.fromEntries(Object.entries(body).flatMap(([name, value]) => (isOpen(value) ? [[name, true]] : [])));
  return {
    format_version: '1.2',
    terraform_version: '1.11.0',
    planned_values: {
      root_module: {
        resources: resources.map(({ type, name, body, address }) => ({
          address,
          mode: 'managed',
          type,
          name,
          values: known(body),
        })),
      },
    },
    resource_changes: resources.map(({ type, name, body, address }) => ({
      address,
      mode: 'managed',
      type,
      name,
      change: { actions: ['create'], before: null, after: known(body), after_unknown: open(body) },
    })),
    configuration: {
      root_module: {
        resources: resources.map(({ type, name, body, address }) => ({
          address,
          mode: 'managed',
          type,
          name,
          expressions: Object.fromEntries(
            Object.entries(body).map(([attribute, value]) => [attribute, { constant_value: value }]),
          ),
        })),
      },
    },
  };
}
