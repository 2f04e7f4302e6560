import type { CheckPathsOptions } from './check-paths';
import { type CheckedStack, collectEvidence, type Evidence } from './evidence/evidence';
import type { Graph } from './graph/graph';
import { digest } from './load/cdktf-output';
import { readText } from './load/files';
import { loadGraph } from './load/load';
import { rules } from './rules';
import { toolVersion } from './version';

/**
 * Evidence for every control, of files that are checked as one graph.
 *
 * @throws InputError when something cannot be checked
 */
export function evidencePaths(paths: readonly string[], options: CheckPathsOptions = {}): Evidence {
  const graph = loadGraph(paths, { stage: options.stage, source: options.source });
  return collectEvidence(graph, {
    rules,
    waivers: options.waivers ?? [],
    stacks: stacksOf(graph),
    tool: `rampart ${toolVersion()}`,
    now: options.now ?? new Date(),
  });
}

/** Every file that a resource of a stack stands in, with its digest. */
function stacksOf(graph: Graph): readonly CheckedStack[] {
  const files = new Map(graph.stacks.map((stack) => [stack, new Set([stack.file])]));
  for (const { stack, file } of graph.resources) files.get(stack)?.add(file);
  return graph.stacks.map((stack) => ({
    name: stack.name,
    stage: stack.stage,
    files: [...(files.get(stack) ?? [])].sort().map((file) => ({ file, sha256: digest(readText(file)) })),
  }));
}
