/** Kinds by the name of their resource in the Terraform provider `kubernetes`, without prefix and version. */
const kinds: Readonly<Record<string, string>> = {
  pod: 'Pod',
  deployment: 'Deployment',
  stateful_set: 'StatefulSet',
  daemonset: 'DaemonSet',
  daemon_set: 'DaemonSet',
  replica_set: 'ReplicaSet',
  replication_controller: 'ReplicationController',
  job: 'Job',
  cron_job: 'CronJob',
  namespace: 'Namespace',
  network_policy: 'NetworkPolicy',
  resource_quota: 'ResourceQuota',
  role: 'Role',
  cluster_role: 'ClusterRole',
  role_binding: 'RoleBinding',
  cluster_role_binding: 'ClusterRoleBinding',
  service_account: 'ServiceAccount',
  default_service_account: 'ServiceAccount',
  config_map: 'ConfigMap',
  secret: 'Secret',
  pod_disruption_budget: 'PodDisruptionBudget',
  horizontal_pod_autoscaler: 'HorizontalPodAutoscaler',
  persistent_volume: 'PersistentVolume',
  labels: 'Labels',
  env: 'Env',
};
const versions = ['', '_v1', '_v2', '_v1beta1', '_v2beta2'];
const partials = ['kubernetes_config_map_v1_data', 'kubernetes_secret_v1_data', 'kubernetes_labels', 'kubernetes_env'];

/** Kind of every resource type of the Terraform provider that the policy looks at. */
export const typedKinds: ReadonlyMap<string, string> = new Map([
  ...Object.entries(kinds).flatMap(([name, kind]) =>
    versions.map((version): [string, string] => [`kubernetes_${name}${version}`, kind]),
  ),
  ['kubernetes_config_map_v1_data', 'ConfigMap'],
  ['kubernetes_secret_v1_data', 'Secret'],
]);

/** Types that only add to an object that exists elsewhere. */
export const partialTypes: ReadonlySet<string> = new Set(partials);

/** Types of several providers that hold whole manifests, and the attribute that holds them. */
export const manifestAttributes: ReadonlyMap<string, string> = new Map([
  ['kubernetes_manifest', 'manifest'],
  ['kubectl_manifest', 'yaml_body'],
  ['k8s_manifest', 'content'],
  ['kustomization_resource', 'manifest'],
]);

/** Every resource type that makes something inside a cluster. */
export const kubernetesTypes: readonly string[] = [...typedKinds.keys(), ...manifestAttributes.keys()];
