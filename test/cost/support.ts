import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Estimate, type EstimatePathsOptions, estimatePaths, type ResourceCost } from '../../lib/cost';

const folder = mkdtempSync(join(tmpdir(), 'cost-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Resources by type and name, as Terraform JSON has them. */
export type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** What else a stack says. */
export interface StackNotes {
  readonly region?: string | undefined;
  readonly stage?: string;
  readonly usage?: object;
  readonly commitments?: readonly object[];
}

let files = 0;

/** Writes a configuration to a file, and gives its path. */
export function configuration(resource: Resources, notes: StackNotes = {}): string {
  const { stage = 'prod', usage, commitments } = notes;
  const region = 'region' in notes ? notes.region : 'eu-west-1';
  files += 1;
  const path = join(folder, `stack${files}.tf.json`);
  const provider = region === undefined ? {} : { aws: [{ region }] };
  writeFileSync(path, JSON.stringify({ '//': { rampart: { stage, usage, commitments } }, provider, resource }));
  return path;
}

/** The estimate of a configuration, on a fixed day. */
export function estimate(resource: Resources, notes: StackNotes = {}, options: EstimatePathsOptions = {}): Estimate {
  return estimatePaths([configuration(resource, notes)], { now: new Date('2026-11-21T12:00:00Z'), ...options });
}

/** What one resource costs. */
export function costOf({ resources }: Estimate, address: string): ResourceCost {
  const found = resources.find((resource) => resource.address === address);
  if (!found) throw new Error(`${address} costs nothing: ${resources.map((resource) => resource.address).join(', ')}`);
  return found;
}

/** Label and USD a month on demand of each line, to the cent. */
export function linesOf(cost: ResourceCost): readonly (readonly [string, number])[] {
  return cost.lines.map(({ label, onDemand }) => [label, cents(onDemand.expected)]);
}

/** To the cent, as a bill has it. */
export function cents(value: number): number {
  return Math.round(value * 100) / 100;
}
