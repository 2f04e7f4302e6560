import { type CheckResult, check } from './engine';
import type { Graph } from './graph/graph';
import { rules } from './rules';
import type { Waiver } from './waiver';

/** Checks a graph that was loaded already, with every rule. Pure but for `now`, which decides about waivers. */
export function checkLoaded(
  graph: Graph,
  options: { readonly waivers?: readonly Waiver[] | undefined; readonly now?: Date | undefined } = {},
): CheckResult {
  return check(graph, rules, { waivers: options.waivers ?? [], now: options.now ?? new Date() });
}
