import { poolPair } from '../../lib/cluster';
import { Duration } from '../../lib/core';
import { Health, MountedSecret, PriorityClass, Replicas } from '../../lib/kubernetes';
import { base, spot } from '../cluster/fixtures';
import { manifestsOf } from '../support/manifests';
import type { Template } from '../support/template';
import { faultsOf } from '../support/validate-models';
import { identityOf, type LooseProps, objectsOf, templateOf, workloadIn } from './fixtures';

const workload = (changes: LooseProps = {}, stage: 'staging' | 'prod' = 'staging'): Template =>
  templateOf((stack) => void workloadIn(stack, 'api', changes), { stage });

interface PodSpec {
  readonly containers: readonly [Readonly<Record<string, unknown>>];
  readonly [field: string]: unknown;
}

function podOf(template: Template): PodSpec {
  const { spec } = objectsOf(template, 'Deployment').api as unknown as { spec: { template: { spec: PodSpec } } };
  return spec.template.spec;
}

describe('a workload', () => {
  const template = workload();
  const pod = podOf(template);
  const [container] = pod.containers;

  it('runs as nobody, without capabilities, on a read-only root, and says so on the container too', () => {
    expect(container.securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 10001,
      runAsGroup: 10001,
      privileged: false,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
  });

  it('has a service account of its own, and no token of the API', () => {
    expect(objectsOf(template, 'ServiceAccount').api).toMatchObject({ automountServiceAccountToken: false });
    expect(pod).toMatchObject({
      serviceAccountName: 'api',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
    });
    expect(podOf(workload({ kubernetesApi: true }))).toMatchObject({ automountServiceAccountToken: true });
  });

  it('asks three different questions', () => {
    expect(container.readinessProbe).toMatchObject({ httpGet: { path: '/readyz', port: 'app' } });
    expect(container.livenessProbe).toMatchObject({ httpGet: { path: '/livez', port: 'app' }, failureThreshold: 3 });
    expect(container.startupProbe).toMatchObject({
      httpGet: { path: '/livez' },
      periodSeconds: 5,
      failureThreshold: 24,
    });
  });

  it('waits as long for its start as it is told', () => {
    const [slow] = podOf(workload({ health: Health.http({ startWithin: Duration.minutes(10) }) })).containers;
    expect(slow.startupProbe).toMatchObject({ periodSeconds: 5, failureThreshold: 120 });
  });

  it('asks a port of another protocol whether it is ready, and a worker whether it is alive', () => {
    const [tcp] = podOf(workload({ health: Health.tcp() })).containers;
    expect(tcp.readinessProbe).toMatchObject({ tcpSocket: { port: 'app' } });
    const worker = workload({ port: undefined, health: Health.command(['/app/alive']) });
    const [command] = podOf(worker).containers;
    expect(command.livenessProbe).toMatchObject({ exec: { command: ['/app/alive'] } });
    expect(command).not.toHaveProperty('readinessProbe');
    expect(objectsOf(worker, 'Service')).toEqual({});
  });

  it('is two pods in two zones, one of which a drain may take', () => {
    expect(objectsOf(template, 'Deployment').api?.spec).toMatchObject({ replicas: 2 });
    expect(pod.topologySpreadConstraints).toMatchObject([
      { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule', maxSkew: 1 },
      { topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' },
    ]);
    expect(objectsOf(template, 'PodDisruptionBudget').api?.spec).toMatchObject({
      maxUnavailable: '25%',
      selector: { matchLabels: { 'app.kubernetes.io/name': 'api' } },
    });
    expect(objectsOf(template, 'HorizontalPodAutoscaler')).toEqual({});
  });

  it('leaves the number of pods to its autoscaler', () => {
    const scaled = workload({ replicas: Replicas.between(3, 12, { targetCpuPercent: 60 }) });
    expect(objectsOf(scaled, 'Deployment').api?.spec).not.toHaveProperty('replicas');
    expect(objectsOf(scaled, 'HorizontalPodAutoscaler').api?.spec).toMatchObject({
      minReplicas: 3,
      maxReplicas: 12,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'api' },
      metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { averageUtilization: 60 } } }],
    });
  });

  it('has no budget where one pod is all there is: it would only block a drain', () => {
    const single = workload({ stage: 'staging', replicas: Replicas.single() });
    expect(objectsOf(single, 'PodDisruptionBudget')).toEqual({});
    expect(objectsOf(single, 'Deployment').api?.spec).toMatchObject({ replicas: 1 });
  });

  it('is reached by its Service on 80, whatever it listens on', () => {
    expect(objectsOf(template, 'Service').api?.spec).toEqual({
      type: 'ClusterIP',
      selector: { 'app.kubernetes.io/name': 'api' },
      ports: [{ name: 'app', port: 80, targetPort: 'app', protocol: 'TCP' }],
    });
  });

  it('mounts secrets as read-only files of the CSI driver, in no Kubernetes Secret', () => {
    const secrets = [new MountedSecret('gateway', { secretName: 'staging-gateway' })];
    const mounted = workload({ secrets, identity: identityOf('api') });
    expect(podOf(mounted)).toMatchObject({
      volumes: expect.arrayContaining([
        {
          name: 'secret-gateway',
          csi: {
            driver: 'secrets-store.csi.k8s.io',
            readOnly: true,
            volumeAttributes: { secretProviderClass: 'api-gateway' },
          },
        },
      ]),
      containers: [
        {
          volumeMounts: expect.arrayContaining([
            { name: 'secret-gateway', mountPath: '/secrets/gateway', readOnly: true },
          ]),
        },
      ],
    });
    expect(mounted.resources('kubernetes_secret_v1')).toEqual({});
  });

  it('annotates its account with the role for IRSA, and with nothing for Pod Identity', () => {
    const role = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::123456789012:role/api' };
    const irsa = workload({ identity: identityOf('api', { identity: 'irsa', serviceAccountAnnotations: role }) });
    expect(objectsOf(irsa, 'ServiceAccount').api?.metadata).toMatchObject({ annotations: role });
    expect(objectsOf(workload({ identity: identityOf('api') }), 'ServiceAccount').api?.metadata).not.toHaveProperty(
      'annotations',
    );
  });

  const pair = poolPair({ base: base(), spot: spot() });

  it('stands where it is told, and in its class', () => {
    const placed = templateOf((stack) => {
      const priority = new PriorityClass(stack, 'customers', { value: 1000, description: 'What a customer waits for' });
      const tolerations = [{ key: 'spot', operator: 'Equal', value: 'true', effect: 'NoSchedule' }];
      const { preferences } = pair;
      workloadIn(stack, 'api', {
        priority,
        nodes: { labels: { 'acme.example/pool': 'spot' }, tolerations, preferences },
      });
    });
    expect(podOf(placed)).toMatchObject({
      priorityClassName: 'customers',
      nodeSelector: { 'acme.example/pool': 'spot' },
      tolerations: [{ key: 'spot', operator: 'Equal', value: 'true', effect: 'NoSchedule' }],
      affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: pair.preferences } },
    });
    expect(faultsOf(manifestsOf(placed.json))).toEqual([]);
  });

  it('is made of objects that the schemas of Kubernetes take', () => {
    expect(faultsOf(manifestsOf(workload({ replicas: Replicas.between(2, 4) }).json))).toEqual([]);
  });

  it.each<[string, LooseProps, RegExp]>([
    ['a privileged port', { port: 80 }, /`port` must be a whole number of 1024 to 65535, got 80/],
    [
      'a secret in a variable',
      { environment: { DB_PASSWORD: 'x' } },
      /environment` must be without secrets.*PASSWORD_FILE/,
    ],
    ['a name that is no variable', { environment: { 'log level': 'x' } }, /`environment` must be names of variables/],
    ['root', { user: 0 }, /`user` must be a numeric user other than root, got 0/],
    [
      'memory without a unit',
      { resources: { cpu: '1', memory: '512' } },
      /resources\.memory` must be whole MiB or GiB/,
    ],
    ['a limit below the request', { resources: { cpu: '1', cpuLimit: '500m', memory: '1Gi' } }, /resources\.cpuLimit/],
    ['a relative directory', { writableDirectories: ['tmp'] }, /`writableDirectories` must be absolute/],
    ['a worker that nobody asks', { port: undefined }, /`health` must be said for a workload without a port/],
    ['another’s identity', { identity: identityOf('web') }, /`identity` must be made for orders\/api, got orders\/web/],
    [
      'a role that is a reference',
      { identity: identityOf('api', { identity: 'irsa', serviceAccountAnnotations: {} }) },
      /`identity` must be one whose role is known at synth/,
    ],
    [
      'secrets that nobody may read',
      { secrets: [new MountedSecret('gateway', { secretName: 'x' })] },
      /`secrets` must be given together with `identity`/,
    ],
  ])('refuses %s', (_, changes, message) => {
    expect(() => workload(changes)).toThrow(message);
  });

  it('refuses one pod in prod, whatever the types were told', () => {
    expect(() => workload({ replicas: Replicas.single() }, 'prod')).toThrow(
      /`replicas` must be two or more in prod, got 1/,
    );
  });
});

describe('replicas', () => {
  it.each<[() => Replicas, RegExp]>([
    [() => Replicas.fixed(1), /two|2 to 1000/],
    [() => Replicas.fixed(2.5), /2 to 1000/],
    [() => Replicas.between(3, 3), /more than the least, 3/],
    [() => Replicas.between(1, 3), /2 to 1000/],
    [() => Replicas.between(2, 3, { targetCpuPercent: 100 }), /10 to 95/],
  ])('refuses %s', (make, message) => {
    expect(make).toThrow(message);
  });
});
