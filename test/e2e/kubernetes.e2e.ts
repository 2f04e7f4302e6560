/** The GitOps tree, rendered and applied to a real API server with Pod Security, quotas and network policies in force. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { gatewayApi, missingGo } from '../control-plane/binary';
import { ControlPlane } from '../control-plane/control-plane';
import { kubeScore } from '../control-plane/kube-score';
import {
  foldersOf,
  identityOf,
  type Manifest,
  openDefinition,
  readStream,
  specOf,
  TREE,
} from '../control-plane/manifests';
import { workloadsOf } from '../control-plane/workloads';
import { describeOrSkip } from './support/tools';

const ENVIRONMENTS = ['staging', 'prod'] as const;
const OVERLAYS = ENVIRONMENTS.flatMap((environment) =>
  foldersOf('overlays', environment).map((component) => ({ environment, component })),
);

describeOrSkip('the GitOps tree on a real API server', missingGo(), () => {
  let plane: ControlPlane;
  const rendered = new Map<string, string>();
  const render = (...path: string[]): string => {
    const folder = join(TREE, ...path);
    const known = rendered.get(folder) ?? plane.kustomize(folder);
    rendered.set(folder, known);
    return known;
  };

  const generated = (environment: string): Manifest[] =>
    ['cluster', 'workloads'].flatMap((part) => readStream(render('generated', environment, part)));

  beforeAll(async () => {
    plane = await ControlPlane.start();
    const standard = join(gatewayApi(), 'config', 'crd', 'standard');
    expect(plane.kubectl(['apply', '--server-side', '-f', standard])).toMatchObject({ code: 0 });
    const own = ['LoadBalancerConfiguration', 'TargetGroupConfiguration'];
    const definitions = own.map((kind) => openDefinition('gateway.k8s.aws', 'v1beta1', kind));
    definitions.push(openDefinition('secrets-store.csi.x-k8s.io', 'v1', 'SecretProviderClass'));
    expect(plane.apply(definitions)).toMatchObject({ code: 0 });
    const kinds = 'httproutes,targetgroupconfigurations,secretproviderclasses';
    const served = (): boolean => plane.kubectl(['get', kinds, '-A']).code === 0;
    await plane.until('the definitions are served', served);
  });
  afterAll(() => plane?.stop());

  describe.each(ENVIRONMENTS)('%s', (environment) => {
    beforeAll(async () => {
      // As Terraform makes them: with Pod Security, quota, limits and default-deny.
      expect(plane.apply(workloadsOf(environment))).toMatchObject({ code: 0, stderr: '' });
      // And with the admission policies in force that Argo CD keeps there.
      expect(plane.apply(generated(environment))).toMatchObject({ code: 0, stderr: '' });
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'x', namespace: 'default' },
        spec: { containers: [{ name: 'x', image: 'x:1' }] },
      };
      await plane.until('policies are in force', () =>
        plane.apply([pod], '--dry-run=server').stderr.includes('ValidatingAdmissionPolicy'),
      );
    });

    it.each(foldersOf('overlays', environment))('applies %s with strict fields', (component) => {
      const objects = readStream(render('overlays', environment, component));
      expect(plane.apply(objects)).toMatchObject({ code: 0, stderr: '' });
      for (const { kind, metadata } of objects) if (kind !== 'GatewayClass') expect(metadata.namespace).toBe(component);
    });

    it('gets its pods admitted, with the quota counting them', async () => {
      for (const [namespace, name] of [
        ['frontend', 'frontend'],
        ['backend', 'api'],
      ] as const) {
        const pods = (): string => plane.kubectl(['get', 'pods', '-n', namespace, '-o', 'name']).stdout;
        await plane.until(`pods of ${name}`, () => pods().includes(`pod/${name}-`));
        const quota = plane.get<{ status: { used: Record<string, string> } }>('resourcequota', 'quota', namespace);
        expect(Number(quota?.status.used.pods)).toBeGreaterThan(0);
      }
    });

    it.each([
      ['a privileged container', { securityContext: { privileged: true } }, /privileged/],
      ['a container that may be root', { securityContext: { runAsNonRoot: false } }, /runAsNonRoot/],
      ['a container that keeps its capabilities', { securityContext: { capabilities: {} } }, /capabilities/],
    ])('refuses %s in a service', (_, change, message) => {
      const objects = readStream(render('overlays', environment, 'backend'));
      const { template } = specOf<{ template: { spec: { containers: { securityContext?: object }[] } } }>(
        objects,
        'Deployment',
      );
      const [container = {}] = template.spec.containers;
      const securityContext = { ...container.securityContext, ...change.securityContext };
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'bad', namespace: 'backend' },
        spec: { ...template.spec, containers: [{ ...container, securityContext }] },
      };
      const { code, stderr } = plane.apply([pod], '--dry-run=server');
      expect(code).toBe(1);
      expect(stderr).toMatch(message);
    });

    it('refuses a load balancer beside the gateway', () => {
      const service = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'open', namespace: 'backend' },
        spec: { type: 'LoadBalancer', selector: { 'app.kubernetes.io/name': 'api' }, ports: [{ port: 80 }] },
      };
      const { code, stderr } = plane.apply([service], '--dry-run=server');
      expect(code).toBe(1);
      expect(stderr).toContain('exceeded quota');
    });
  });

  it.each(OVERLAYS)('names images by digest only in $environment/$component', ({ environment, component }) => {
    const images = [...render('overlays', environment, component).matchAll(/image: (\S+)/g)].map(([, image]) => image);
    for (const image of images)
      expect(image).toMatch(/^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\/[a-z-]+@sha256:[0-9a-f]{64}$/);
    expect(images.length > 0).toBe(component !== 'ingress');
  });

  it.each(OVERLAYS.filter(({ component }) => component !== 'ingress'))(
    'leaves kube-score nothing to say of $environment/$component',
    ({ environment, component }) => {
      expect(kubeScore(render('overlays', environment, component))).toEqual([]);
    },
  );

  it.each(foldersOf('overlays', 'prod'))('has the same objects of %s in every environment', (component) => {
    const [staging, prod] = ENVIRONMENTS.map((environment) =>
      readStream(render('overlays', environment, component))
        .map(identityOf)
        .sort(),
    );
    expect(staging).toEqual(prod);
  });

  it.each(ENVIRONMENTS)('has a project and an application set of %s that Argo CD takes', (environment) => {
    const objects = [
      ...readStream(render('argocd', environment)),
      ...readStream(render('argocd', 'bootstrap', environment)),
    ];
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      'AppProject guard-rails',
      'AppProject root',
      'AppProject shop',
      'Application guard-rails',
      'Application root',
      'ApplicationSet shop',
    ]);
    const { stdout, status } = spawnSync('node', [join(__dirname, '../control-plane/validate-argo.mjs')], {
      input: JSON.stringify(objects),
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it.each(ENVIRONMENTS)('lets the project of %s deploy what the overlays hold, and nothing else', (environment) => {
    const projects = readStream(render('argocd', environment));
    const project = (name: string) => specOf<Project>(projects, 'AppProject', name);
    const objects = foldersOf('overlays', environment).flatMap((component) =>
      readStream(render('overlays', environment, component)),
    );
    // Generated ConfigMaps are allowed before the first is there.
    expect(allowedBy(project('shop'))).toEqual([...new Set([...objects.map(kindOf), '/ConfigMap'])].sort());
    const destinations = project('shop').destinations.map(({ namespace }) => namespace);
    expect(destinations.sort()).toEqual(foldersOf('overlays', environment));
    const kinds = generated(environment).map(kindOf);
    expect(allowedBy(project('guard-rails'))).toEqual(expect.arrayContaining([...new Set(kinds)]));
  });

  it('syncs staging by itself, and prod never', () => {
    type Synced = { readonly syncPolicy: { readonly automated?: object } };
    const automated = ENVIRONMENTS.map((environment) => {
      const objects = readStream(render('argocd', environment));
      const { template } = specOf<{ template: { spec: Synced } }>(objects, 'ApplicationSet');
      return [template.spec, specOf<Synced>(objects, 'Application')].map(({ syncPolicy }) => 'automated' in syncPolicy);
    });
    expect(automated).toEqual([
      [true, true],
      [false, false],
    ]);
  });
});

interface Listed {
  readonly group: string;
  readonly kind: string;
}

interface Project {
  readonly clusterResourceWhitelist: Listed[];
  readonly namespaceResourceWhitelist: Listed[];
  readonly destinations: { readonly namespace: string }[];
}

function allowedBy({ clusterResourceWhitelist, namespaceResourceWhitelist }: Project): string[] {
  return [...clusterResourceWhitelist, ...namespaceResourceWhitelist]
    .map(({ group, kind }) => `${group}/${kind}`)
    .sort();
}

function kindOf({ apiVersion, kind }: Manifest): string {
  return `${apiVersion.includes('/') ? apiVersion.split('/')[0] : ''}/${kind}`;
}
