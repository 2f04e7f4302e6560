import type { Graph } from '../../graph/graph';

/** What a rule needs to know of a whole graph, found out once for it. */
export function perGraph<T>(find: (graph: Graph) => T): (graph: Graph) => T {
  const found = new WeakMap<Graph, { readonly value: T }>();
  return (graph) => {
    let entry = found.get(graph);
    if (!entry) {
      entry = { value: find(graph) };
      found.set(graph, entry);
    }
    return entry.value;
  };
}
