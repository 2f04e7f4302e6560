import { type CheckResult, check } from './engine';
import type { Graph } from './graph/graph';
import type { Stage } from './graph/stack';
import { loadGraph } from './load/load';
import type { Rule } from './rule';
import { rules } from './rules';
import type { Waiver } from './waiver';

/** Options of {@link checkPaths}. */
export interface CheckPathsOptions {
  /** Stage of the stacks that name none. @default 'prod', the strictest */
  readonly stage?: Stage | undefined;
  /** Folder with the configuration beside a plan. @default none */
  readonly source?: string | undefined;
  /** @default none */
  readonly waivers?: readonly Waiver[] | undefined;
  /** @default today */
  readonly now?: Date | undefined;
  /** Rules of your own for what was read, such as a budget. @default none */
  readonly moreRules?: ((graph: Graph) => readonly Rule[]) | undefined;
}

/**
 * Checks files: any number of `cdktf.out`, folders of `*.tf.json`, single files and plans, as one graph.
 *
 * @throws InputError when something cannot be checked, with the place and what to do
 */
export function checkPaths(paths: readonly string[], options: CheckPathsOptions = {}): CheckResult {
  return checkGraph(paths, options).result;
}

/** {@link checkPaths}, with the graph that was checked. */
export function checkGraph(
  paths: readonly string[],
  options: CheckPathsOptions,
): { readonly graph: Graph; readonly result: CheckResult } {
  const graph = loadGraph(paths, { stage: options.stage, source: options.source });
  const all = [...rules, ...(options.moreRules?.(graph) ?? [])];
  const result = check(graph, all, { waivers: options.waivers ?? [], now: options.now ?? new Date() });
  return { graph, result };
}
