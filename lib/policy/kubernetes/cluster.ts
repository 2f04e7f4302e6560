import type { Graph } from '../graph/graph';
import { kubernetesTypes } from './kinds';
import type { KubernetesObject, OpenManifest } from './object';
import { objectsOf } from './objects';

/** Every Kubernetes object of a graph, by kind. */
export interface ClusterObjects {
  readonly ofKind: (kind: string) => readonly KubernetesObject[];
  /** Objects of a kind by the keys that `keysOf` gives; indexed once under `name`. */
  readonly by: (
    kind: string,
    name: string,
    keysOf: (object: KubernetesObject) => readonly string[],
  ) => (key: string) => readonly KubernetesObject[];
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
    for (const object of made.objects) append(byKind, object.kind, object);
  }
  const indexes = new Map<string, Map<string, KubernetesObject[]>>();
  const ofKind = (kind: string): readonly KubernetesObject[] => byKind.get(kind) ?? [];
  const result: ClusterObjects = {
    ofKind,
    open,
    by: (kind, name, keysOf) => {
      let index = indexes.get(`${kind} ${name}`);
      if (!index) {
        index = new Map();
        for (const object of ofKind(kind)) for (const key of keysOf(object)) append(index, key, object);
        indexes.set(`${kind} ${name}`, index);
      }
      const filled = index;
      return (key) => filled.get(key) ?? [];
    },
  };
  collected.set(graph, result);
  return result;
}

function append(map: Map<string, KubernetesObject[]>, key: string, object: KubernetesObject): void {
  const list = map.get(key);
  if (list) list.push(object);
  else map.set(key, [object]);
}
