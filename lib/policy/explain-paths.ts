import { type CheckPathsOptions, checkGraph } from './check-paths';
import { explain } from './explain/explain';
import type { Explanation } from './explain/explanation';
import { findResources } from './explain/find';

/**
 * Explains the resources that a name means: a Terraform address or a construct path, with or without the stack before it.
 *
 * @throws InputError when the files cannot be read, or hold no such resource
 */
export function explainPaths(
  name: string,
  paths: readonly string[],
  options: CheckPathsOptions = {},
): readonly Explanation[] {
  const { graph, result } = checkGraph(paths, options);
  return findResources(name, graph).map((resource) => explain(resource, graph, result));
}
