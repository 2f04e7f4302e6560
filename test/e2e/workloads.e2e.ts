/** What the stacks `<environment>-workloads` make, applied to a real API server with the admission policies in force. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../sandbox/paths';
import { missingGo } from '../control-plane/binary';
import { ControlPlane } from '../control-plane/control-plane';
import { kubeScore } from '../control-plane/kube-score';
import { type Manifest, openDefinition, readStream, specOf } from '../control-plane/manifests';
import { workloadsOf } from '../control-plane/workloads';
import { pipProgram } from './support/pip-program';
import { describeOrSkip } from './support/tools';

const VALIDATOR = 'kubernetes-validate==1.37.0';
/** The oldest and the newest that the library's clusters may have. */
const VERSIONS = ['1.34', '1.36'];

/** @throws Error where the package index is out of reach */
function validatorProgram(): string {
  const program = pipProgram(VALIDATOR);
  if (program.command === undefined) throw new Error(program.why);
  return program.command;
}

/** The files of kubernetes/generated/<stage>/<part> but the one for kustomize. */
function generated(stage: string, part: 'cluster' | 'workloads'): object[] {
  const folder = join(root, 'kubernetes', 'generated', stage, part);
  return readdirSync(folder)
    .filter((file) => file !== 'kustomization.yaml')
    .flatMap((file) => readStream(readFileSync(join(folder, file), 'utf8')));
}

/** Whoever deploys the stack: the group of its access entry. */
const AS_DEPLOYER = ['--as=pipeline', '--as-group=platform-deployers'];

interface Container {
  readonly image: string;
  readonly securityContext: object;
}
type Pod = { metadata: { labels: object; namespace: string }; spec: { containers: [Container] } & object };

describeOrSkip('workloads on a real API server', missingGo(), () => {
  describe.each(['staging', 'prod'] as const)('%s', (stage) => {
    let plane: ControlPlane;
    let objects: readonly Manifest[];

    beforeAll(async () => {
      objects = workloadsOf(stage) as Manifest[];
      plane = await ControlPlane.start();
      const classes = openDefinition('secrets-store.csi.x-k8s.io', 'v1', 'SecretProviderClass');
      expect(plane.apply([classes])).toMatchObject({ code: 0, stderr: '' });
      await plane.until('the class is served', () => plane.kubectl(['get', 'secretproviderclasses', '-A']).code === 0);
    });
    afterAll(() => plane?.stop());

    it('is taken with strict fields, and the policies’ expressions have no warning', async () => {
      // As the guide has it: an administrator applies the cluster's part, the deployers do the rest.
      expect(plane.apply(generated(stage, 'cluster'))).toMatchObject({ code: 0, stderr: '' });
      expect(plane.apply(objects, ...AS_DEPLOYER)).toMatchObject({ code: 0, stderr: '' });
      expect(plane.apply(generated(stage, 'workloads'))).toMatchObject({ code: 0, stderr: '' });
      const policies = () =>
        JSON.parse(plane.kubectl(['get', 'validatingadmissionpolicies', '-o', 'json']).stdout).items as {
          metadata: { name: string };
          status?: { observedGeneration?: number; typeChecking?: { expressionWarnings?: object[] } };
        }[];
      await plane.until('types are checked', () => policies().every(({ status }) => status?.observedGeneration === 1));
      expect(policies()).toHaveLength(12);
      const warnings = policies().flatMap(({ status }) => status?.typeChecking?.expressionWarnings ?? []);
      expect(warnings).toEqual([]);
      // Policies are in force a moment after they are stored.
      const bad = { ...podOf(), metadata: { ...podOf().metadata, labels: {} } };
      await plane.until('policies are in force', () => plane.apply([bad], '--dry-run=server').code === 1);
    });

    it('is deployed by a group that reads no secret and gives nobody more than it has', () => {
      const may = (...question: string[]): string =>
        plane.kubectl(['auth', 'can-i', ...question, '-n', 'reporting', ...AS_DEPLOYER]).stdout.trim();
      for (const question of [
        ['get', 'secrets'],
        ['create', 'pods', '--subresource=exec'],
        ['create', 'serviceaccounts', '--subresource=token'],
        ['impersonate', 'users'],
        ['escalate', 'clusterroles'],
        ['delete', 'validatingadmissionpolicies'],
      ])
        expect([...question, may(...question)]).toEqual([...question, 'no']);
      const planner = ['--as=plan', '--as-group=platform-planners'];
      expect(plane.kubectl(['get', 'namespaces,deployments,roles', '-A', ...planner])).toMatchObject({ code: 0 });
      expect(plane.apply(objects, '--dry-run=server', ...planner)).toMatchObject({ code: 1 });
      const rules = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }];
      const role = {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata: { name: 'x', namespace: 'reporting' },
      };
      const { code, stderr } = plane.apply([{ ...role, rules }], ...AS_DEPLOYER);
      expect(stderr).toContain('is attempting to grant RBAC permissions not currently held');
      expect(code).toBe(1);
    });

    it('gets its pods admitted by Pod Security, the quota and the policies', async () => {
      const pods = (): string => plane.kubectl(['get', 'pods', '-n', 'reporting', '-o', 'name']).stdout;
      await plane.until('pods of documents', () => pods().includes('pod/documents-'));
      expect(plane.apply(objects)).toMatchObject({ code: 0, stderr: '' });
      const job = plane.kubectl(['create', 'job', 'now', '--from=cronjob/reports', '-n', 'reporting']);
      expect(job).toMatchObject({ code: 0 });
      await plane.until('the pod of the job', () => pods().includes('pod/now-'));
    });

    const podOf = (): Pod => {
      const { template } = specOf<{ template: Pod }>(objects, 'Deployment');
      const metadata = { ...template.metadata, name: 'tried', namespace: 'reporting' };
      return { apiVersion: 'v1', kind: 'Pod', ...template, metadata } as Pod;
    };

    const withImage = (pod: Pod, image: string): Pod => ({
      ...pod,
      spec: { ...pod.spec, containers: [{ ...pod.spec.containers[0], image }] },
    });

    it('holds to the schemas of every version that a cluster may have, unknown fields refused', () => {
      const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
      const files = objects.map((object, index) => {
        const file = join(folder, `${index}.json`);
        writeFileSync(file, JSON.stringify(object));
        return file;
      });
      for (const version of VERSIONS) {
        const run = spawnSync(validatorProgram(), ['--strict', '--kubernetes-version', version, ...files], {
          encoding: 'utf8',
        });
        const output = `${run.stdout}${run.stderr}`.split('\n').filter(Boolean);
        expect(output.filter((line) => !/^INFO .* passed /.test(line))).toEqual([]);
        expect(output).toHaveLength(files.length);
      }
      rmSync(folder, { recursive: true });
    });

    it('leaves kube-score little to say, each with its reason', () => {
      const accepted: readonly [finding: RegExp, reason: string][] = [
        [/ImagePullPolicy/, 'a digest never changes: asking the registry at each start only makes a pod depend on it'],
        [/CPU limit is not set/, 'it slows a pod down on an idle node; the limits of the namespace set the only one'],
        [/host podAntiAffinity/, 'spread constraints on zone and host do the same, also for more pods than nodes'],
        [/(allow-dns|default-deny).* selector doesn't match any pods/, 'Argo CD deploys what is in that namespace'],
      ];
      const findings = kubeScore(objects.map((object) => JSON.stringify(object)).join('\n---\n'));
      expect(findings.filter((finding) => !accepted.some(([known]) => known.test(finding)))).toEqual([]);
    });

    // The policies of both differ in one registry: what they refuse is tried once.
    if (stage === 'staging') return;

    it.each<[string, (pod: Pod) => Pod, RegExp]>([
      [
        'an image by tag',
        (pod) => withImage(pod, '333333333333.dkr.ecr.eu-west-1.amazonaws.com/documents:1.0'),
        /named by digest.*documents:1\.0/,
      ],
      [
        'an image of a foreign registry',
        (pod) => withImage(pod, `docker.io/library/nginx@sha256:${'0'.repeat(64)}`),
        /images come from .*this does not: docker\.io/,
      ],
      [
        'an image of a repository that only begins like a trusted registry',
        (pod) => withImage(pod, `registry.k8s.io.evil.example/pause@sha256:${'0'.repeat(64)}`),
        /this does not: registry\.k8s\.io\.evil/,
      ],
      [
        'a pod without its labels',
        (pod) => ({ ...pod, metadata: { ...pod.metadata, labels: {} } }),
        /label them app\.kubernetes\.io\/name, app\.kubernetes\.io\/part-of/,
      ],
      [
        'a privileged container',
        (pod) => ({
          ...pod,
          spec: { ...pod.spec, containers: [{ ...pod.spec.containers[0], securityContext: { privileged: true } }] },
        }),
        /privileged/,
      ],
      [
        'a pod in the namespace default',
        (pod) => ({ ...pod, metadata: { ...pod.metadata, namespace: 'default' } }),
        /default has no guard rails/,
      ],
    ])('refuses %s', (_, change, message) => {
      const pod = podOf();
      // The account of the pod is not in every namespace.
      const spec = { ...pod.spec, serviceAccountName: undefined };
      expect(plane.apply([{ ...pod, spec }], '--dry-run=server')).toMatchObject({ code: 0 });
      const { code, stderr } = plane.apply([change({ ...pod, spec } as Pod)], '--dry-run=server');
      expect(stderr).toMatch(message);
      expect(code).toBe(1);
    });

    it('refuses a privileged pod where Pod Security is not enforced, and a Deployment of such pods', () => {
      const labels = { 'app.kubernetes.io/name': 'x', 'app.kubernetes.io/part-of': 'x' };
      const open = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'open' } };
      expect(plane.apply([open])).toMatchObject({ code: 0 });
      const image = `registry.k8s.io/pause@sha256:${'0'.repeat(64)}`;
      const template = {
        metadata: { labels },
        spec: { containers: [{ name: 'x', image, securityContext: { privileged: true } }] },
      };
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'x', namespace: 'open', labels },
        spec: template.spec,
      };
      const deployment = {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'x', namespace: 'open' },
        spec: { selector: { matchLabels: labels }, template },
      };
      const hostNetwork = { ...pod, spec: { containers: [{ name: 'x', image }], hostNetwork: true } };
      for (const object of [pod, deployment, hostNetwork]) {
        const { code, stderr } = plane.apply([object], '--dry-run=server');
        expect(stderr).toContain('ValidatingAdmissionPolicy');
        expect(code).toBe(1);
      }
    });

    it('leaves the cluster’s own namespaces alone', () => {
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'agent', namespace: 'kube-system' },
        spec: { containers: [{ name: 'agent', image: 'example.com/agent:1', securityContext: { privileged: true } }] },
      };
      expect(plane.apply([pod], '--dry-run=server')).toMatchObject({ code: 0 });
    });

    it('counts what is in a namespace, and refuses what is beyond the quota', () => {
      const service = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'open', namespace: 'reporting' },
        spec: { type: 'NodePort', ports: [{ port: 80 }] },
      };
      const { code, stderr } = plane.apply([service], '--dry-run=server');
      expect(stderr).toContain('exceeded quota');
      expect(code).toBe(1);
    });
  });
});
