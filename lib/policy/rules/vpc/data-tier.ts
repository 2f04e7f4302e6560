import type { Graph } from '../../graph/graph';
import { isMap, type Resource, show } from '../../graph/value';
import { globMatches } from '../../iam/glob';
import { isSecretName } from '../../secrets/names';
import { identityDocuments } from '../iam/identity-policies';
import { blocksOf, known } from '../values';
import { inlineOpenings, type Opening } from './opening';

/** Types that keep data and never have to call out. */
const stores: ReadonlySet<string> = new Set([
  'aws_db_instance',
  'aws_rds_cluster',
  'aws_db_proxy',
  'aws_docdb_cluster',
  'aws_docdbelastic_cluster',
  'aws_neptune_cluster',
  'aws_elasticache_cluster',
  'aws_elasticache_replication_group',
  'aws_elasticache_serverless_cache',
  'aws_memorydb_cluster',
  'aws_dax_cluster',
  'aws_redshift_cluster',
  'aws_redshiftserverless_workgroup',
  'aws_opensearch_domain',
  'aws_elasticsearch_domain',
  'aws_msk_cluster',
  'aws_msk_serverless_cluster',
  'aws_mq_broker',
  'aws_efs_mount_target',
  'aws_fsx_lustre_file_system',
  'aws_fsx_ontap_file_system',
  'aws_fsx_openzfs_file_system',
  'aws_fsx_windows_file_system',
  'aws_timestreaminfluxdb_db_instance',
]);

/** Ports that only stores of data listen on. */
const storePorts: ReadonlySet<number> = new Set([
  1433, 1521, 2484, 3306, 3307, 5432, 5433, 5439, 5671, 6379, 6380, 8111, 8182, 9092, 9094, 9096, 9098, 9111, 11211,
  27017, 2049,
]);

/** Why a security group belongs to the data tier, in words; undefined when it does not. */
export function dataTierUse(group: Resource, graph: Graph): string | undefined {
  const uses = graph
    .usesOf(group)
    .filter(({ resource }) => !/^aws_(default_)?security_group|^aws_vpc_security_group_/.test(resource.type));
  for (const { resource } of uses) {
    if (stores.has(resource.type)) return `it belongs to ${resource.address}`;
    if (resource.type === 'aws_lambda_function') {
      const secret = secretOf(resource, graph);
      if (secret) return `it belongs to ${resource.address}, which ${secret}`;
    }
  }
  if (uses.length > 0) return undefined;
  const inbound = allInbound(group, graph);
  return inbound.length > 0 && inbound.every(isStorePort)
    ? 'it only listens on ports of databases and caches'
    : undefined;
}

function isStorePort({ protocol, from, to }: Opening): boolean {
  return protocol === 'tcp' && from === to && storePorts.has(from);
}

/** Inbound rules, those from other groups too: only their ports count here. */
function allInbound(group: Resource, graph: Graph): readonly Opening[] {
  const separate = [
    ...graph.pointingAt(group, 'aws_vpc_security_group_ingress_rule', 'security_group_id'),
    ...graph
      .pointingAt(group, 'aws_security_group_rule', 'security_group_id')
      .filter((rule) => known(rule.get('type')) === 'ingress'),
  ].map((rule) => portsOf((name) => known(rule.get(name)), rule));
  const inline = blocksOf(group, 'ingress').flatMap((block) =>
    isMap(block) ? [portsOf((name) => known(block[name] ?? undefined), group)] : [],
  );
  return [...separate, ...inline, ...inlineOpenings(group, graph).openings];
}

function portsOf(read: (name: string) => ReturnType<typeof known>, source: Resource): Opening {
  const protocol = show(read('ip_protocol') ?? read('protocol') ?? 'all').toLowerCase();
  return {
    source,
    place: '',
    protocol: protocol === '6' ? 'tcp' : protocol,
    from: Number(read('from_port') ?? -1),
    to: Number(read('to_port') ?? -1),
    ranges: [],
    written: [],
  };
}

/** How a function comes by secrets, in words. */
function secretOf(lambda: Resource, graph: Graph): string | undefined {
  for (const reference of lambda.mentions('environment')) {
    const { type } = reference.resource;
    if (/^aws_secretsmanager_|^aws_db_instance$|^aws_rds_cluster$/.test(type) && isSecretMention(type, reference.path))
      return `is given ${reference}`;
  }
  for (const block of blocksOf(lambda, 'environment')) {
    const variables = isMap(block) ? known(block.variables ?? undefined) : undefined;
    const name = isMap(variables)
      ? Object.keys(variables).find((key) => isSecretName(key.replace(/_?(ARN|ID|NAME)$/i, '')))
      : undefined;
    if (name !== undefined) return `is given ${name}`;
  }
  for (const role of graph.links(lambda.get('role'), lambda, 'aws_iam_role').resources) {
    const policy = policiesOf(role, graph).find((one) => readsSecrets(one, graph));
    if (policy) return `may read secrets (${policy.address})`;
  }
  return undefined;
}

function isSecretMention(type: string, path: readonly (string | number)[]): boolean {
  return type.startsWith('aws_secretsmanager_') || path[0] === 'master_user_secret';
}

function policiesOf(role: Resource, graph: Graph): readonly Resource[] {
  const attached = graph
    .pointingAt(role, 'aws_iam_role_policy_attachment', 'role')
    .flatMap((attachment) => graph.links(attachment.get('policy_arn'), attachment, 'aws_iam_policy').resources);
  return [role, ...graph.pointingAt(role, 'aws_iam_role_policy', 'role'), ...attached];
}

function readsSecrets(policy: Resource, graph: Graph): boolean {
  return identityDocuments(policy, graph).some(({ statements }) =>
    statements.some(
      ({ effect, actions }) =>
        effect === 'Allow' &&
        actions?.some(
          (action) => typeof action === 'string' && globMatches(action.toLowerCase(), 'secretsmanager:getsecretvalue'),
        ),
    ),
  );
}
