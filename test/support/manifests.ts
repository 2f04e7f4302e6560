/**
 * Kubernetes objects as the API server gets them, from a stack's Terraform JSON: what the provider `kubernetes` 2.38 makes of
 * its resources. It is written from the provider's schema and knows nothing of the policy's own reading, so that one checks
 * the other; a resource type or block that is not known here fails.
 */

type Json = Record<string, unknown>;

/** A Kubernetes object. */
export interface KubernetesManifest extends Json {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Record<string, string> };
}

const KINDS: Readonly<Record<string, readonly [apiVersion: string, kind: string]>> = {
  kubernetes_cluster_role_binding_v1: ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
  kubernetes_cluster_role_v1: ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
  kubernetes_config_map_v1: ['v1', 'ConfigMap'],
  kubernetes_cron_job_v1: ['batch/v1', 'CronJob'],
  kubernetes_default_service_account_v1: ['v1', 'ServiceAccount'],
  kubernetes_deployment_v1: ['apps/v1', 'Deployment'],
  kubernetes_horizontal_pod_autoscaler_v2: ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  kubernetes_limit_range_v1: ['v1', 'LimitRange'],
  kubernetes_namespace_v1: ['v1', 'Namespace'],
  kubernetes_network_policy_v1: ['networking.k8s.io/v1', 'NetworkPolicy'],
  kubernetes_pod_disruption_budget_v1: ['policy/v1', 'PodDisruptionBudget'],
  kubernetes_priority_class_v1: ['scheduling.k8s.io/v1', 'PriorityClass'],
  kubernetes_resource_quota_v1: ['v1', 'ResourceQuota'],
  kubernetes_role_binding_v1: ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
  kubernetes_role_v1: ['rbac.authorization.k8s.io/v1', 'Role'],
  kubernetes_service_account_v1: ['v1', 'ServiceAccount'],
  kubernetes_service_v1: ['v1', 'Service'],
};

/** The provider's own arguments and Terraform's. */
const NOT_KUBERNETES = new Set(['//', 'depends_on', 'lifecycle', 'provider', 'timeouts', 'wait_for_rollout']);

/** Blocks that repeat: their name in the schema, and the list's in the manifest. */
const LISTS: Readonly<Record<string, string>> = {
  container: 'containers',
  egress: 'egress',
  env: 'env',
  from: 'from',
  ingress: 'ingress',
  limit: 'limits',
  match_expressions: 'matchExpressions',
  metric: 'metrics',
  policy: 'policies',
  port: 'ports',
  preferred_during_scheduling_ignored_during_execution: 'preferredDuringSchedulingIgnoredDuringExecution',
  ports: 'ports',
  rule: 'rules',
  subject: 'subjects',
  to: 'to',
  toleration: 'tolerations',
  topology_spread_constraint: 'topologySpreadConstraints',
  volume: 'volumes',
  volume_mount: 'volumeMounts',
};

/** Maps with keys of the user's own. */
const MAPS = new Set([
  'annotations',
  'data',
  'default',
  'default_request',
  'hard',
  'labels',
  'limits',
  'match_labels',
  'max',
  'min',
  'node_selector',
  'requests',
  'volume_attributes',
]);

/** Numbers that the schema keeps as text. */
const NUMBERS = new Set(['fs_group', 'replicas', 'run_as_group', 'run_as_user', 'ttl_seconds_after_finished']);
/** Text that Kubernetes takes as a number where it is one, and as a name or a share otherwise. */
const NUMBERS_OR_TEXT = new Set(['max_surge', 'max_unavailable', 'min_available', 'port', 'target_port']);
/** Names that are more than camel case. */
const IRREGULAR: Readonly<Record<string, string>> = { timezone: 'timeZone', non_resource_urls: 'nonResourceURLs' };

/** Every Kubernetes object of a stack, in the order in which an empty cluster takes them: namespaces first, then accounts. */
export function manifestsOf(stackJson: Json): KubernetesManifest[] {
  const byType = (stackJson.resource ?? {}) as Record<string, Record<string, Json>>;
  const objects = Object.entries(byType)
    .filter(([type]) => type.startsWith('kubernetes_'))
    .flatMap(([type, byName]) => Object.values(byName).map((resource) => manifestOf(type, resource)));
  return objects.sort((a, b) => orderOf(a) - orderOf(b));
}

const FIRST = ['Namespace', 'PriorityClass', 'ResourceQuota', 'LimitRange', 'NetworkPolicy', 'ServiceAccount', 'Role'];

function orderOf({ kind }: KubernetesManifest): number {
  return FIRST.includes(kind) ? FIRST.indexOf(kind) : FIRST.length;
}

/** One resource as the object that the provider makes of it. */
function manifestOf(type: string, resource: Json): KubernetesManifest {
  const known = KINDS[type];
  if (known === undefined) throw new Error(`${type} is not known to test/support/manifests.ts`);
  const [apiVersion, kind] = known;
  const body: Json = { apiVersion, kind };
  for (const [name, value] of Object.entries(resource)) {
    if (!NOT_KUBERNETES.has(name)) Object.assign(body, entry(name, value, kind));
  }
  if (type === 'kubernetes_default_service_account_v1') Object.assign(body.metadata as Json, { name: 'default' });
  return body as KubernetesManifest;
}

/** Settings may hold what only AWS knows, such as an address. */
const AT_APPLY = 'known-at-apply';

function entry(name: string, value: unknown, kind: string): Json {
  if (name === 'data' && kind === 'ConfigMap') return { data: JSON.parse(JSON.stringify(value, settled)) as Json };
  if (name === 'value' && typeof value === 'string') return { value: settled(name, value) };
  if (typeof value === 'string' && value.includes('${'))
    throw new Error(`${kind}: ${name} is known only at apply: ${value}`);
  const list = LISTS[name];
  if (Array.isArray(value) && value.some((item) => typeof item === 'object')) {
    if (list !== undefined) return { [list]: value.map((item) => block(item as Json, kind)) };
    // What may be there once is a list of one in the JSON of some blocks.
    if (value.length !== 1)
      throw new Error(`${kind}: block ${name} repeats, which test/support/manifests.ts does not know`);
    return { [keyOf(name)]: block(value[0] as Json, kind) };
  }
  const isMap = MAPS.has(name) || (name === 'selector' && kind === 'Service');
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { [keyOf(name)]: isMap ? value : block(value as Json, kind) };
  return { [keyOf(name)]: scalar(name, value) };
}

const settled = (_: string, value: unknown): unknown =>
  typeof value === 'string' && value.includes('${') ? AT_APPLY : value;

function block(value: Json, kind: string): Json {
  return Object.assign({}, ...Object.entries(value).map(([name, inner]) => entry(name, inner, kind))) as Json;
}

function scalar(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const isNumber = NUMBERS.has(name) || (NUMBERS_OR_TEXT.has(name) && /^\d+$/.test(value));
  return isNumber ? Number(value) : value;
}

const keyOf = (name: string): string =>
  IRREGULAR[name] ?? name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
