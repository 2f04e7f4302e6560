import {
  type ClusterReadRule,
  ClusterRole,
  KubernetesGroup,
  NamespaceRole,
  type NamespaceRoleProps,
  type RoleSubject,
  ServiceAccount,
} from '../../lib/kubernetes';
import { manifestsOf } from '../support/manifests';
import { faultsOf } from '../support/validate-models';
import { namespaceIn, objectsOf, templateOf, workloadIn } from './fixtures';

type Rules = readonly { resources: readonly string[]; verbs: readonly string[]; names?: readonly string[] }[];

const namespaceRole = (rules: Rules, ...subjects: RoleSubject[]) =>
  templateOf((stack) => {
    const props = { namespace: namespaceIn(stack), rules } as unknown as NamespaceRoleProps;
    const role = new NamespaceRole(stack, 'developers', props);
    for (const subject of subjects) role.grantTo(subject);
  });
const clusterRole = (rules: Rules) =>
  templateOf((stack) => {
    const role = new ClusterRole(stack, 'on-call', { rules: rules as unknown as readonly [ClusterReadRule] });
    role.grantTo(new KubernetesGroup('on-call'));
  });
const read = ['get', 'list', 'watch'];

describe('a role of a namespace', () => {
  it('names the API group of each resource', () => {
    const template = namespaceRole([{ resources: ['pods', 'deployments', 'pods/log', 'jobs'], verbs: read }]);
    expect(objectsOf(template, 'Role').developers).toMatchObject({
      metadata: { namespace: 'orders' },
      rules: [
        { apiGroups: [''], resources: ['pods', 'pods/log'], verbs: read },
        { apiGroups: ['apps'], resources: ['deployments'], verbs: read },
        { apiGroups: ['batch'], resources: ['jobs'], verbs: read },
      ],
    });
  });

  it('tells the metrics of pods from the pods', () => {
    const template = namespaceRole([{ resources: ['pods.metrics.k8s.io'], verbs: ['get'] }]);
    expect(objectsOf(template, 'Role').developers).toMatchObject({
      rules: [{ apiGroups: ['metrics.k8s.io'], resources: ['pods'] }],
    });
  });

  it('reads a secret by its name only', () => {
    const named = namespaceRole([{ resources: ['secrets'], verbs: ['get'], names: ['tls'] }]);
    expect(objectsOf(named, 'Role').developers).toMatchObject({
      rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['tls'] }],
    });
    expect(() => namespaceRole([{ resources: ['secrets'], verbs: ['get'] }])).toThrow(/secrets are read by name/);
  });

  it('is given to accounts, to what has one, and to groups, each by a binding of its own', () => {
    const template = templateOf((stack) => {
      const namespace = namespaceIn(stack);
      const role = new NamespaceRole(stack, 'readers', { namespace, rules: [{ resources: ['pods'], verbs: ['get'] }] });
      role.grantTo(new ServiceAccount(stack, 'exporter', { namespace }));
      role.grantTo(workloadIn(stack, 'operator', { kubernetesApi: true }));
      role.grantTo(new KubernetesGroup('orders-developers'));
    });
    const bindings = objectsOf(template, 'RoleBinding');
    const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'readers' };
    expect(bindings['readers-orders-exporter']).toMatchObject({
      roleRef,
      subjects: [{ kind: 'ServiceAccount', name: 'exporter', namespace: 'orders', apiGroup: '' }],
    });
    expect(bindings['readers-orders-operator']).toMatchObject({ roleRef, subjects: [{ name: 'operator' }] });
    expect(bindings['readers-group-orders-developers']).toMatchObject({
      subjects: [{ kind: 'Group', name: 'orders-developers', apiGroup: 'rbac.authorization.k8s.io' }],
    });
    expect(faultsOf(manifestsOf(template.json))).toEqual([]);
  });

  it.each([
    ['every verb', { resources: ['pods'], verbs: ['*'] }, /rules\.verbs` must be one of get, .*got \*/],
    ['impersonation', { resources: ['serviceaccounts'], verbs: ['impersonate'] }, /got impersonate/],
    ['every resource', { resources: ['*'], verbs: ['get'] }, /rules\.resources` must be .*got \*/],
    ['roles', { resources: ['roles'], verbs: ['create'] }, /got roles/],
    ['commands in pods', { resources: ['pods/exec'], verbs: ['create'] }, /got pods\/exec/],
    ['tokens', { resources: ['serviceaccounts/token'], verbs: ['create'] }, /got serviceaccounts\/token/],
    ['nodes', { resources: ['nodes'], verbs: ['get'] }, /got nodes/],
  ])('refuses %s', (_, rule, message) => {
    expect(() => namespaceRole([rule])).toThrow(message);
  });
});

describe('a role of the cluster', () => {
  it('reads what is in every namespace, and what is in none', () => {
    const template = clusterRole([{ resources: ['nodes', 'pods', 'storageclasses'], verbs: read }]);
    expect(objectsOf(template, 'ClusterRole')['on-call']).toMatchObject({
      rules: [
        { apiGroups: [''], resources: ['nodes', 'pods'], verbs: read },
        { apiGroups: ['storage.k8s.io'], resources: ['storageclasses'], verbs: read },
      ],
    });
    expect(objectsOf(template, 'ClusterRoleBinding')['on-call-group-on-call']).toMatchObject({
      roleRef: { kind: 'ClusterRole', name: 'on-call' },
    });
    expect(faultsOf(manifestsOf(template.json))).toEqual([]);
  });

  it.each([
    ['changes', { resources: ['pods'], verbs: ['delete'] }, /one of get, list, watch, got delete/],
    ['secrets, named or not', { resources: ['secrets'], verbs: ['get'], names: ['tls'] }, /got secrets/],
    ['nothing at all', undefined, /`rules` must be one rule or more/],
  ])('refuses %s', (_, rule, message) => {
    expect(() => clusterRole(rule ? [rule] : [])).toThrow(message);
  });
});

it.each(['system:masters', 'system:authenticated', ''])('refuses the group "%s"', (name) => {
  expect(() => new KubernetesGroup(name)).toThrow(/does not begin with system:/);
});
