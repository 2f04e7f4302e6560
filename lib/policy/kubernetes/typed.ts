import { emptyMap, isList, isMap, isOpen, type Resource, type Value, type ValueMap } from '../graph/value';
import { behind } from './access';

/**
 * Blocks that may be repeated, and how the manifest names their list. Every other list of blocks of the Terraform
 * provider holds one block, which is an object in the manifest.
 */
const lists: Readonly<Record<string, string>> = {
  container: 'containers',
  init_container: 'initContainers',
  ephemeral_container: 'ephemeralContainers',
  volume: 'volumes',
  toleration: 'tolerations',
  topology_spread_constraint: 'topologySpreadConstraints',
  sysctl: 'sysctls',
  image_pull_secrets: 'imagePullSecrets',
  host_aliases: 'hostAliases',
  env: 'env',
  env_from: 'envFrom',
  port: 'ports',
  ports: 'ports',
  volume_mount: 'volumeMounts',
  volume_device: 'volumeDevices',
  volume_claim_template: 'volumeClaimTemplates',
  items: 'items',
  sources: 'sources',
  http_header: 'httpHeaders',
  rule: 'rules',
  subject: 'subjects',
  ingress: 'ingress',
  egress: 'egress',
  from: 'from',
  to: 'to',
  match_expressions: 'matchExpressions',
  match_expression: 'matchExpressions',
  match_fields: 'matchFields',
  node_selector_term: 'nodeSelectorTerms',
  metric: 'metrics',
};
/** Maps whose keys are the user's own. */
const ownKeys = new Set([
  'labels',
  'annotations',
  'match_labels',
  'node_selector',
  'data',
  'binary_data',
  'data_wo',
  'binary_data_wo',
  'string_data',
  'limits',
  'requests',
  'hard',
  'volume_attributes',
]);
/** Names that are more than camel case. */
const irregular: Readonly<Record<string, string>> = {
  host_pid: 'hostPID',
  host_ipc: 'hostIPC',
  non_resource_urls: 'nonResourceURLs',
  downward_api: 'downwardAPI',
  ceph_fs: 'cephfs',
};

/** The manifest of a resource of the Terraform provider: camel case, single blocks as objects, repeated ones as lists. */
export function manifestOf(resource: Resource): ValueMap {
  const result = emptyMap();
  for (const name of resource.attributes) {
    const value = resource.get(name);
    if (value !== undefined) put(result, name, value);
  }
  return result;
}

function put(into: Record<string, Value>, name: string, value: Value): void {
  const known = behind(value);
  if (known === undefined) return;
  const list = lists[name];
  if (list !== undefined && (isOpen(known) || isBlocks(known))) {
    into[list] = isList(known)
      ? known.map((item) => objectOf(item, name))
      : isMap(known)
        ? [objectOf(known, name)]
        : known;
    return;
  }
  const [only] = isList(known) ? known : [known];
  const object = isList(known) && isBlocks(known) && known.length <= 1 ? only : known;
  if (object === undefined) return;
  into[irregular[name] ?? camelCase(name)] =
    isList(object) && isBlocks(object) ? object.map((item) => objectOf(item, name)) : objectOf(object, name);
}

/** Whether a value is made of blocks: objects, or what may be one. */
function isBlocks(value: Value): boolean {
  return isList(value) ? value.every((item) => isMap(item) || isOpen(item)) : isMap(value);
}

function objectOf(value: Value, name: string): Value {
  const known = behind(value) ?? null;
  if (!isMap(known) || ownKeys.has(name) || (name === 'selector' && !isSelectorBlock(known))) return known;
  const result = emptyMap();
  for (const key of Object.keys(known)) put(result, key, known[key] ?? null);
  return result;
}

/** A `selector` is a block of labels and expressions for most kinds, and the labels themselves for the oldest. */
function isSelectorBlock(map: ValueMap): boolean {
  return 'match_labels' in map || 'match_expressions' in map || Object.keys(map).length === 0;
}

function camelCase(name: string): string {
  return name.includes('_') ? name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) : name;
}
