/** What replaces a resource that holds data, and how to get there without losing it. */
export interface Stateful {
  /** Arguments, those in blocks with a full stop, of which another value makes the provider delete the resource and create a new one. */
  readonly replacedBy: readonly string[];
  /** Changes of an argument that are made in place all the same: from one value to another. */
  readonly inPlace?: Readonly<Record<string, readonly [from: string, to: string]>>;
  /** What to do instead. */
  readonly instead: string;
}

const DATABASE =
  'Make a second one that begins with a snapshot of it (Restore.fromSnapshot), let the clients move, then remove this one; a version, a class and parameters change in place, by blue/green where blueGreenUpdates is set.';
const CACHE =
  'Make a second one that begins with a snapshot of it (restoreFrom), let the clients move, then remove this one.';
const VALKEY = { engine: ['redis', 'valkey'] } as const;

/**
 * The stateful types that this library makes, by Terraform type. Every argument was seen to replace its resource in a plan of the AWS
 * provider 5.100.0 (test/e2e/stateful.e2e.ts), on 2026-11-21; names and keys first.
 */
export const STATEFUL: Readonly<Record<string, Stateful>> = {
  aws_db_instance: {
    replacedBy: ['engine', 'kms_key_id', 'db_name', 'username', 'storage_encrypted', 'snapshot_identifier'],
    instead: DATABASE,
  },
  aws_rds_cluster: {
    replacedBy: [
      'cluster_identifier',
      'engine',
      'kms_key_id',
      'database_name',
      'master_username',
      'storage_encrypted',
      'snapshot_identifier',
      'db_subnet_group_name',
    ],
    instead: DATABASE,
  },
  aws_rds_global_cluster: {
    replacedBy: ['global_cluster_identifier', 'source_db_cluster_identifier'],
    instead:
      'Make a second global database from a snapshot of the primary, let the clients move, then remove this one.',
  },
  aws_elasticache_replication_group: {
    replacedBy: [
      'replication_group_id',
      'engine',
      'kms_key_id',
      'at_rest_encryption_enabled',
      'subnet_group_name',
      'port',
      'snapshot_name',
      'data_tiering_enabled',
    ],
    inPlace: VALKEY,
    instead: CACHE,
  },
  aws_elasticache_serverless_cache: {
    replacedBy: ['name', 'kms_key_id', 'subnet_ids', 'snapshot_arns_to_restore'],
    instead: CACHE,
  },
  aws_s3_bucket: {
    replacedBy: ['bucket', 'bucket_prefix', 'object_lock_enabled'],
    instead:
      'Make a second bucket, let this one replicate to it (replicateTo), let the clients move, then remove this one.',
  },
  aws_kms_key: {
    replacedBy: ['customer_master_key_spec', 'key_usage', 'multi_region'],
    instead: 'Make a second key and encrypt anew with it; what this one encrypted can be read as long as it is there.',
  },
  aws_eks_cluster: {
    replacedBy: [
      'name',
      'role_arn',
      'kubernetes_network_config.ip_family',
      'kubernetes_network_config.service_ipv4_cidr',
    ],
    instead: 'Make a second cluster beside it, let the workloads move, then remove this one.',
  },
  aws_secretsmanager_secret: {
    replacedBy: ['name', 'name_prefix'],
    instead: 'Make a second secret, let the readers move, then remove this one.',
  },
};
