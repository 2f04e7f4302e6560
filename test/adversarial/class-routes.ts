/** Every way that cdktf has to bring a resource into the JSON, for any resource: one row of a table runs through all of them. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aspects, TerraformResource } from 'cdktf';
import { checkPaths, type Finding } from '../../lib/policy';
import { checkConfig, checkFiles } from '../policy/support/check';
import { Attempt, RawElement } from './support';

type Body = Readonly<Record<string, unknown>>;
type Table = Readonly<Record<string, Readonly<Record<string, Body>>>>;

/** A class of bad configuration: one resource, what is bad in it, and the nearest that is good. */
export interface ClassRow {
  readonly rule: string;
  readonly type: string;
  /** The whole resource as it passes. */
  readonly good: Body;
  /** Attributes that are replaced, `undefined` for one that is left out. */
  readonly bad: Body;
  /** What has to stand beside it so that it passes every rule. */
  readonly around?: Table;
}

/** Findings about the row's resource when its bad or good form goes this way; a way that checks in a synth also says what it left. */
export type Route = (row: ClassRow, bad: boolean) => readonly Finding[];

const name = 'it';

function bodyOf(row: ClassRow, bad: boolean): Body {
  const merged: Record<string, unknown> = { ...row.good, ...(bad ? row.bad : {}) };
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

function tableOf(row: ClassRow, bad: boolean): Table {
  return { ...row.around, [row.type]: { ...row.around?.[row.type], [name]: bodyOf(row, bad) } };
}

/** Synthesizes a stack and gives what the guardrails said; when they refuse, nothing deployable may be left. */
function synthesized(row: ClassRow, build: (attempt: Attempt) => void): readonly Finding[] {
  const attempt = new Attempt();
  try {
    if (row.around) new RawElement(attempt.stack, 'around', { resource: row.around });
    build(attempt);
    const refusal = attempt.synth();
    if (refusal && attempt.deployable().length > 0) throw new Error(`left behind: ${attempt.deployable().join(', ')}`);
    return refusal?.findings ?? [];
  } finally {
    attempt.remove();
  }
}

function raw(attempt: Attempt, row: ClassRow, body: Body): TerraformResource {
  const resource = new TerraformResource(attempt.stack, name, {
    terraformResourceType: row.type,
    // cdktf asks for a provider construct of that name; the JSON does not hold it.
    terraformGeneratorMetadata: { providerName: 'aws' },
  });
  for (const [key, value] of Object.entries(body)) resource.addOverride(key, value);
  return resource;
}

/** What turns the good form into the bad one, as overrides: cdktf merges them deeply, so null takes away what is not to stay. */
function change(row: ClassRow, bad: boolean): [string, unknown][] {
  return bad ? Object.entries(row.bad).map(([key, value]) => [key, replacing(row.good[key], value)]) : [];
}

function replacing(before: unknown, after: unknown): unknown {
  if (after === undefined) return null;
  if (!isObject(before) || !isObject(after)) return after;
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries([...keys].map((key) => [key, replacing(before[key], after[key])]));
}

/** All ways, by name. */
export const classRoutes: Readonly<Record<string, Route>> = {
  'a JSON file': (row, bad) => checkConfig({ resource: tableOf(row, bad) }).findings,
  'an override file': (row, bad) =>
    checkFiles({
      'main.tf.json': { resource: tableOf(row, false) },
      'override.tf.json': { resource: { [row.type]: { [name]: Object.fromEntries(change(row, bad)) } } },
    }).findings,
  TerraformResource: (row, bad) => synthesized(row, (attempt) => raw(attempt, row, bodyOf(row, bad))),
  addOverride: (row, bad) =>
    synthesized(row, (attempt) => {
      const resource = raw(attempt, row, row.good);
      for (const [key, value] of change(row, bad)) resource.addOverride(key, value);
    }),
  'stack.addOverride on the resource': (row, bad) =>
    synthesized(row, (attempt) => {
      raw(attempt, row, row.good);
      for (const [key, value] of change(row, bad))
        attempt.stack.addOverride(`resource.${row.type}.${name}.${key}`, value);
    }),
  'injected resource': (row, bad) =>
    synthesized(row, (attempt) => attempt.stack.addOverride(`resource.${row.type}.${name}`, bodyOf(row, bad))),
  'subclass of TerraformElement': (row, bad) =>
    synthesized(
      row,
      (attempt) => new RawElement(attempt.stack, 'raw', { resource: { [row.type]: { [name]: bodyOf(row, bad) } } }),
    ),
  Aspect: (row, bad) =>
    synthesized(row, (attempt) => {
      const resource = raw(attempt, row, row.good);
      Aspects.of(attempt.stack).add({
        visit: (node) => {
          if (node === resource) for (const [key, value] of change(row, bad)) resource.addOverride(key, value);
        },
      });
    }),
  'edited output': edited,
  'a plan': (row, bad) => checkFiles({ 'plan.json': planOf(tableOf(row, bad)) }, {}, ['plan.json']).findings,
};

/** The stack passes, then its file is changed by hand; the digest notices too, also when what was written is good. */
function edited(row: ClassRow, bad: boolean): readonly Finding[] {
  const attempt = new Attempt();
  try {
    new RawElement(attempt.stack, 'raw', { resource: tableOf(row, false) });
    if (attempt.synth()) throw new Error('the good form does not pass');
    const file = join(attempt.outdir, 'stacks', 'prod', 'cdk.tf.json');
    const json = JSON.parse(readFileSync(file, 'utf8'));
    json.resource = tableOf(row, bad);
    writeFileSync(file, JSON.stringify(json));
    return checkPaths([attempt.outdir]).findings.filter((finding) => finding.rule !== 'SEC-DIGEST');
  } finally {
    attempt.remove();
  }
}

/** What `terraform show -json` prints for resources without references: planned values, and the configuration as constants. */
function planOf(table: Table): object {
  const all = Object.entries(table).flatMap(([type, named]) =>
    Object.entries(named).map(([key, values]) => ({
      address: `${type}.${key}`,
      mode: 'managed',
      type,
      name: key,
      values: planned(values),
      expressions: Object.fromEntries(
        Object.keys(values).map((attribute) => [attribute, { constant_value: values[attribute] }]),
      ),
    })),
  );
  return {
    format_version: '1.2',
    planned_values: { root_module: { resources: all.map(({ expressions: _, ...resource }) => resource) } },
    resource_changes: all.map(({ address, mode, type, name: key, values }) => ({
      address,
      mode,
      type,
      name: key,
      change: { actions: ['create'], before: null, after: values, after_unknown: {} },
    })),
    configuration: { root_module: { resources: all.map(({ values: _, ...resource }) => resource) } },
  };
}

/** Nested blocks are lists in a plan; maps of the user's own keys and manifests stay objects. */
function planned(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => (isObject(item) ? planned(item, `${key}[]`) : item));
  if (!isObject(value)) return value;
  if (/^(labels|annotations|data|match_labels|manifest|tags|node_selector|hard)$/.test(key)) return value;
  const block = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, planned(inner, name)]));
  return key === '' || key.endsWith('[]') ? block : [block];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
