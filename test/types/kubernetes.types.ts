/** What constructs inside a cluster may not be told: `tsc` fails when one of these lines begins to compile. */
import type { ClusterWorkload, Toleration } from '../../lib/cluster';
import {
  type AccessRule,
  type ClusterReadRule,
  type ConfigMapProps,
  type CronJobProps,
  type Digest,
  type GuardedWorkloadProps,
  Health,
  Image,
  type LowerWorkloadProps,
  type NamespaceProps,
  NetworkPeer,
  type PodIdentity,
  type PodProps,
  type PriorityClassProps,
  Replicas,
  type SecretRule,
  type Workload,
  type WorkloadProps,
} from '../../lib/kubernetes';

declare const pod: PodProps;
declare const api: Workload;
declare const workload: ClusterWorkload;
const digest: Digest = `sha256:${'0'.repeat(64)}`;

export const image = Image.digest('registry.k8s.io/pause', digest);

// @ts-expect-error a tag is whatever was pushed last
export const byTag = Image.digest('registry.k8s.io/pause', '3.9');

// @ts-expect-error a container runs an image that was checked, not a text
export const anyImage: PodProps = { ...pod, image: 'nginx:latest' };

export const identity: PodIdentity = workload;

// @ts-expect-error the quota is not optional
export const boundless: NamespaceProps = {};

const quota = { cpu: '1', memory: '1Gi', pods: 1 } as const;

// @ts-expect-error Pod Security is restricted, and nothing else
export const privilegedNamespace: NamespaceProps = { quota, podSecurity: 'privileged' };

// @ts-expect-error memory has a unit
export const unitless: PodProps = { ...pod, resources: { cpu: '1', memory: '512' } };

// @ts-expect-error what it asks for is said
export const endless: PodProps = { ...pod, resources: undefined };

// @ts-expect-error a container is never privileged
export const privileged: PodProps = { ...pod, privileged: true };

// @ts-expect-error a pod stays out of its node's network
export const onHost: PodProps = { ...pod, hostNetwork: true };

// @ts-expect-error and mounts nothing of it
export const hostPath: PodProps = { ...pod, volumes: [{ hostPath: '/' }] };

// @ts-expect-error capabilities are dropped, all of them
export const capable: PodProps = { ...pod, capabilities: ['NET_ADMIN'] };

// @ts-expect-error the root is read-only
export const writable: PodProps = { ...pod, readOnlyRootFilesystem: false };

// @ts-expect-error a secret is a file of Secrets Manager's, not a Kubernetes Secret
export const literalSecret: PodProps = { ...pod, secrets: [{ name: 'x', value: 'hunter2' }] };

export const listening: WorkloadProps = { ...pod, port: 8080 };

// @ts-expect-error a worker says how one knows that it works
export const silent: WorkloadProps = { ...pod };

export const worker: WorkloadProps = { ...pod, health: Health.command(['/app/alive']) };

export const prod: GuardedWorkloadProps = { ...pod, port: 8080, stage: 'prod', replicas: Replicas.fixed(2) };

// @ts-expect-error one pod is down while its node is drained
export const singleInProd: WorkloadProps = { ...pod, port: 8080, stage: 'prod', replicas: Replicas.single() };

// @ts-expect-error a stage that says nothing counts as prod
export const singleAnywhere: WorkloadProps = { ...pod, port: 8080, replicas: Replicas.single() };

export const singleInStaging: LowerWorkloadProps = {
  ...pod,
  port: 8080,
  stage: 'staging',
  replicas: Replicas.single(),
};

// @ts-expect-error the internet is let in by a gateway, not by a network policy
export const fromInternet = (): void => api.allowFrom(NetworkPeer.internet());

export const toInternet = (): void => api.allowTo(NetworkPeer.internet(), 443);

// @ts-expect-error runs never overlap
export const overlapping: CronJobProps = { ...pod, schedule: '0 3 * * *', concurrencyPolicy: 'Allow' };

export const reading: AccessRule = { resources: ['pods', 'deployments'], verbs: ['get', 'list'] };

// @ts-expect-error a wildcard grants what is installed tomorrow
export const everyVerb: AccessRule = { resources: ['pods'], verbs: ['*'] };

// @ts-expect-error nor every resource
export const everyResource: AccessRule = { resources: ['*'], verbs: ['get'] };

// @ts-expect-error who may impersonate is everybody
export const impersonation: AccessRule = { resources: ['serviceaccounts'], verbs: ['impersonate'] };

// @ts-expect-error who may make roles has every permission
export const roles: AccessRule = { resources: ['clusterroles'], verbs: ['create'] };

// @ts-expect-error a command in a pod has what the pod has
export const commands: AccessRule = { resources: ['pods/exec'], verbs: ['create'] };

// @ts-expect-error secrets are read by name
export const allSecrets: SecretRule = { resources: ['secrets'], verbs: ['get'] };

// @ts-expect-error and not listed
export const listedSecrets: SecretRule = { resources: ['secrets'], verbs: ['list'], names: ['tls'] };

// @ts-expect-error the whole cluster is read, not changed
export const clusterChange: ClusterReadRule = { resources: ['pods'], verbs: ['delete'] };

// @ts-expect-error what says nothing has no priority
export const defaultClass: PriorityClassProps = { value: 1, description: 'x', globalDefault: true };

// @ts-expect-error a ConfigMap is in a namespace that has guard rails
export const nowhere: ConfigMapProps = { namespace: 'default', data: {} };

// @ts-expect-error a toleration of everything would be on every pool
export const anyTaint: Toleration = { operator: 'Exists' };
