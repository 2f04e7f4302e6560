import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';
import {
  chart,
  context,
  deployment,
  image,
  manifest,
  manifestContext,
  manifestDeployment,
  manifestSpec,
  metadata,
  podSpec,
  yaml,
} from '../support/kubernetes';

const secured = (fields: object) => deployment(podSpec({}, { security_context: { ...context, ...fields } }));
const without = (name: keyof typeof context) => secured({ [name]: undefined });
const podTypes = [
  ['kubernetes_pod', (spec: object) => ({ metadata: metadata(), spec })],
  ['kubernetes_pod_v1', (spec: object) => ({ metadata: [metadata()], spec: [spec] })],
  ['kubernetes_deployment', (spec: object) => ({ metadata: metadata(), spec: { template: { spec } } })],
  ['kubernetes_stateful_set', (spec: object) => ({ metadata: metadata(), spec: { template: { spec } } })],
  [
    'kubernetes_stateful_set_v1',
    (spec: object) => ({ metadata: metadata(), spec: [{ template: [{ spec: [spec] }] }] }),
  ],
  ['kubernetes_daemonset', (spec: object) => ({ metadata: metadata(), spec: { template: { spec } } })],
  ['kubernetes_daemon_set_v1', (spec: object) => ({ metadata: metadata(), spec: { template: { spec } } })],
  ['kubernetes_job', (spec: object) => ({ metadata: metadata(), spec: { template: { spec } } })],
  ['kubernetes_job_v1', (spec: object) => ({ metadata: metadata(), spec: { template: { spec } } })],
  [
    'kubernetes_cron_job',
    (spec: object) => ({ metadata: metadata(), spec: { job_template: { spec: { template: { spec } } } } }),
  ],
  [
    'kubernetes_cron_job_v1',
    (spec: object) => ({ metadata: metadata(), spec: { job_template: [{ spec: [{ template: { spec } }] }] } }),
  ],
  ['kubernetes_replication_controller', (spec: object) => ({ metadata: metadata(), spec: { template: { spec } } })],
  ['kubernetes_replication_controller_v1', (spec: object) => ({ metadata: metadata(), spec: { template: { spec } } })],
] as const;
/** The pod in every kind that the Terraform provider has. */
const everyType = (spec: object) =>
  Object.fromEntries(podTypes.map(([type, wrap]) => [type, resources({ [type]: { x: wrap(spec) } })]));
const privileged = podSpec({}, { security_context: { ...context, privileged: true } });
const manifestPrivileged = manifestSpec({}, { securityContext: { ...manifestContext, privileged: true } });

const rollout = (spec: object) => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: metadata(),
  spec: { template: { spec } },
});
const deploymentYaml = (context: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: api, namespace: orders }
spec:
  replicas: 3
  template:
    spec:
      automountServiceAccountToken: false
      containers:
        - name: api
          image: ${image}
          securityContext:
            ${context}`;
const goodYaml =
  'runAsNonRoot: true\n            allowPrivilegeEscalation: false\n            capabilities: { drop: [ALL] }\n            seccompProfile: { type: RuntimeDefault }';

const restricted: RuleCases = {
  rule: 'SEC-PSS-RESTRICTED',
  failing: {
    ...everyType(privileged),
    'no security context': deployment(podSpec({}, { security_context: undefined })),
    'privileged as text': secured({ privileged: 'true' }),
    'privileged as a folded expression': secured({ privileged: '${!false}' }),
    'may gain privileges': secured({ allow_privilege_escalation: true }),
    'may gain privileges, left out': without('allow_privilege_escalation'),
    'may be root, left out': without('run_as_non_root'),
    'root for one container': deployment(
      podSpec(
        { security_context: { run_as_non_root: true, seccomp_profile: { type: 'RuntimeDefault' } } },
        { security_context: { ...context, run_as_non_root: false } },
      ),
    ),
    'root for the pod': deployment(podSpec({ security_context: { run_as_non_root: false } })),
    'user 0': secured({ run_as_user: '0' }),
    'user 0 of the pod': deployment(podSpec({ security_context: { run_as_user: 0 } })),
    'keeps capabilities': without('capabilities'),
    'drops some': secured({ capabilities: { drop: ['NET_RAW'] } }),
    'drops all in small letters, which the standard does not take': secured({ capabilities: { drop: ['all'] } }),
    'adds a capability': secured({ capabilities: { drop: ['ALL'], add: ['SYS_ADMIN'] } }),
    'no seccomp': without('seccomp_profile'),
    'seccomp unconfined': secured({ seccomp_profile: { type: 'Unconfined' } }),
    'seccomp unconfined for the pod': deployment(
      podSpec({ security_context: { seccomp_profile: { type: 'Unconfined' } } }),
    ),
    'init container': deployment(podSpec({ init_container: { name: 'init', image } })),
    'second container': deployment(
      podSpec({
        container: [
          { name: 'api', image, security_context: context },
          { name: 'side', image },
        ],
      }),
    ),
    'dynamic container': deployment(
      podSpec({
        container: undefined,
        dynamic: { container: { for_each: ['a'], content: { name: '${container.value}', image } } },
      }),
    ),
    manifest: manifest(manifestDeployment(manifestPrivileged)),
    'manifest by jsonencode': resources({
      kubernetes_manifest: {
        m: {
          manifest:
            '${jsondecode(jsonencode({ apiVersion = "v1", kind = "Pod", metadata = { name = "x", namespace = "orders" }, spec = { containers = [{ name = "x", image = "y", securityContext = { privileged = true } }] } }))}',
        },
      },
    }),
    'manifest by yamldecode': resources({
      kubernetes_manifest: {
        m: { manifest: `\${yamldecode("${deploymentYaml('privileged: true').replaceAll('\n', '\\n')}")}` },
      },
    }),
    'manifest with an unmasked /proc': manifest(
      manifestDeployment(manifestSpec({}, { securityContext: { ...manifestContext, procMount: 'Unmasked' } })),
    ),
    'ephemeral container': manifest({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: metadata(),
      spec: manifestSpec({ ephemeralContainers: [{ name: 'debug', image }] }),
    }),
    'Argo Rollout': manifest(rollout(manifestPrivileged)),
    'a kind that nobody knows': manifest({
      apiVersion: 'example.com/v1',
      kind: 'Farm',
      metadata: metadata(),
      spec: { workers: [{ podTemplate: { spec: manifestPrivileged } }] },
    }),
    'List of manifests': manifest({ apiVersion: 'v1', kind: 'List', items: [manifestDeployment(manifestPrivileged)] }),
    'YAML, where yes is true': yaml(deploymentYaml(`${goodYaml}\n            privileged: yes`)),
    'second document': yaml(`${deploymentYaml(goodYaml)}\n---\n${deploymentYaml('privileged: true')}`),
    'YAML with a part that is not known': yaml(
      deploymentYaml('privileged: true').replace('name: api', 'name: ${var.name}'),
    ),
    'YAML with an anchor': yaml(`x: &c\n  privileged: true\n${deploymentYaml('<<: *c')}`),
    'chart value': chart({ values: ['securityContext:\n  privileged: true\n'] }),
    'chart value by yamlencode': chart({ values: ['${yamlencode({ containerSecurityContext = { runAsUser = 0 } })}'] }),
    'chart value by set': chart({ set: { name: 'podSecurityContext.runAsNonRoot', value: 'false' } }),
    'chart capability': chart({ values: [{ securityContext: { capabilities: { add: ['NET_ADMIN'] } } }] }),
    'object among chart values': chart({
      values: [
        '${jsonencode({ extraDeploy = [{ apiVersion = "v1", kind = "Pod", metadata = { name = "x", namespace = "orders" }, spec = { containers = [{ name = "x", image = "y" }] } }] })}',
      ],
    }),
    'Flux release': manifest({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: metadata(),
      spec: { values: { agent: { securityContext: { privileged: true } } } },
    }),
  },
  passing: {
    ...everyType(podSpec()),
    'set for the pod': deployment(
      podSpec(
        {
          security_context: {
            run_as_non_root: true,
            seccomp_profile: { type: 'Localhost', localhost_profile: 'x' },
            run_as_user: '1000',
          },
        },
        { security_context: { allow_privilege_escalation: 'false', capabilities: { drop: ['ALL'] } } },
      ),
    ),
    'may bind low ports': secured({ capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] } }),
    'not privileged, said so': secured({ privileged: false }),
    'manifest of a Deployment': manifest(manifestDeployment()),
    'YAML of a Deployment': yaml(deploymentYaml(goodYaml)),
    'YAML with a part elsewhere that is not known': yaml(
      deploymentYaml(goodYaml).replace('name: api', 'name: ${var.name}'),
    ),
    'Windows pod': manifest(
      manifestDeployment(manifestSpec({ os: { name: 'windows' } }, { securityContext: { runAsNonRoot: true } })),
    ),
    'chart that is told to be safe': chart({ values: ['securityContext: { privileged: false, runAsUser: 1000 }'] }),
  },
  notApplicable: {
    'a ConfigMap that speaks of it': manifest({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata(),
      data: { 'pod.yaml': 'privileged: true' },
    }),
    'a policy that speaks of it': manifest({
      apiVersion: 'kyverno.io/v1',
      kind: 'ClusterPolicy',
      metadata: { name: 'p' },
      spec: { rules: [{ validate: { pattern: { spec: { containers: [{ image: '*' }] } } } }] },
    }),
    'a Service': resources({ kubernetes_service_v1: { s: { metadata: metadata(), spec: { port: { port: 80 } } } } }),
  },
  unknown: {
    'privileged by a variable': secured({ privileged: '${var.privileged}' }),
    'context by a variable': deployment(podSpec({}, { security_context: '${var.context}' })),
    'containers by a variable': deployment(podSpec({ container: '${var.containers}' })),
    'dynamic containers over a variable': deployment(
      podSpec({
        container: undefined,
        dynamic: { container: { for_each: '${var.c}', content: { name: 'x', image } } },
      }),
    ),
    'manifest from a file': resources({ kubernetes_manifest: { m: { manifest: '${yamldecode(file("x.yaml"))}' } } }),
    'YAML by a variable': yaml('${var.yaml}'),
    'YAML that is none': yaml('a: [b'),
    'YAML that repeats a key': yaml(deploymentYaml('privileged: false\n            privileged: true')),
    'drops by a variable': secured({ capabilities: { drop: '${var.drop}' } }),
    'seccomp by a variable': secured({ seccomp_profile: { type: '${var.profile}' } }),
  },
};

const volume = (fields: object) => deployment(podSpec({ volume: { name: 'v', ...fields } }));
const probed = (name: string, handler: object) => deployment(podSpec({}, { [name]: handler }));
const inContext = (fields: object) =>
  manifest(manifestDeployment(manifestSpec({}, { securityContext: { ...manifestContext, ...fields } })));

const baseline: RuleCases = {
  rule: 'SEC-PSS-BASELINE',
  failing: {
    ...everyType(podSpec({ host_network: true })),
    hostPID: deployment(podSpec({ host_pid: 'true' })),
    hostIPC: deployment(podSpec({ host_ipc: '${1 == 1}' })),
    hostPort: deployment(podSpec({}, { port: [{ container_port: 80, host_port: 8080 }] })),
    hostPath: volume({ host_path: { path: '/var/run/docker.sock' } }),
    'hostPath as a list of blocks': volume({ host_path: [{ path: '/' }] }),
    'dynamic volume': deployment(
      podSpec({
        dynamic: { volume: { for_each: ['/etc'], content: { name: 'v', host_path: { path: '${volume.value}' } } } },
      }),
    ),
    'NFS volume': volume({ nfs: { server: '10.0.0.1', path: '/' } }),
    'EBS volume of the old kind': volume({ aws_elastic_block_store: { volume_id: 'vol-1' } }),
    'probe of another host': probed('liveness_probe', { http_get: { host: '169.254.169.254', path: '/', port: 80 } }),
    'TCP probe of another host': probed('readiness_probe', { tcp_socket: [{ host: '10.0.0.1', port: '80' }] }),
    'hook to another host': probed('lifecycle', { post_start: { http_get: { host: '10.0.0.1' } } }),
    sysctl: deployment(podSpec({ security_context: { sysctl: [{ name: 'kernel.msgmax', value: '65536' }] } })),
    'SELinux type': deployment(podSpec({}, { security_context: { ...context, se_linux_options: { type: 'spc_t' } } })),
    'SELinux user': inContext({ seLinuxOptions: { user: 'system_u' } }),
    AppArmor: inContext({ appArmorProfile: { type: 'Unconfined' } }),
    'AppArmor by annotation': manifest({
      ...manifestDeployment(),
      spec: {
        template: {
          metadata: { annotations: { 'container.apparmor.security.beta.kubernetes.io/api': 'unconfined' } },
          spec: manifestSpec(),
        },
      },
    }),
    hostProcess: inContext({ windowsOptions: { hostProcess: true } }),
    'hostPath in a manifest': manifest(
      manifestDeployment(manifestSpec({ volumes: [{ name: 'v', hostPath: { path: '/' } }] })),
    ),
    'persistent volume on a node': resources({
      kubernetes_persistent_volume_v1: {
        v: { metadata: { name: 'v' }, spec: { persistent_volume_source: { host_path: { path: '/data' } } } },
      },
    }),
    'chart on the host network': chart({ values: ['hostNetwork: true'] }),
    'chart with a hostPath': chart({
      set: [
        { name: 'extraVolumes[0].hostPath.path', value: '/' },
        { name: 'persistence.hostPath', value: '/data' },
      ],
    }),
  },
  passing: {
    ...everyType(podSpec({ host_network: false })),
    'allowed volumes': deployment(
      podSpec({
        volume: [
          { name: 'a', empty_dir: {} },
          { name: 'b', config_map: { name: 'c' } },
          { name: 'c', secret: { secret_name: 's' } },
          { name: 'd', persistent_volume_claim: { claim_name: 'p' } },
          { name: 'e', projected: { sources: [] } },
          { name: 'f', downward_api: {} },
          { name: 'g', csi: { driver: 'secrets-store.csi.k8s.io' } },
          { name: 'h', ephemeral: {} },
        ],
      }),
    ),
    'as a plan shows what is not set': volume({ empty_dir: [{}], host_path: [], nfs: [], aws_elastic_block_store: [] }),
    'port of the container': deployment(podSpec({}, { port: [{ container_port: 80, host_port: 0 }] })),
    'probe of itself': probed('liveness_probe', { http_get: { path: '/', port: 80, host: '' } }),
    'safe sysctl': deployment(
      podSpec({ security_context: { sysctl: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }] } }),
    ),
    'container type of SELinux': inContext({ seLinuxOptions: { type: 'container_t' } }),
    'AppArmor profile': inContext({ appArmorProfile: { type: 'RuntimeDefault' } }),
    'volume of a CSI driver': resources({
      kubernetes_persistent_volume_v1: {
        v: { metadata: { name: 'v' }, spec: { persistent_volume_source: { csi: { driver: 'ebs.csi.aws.com' } } } },
      },
    }),
    'chart that stays off the host': chart({ values: ['hostNetwork: false\npersistence: { hostPath: "" }'] }),
  },
  notApplicable: { 'a claim': resources({ kubernetes_persistent_volume_claim_v1: { c: { metadata: metadata() } } }) },
  unknown: {
    'host network by a variable': deployment(podSpec({ host_network: '${var.host}' })),
    'volumes by a variable': deployment(podSpec({ volume: '${var.volumes}' })),
    'port by a variable': deployment(podSpec({}, { port: { host_port: '${var.port}' } })),
    'sysctl by a variable': deployment(podSpec({ security_context: { sysctl: { name: '${var.s}' } } })),
  },
};

export const podSecurityCases: readonly RuleCases[] = [restricted, baseline];
