/** How a type says that its storage is encrypted. */
export interface Requirement {
  /** Path of the boolean that must be true. */
  readonly attribute: string;
  /** Without the attribute the storage is encrypted when this holds: another resource decides, or the engine's default. */
  readonly inherits?: readonly string[];
  /** Engines for which the provider's default is true. */
  readonly encryptedEngines?: readonly string[];
}

/** Storage that AWS leaves unencrypted unless it is told. Types that are always encrypted (DynamoDB, FSx, MemoryDB, SNS, log groups) need no row. */
export const requirements: ReadonlyMap<string, Requirement> = new Map<string, Requirement>([
  ['aws_db_instance', { attribute: 'storage_encrypted', inherits: ['replicate_source_db'] }],
  ['aws_rds_cluster', { attribute: 'storage_encrypted', inherits: ['replication_source_identifier'] }],
  ['aws_rds_global_cluster', { attribute: 'storage_encrypted', inherits: ['source_db_cluster_identifier'] }],
  ['aws_docdb_cluster', { attribute: 'storage_encrypted' }],
  ['aws_docdb_global_cluster', { attribute: 'storage_encrypted', inherits: ['source_db_cluster_identifier'] }],
  ['aws_neptune_cluster', { attribute: 'storage_encrypted' }],
  ['aws_neptune_global_cluster', { attribute: 'storage_encrypted', inherits: ['source_db_cluster_identifier'] }],
  ['aws_redshift_cluster', { attribute: 'encrypted' }],
  [
    'aws_elasticache_replication_group',
    {
      attribute: 'at_rest_encryption_enabled',
      inherits: ['global_replication_group_id'],
      encryptedEngines: ['valkey'],
    },
  ],
  ['aws_efs_file_system', { attribute: 'encrypted' }],
  ['aws_ebs_volume', { attribute: 'encrypted' }],
  ['aws_ebs_snapshot_copy', { attribute: 'encrypted' }],
  ['aws_ebs_snapshot_import', { attribute: 'encrypted' }],
  ['aws_ami_copy', { attribute: 'encrypted' }],
  ['aws_dax_cluster', { attribute: 'server_side_encryption.enabled' }],
  ['aws_opensearch_domain', { attribute: 'encrypt_at_rest.enabled' }],
  ['aws_elasticsearch_domain', { attribute: 'encrypt_at_rest.enabled' }],
  ['aws_appsync_api_cache', { attribute: 'at_rest_encryption_enabled' }],
]);

/** Types that hold disks in nested blocks: the block, the path of the boolean in it, and whether leaving the block out leaves a disk unencrypted. */
export const disks: ReadonlyMap<
  string,
  readonly { readonly block: string; readonly inner?: string; readonly always: boolean }[]
> = new Map([
  [
    'aws_instance',
    [
      { block: 'root_block_device', always: true },
      { block: 'ebs_block_device', always: false },
    ],
  ],
  [
    'aws_spot_instance_request',
    [
      { block: 'root_block_device', always: true },
      { block: 'ebs_block_device', always: false },
    ],
  ],
  [
    'aws_launch_configuration',
    [
      { block: 'root_block_device', always: true },
      { block: 'ebs_block_device', always: false },
    ],
  ],
  ['aws_ami', [{ block: 'ebs_block_device', always: false }]],
  ['aws_launch_template', [{ block: 'block_device_mappings', inner: 'ebs', always: false }]],
]);
