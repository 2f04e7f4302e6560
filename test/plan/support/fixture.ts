import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type PlanDocument, parsePlan } from '../../../lib/plan';

const folder = join(__dirname, '../fixtures');

/** Names of the plans that the real terraform made. */
export const FIXTURES: readonly string[] = readdirSync(folder)
  .flatMap((name) => /^(.+)\.plan\.json(\.gz)?$/.exec(name)?.[1] ?? [])
  .sort();

/** The text of a plan that the real terraform made. */
export function fixtureText(name: string): string {
  const file = join(folder, `${name}.plan.json`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return gunzipSync(readFileSync(`${file}.gz`)).toString('utf8');
  }
}

/** A plan that the real terraform made. */
export function fixture(name: string): PlanDocument {
  return parsePlan(fixtureText(name), `${name}.plan.json`);
}

/** The configuration beside a plan, where the fixture has one. */
export function sourceOf(name: string): string | undefined {
  return readdirSync(folder).includes(name) ? join(folder, name) : undefined;
}
