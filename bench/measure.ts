/** Measures one variant of one case in a process of its own: `measure.ts ours|bare <case> <runs> <folder of our JSON>`. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'cdktf';
import { buildBare, recipeOf } from './bare';

/** What the process prints, as one line of JSON. */
export interface Measured {
  /** CPU milliseconds of construct and synthesize, each run: they hold on a machine that does something else too. */
  readonly runs: readonly number[];
  /** The largest resident set of the process, MiB. */
  readonly peakMebibytes: number;
}

const [variant, name = '', runs = '5', reference = ''] = process.argv.slice(2);
const outdir = mkdtempSync(join(tmpdir(), 'rampart-bench-'));
const build = variant === 'ours' ? ours() : bare();
const times: number[] = [];
for (let run = 0; run <= Number(runs); run++) {
  global.gc?.();
  const start = process.cpuUsage();
  build().synth();
  const { user, system } = process.cpuUsage(start);
  // The first run compiles the code: it is not counted.
  if (run > 0) times.push((user + system) / 1000);
}
rmSync(outdir, { recursive: true });
const measured: Measured = { runs: times, peakMebibytes: process.resourceUsage().maxRSS / 1024 };
console.log(JSON.stringify(measured));

function ours(): () => App {
  const { CASES } = require('./cases') as typeof import('./cases');
  const create = CASES[name];
  if (create === undefined) throw new Error(`no case ${name}`);
  return () => create(outdir);
}

function bare(): () => App {
  const stacks = join(reference, 'stacks');
  const recipes = readdirSync(stacks).map((stack) =>
    recipeOf(stack, JSON.parse(readFileSync(join(stacks, stack, 'cdk.tf.json'), 'utf8')) as Record<string, unknown>),
  );
  return () => buildBare(recipes, outdir);
}
