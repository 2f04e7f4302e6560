import type { Graph } from '../../graph/graph';
import { isOpen, type Resource, type Value } from '../../graph/value';
import { at, text } from '../../kubernetes/access';
import { type ClusterObjects, clusterOf } from '../../kubernetes/cluster';
import { kubernetesTypes } from '../../kubernetes/kinds';
import { namespaceKey, namespaceName, ownKey } from '../../kubernetes/namespace-key';
import type { KubernetesObject } from '../../kubernetes/object';
import { objectsOf } from '../../kubernetes/objects';
import { isWorkload, nameOf, podsOf } from '../../kubernetes/pods';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';
import { flag } from '../values';
import { checkPolicy, deniesByDefault } from './network-policies';

/** SEC-NS */
export const guardedNamespace: ResourceRule = {
  id: 'SEC-NS',
  severity: 'high',
  title: 'A namespace has no guard rails, or a workload stands in one that is not its own',
  why: 'What the rules here do not see (a chart, kubectl, an operator) is only stopped by the namespace itself: by Pod Security, a network policy and a quota. default and kube-system have none and everybody’s things in them.',
  fix: 'Label the namespace pod-security.kubernetes.io/enforce = restricted, and give it a NetworkPolicy that selects every pod and lists policyTypes ["Ingress", "Egress"] without rules, and a ResourceQuota. Give each team a namespace of its own; for a system agent in kube-system: allow({ rule: "SEC-NS", … }).',
  controls: ['CIS-EKS-1.4 4.3.2', 'CIS-EKS-1.4 4.5.1', 'CIS-EKS-1.4 4.5.3', 'CIS-EKS-1.4 5.4.4'],
  example: {
    bad: '{ "kubernetes_namespace_v1": { "orders": { "metadata": { "name": "orders" } } } }',
    good: '{ "kubernetes_namespace_v1": { "orders": { "metadata": { "name": "orders", "labels": { "pod-security.kubernetes.io/enforce": "restricted" } } } }, "kubernetes_network_policy_v1": { … }, "kubernetes_resource_quota_v1": { … } }',
  },
  types: [...kubernetesTypes, 'helm_release'],
  *check(resource, graph) {
    for (const object of objectsOf(resource).objects) {
      if (object.kind === 'Namespace' && !systemNamespaces.has(text(at(object.body, 'metadata', 'name')) ?? ''))
        yield* checkNamespace(object, graph);
      else if (object.kind === 'NetworkPolicy') yield* checkPolicy(object);
      else if (isWorkload(object.kind) || podsOf(object).length > 0) yield* checkPlace(object);
    }
    yield* createdByChart(resource, graph);
  },
};

/** Namespaces that belong to the cluster. */
const systemNamespaces = new Set(['kube-system', 'kube-public', 'kube-node-lease']);
const enforce = 'pod-security.kubernetes.io/enforce';

function* checkPlace(object: KubernetesObject): Iterable<Fault> {
  const name = namespaceName(object);
  const attribute = `${object.place}metadata.namespace`;
  const value = at(object.body, 'metadata', 'namespace');
  if (name === 'default')
    yield {
      attribute,
      value,
      message: `${nameOf(object)} stands in namespace default${value === undefined ? ': metadata names no other' : ''}`,
    };
  else if (name !== undefined && systemNamespaces.has(name))
    yield { attribute, value, message: `${nameOf(object)} stands in ${name}, among the cluster’s own controllers` };
}

function* checkNamespace(namespace: KubernetesObject, graph: Graph): Iterable<Fault> {
  const cluster = clusterOf(graph);
  const key = ownKey(namespace);
  yield* checkLabel(namespace, key, cluster);
  const name = text(at(namespace.body, 'metadata', 'name')) ?? 'the namespace';
  const policies = inside(cluster, key, namespace, 'NetworkPolicy');
  const judged = policies.sure.map(deniesByDefault);
  const missing = 'nothing keeps other namespaces out';
  if (!judged.includes(true) && !hasClusterPolicy(cluster)) {
    const open = judged.includes(undefined) || policies.maybe.some((policy) => deniesByDefault(policy) !== false);
    yield open || isOpaque(cluster, namespace)
      ? unverifiedPart('metadata', `whether ${name} has a NetworkPolicy that denies by default is not known`)
      : {
          attribute: 'metadata',
          value: name,
          message: `${name} has no NetworkPolicy that denies by default: ${missing}`,
        };
  }
  const quotas = inside(cluster, key, namespace, 'ResourceQuota');
  if (quotas.sure.length === 0)
    yield quotas.maybe.length > 0 || isOpaque(cluster, namespace)
      ? unverifiedPart('metadata', `whether ${name} has a ResourceQuota is not known`)
      : {
          attribute: 'metadata',
          value: name,
          message: `${name} has no ResourceQuota: one workload can take the whole cluster`,
        };
}

function unverifiedPart(attribute: string, message: string): Fault {
  return { attribute, message, unverifiable: true };
}

/** The label, on the namespace itself or put on it by `kubernetes_labels`. */
function* checkLabel(namespace: KubernetesObject, key: string, cluster: ClusterObjects): Iterable<Fault> {
  const attribute = `${namespace.place}metadata.labels["${enforce}"]`;
  const added = cluster
    .ofKind('Labels')
    .filter((labels) => text(at(labels.body, 'kind')) === 'Namespace' && labelledKey(labels) === key);
  const values = [
    labelIn(at(namespace.body, 'metadata', 'labels')),
    ...added.map((labels) => labelIn(at(labels.body, 'labels'))),
  ].filter((value) => value !== undefined);
  if (values.some((value) => text(value) === 'restricted')) return;
  const open = values.find((value) => isOpen(value));
  const name = text(at(namespace.body, 'metadata', 'name')) ?? 'the namespace';
  if (isOpen(open)) yield unverifiable(attribute, open, `which Pod Security Standard ${name} enforces is not known`);
  else if (values.length > 0)
    yield {
      attribute,
      value: values[0],
      message: `${name} enforces only ${text(values[0]) ?? 'nothing'}, not restricted`,
    };
  else yield { attribute, message: `${name} enforces no Pod Security Standard` };
}

function labelIn(labels: Value | undefined): Value | undefined {
  return at(labels, enforce);
}

/** The namespace that `kubernetes_labels` names in `metadata.name`. */
function labelledKey(labels: KubernetesObject): string | undefined {
  const name = at(labels.body, 'metadata', 'name');
  return namespaceKey({ ...labels, body: { metadata: { namespace: name ?? null } } });
}

interface Inside {
  readonly sure: readonly KubernetesObject[];
  /** Objects of the same stack in a namespace that is not known. */
  readonly maybe: readonly KubernetesObject[];
}

/** Objects of a kind in a namespace. */
function inside(cluster: ClusterObjects, key: string, namespace: KubernetesObject, kind: string): Inside {
  const placed = cluster.by(kind, 'namespace', (object) => {
    const at = namespaceKey(object);
    const open = namespaceName(object) === undefined ? [`open ${object.resource.stack.name}`] : [];
    return at === undefined ? open : [at, ...open];
  });
  return { sure: placed(key), maybe: placed(`open ${namespace.resource.stack.name}`) };
}

/** Policies for all namespaces at once, of Kubernetes’ network-policy API, EKS, Calico and Cilium. */
function hasClusterPolicy(cluster: ClusterObjects): boolean {
  return [
    'BaselineAdminNetworkPolicy',
    'ClusterNetworkPolicy',
    'GlobalNetworkPolicy',
    'CiliumClusterwideNetworkPolicy',
  ].some((kind) => cluster.ofKind(kind).length > 0);
}

/** Whether the stack also makes objects of which nothing is known. */
function isOpaque(cluster: ClusterObjects, namespace: KubernetesObject): boolean {
  return cluster.open.some(({ resource }) => resource.stack === namespace.resource.stack);
}

/** A namespace that Helm creates gets no label. */
function* createdByChart(resource: Resource, graph: Graph): Iterable<Fault> {
  if (resource.type !== 'helm_release' || flag(resource.get('create_namespace')) !== true) return;
  const name = text(resource.get('namespace'));
  if (name === undefined || systemNamespaces.has(name)) return;
  const made = clusterOf(graph)
    .ofKind('Namespace')
    .some((namespace) => text(at(namespace.body, 'metadata', 'name')) === name);
  if (!made)
    yield {
      attribute: 'create_namespace',
      note: true,
      message: `Helm creates namespace ${name} without labels, policies and quota; make it as kubernetes_namespace_v1`,
    };
}
