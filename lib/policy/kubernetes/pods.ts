import { isList, isMap, isOpen, type Value, type ValueMap } from '../graph/value';
import { at, behind, each, text } from './access';
import type { KubernetesObject } from './object';

/** A pod, or the template that pods are made from. */
export interface Pod {
  readonly object: KubernetesObject;
  /** `metadata` and `spec`. */
  readonly template: Value;
  /** Path of {@link template} in the resource, with a dot at its end when it is not empty. */
  readonly place: string;
}

/** A container of a pod. */
export interface Container {
  readonly body: Value;
  /** Path in the resource. */
  readonly place: string;
  /** `container api`, `init container migrate`. */
  readonly text: string;
}

/** Where the kinds of Kubernetes itself, and Argo's rollouts, keep the template of their pods. */
const templates: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Rollout: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  PodTemplate: ['template'],
};
/** API groups whose objects speak about pods without making any: policies, definitions of kinds. */
const speakers =
  /^(kyverno\.io|policies\.kyverno\.io|wgpolicyk8s\.io|apiextensions\.k8s\.io|admissionregistration\.k8s\.io)\/|gatekeeper\.sh\//;
const maximumDepth = 24;

/** Whether a kind of Kubernetes itself makes pods. */
export function isWorkload(kind: string): boolean {
  return kind in templates;
}

/** The pods that an object makes. In a kind that is not known, everything that looks like a pod's specification is one. */
export function podsOf(object: KubernetesObject): readonly Pod[] {
  const path = templates[object.kind];
  if (path) {
    const template = at(object.body, ...path);
    if (template === undefined || (isMap(template) && behind(template.spec) === undefined)) return [];
    return [{ object, template, place: object.place + path.map((key) => `${key}.`).join('') }];
  }
  if (object.apiVersion === '' || speakers.test(object.apiVersion)) return [];
  return [...search(object, object.body, object.place, 0)];
}

function* search(object: KubernetesObject, value: Value | undefined, place: string, depth: number): Iterable<Pod> {
  const known = behind(value);
  if (depth > maximumDepth) return;
  if (isList(known)) {
    for (const [index, item] of known.entries())
      yield* search(object, item, `${place.slice(0, -1)}[${index}].`, depth + 1);
  } else if (isMap(known)) {
    if (isPodSpec(known)) {
      yield { object, template: { spec: known }, place: place.replace(/spec\.$/, '') };
      return;
    }
    for (const key of Object.keys(known)) yield* search(object, known[key], `${place}${key}.`, depth + 1);
  }
}

function isPodSpec(map: ValueMap): boolean {
  const containers = behind(map.containers);
  return isList(containers) && containers.length > 0 && containers.every((item) => at(item, 'image') !== undefined);
}

const containerLists: ReadonlyMap<string, string> = new Map([
  ['containers', 'container'],
  ['initContainers', 'init container'],
  ['ephemeralContainers', 'ephemeral container'],
]);

/** Every container of a pod; an entry that is not known is one with an open body. */
export function containersOf(pod: Pod): readonly Container[] {
  const spec = at(pod.template, 'spec');
  if (!isMap(spec)) return [];
  return [...containerLists].flatMap(([list, word]) =>
    each(spec[list]).map((body, index) => ({
      body,
      place: `${pod.place}spec.${list}[${index}]`,
      text: `${word} ${text(at(body, 'name')) ?? index}`,
    })),
  );
}

/** What of a pod is not known although everything hangs on it: the template, its specification, a list of containers. */
export function openParts(pod: Pod): readonly { readonly place: string; readonly value: Value }[] {
  if (isOpen(pod.template)) return [{ place: pod.place.slice(0, -1), value: pod.template }];
  const spec = at(pod.template, 'spec');
  if (isOpen(spec)) return [{ place: `${pod.place}spec`, value: spec }];
  return containersOf(pod).flatMap(({ body, place }) => (isMap(body) ? [] : [{ place, value: body }]));
}

/** How an object is named in messages: `deployment backend/api`. */
export function nameOf(object: KubernetesObject): string {
  const name = text(at(object.body, 'metadata', 'name')) ?? text(at(object.body, 'metadata', 'generateName'));
  return name === undefined ? object.kind : `${object.kind} ${name}`;
}
