import { manifestsOf } from '../support/manifests';
import { faultsOf } from '../support/validate-models';
import { type LooseProps, namespaceIn, objectsOf, templateOf } from './fixtures';

const namespace = (changes: LooseProps = {}, id = 'orders', stage: 'staging' | 'prod' = 'staging') =>
  templateOf((stack) => void namespaceIn(stack, id, changes), { stage });

describe('a namespace', () => {
  const template = namespace();

  it('enforces Pod Security restricted, and tells who is refused', () => {
    const { labels } = objectsOf(template, 'Namespace').orders?.metadata ?? {};
    for (const mode of ['enforce', 'warn', 'audit'])
      expect(labels).toHaveProperty([`pod-security.kubernetes.io/${mode}`], 'restricted');
    expect(labels).toMatchObject({ owner: 'team', environment: 'staging', 'app.kubernetes.io/managed-by': 'rampart' });
  });

  it('keeps every connection closed but to the cluster’s DNS', () => {
    const policies = objectsOf(template, 'NetworkPolicy');
    expect(policies['default-deny']?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    expect(policies['allow-dns']?.spec).toMatchObject({
      podSelector: {},
      policyTypes: ['Egress'],
      egress: [
        {
          ports: [
            { port: 53, protocol: 'UDP' },
            { port: 53, protocol: 'TCP' },
          ],
          to: [{ podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } } }],
        },
      ],
    });
  });

  it('has a quota in which load balancers, node ports and volumes are none', () => {
    expect(objectsOf(template, 'ResourceQuota').quota?.spec).toEqual({
      hard: {
        'requests.cpu': '8',
        'requests.memory': '16Gi',
        'limits.memory': '16Gi',
        pods: '50',
        persistentvolumeclaims: '0',
        'services.loadbalancers': '0',
        'services.nodeports': '0',
      },
    });
  });

  it('limits a container that says nothing', () => {
    expect(objectsOf(template, 'LimitRange').limits?.spec).toMatchObject({
      limits: [
        { type: 'Container', defaultRequest: { cpu: '100m', memory: '128Mi' }, max: { cpu: '4', memory: '8Gi' } },
      ],
    });
  });

  it('lets the default service account hand out no token', () => {
    expect(objectsOf(template, 'ServiceAccount').default).toMatchObject({
      metadata: { namespace: 'orders' },
      automountServiceAccountToken: false,
    });
  });

  it('is made of objects that the schemas of Kubernetes take', () => {
    expect(faultsOf(manifestsOf(template.json))).toEqual([]);
  });

  it('cannot be destroyed in prod, with everything in it', () => {
    expect(namespace({}, 'orders', 'prod').resource('kubernetes_namespace_v1')).toMatchObject({
      lifecycle: { prevent_destroy: true },
    });
    expect(template.resource('kubernetes_namespace_v1')).not.toHaveProperty('lifecycle');
  });

  it.each(['default', 'kube-system', 'kube-public', 'Orders', 'orders_1', '1orders'])('cannot be called %s', (id) => {
    expect(() => namespace({}, id)).toThrow(/`id` must be/);
  });

  it('tells every fault of its props at once', () => {
    const quota = { cpu: '8 cores', memory: '16G', pods: 0, volumes: -1 };
    expect(() => namespace({ quota, limits: { defaultCpu: '8', maxCpu: '2' } })).toThrow(
      /quota\.cpu.*\n.*quota\.memory.*\n.*quota\.pods.*\n.*quota\.volumes.*\n.*limits\.defaultCpu/,
    );
  });

  it('refuses a stage that is not the stack’s', () => {
    expect(() => namespace({ stage: 'prod' })).toThrow(/`stage` must be the stage of its stack, staging, got prod/);
  });
});
