import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, TerraformStack } from 'cdktf';
import { STATEFUL } from './data/replaced-by';
import { type Fault, ValidationError } from './faults';
import { settingsOf } from './settings';

/** How {@link StatefulLock} treats a stateful resource that the file does not know yet. */
export type UnknownStateful = 'write' | 'refuse' | 'ignore';

/** Options of {@link StatefulLock.attach}. */
export interface StatefulLockOptions {
  /** The file, which belongs into version control: `stateful.lock.json`. */
  readonly file: string;
  /** What happens to resources that it does not know: recorded, refused (in CI, say), or nothing. @default 'ignore' */
  readonly unknown?: UnknownStateful;
}

type Values = Readonly<Record<string, unknown>>;

const HCL: Fault = {
  prop: 'hclOutput',
  expected: 'off: the comparison reads Terraform JSON',
  got: true,
  fix: 'Remove hclOutput (and SYNTH_HCL_OUTPUT).',
};
type Recorded = Record<string, { account?: string; region?: string; resources: Record<string, Values> }>;
interface Json {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Values>>>>;
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
}

/**
 * What is refused at synth: that a database, cache, bucket, key, cluster or secret goes, or changes in an argument that replaces it.
 * Synth sees no state; a committed file tells it what was there. Resources are known by their first address, so a rename by
 * `renamed` is none. The sandbox, and deployments to another account or region than the file's, are left alone.
 */
export const StatefulLock = {
  /**
   * Compares the final JSON of all stacks with the file at the end of every synth. Call it after `Guardrails.attach(app)`, which
   * then removes what was written when this refuses.
   *
   * @throws ValidationError from `app.synth()`, with every change and the safe way to it
   */
  attach(app: App, { file, unknown = 'ignore' }: StatefulLockOptions): void {
    app.node.addValidation({
      validate: () => {
        if (app.hclOutput) throw new ValidationError(file, [HCL]);
        const recorded = readFile(file);
        const faults = stacksOf(app).flatMap((stack) => compare(app, stack, recorded, unknown));
        if (faults.length > 0) throw new ValidationError(file, faults);
        if (unknown === 'write') writeIfChanged(file, recorded);
        return [];
      },
    });
  },
};

function stacksOf(app: App): TerraformStack[] {
  const names = Object.keys(app.manifest.stacks);
  const stacks = names.map((name) => app.node.tryFindChild(name) as TerraformStack | undefined);
  return stacks.filter((stack) => stack !== undefined && settingsOf(stack).stage !== 'sandbox') as TerraformStack[];
}

/** The faults of one stack; what is new goes into `recorded` where it is to be written. */
function compare(app: App, stack: TerraformStack, recorded: Recorded, unknown: UnknownStateful): Fault[] {
  const { accountId: account, region } = settingsOf(stack);
  const path = app.manifest.stacks[stack.node.id]?.synthesizedStackPath ?? '';
  const now = statefulIn(JSON.parse(readFileSync(join(app.outdir, path), 'utf8')) as Json);
  const known = recorded[stack.node.id] ?? { account, region, resources: {} };
  if (known.account !== account || known.region !== region) return [];
  const added = Object.keys(now).filter((address) => !(address in known.resources));
  if (unknown === 'write' && added.length > 0) {
    const values = added.map((address) => [address, now[address]]);
    recorded[stack.node.id] = { ...known, resources: { ...known.resources, ...Object.fromEntries(values) } };
  }
  const missing = unknown === 'refuse' ? added : [];
  return [
    ...Object.entries(known.resources).flatMap(([address, was]) => changesOf(stack, address, was, now[address])),
    ...missing.map((address) => ({
      prop: `${stack.node.id}.${address}`,
      expected: 'known to the file, so that a later synth can tell what replaces it',
      got: 'no entry',
      fix: 'Run `npm start -- --record` and commit the file.',
    })),
  ];
}

function changesOf({ node }: TerraformStack, address: string, was: Values, is: Values | undefined): Fault[] {
  const { instead = '', inPlace = {} } = STATEFUL[address.split('.')[0] ?? ''] ?? {};
  const meant =
    'If it is meant, take its entry out of the file in the same change, and let the plan through with allowReplace.';
  if (is === undefined) {
    return [
      {
        prop: `${node.id}.${address}`,
        expected: 'there still: without it, its data goes',
        got: 'nothing',
        fix: `If it was renamed or moved, write renamed(scope, { from, to }). ${meant}`,
      },
    ];
  }
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]))
    .filter((name) => inPlace[name]?.[0] !== was[name] || inPlace[name]?.[1] !== is[name])
    .map((name) => ({
      prop: `${node.id}.${address}.${name}`,
      expected: `${JSON.stringify(was[name]) ?? 'left out'}: another value replaces the resource, and its data goes`,
      got: is[name],
      fix: `${instead} ${meant}`,
    }));
}

/** What replaces each stateful resource, by the first address that it had; references too are to first addresses. */
function statefulIn({ resource = {}, moved = [] }: Json): Record<string, Values> {
  const first = (address: string): string => {
    const move = moved.find(({ to }) => to === address);
    return move ? first(move.from) : address;
  };
  const names = new Map(moved.map(({ to }) => [to, first(to)]));
  const rename = (text: string): string =>
    text.replace(/\b[a-z][\w]*\.[\w-]+/g, (address) => names.get(address) ?? address);
  const found: Record<string, Values> = {};
  for (const [type, { replacedBy }] of Object.entries(STATEFUL)) {
    for (const [name, body] of Object.entries(resource[type] ?? {})) {
      const values = replacedBy
        .map((argument) => [argument, valueAt(body, argument)] as const)
        .filter(([, value]) => value !== undefined && value !== null);
      found[first(`${type}.${name}`)] = JSON.parse(rename(JSON.stringify(Object.fromEntries(values)))) as Values;
    }
  }
  return found;
}

/** The value of an argument, or of one in a block, which Terraform JSON writes as an object or as a list of one. */
function valueAt(body: Values, argument: string): unknown {
  return argument.split('.').reduce<unknown>((at, name) => {
    const block = Array.isArray(at) ? at[0] : at;
    return typeof block === 'object' && block !== null ? (block as Values)[name] : undefined;
  }, body);
}

function readFile(file: string): Recorded {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Recorded;
  } catch (error) {
    throw new ValidationError(file, [
      {
        prop: 'file',
        expected: 'JSON as it was recorded',
        got: (error as Error).message,
        fix: 'Take it back from version control.',
      },
    ]);
  }
}

function writeIfChanged(file: string, recorded: Recorded): void {
  const sorted = (record: object): object =>
    Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
  const stacks = Object.entries(recorded).map(([name, stack]) => [
    name,
    { ...stack, resources: sorted(stack.resources) },
  ]);
  const text = `${JSON.stringify(sorted(Object.fromEntries(stacks)), null, 2)}\n`;
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text);
}
