import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { InputError } from '../../policy';
import { loadGraph, textOf } from '../../policy/load';
import { objectsOf, type PlanDocument } from '../document';

/** The part of a source that a plan was made of. */
export interface PlanSource {
  readonly path: string;
  /** Undefined for a folder that is one stack itself. */
  readonly stack: string | undefined;
}

/**
 * Finds the stack of a `cdktf.out` that a plan was made of: the one that is named, else the one in whose folder the plan
 * lies, else the only one that has the plan's resources.
 *
 * @throws InputError when it cannot be told: staging and prod often have the same addresses, and prod's rules are not staging's
 */
export function sourceOf(source: string, plan: PlanDocument, name: string | undefined): PlanSource {
  const folder = join(source, 'stacks');
  if (!existsSync(folder)) return { path: source, stack: undefined };
  const stacks = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  const at = (stack: string): PlanSource => ({ path: join(folder, stack), stack });
  if (name !== undefined && stacks.includes(name)) return at(name);
  const hints = [basename(dirname(resolve(plan.file))), basename(plan.file).split('.')[0] ?? ''];
  const hinted = hints.find((hint) => stacks.includes(hint));
  if (name === undefined && hinted !== undefined) return at(hinted);
  const scores = stacks.map((stack) => ({ stack, shared: shared(join(folder, stack), plan) }));
  const most = Math.max(0, ...scores.map((score) => score.shared));
  const best = scores.filter((score) => score.shared === most);
  const [only] = best;
  if (only && best.length === 1 && most > 0) return at(only.stack);
  throw new InputError(
    `${plan.file}: cannot tell which stack of ${source} it is a plan of: ${most === 0 ? 'none has its resources' : `${best.map(({ stack }) => stack).join(' and ')} have the same resources`}. Name it: prod=${plan.file}, or pass --source ${join(folder, best[0]?.stack ?? '<stack>')}`,
  );
}

function shared(path: string, plan: PlanDocument): number {
  const addresses = new Set(objectsOf(plan.json.resource_changes).map((change) => textOf(change.address)));
  return loadGraph([path]).resources.filter(({ address }) => addresses.has(address)).length;
}
