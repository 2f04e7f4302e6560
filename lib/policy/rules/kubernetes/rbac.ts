import { isMap, isOpen, type Value } from '../../graph/value';
import { at, each, text } from '../../kubernetes/access';
import { kubernetesTypes } from '../../kubernetes/kinds';
import type { KubernetesObject } from '../../kubernetes/object';
import { objectsOf } from '../../kubernetes/objects';
import { nameOf } from '../../kubernetes/pods';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';
import { isBoundInNamespacesOnly } from './bindings';
import { checkPodToken, checkServiceAccount } from './service-account';
import { podsIn } from './support';

/** SEC-RBAC */
export const clusterPermissions: ResourceRule = {
  id: 'SEC-RBAC',
  severity: 'high',
  title: 'Permissions in the cluster are wider than a task needs',
  why: 'A wildcard grants what is installed tomorrow; bind, escalate and impersonate are a way to every other permission; a secret of another namespace is a credential of another team.',
  fix: 'List API groups, resources and verbs; read secrets by resourceNames or in one namespace; bind roles to named groups, users and service accounts; set automountServiceAccountToken false where a pod does not call the API, and give the ones that do a service account of their own.',
  controls: [
    'CIS-EKS-1.4 4.1.2',
    'CIS-EKS-1.4 4.1.3',
    'CIS-EKS-1.4 4.1.5',
    'CIS-EKS-1.4 4.1.6',
    'CIS-EKS-1.4 4.1.7',
    'CIS-EKS-1.4 4.1.8',
  ],
  example: {
    bad: '{ "kubernetes_cluster_role_v1": { "ops": { "rule": { "api_groups": ["*"], "resources": ["*"], "verbs": ["*"] } } } }',
    good: '{ "kubernetes_cluster_role_v1": { "ops": { "rule": { "api_groups": ["apps"], "resources": ["deployments"], "verbs": ["get", "list"] } } } }',
  },
  types: [...kubernetesTypes, 'helm_release'],
  *check(resource, graph) {
    for (const object of objectsOf(resource).objects) {
      if (object.kind === 'Role' || object.kind === 'ClusterRole')
        yield* checkRules(object, () => object.kind === 'ClusterRole' && !isBoundInNamespacesOnly(object, graph));
      else if (object.kind === 'RoleBinding' || object.kind === 'ClusterRoleBinding') yield* checkSubjects(object);
      else if (object.kind === 'ServiceAccount') yield* checkServiceAccount(object, resource);
    }
    for (const pod of podsIn(resource)) yield* checkPodToken(pod, graph);
  },
};

interface Rule {
  readonly place: string;
  readonly who: string;
  readonly verbs: readonly Value[];
  readonly groups: readonly Value[];
  readonly resources: readonly Value[];
  readonly names: readonly string[];
}

function* checkRules(object: KubernetesObject, isClusterWide: () => boolean): Iterable<Fault> {
  const rules = at(object.body, 'rules');
  const who = nameOf(object);
  if (isOpen(rules)) yield unverifiable(`${object.place}rules`, rules, `what ${who} allows is not known`);
  for (const [index, body] of each(rules).entries()) {
    const place = `${object.place}rules[${index}]`;
    if (!isMap(body)) {
      if (isOpen(body) && !isOpen(rules)) yield unverifiable(place, body, `what ${who} allows is not known`);
      continue;
    }
    const list = (name: string) => each(body[name]);
    yield* unknownParts(place, who, body);
    yield* wildcards(place, who, body);
    const rule = {
      place,
      who,
      verbs: list('verbs'),
      groups: list('apiGroups'),
      resources: list('resources'),
      names: list('resourceNames')
        .map((name) => text(name) ?? '')
        .filter(Boolean),
    };
    yield* escalations(rule);
    if (has(rule.resources, 'secrets') && rule.names.length === 0 && isReading(rule.verbs) && isClusterWide())
      yield {
        attribute: `${place}.resources`,
        value: rule.resources,
        message: `${who} reads the secrets of every namespace`,
      };
    if (isClusterWide()) yield* waysUp(rule);
  }
}

function* unknownParts(place: string, who: string, body: { readonly [key: string]: Value }): Iterable<Fault> {
  for (const name of ['verbs', 'resources', 'apiGroups']) {
    const open = each(body[name]).find(isOpen);
    if (open !== undefined && isOpen(open))
      yield unverifiable(`${place}.${name}`, open, `which ${name} ${who} allows is not known`);
  }
}

function* wildcards(place: string, who: string, body: { readonly [key: string]: Value }): Iterable<Fault> {
  const words = { verbs: 'verb', resources: 'resource', apiGroups: 'API group', nonResourceURLs: 'path of the API' };
  for (const [name, word] of Object.entries(words)) {
    const values = each(body[name]);
    const star = values.find((value) => value === '*' || (typeof value === 'string' && value.startsWith('*/')));
    if (star !== undefined)
      yield { attribute: `${place}.${name}`, value: values, message: `${who} allows every ${word} (${String(star)})` };
  }
}

function* escalations({ place, who, verbs, names }: Rule): Iterable<Fault> {
  const attribute = `${place}.verbs`;
  const named = names.length > 0;
  if (has(verbs, 'escalate'))
    yield {
      attribute,
      value: verbs,
      message: `${who} allows escalate: permissions that one does not have can be granted`,
    };
  if (has(verbs, 'bind') && (!named || names.some((name) => /^(cluster-admin|admin|system:.*)$/.test(name))))
    yield {
      attribute,
      value: verbs,
      message: `${who} allows bind: any role, cluster-admin too, can be given to anyone`,
    };
  if (has(verbs, 'impersonate') && (!named || names.some((name) => name.startsWith('system:'))))
    yield {
      attribute,
      value: verbs,
      message: `${who} allows impersonate: acting as anybody, the cluster’s administrators too`,
    };
}

/** Resources by which a permission on the whole cluster leads to every other. */
const ways: readonly { readonly resource: string; readonly verbs: readonly string[]; readonly what: string }[] = [
  { resource: 'serviceaccounts/token', verbs: ['create'], what: 'makes tokens of any service account' },
  {
    resource: 'nodes/proxy',
    verbs: ['create', 'get', 'update', 'patch'],
    what: 'runs commands in any pod through the kubelet',
  },
  { resource: 'pods/exec', verbs: ['create', 'get'], what: 'runs commands in any pod' },
  { resource: 'pods/attach', verbs: ['create', 'get'], what: 'takes over any process' },
  { resource: 'pods/ephemeralcontainers', verbs: ['update', 'patch'], what: 'puts containers into any pod' },
  {
    resource: 'certificatesigningrequests/approval',
    verbs: ['update', 'patch'],
    what: 'approves certificates for any identity',
  },
];

function* waysUp({ place, who, verbs, resources, names }: Rule): Iterable<Fault> {
  for (const way of ways) {
    if (has(resources, way.resource) && names.length === 0 && way.verbs.some((verb) => has(verbs, verb)))
      yield { attribute: `${place}.resources`, value: resources, message: `${who} ${way.what} (${way.resource})` };
  }
}

function isReading(verbs: readonly Value[]): boolean {
  return ['get', 'list', 'watch'].some((verb) => has(verbs, verb));
}

function has(values: readonly Value[], wanted: string): boolean {
  return values.includes(wanted);
}

/** Groups and users that stand for everybody, or for the administrators whom no rule binds. */
const everybody: ReadonlyMap<string, string> = new Map([
  ['system:anonymous', 'everybody who reaches the API'],
  ['system:unauthenticated', 'everybody who reaches the API'],
  ['system:authenticated', 'everybody with any identity in the cluster'],
  ['system:serviceaccounts', 'every pod of the cluster'],
  ['system:masters', 'a group that no authorization applies to'],
  ['*', 'everybody'],
]);
/** Roles of Kubernetes itself that say nothing more than which APIs exist. */
const harmlessRoles = new Set(['system:discovery', 'system:basic-user', 'system:public-info-viewer']);

function* checkSubjects(object: KubernetesObject): Iterable<Fault> {
  const role = text(at(object.body, 'roleRef', 'name'));
  const who = nameOf(object);
  for (const [index, body] of each(at(object.body, 'subjects')).entries()) {
    const attribute = `${object.place}subjects[${index}].name`;
    const name = at(body, 'name');
    const known = text(name);
    const group = known === undefined ? undefined : everybody.get(known);
    const account = text(at(body, 'kind')) === 'ServiceAccount';
    if (isOpen(name)) {
      if (!account && !isMap(body)) yield unverifiable(attribute, name, `to whom ${who} gives a role is not known`);
    } else if (group !== undefined && !account && !harmlessRoles.has(role ?? ''))
      yield { attribute, value: name, message: `${who} gives ${role ?? 'a role'} to ${known}: ${group}` };
    else if (account && known === 'default')
      yield {
        attribute,
        value: name,
        message: `${who} gives ${role ?? 'a role'} to a default service account, which every pod without one of its own uses`,
      };
  }
}
