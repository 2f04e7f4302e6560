import { isMap, isOpen, type Resource, show, Unknown, type Value } from '../../graph/value';
import { at, behind, each, text } from '../../kubernetes/access';
import { kubernetesTypes } from '../../kubernetes/kinds';
import type { KubernetesObject } from '../../kubernetes/object';
import { objectsOf } from '../../kubernetes/objects';
import { nameOf } from '../../kubernetes/pods';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';
import { readYaml } from '../../yaml/read';
import { flag, isUndecided } from '../values';
import { blockOf, clusterTypes, fieldOf } from './cluster';

/** SEC-EKS-ADMIN */
export const clusterAdmin: ResourceRule = {
  id: 'SEC-EKS-ADMIN',
  severity: 'critical',
  title: 'Somebody is made administrator of a whole cluster',
  why: 'A cluster administrator reads every secret, runs anything on every node and cannot be held to a namespace; given as a standing right it is what an attacker needs to find.',
  fix: 'Associate AmazonEKSViewPolicy, AmazonEKSEditPolicy or AmazonEKSAdminPolicy with the namespaces that a team owns, and set bootstrap_cluster_creator_admin_permissions = false. For a break-glass role that nobody holds by default: allow({ rule: "SEC-EKS-ADMIN", address, reason, owner, expires }).',
  controls: ['CIS-EKS-1.4 4.1.1', 'CIS-EKS-1.4 4.1.7', 'CIS-EKS-1.4 5.5.1'],
  example: {
    bad: '{ "policy_arn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy", "access_scope": { "type": "cluster" } }',
    good: '{ "policy_arn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy", "access_scope": { "type": "namespace", "namespaces": ["orders"] } }',
  },
  types: [
    ...clusterTypes,
    'aws_eks_access_policy_association',
    'aws_eks_access_entry',
    'awscc_eks_access_entry',
    ...kubernetesTypes,
    'helm_release',
  ],
  *check(resource) {
    if (clusterTypes.includes(resource.type)) yield* creator(resource);
    else if (resource.type === 'aws_eks_access_policy_association')
      yield* association('', resource.get('policy_arn'), behind(each(resource.get('access_scope'))[0]));
    else if (resource.type.endsWith('_eks_access_entry')) yield* entry(resource);
    else for (const object of objectsOf(resource).objects) yield* insideCluster(object);
  },
};

function* creator(cluster: Resource): Iterable<Fault> {
  const block = blockOf(cluster, 'access_config');
  const attribute = 'access_config.bootstrap_cluster_creator_admin_permissions';
  const value = fieldOf(block, 'bootstrap_cluster_creator_admin_permissions');
  const admin = flag(value);
  if (isUndecided(admin))
    yield unverifiable(attribute, admin, 'whether its creator becomes administrator is not known');
  else if (admin !== false)
    yield {
      attribute,
      value,
      message: `whoever creates it, the pipeline’s role, stays its administrator${admin === undefined ? ': left out, AWS grants it' : ''}`,
      fix: 'Set access_config { authentication_mode = "API", bootstrap_cluster_creator_admin_permissions = false } and give access by aws_eks_access_entry.',
    };
}

/** Policies that are the administrator's when they hold for the whole cluster. */
const adminPolicies = new Set(['AmazonEKSClusterAdminPolicy', 'AmazonEKSAdminPolicy']);

function* association(prefix: string, arn: Value | undefined, scope: Value | undefined): Iterable<Fault> {
  const attribute = `${prefix}policy_arn`;
  const policy = policyName(arn);
  if (policy === undefined) {
    const known = behind(arn);
    if (isOpen(known) && !isNarrow(scope)) yield unverifiable(attribute, known, 'which access it gives is not known');
    return;
  }
  if (!adminPolicies.has(policy)) return;
  const type = at(scope, 'type');
  const namespaces = each(at(scope, 'namespaces'));
  if (isOpen(type)) yield unverifiable(`${prefix}access_scope.type`, type, `for what ${policy} holds is not known`);
  else if (text(type) !== 'namespace')
    yield { attribute, value: arn, message: `${policy} for the whole cluster makes its holder administrator` };
  for (const namespace of namespaces) {
    const name = text(namespace);
    if (isOpen(namespace))
      yield unverifiable(
        `${prefix}access_scope.namespaces`,
        namespace,
        `for which namespaces ${policy} holds is not known`,
      );
    else if (text(type) === 'namespace' && name !== undefined && (/^\*+$/.test(name) || matchesSystem(name)))
      yield {
        attribute: `${prefix}access_scope.namespaces`,
        value: namespace,
        message: `${policy} in ${name === 'kube-system' ? 'kube-system' : `namespaces ${name}, kube-system among them,`} is as good as administrator: the cluster’s own controllers run there`,
      };
  }
}

function matchesSystem(pattern: string): boolean {
  if (!pattern.includes('*')) return pattern === 'kube-system';
  const [head = '', ...rest] = pattern.split('*');
  return 'kube-system'.startsWith(head) && 'kube-system'.endsWith(rest[rest.length - 1] ?? '');
}

/** Whether a scope names namespaces, none of them the system's. */
function isNarrow(scope: Value | undefined): boolean {
  const namespaces = each(at(scope, 'namespaces'));
  return (
    text(at(scope, 'type')) === 'namespace' &&
    namespaces.length > 0 &&
    namespaces.every((namespace) => typeof namespace === 'string' && !matchesSystem(namespace))
  );
}

/** The name of an access policy, also of an ARN of which the partition is not known. */
function policyName(arn: Value | undefined): string | undefined {
  const known = behind(arn);
  const end = known instanceof Unknown ? behind(known.parts.pieces?.at(-1)) : known;
  if (typeof end !== 'string') return undefined;
  return end.trim().split('/').pop();
}

function* entry(resource: Resource): Iterable<Fault> {
  const groups = resource.get('kubernetes_groups');
  yield* mastersIn(
    'kubernetes_groups',
    isOpen(behind(groups)) ? [behind(groups) ?? null] : each(groups),
    'the access entry',
  );
  for (const [index, policy] of each(resource.get('access_policies')).entries())
    yield* association(`access_policies[${index}].`, at(policy, 'policy_arn'), at(policy, 'access_scope'));
}

function* mastersIn(attribute: string, groups: readonly Value[], who: string): Iterable<Fault> {
  for (const group of groups) {
    if (isOpen(group)) yield unverifiable(attribute, group, `to which groups ${who} belongs is not known`);
    else if (group === 'system:masters')
      yield {
        attribute,
        value: group,
        message: `${who} puts its identity into system:masters, to which no authorization applies`,
      };
  }
}

function* insideCluster(object: KubernetesObject): Iterable<Fault> {
  if (object.kind === 'ConfigMap' && text(at(object.body, 'metadata', 'name')) === 'aws-auth') yield* awsAuth(object);
  const inSystem = object.kind === 'RoleBinding' && text(at(object.body, 'metadata', 'namespace')) === 'kube-system';
  if (object.kind !== 'ClusterRoleBinding' && !inSystem) return;
  const attribute = `${object.place}roleRef.name`;
  const role = at(object.body, 'roleRef', 'name');
  if (isOpen(role) && !isMade(role))
    yield unverifiable(attribute, role, `which role ${nameOf(object)} gives is not known`);
  else if (text(role) === 'cluster-admin') {
    const subjects = each(at(object.body, 'subjects')).map((subject) => text(at(subject, 'name')) ?? 'somebody');
    yield {
      attribute,
      value: role,
      message: `${nameOf(object)} gives cluster-admin to ${subjects.join(', ') || 'somebody'}`,
    };
  }
}

/** The name of a role that these files make is not cluster-admin. */
function isMade(value: Value): boolean {
  return !(value instanceof Unknown) && /^kubernetes_|^kubectl_/.test(show(value).replace(/^\$\{/, ''));
}

function* awsAuth(object: KubernetesObject): Iterable<Fault> {
  const data = at(object.body, 'data');
  if (isOpen(data)) yield unverifiable(`${object.place}data`, data, 'whom aws-auth maps to which groups is not known');
  for (const key of ['mapRoles', 'mapUsers']) {
    const value = at(data, key);
    if (value === undefined || (isOpen(data) && value === data)) continue;
    const attribute = `${object.place}data.${key}`;
    const documents = readYaml(value);
    const entries = documents?.flatMap((document) => each(document));
    if (!entries) {
      yield {
        attribute,
        value: isOpen(value) ? value : 'text that is no YAML',
        message: 'whom aws-auth maps to which groups is not known',
        unverifiable: true,
      };
      continue;
    }
    for (const mapping of entries) {
      if (!isMap(mapping)) {
        if (isOpen(mapping)) yield unverifiable(attribute, mapping, 'whom aws-auth maps to which groups is not known');
        continue;
      }
      const who = text(mapping.rolearn) ?? text(mapping.userarn) ?? 'somebody';
      yield* mastersIn(attribute, each(mapping.groups), `aws-auth (${who})`);
    }
  }
}
