import { byName } from '../preview/order';
import { readEnvironmentFile } from './environment-file';
import { flatten } from './flatten';
import type { Difference, PromotedChange, Promotion, ResourceDifference } from './promotion';
import { readSynthesized, type Synthesized } from './synthesized';

/** What is compared. */
export interface PromoteOptions {
  /** The environment that goes first. @default 'staging' */
  readonly from?: string | undefined;
  /** The environment that follows. @default 'prod' */
  readonly to?: string | undefined;
  /** Environment files, JSON or a module. @default none: only the synthesized JSON is compared */
  readonly fromEnvironment?: string | undefined;
  readonly toEnvironment?: string | undefined;
  /** The `cdktf.out` of what `to` runs now. @default none: what a deployment changes is not told */
  readonly deployed?: string | undefined;
}

/**
 * Compares two environments of a `cdktf.out`, by construct: what one has that the other lacks, what differs and whether the
 * environment files say so, and, beside what is deployed, what the second gets and whether the first has run it already.
 *
 * @throws InputError when something cannot be read
 */
export function promote(output: string, options: PromoteOptions = {}): Promotion {
  const { from = 'staging', to = 'prod', fromEnvironment, toEnvironment, deployed } = options;
  const [first, second] = [readSynthesized(output, from), readSynthesized(output, to)];
  const settings =
    fromEnvironment === undefined || toEnvironment === undefined
      ? []
      : [...differencesOf(flatten(readEnvironmentFile(fromEnvironment)), flatten(readEnvironmentFile(toEnvironment)))];
  const onPurpose = new Set(settings.map(({ from: a, to: b }) => pairOf(a, b)));
  const isSetting = ({ from: a, to: b }: Difference): boolean => onPurpose.has(pairOf(a, b));
  return {
    from,
    to,
    settings,
    onlyFrom: missing(first, second),
    onlyTo: missing(second, first),
    differences: [...first.keys()]
      .filter((key) => second.has(key))
      .sort(byName)
      .flatMap((key) =>
        [...differencesOf(first.get(key) ?? new Map(), second.get(key) ?? new Map())].map(
          (one): ResourceDifference => ({ ...one, path: `${key} ${one.path}`, bySetting: isSetting(one) }),
        ),
      ),
    changes: deployed === undefined ? null : changesOf(readSynthesized(deployed, to), second, first),
  };
}

/** What a deployment changes; it is proven when the environment that goes first has the same resource with the same value. */
function changesOf(now: Synthesized, next: Synthesized, first: Synthesized): readonly PromotedChange[] {
  const added = missing(next, now).map(
    (path): PromotedChange => ({ path, kind: 'add', from: undefined, to: undefined, proven: first.has(path) }),
  );
  const removed = missing(now, next).map(
    (path): PromotedChange => ({ path, kind: 'remove', from: undefined, to: undefined, proven: !first.has(path) }),
  );
  const changed = [...next.keys()]
    .filter((key) => now.has(key))
    .sort(byName)
    .flatMap((key) =>
      [...differencesOf(now.get(key) ?? new Map(), next.get(key) ?? new Map())].map(
        (one): PromotedChange => ({
          ...one,
          path: `${key} ${one.path}`,
          kind: 'change',
          proven: first.has(key) && first.get(key)?.get(one.path) === one.to,
        }),
      ),
    );
  return [...added, ...removed, ...changed];
}

function missing(from: Synthesized, to: Synthesized): readonly string[] {
  return [...from.keys()].filter((key) => !to.has(key)).sort(byName);
}

function* differencesOf(from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>): Iterable<Difference> {
  for (const path of [...new Set([...from.keys(), ...to.keys()])].sort(byName))
    if (from.get(path) !== to.get(path)) yield { path, from: from.get(path), to: to.get(path) };
}

function pairOf(a: string | undefined, b: string | undefined): string {
  return JSON.stringify([a ?? null, b ?? null]);
}
