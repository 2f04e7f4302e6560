import type { Graph } from '../graph/graph';
import { kubernetesTypes } from './kinds';
import type { KubernetesObject, OpenManifest } from './object';
import { objectsOf } from './objects';

/** Every Kubernetes object of a graph, by kind. */
export interface ClusterObjects {
  readonly ofKind: (kind: string) => readonly KubernetesObject[];
  readonly open: readonly OpenManifest[];
}

const collected = new WeakMap<Graph, ClusterObjects>();

/** The Kubernetes objects of a graph. Collected once a graph. */
export function clusterOf(graph: Graph): ClusterObjects {
  const known = collected.get(graph);
  if (known) return known;
  const byKind = new Map<string, KubernetesObject[]>();
  const open: OpenManifest[] = [];
  for (const resource of graph.ofType(...kubernetesTypes, 'helm_release')) {
    const made = objectsOf(resource);
    open.push(...made.open);
    for (const object of made.objects) {
      const list = byKind.get(object.kind);
      if (list) list.push(object);
      else byKind.set(object.kind, [object]);
    }
  }
  const result = { ofKind: (kind: string) => byKind.get(kind) ?? [], open };
  collected.set(graph, result);
  return result;
}
