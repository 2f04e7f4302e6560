import type { Faults } from '../core';
import { CLUSTER_RESOURCES, NAMESPACED_RESOURCES } from './data/api-resources';

/** What may be done: `*`, `bind`, `escalate` and `impersonate` have no spelling. */
export type Verb = 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete';

/** A verb that changes nothing. */
export type ReadVerb = 'get' | 'list' | 'watch';

type Listed<T extends Readonly<Record<string, readonly string[]>>> = T[keyof T][number];

/** A resource that is in a namespace. Roles, bindings, tokens, `pods/exec` and `secrets` are none of them. */
export type NamespacedResource = Listed<typeof NAMESPACED_RESOURCES>;

/** A resource of the whole cluster. */
export type ClusterResource = Listed<typeof CLUSTER_RESOURCES>;

/** What may be done with which resources of a namespace. */
export interface AccessRule {
  /** Such as `deployments`: the API group is known from it. */
  readonly resources: readonly [NamespacedResource, ...NamespacedResource[]];
  /** What may be done with them. */
  readonly verbs: readonly [Verb, ...Verb[]];
  /** Only those of these names. @default all */
  readonly names?: readonly [string, ...string[]];
}

/** Single secrets, by name: there is no way to list them. */
export interface SecretRule {
  /** Secrets. */
  readonly resources: readonly ['secrets'];
  /** They can be read. */
  readonly verbs: readonly ['get'];
  /** Which ones. */
  readonly names: readonly [string, ...string[]];
}

/** What may be read of the whole cluster. */
export interface ClusterReadRule {
  /** Of the cluster, or of every namespace. */
  readonly resources: readonly [ClusterResource | NamespacedResource, ...(ClusterResource | NamespacedResource)[]];
  /** How they may be read. */
  readonly verbs: readonly [ReadVerb, ...ReadVerb[]];
  /** Only those of these names. @default all */
  readonly names?: readonly [string, ...string[]];
}

/** A rule as the provider takes it. */
export interface RenderedRule {
  readonly apiGroups: string[];
  readonly resources: string[];
  readonly verbs: string[];
  readonly resourceNames?: string[];
}

const VERBS: readonly string[] = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
const READ_VERBS = VERBS.slice(0, 3);

/** The rules of a role, one an API group. Adds a fault for what the types would have refused. */
export function renderRules(
  faults: Faults,
  rules: readonly (AccessRule | SecretRule | ClusterReadRule)[],
  scope: 'namespace' | 'cluster',
): RenderedRule[] {
  const groups = groupsOf(scope);
  const verbs = scope === 'cluster' ? READ_VERBS : VERBS;
  faults.check(rules.length > 0, {
    prop: 'rules',
    expected: 'one rule or more',
    got: rules,
    fix: 'Say what it may do.',
  });
  return rules.flatMap((rule) => {
    for (const verb of rule.verbs) {
      faults.check(verbs.includes(verb), {
        prop: 'rules.verbs',
        expected: `one of ${verbs.join(', ')}`,
        got: verb,
        fix: 'List the verbs that the task needs: a wildcard grants what is installed tomorrow too.',
      });
    }
    return renderRule(faults, rule, groups, scope);
  });
}

function renderRule(
  faults: Faults,
  { resources, verbs, names }: AccessRule | SecretRule | ClusterReadRule,
  groups: ReadonlyMap<string, string>,
  scope: 'namespace' | 'cluster',
): RenderedRule[] {
  const byGroup = new Map<string, string[]>();
  for (const resource of resources) {
    const isNamedSecret = resource === 'secrets' && scope === 'namespace' && (names?.length ?? 0) > 0;
    const group = isNamedSecret ? '' : groups.get(resource);
    faults.check(group !== undefined, {
      prop: 'rules.resources',
      expected: 'a resource that roles may name',
      got: resource,
      fix: 'Roles, tokens and pods/exec lead to every other permission; secrets are read by name, in their namespace.',
    });
    if (group !== undefined) byGroup.set(group, [...(byGroup.get(group) ?? []), kindOf(resource, group)]);
  }
  return [...byGroup].map(([group, kinds]) => ({
    apiGroups: [group],
    resources: kinds,
    verbs: [...verbs],
    resourceNames: names && [...names],
  }));
}

/** `pods.metrics.k8s.io` is the `pods` of that group: the group tells it from the other. */
export const kindOf = (resource: string, group: string): string =>
  resource.endsWith(`.${group}`) && group !== '' ? resource.slice(0, -group.length - 1) : resource;

function groupsOf(scope: 'namespace' | 'cluster'): ReadonlyMap<string, string> {
  const tables = scope === 'cluster' ? [NAMESPACED_RESOURCES, CLUSTER_RESOURCES] : [NAMESPACED_RESOURCES];
  return new Map(
    tables.flatMap((table) =>
      Object.entries(table).flatMap(([group, kinds]) => kinds.map((kind: string): [string, string] => [kind, group])),
    ),
  );
}
