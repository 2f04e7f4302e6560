import { parse } from 'yaml';
import {
  admissionPolicies,
  Gateway,
  HttpRoute,
  type Manifest,
  Manifests,
  MountedSecret,
  ValidatingAdmissionPolicy,
  type ValidatingAdmissionPolicyProps,
  type Workload,
} from '../../lib/kubernetes';
import { faultsOf } from '../support/validate-models';
import { type LooseProps, templateOf, workloadIn } from './fixtures';

const registries = ['123456789012.dkr.ecr.eu-west-1.amazonaws.com/'] as const;
const policies = admissionPolicies({ registries, exceptNamespaces: ['amazon-cloudwatch'] });
const gateway = new Gateway('public', { namespace: 'ingress', hosts: ['shop.example.com'], routesFrom: ['orders'] });

function routeTo(changes: LooseProps = {}, workload: LooseProps = {}): readonly Manifest[] {
  let made: readonly Manifest[] = [];
  templateOf((stack) => {
    const to: Workload = workloadIn(stack, 'api', workload);
    made = new HttpRoute('shop', { gateway, host: 'shop.example.com', to, ...changes }).manifests;
  });
  return made;
}

describe('what Argo CD applies', () => {
  it('is a folder that kustomize reads, the same whatever order it was added in', () => {
    const [one, other] = [new Manifests(), new Manifests()];
    const objects = policies.flatMap(({ manifests }) => manifests);
    one.add(...objects);
    other.add(...[...objects].reverse());
    expect(other.files()).toEqual(one.files());
    const files = one.files();
    const { resources } = parse(files['kustomization.yaml'] ?? '') as { resources: string[] };
    expect([...resources, 'kustomization.yaml'].sort()).toEqual(Object.keys(files).sort());
    expect(parse(files['validatingadmissionpolicy-images-pods.yaml'] ?? '')).toEqual(
      JSON.parse(JSON.stringify(objects[0])),
    );
  });

  it('holds no secret, and each object once', () => {
    const manifests = new Manifests();
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x', namespace: 'orders' } };
    expect(() => manifests.add(secret)).toThrow(/without secrets.*MountedSecret/);
    const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'orders' } };
    manifests.add(map);
    expect(() => manifests.add(map)).toThrow(/each object once, got configmap-orders-x\.yaml/);
  });
});

describe('the admission policies', () => {
  it('are taken by the schemas of Kubernetes', () => {
    expect(faultsOf(policies.flatMap(({ manifests }) => manifests))).toEqual([]);
  });

  it('are there for pods, for templates and for CronJobs, and refuse when they cannot be evaluated', () => {
    expect(policies.map(({ name }) => name)).toEqual(
      ['pods', 'templates', 'cronjobs'].flatMap((target) =>
        ['images', 'no-privileges', 'labels', 'not-in-default'].map((rule) => `${rule}-${target}`),
      ),
    );
    for (const { manifests } of policies) expect(manifests[0].spec).toMatchObject({ failurePolicy: 'Fail' });
  });

  it('except the cluster’s own namespaces and those of agents by name, and bind where nobody can opt out', () => {
    for (const { name, manifests } of policies) {
      const [{ values, operator, key } = { values: [], operator: '', key: '' }] = (
        manifests[1].spec as {
          matchResources: {
            namespaceSelector: { matchExpressions: { key: string; operator: string; values: string[] }[] };
          };
        }
      ).matchResources.namespaceSelector.matchExpressions;
      expect(key).toBe('kubernetes.io/metadata.name');
      expect([operator, ...values]).toEqual(
        name.startsWith('not-in-default')
          ? ['In', 'default']
          : ['NotIn', 'kube-system', 'kube-public', 'kube-node-lease', 'amazon-cloudwatch'],
      );
      expect(manifests[1].spec).toMatchObject({ policyName: name, validationActions: ['Deny', 'Audit'] });
    }
  });

  it('take either the namespaces where they apply, or those where they do not', () => {
    const props: ValidatingAdmissionPolicyProps = {
      target: 'pods',
      validations: [{ expression: 'true', message: 'never' }],
      onlyNamespaces: ['a'],
      exceptNamespaces: ['b'],
    };
    expect(() => new ValidatingAdmissionPolicy('x', props)).toThrow(/`onlyNamespaces` must be given without/);
  });
});

describe('a gateway', () => {
  const [object, loadBalancer, redirect] = gateway.manifests;

  it('ends TLS for its hosts, and lets only named namespaces attach', () => {
    expect(object).toMatchObject({
      kind: 'Gateway',
      spec: {
        gatewayClassName: 'alb',
        listeners: [
          {
            name: 'https-shop-example-com',
            protocol: 'HTTPS',
            hostname: 'shop.example.com',
            allowedRoutes: {
              namespaces: {
                selector: {
                  matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['orders'] }],
                },
              },
            },
          },
          { name: 'http-shop-example-com', protocol: 'HTTP', allowedRoutes: { namespaces: { from: 'Same' } } },
        ],
      },
    });
  });

  it('is reached from the VPC only, by TLS 1.2 and better, unless told otherwise', () => {
    expect(loadBalancer?.spec).toMatchObject({
      scheme: 'internal',
      listenerConfigurations: [{ protocolPort: 'HTTPS:443', sslPolicy: expect.stringContaining('TLS13-1-2') }, {}],
    });
  });

  it('answers plain HTTP with a redirect', () => {
    expect(redirect?.spec).toMatchObject({
      parentRefs: [{ name: 'public', sectionName: 'http-shop-example-com' }],
      rules: [{ filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] }],
    });
  });

  it.each(['https://shop.example.com', 'SHOP.example.com', '*.example.com', 'localhost'])(
    'refuses the host %s',
    (host) => {
      expect(() => new Gateway('public', { namespace: 'ingress', hosts: [host], routesFrom: ['orders'] })).toThrow(
        /`hosts` must be a host name/,
      );
    },
  );
});

describe('a route', () => {
  it('goes from the gateway’s listener to the pods of a workload', () => {
    expect(routeTo()).toMatchObject([
      {
        kind: 'HTTPRoute',
        metadata: { name: 'shop', namespace: 'orders' },
        spec: {
          parentRefs: [{ name: 'public', namespace: 'ingress', sectionName: 'https-shop-example-com' }],
          hostnames: ['shop.example.com'],
          rules: [{ backendRefs: [{ name: 'api', port: 80 }] }],
        },
      },
      {
        kind: 'TargetGroupConfiguration',
        spec: { targetReference: { name: 'api' }, defaultConfiguration: { targetType: 'ip' } },
      },
    ]);
  });

  it.each<[string, LooseProps, LooseProps, RegExp]>([
    [
      'a host that is not the gateway’s',
      { host: 'api.example.com' },
      {},
      /one of the gateway’s hosts, shop\.example\.com/,
    ],
    ['a path without its slash', { path: 'orders' }, {}, /`path` must be a path that begins with \//],
    ['a worker', {}, { port: undefined, health: { probes: {} } }, /`to` must be a workload that listens, got api/],
  ])('refuses %s', (_, changes, workload, message) => {
    expect(() => routeTo(changes, workload)).toThrow(message);
  });
});

describe('a mounted secret', () => {
  it('is read from Secrets Manager in the pod’s own name', () => {
    const secret = new MountedSecret('gateway', { secretName: 'staging-gateway', files: { user: 'username' } });
    const { kind, metadata, spec } = secret.manifest('api', 'orders', 'eu-west-1');
    expect({ kind, metadata }).toEqual({
      kind: 'SecretProviderClass',
      metadata: { name: 'api-gateway', namespace: 'orders' },
    });
    const { parameters } = spec as { parameters: { usePodIdentity: string; objects: string } };
    expect(parameters.usePodIdentity).toBe('true');
    expect(JSON.parse(parameters.objects)).toEqual([
      {
        objectName: 'staging-gateway',
        objectType: 'secretsmanager',
        jmesPath: [{ path: 'username', objectAlias: 'user' }],
      },
    ]);
  });

  it.each<[string, string, LooseProps, RegExp]>([
    ['a name that is no directory', 'a/b', {}, /`name` must be/],
    [
      'a reference',
      'gateway',
      { secretName: '${aws_secretsmanager_secret.x.name}' },
      /`secretName` must be the literal name/,
    ],
    ['a file in another directory', 'gateway', { files: { '../x': 'a' } }, /`files` must be names of files/],
  ])('refuses %s', (_, name, changes, message) => {
    expect(() => new MountedSecret(name, { secretName: 'x', ...changes })).toThrow(message);
  });
});

it('text that reads like another type in the YAML of Kubernetes, which is 1.1, stays text', () => {
  const manifests = new Manifests();
  const data = { port: '5432', on: 'yes', empty: '', long: 'x'.repeat(300), colon: 'a: b', date: '2026-11-21' };
  manifests.add({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data });
  expect(parse(manifests.files()['configmap-x.yaml'] ?? '', { version: '1.1' })).toMatchObject({ data });
});
