import type {
  DeploymentV1SpecTemplateSpec,
  DeploymentV1SpecTemplateSpecAffinityNodeAffinity,
  DeploymentV1SpecTemplateSpecContainer,
  DeploymentV1SpecTemplateSpecVolume,
} from '@cdktf/provider-kubernetes/lib/deployment-v1';
import type { Construct } from 'constructs';
import type { PreferredNodes } from '../cluster';
import { Faults } from '../core';
import { APP_PORT, type Health } from './health';
import { MountedSecret } from './mounted-secret';
import type { PodProps } from './pod-props';
import { checkBytes, checkCpu, coresOf } from './quantity';
import { isSecretVariable } from './secret-variable';

/** A user that is nobody on the node: above 10000, so that it is no account of any image either. */
const NOBODY = 10_001;

/** What a pod has besides its {@link PodProps}. */
interface PodDetails {
  readonly name: string;
  readonly serviceAccountName: string;
  readonly port?: number;
  readonly health?: Health;
}

/**
 * The specification of a pod that Pod Security `restricted` admits, and more: its root is read-only, it has no token unless
 * it asks for one, and no list of services in its environment. `runAsNonRoot` is written on the container too: the provider
 * sends false for a container that says nothing, which would undo the pod's.
 */
export function podSpec(props: PodProps, details: PodDetails): DeploymentV1SpecTemplateSpec {
  const { user = NOBODY, kubernetesApi = false, priority, nodes = {} } = props;
  return {
    serviceAccountName: details.serviceAccountName,
    automountServiceAccountToken: kubernetesApi,
    enableServiceLinks: false,
    priorityClassName: priority?.name,
    nodeSelector: nodes.labels && { ...nodes.labels },
    toleration: nodes.tolerations?.map((toleration) => ({ ...toleration })),
    affinity: nodes.preferences?.length ? { nodeAffinity: preferredNodes(nodes.preferences) } : undefined,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: String(user),
      runAsGroup: String(user),
      fsGroup: String(user),
      seccompProfile: { type: 'RuntimeDefault' },
    },
    container: [container(props, details)],
    volume: volumes(props, details.name),
  };
}

function preferredNodes(preferences: readonly PreferredNodes[]): DeploymentV1SpecTemplateSpecAffinityNodeAffinity {
  return {
    preferredDuringSchedulingIgnoredDuringExecution: preferences.map(({ weight, preference }) => ({
      weight,
      preference: {
        matchExpressions: preference.matchExpressions.map(({ values, ...expression }) => ({
          ...expression,
          values: [...values],
        })),
      },
    })),
  };
}

function container(props: PodProps, { name, port, health }: PodDetails): DeploymentV1SpecTemplateSpecContainer {
  const { image, resources, environment = {}, command, args, user = NOBODY } = props;
  const { cpu, cpuLimit, memory, ephemeralStorage = '1Gi' } = resources;
  return {
    name,
    image: image.reference,
    // A digest never changes: what the node has is what was asked for.
    imagePullPolicy: 'IfNotPresent',
    command: command && [...command],
    args: args && [...args],
    env: Object.entries(environment).map(([variable, value]) => ({ name: variable, value })),
    port: port === undefined ? undefined : [{ name: APP_PORT, containerPort: port, protocol: 'TCP' }],
    resources: {
      requests: { cpu, memory, 'ephemeral-storage': '64Mi' },
      limits: { ...(cpuLimit && { cpu: cpuLimit }), memory, 'ephemeral-storage': ephemeralStorage },
    },
    securityContext: {
      runAsNonRoot: true,
      runAsUser: String(user),
      runAsGroup: String(user),
      privileged: false,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: { type: 'RuntimeDefault' },
    },
    volumeMount: mounts(props),
    ...health?.probes,
  };
}

function mounts({ writableDirectories = ['/tmp'], secrets = [] }: PodProps) {
  return [
    ...writableDirectories.map((mountPath) => ({ name: scratchName(mountPath), mountPath })),
    ...secrets.map(({ name, directory }) => ({ name: `secret-${name}`, mountPath: directory, readOnly: true })),
  ];
}

function volumes(
  { writableDirectories = ['/tmp'], secrets = [], resources }: PodProps,
  workload: string,
): DeploymentV1SpecTemplateSpecVolume[] {
  const sizeLimit = resources.ephemeralStorage ?? '1Gi';
  return [
    ...writableDirectories.map((path) => ({ name: scratchName(path), emptyDir: { sizeLimit } })),
    ...secrets.map((secret) => ({
      name: `secret-${secret.name}`,
      csi: {
        driver: MountedSecret.DRIVER,
        readOnly: true,
        volumeAttributes: { secretProviderClass: secret.className(workload) },
      },
    })),
  ];
}

/** `/var/cache/app` → `scratch-var-cache-app`: named after what it is, so that adding one renames no other. */
const scratchName = (path: string): string =>
  `scratch${path.replace(/[^a-z0-9]+/gi, '-').toLowerCase()}`.replace(/-$/, '').slice(0, 63);

/** Adds a fault for everything that is wrong with the pod. */
export function checkPod(scope: Construct, props: PodProps): Faults {
  const faults = new Faults(scope);
  const { resources, environment = {}, writableDirectories = [], user = NOBODY, identity, secrets = [] } = props;
  checkCpu(faults, 'resources.cpu', resources.cpu);
  checkBytes(faults, 'resources.memory', resources.memory);
  if (resources.ephemeralStorage) checkBytes(faults, 'resources.ephemeralStorage', resources.ephemeralStorage);
  if (resources.cpuLimit) {
    checkCpu(faults, 'resources.cpuLimit', resources.cpuLimit);
    faults.check((coresOf(resources.cpuLimit) ?? 0) >= (coresOf(resources.cpu) ?? 0), {
      prop: 'resources.cpuLimit',
      expected: `at least what is asked for, ${resources.cpu}`,
      got: resources.cpuLimit,
      fix: 'Leave it out: processor time that nobody asks for is lost otherwise.',
    });
  }
  for (const variable of Object.keys(environment)) checkVariable(faults, variable);
  for (const path of writableDirectories) {
    faults.check(/^\/[\w.-]+(\/[\w.-]+)*$/.test(path) && !path.startsWith('/secrets'), {
      prop: 'writableDirectories',
      expected: 'absolute paths below the root, outside of /secrets',
      got: path,
      fix: 'Name the directories that the program writes to.',
    });
  }
  faults.check(Number.isInteger(user) && user >= 1 && user < 2 ** 31, {
    prop: 'user',
    expected: 'a numeric user other than root',
    got: user,
    fix: 'Leave it out, or take the number that the image’s files belong to.',
  });
  faults.check(secrets.length === 0 || identity !== undefined, {
    prop: 'secrets',
    expected: 'given together with `identity`',
    got: secrets.map(({ name }) => name),
    fix: 'The pod reads its secrets in its own name: cluster.addWorkload(…), and secret.grantRead(…) to it.',
  });
  return faults;
}

function checkVariable(faults: Faults, variable: string): void {
  faults.check(/^[A-Za-z_]\w*$/.test(variable), {
    prop: 'environment',
    expected: 'names of variables: letters, digits and underscores',
    got: variable,
    fix: 'Write for example LOG_LEVEL.',
  });
  faults.check(!isSecretVariable(variable), {
    prop: 'environment',
    expected: 'without secrets',
    got: variable,
    fix: 'Mount it with `secrets`, and give the program the path: PASSWORD_FILE.',
  });
}
