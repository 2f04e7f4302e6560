/**
 * `npm run bench`: time and memory of our constructs side by side with bare cdktf that builds the same JSON, and the time
 * of the policy on that JSON in columns of its own; `npm run bench -- staging prod` runs those cases only. The processes take turns, so that a machine that drifts drifts for both.
 * `npm run bench -- cost`: `rampart cost` on 10,000 resources.
 * `npm run bench -- preview`: a real plan from file to comment.
 * `npm run bench -- policy`: the compiled `rampart check` on a real plan, side by side with checkov.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import Table from 'cli-table3';
import { buildBare, recipeOf } from './bare';
import { CASES } from './cases';
import { comparePolicies } from './compare';
import { measureCost } from './cost';
import type { Measured } from './measure';
import { checkTwice } from './policy';
import { measurePreview } from './preview';

const ROUNDS = 3;
const table = new Table({
  head: [
    'case',
    'resources',
    'ours CPU ms',
    'bare CPU ms',
    'ours / bare',
    'ours MiB',
    'bare MiB',
    'policy CPU ms',
    'policy MiB',
  ],
  style: { head: [], border: [] },
  colAligns: ['left', ...Array<'right'>(8).fill('right')],
});

const chosen = process.argv.slice(2);
if (chosen.includes('policy')) comparePolicies();
else if (chosen.includes('preview')) measurePreview();
else if (chosen.includes('cost')) measureCost();
else compareConstructs();

function compareConstructs(): void {
  for (const [name, create] of Object.entries(CASES)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    const reference = mkdtempSync(join(tmpdir(), 'rampart-reference-'));
    try {
      create(reference).synth();
      const resources = requireSameJson(name, reference);
      table.push([name, resources, ...compare(name, resources, reference), ...checkTwice(reference)]);
    } finally {
      rmSync(reference, { recursive: true });
    }
  }
  console.log(
    `node ${process.version}, ${cpus()[0]?.model}, CPU time, median of warm runs, construct + synth; policy: all rules on that JSON`,
  );
  console.log(table.toString());
}

function compare(name: string, resources: number, reference: string): string[] {
  const runs = resources > 5_000 ? 2 : resources > 500 ? 5 : 20;
  const measured: Record<'ours' | 'bare', Measured[]> = { ours: [], bare: [] };
  for (let round = 0; round < (resources > 5_000 ? 1 : ROUNDS); round++) {
    for (const variant of ['ours', 'bare'] as const) measured[variant].push(measure(variant, name, runs, reference));
  }
  const time = (variant: 'ours' | 'bare'): number => median(measured[variant].flatMap(({ runs: each }) => each));
  const memory = (variant: 'ours' | 'bare'): number =>
    median(measured[variant].map(({ peakMebibytes }) => peakMebibytes));
  return [
    time('ours').toFixed(1),
    time('bare').toFixed(1),
    (time('ours') / time('bare')).toFixed(2),
    memory('ours').toFixed(0),
    memory('bare').toFixed(0),
  ];
}

function measure(variant: string, name: string, runs: number, reference: string): Measured {
  const script = join(__dirname, 'measure.ts');
  const flags = ['--expose-gc', '-r', '@swc-node/register', script, variant, name, String(runs), reference];
  return JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8' })) as Measured;
}

/** A comparison with something that builds other JSON would say nothing. Returns the number of resources. */
function requireSameJson(name: string, reference: string): number {
  const bare = mkdtempSync(join(tmpdir(), 'rampart-bare-'));
  const read = (folder: string): [string, Record<string, unknown>][] =>
    readdirSync(join(folder, 'stacks')).map((stack) => [
      stack,
      JSON.parse(readFileSync(join(folder, 'stacks', stack, 'cdk.tf.json'), 'utf8')),
    ]);
  const ours = read(reference);
  buildBare(
    ours.map(([stack, json]) => recipeOf(stack, json)),
    bare,
  ).synth();
  for (const [stack, json] of read(bare)) {
    if (withoutOverrides(json) !== withoutOverrides(Object.fromEntries(ours)[stack] ?? {}))
      throw new Error(`${name}/${stack}: bare cdktf built other JSON`);
  }
  rmSync(bare, { recursive: true });
  return ours.reduce((sum, [, json]) => sum + countResources(json), 0);
}

/** The JSON as text, without cdktf's own list of which keys were overridden. */
function withoutOverrides(json: Record<string, unknown>): string {
  return JSON.stringify(json, (key, value) => (key === 'overrides' ? undefined : value));
}

function countResources(json: Record<string, unknown>): number {
  return Object.values((json.resource ?? {}) as Record<string, object>).reduce(
    (sum, byName) => sum + Object.keys(byName).length,
    0,
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
