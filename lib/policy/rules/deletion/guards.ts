/** What must hold so that a resource with data cannot be deleted by accident. */
export interface Guard {
  readonly attribute: string;
  /** The value that guards; a boolean, or `ACTIVE`. */
  readonly guarded: boolean | string;
  /** Whether leaving the attribute out guards too. */
  readonly guardedByDefault: boolean;
  readonly message: string;
  /** Attributes with which the guard is not asked for: the data lives elsewhere. */
  readonly exceptWith?: readonly string[];
  /** The guard is a number of at least this. */
  readonly atLeast?: number;
}

const protection = (attribute: string, exceptWith?: readonly string[]): Guard => ({
  attribute,
  guarded: true,
  guardedByDefault: false,
  message: 'it can be deleted by one call: deletion protection is off',
  ...(exceptWith ? { exceptWith } : {}),
});
const snapshot = (exceptWith?: readonly string[]): Guard => ({
  attribute: 'skip_final_snapshot',
  guarded: false,
  guardedByDefault: true,
  message: 'deleting it leaves no final snapshot',
  ...(exceptWith ? { exceptWith } : {}),
});
const force = (attribute: string): Guard => ({
  attribute,
  guarded: false,
  guardedByDefault: true,
  message: 'it is deleted with everything in it',
});
const backups: Guard = {
  attribute: 'delete_automated_backups',
  guarded: false,
  guardedByDefault: true,
  message: 'its automated backups are deleted with it',
};

const finalBackup: Guard = {
  attribute: 'skip_final_backup',
  guarded: false,
  guardedByDefault: true,
  message: 'deleting it leaves no final backup',
};
/** A guard that only a later version of the provider has, or that guards no data: only switching it off counts. */
const unlessOff = (attribute: string): Guard => ({ ...protection(attribute), guardedByDefault: true });

/** Guards by resource type. */
export const guards: ReadonlyMap<string, readonly Guard[]> = new Map([
  [
    'aws_db_instance',
    [
      protection('deletion_protection', ['replicate_source_db']),
      snapshot(['replicate_source_db']),
      { ...backups, exceptWith: ['replicate_source_db'] },
    ],
  ],
  ['aws_rds_cluster', [protection('deletion_protection'), snapshot(['replication_source_identifier']), backups]],
  ['aws_rds_global_cluster', [protection('deletion_protection'), force('force_destroy')]],
  ['aws_docdb_cluster', [protection('deletion_protection'), snapshot()]],
  ['aws_docdb_global_cluster', [protection('deletion_protection')]],
  ['aws_neptune_cluster', [protection('deletion_protection'), snapshot(['replication_source_identifier'])]],
  ['aws_neptune_global_cluster', [protection('deletion_protection')]],
  ['aws_neptunegraph_graph', [protection('deletion_protection')]],
  ['aws_redshift_cluster', [snapshot()]],
  ['aws_lightsail_database', [snapshot()]],
  ['aws_dynamodb_table', [protection('deletion_protection_enabled')]],
  ['aws_dsql_cluster', [protection('deletion_protection_enabled')]],
  ['aws_cognito_user_pool', [{ ...protection('deletion_protection'), guarded: 'ACTIVE' }]],
  ['aws_qldb_ledger', [{ ...protection('deletion_protection'), guardedByDefault: true }]],
  ['aws_s3_bucket', [force('force_destroy')]],
  ['aws_s3_directory_bucket', [force('force_destroy')]],
  ['aws_ecr_repository', [force('force_delete')]],
  ['aws_backup_vault', [force('force_destroy')]],
  ['aws_route53_zone', [force('force_destroy')]],
  ['aws_ecrpublic_repository', [force('force_destroy')]],
  ['aws_lightsail_bucket', [force('force_delete')]],
  ['aws_athena_database', [force('force_destroy')]],
  ['aws_s3tables_table_bucket', [force('force_destroy')]],
  ['aws_rds_cluster_instance', [force('force_destroy')]],
  ['aws_fsx_lustre_file_system', [finalBackup]],
  ['aws_fsx_ontap_volume', [finalBackup]],
  ['aws_fsx_openzfs_file_system', [finalBackup]],
  ['aws_fsx_windows_file_system', [finalBackup]],
  ['aws_dynamodb_table_replica', [unlessOff('deletion_protection_enabled')]],
  ['aws_eks_cluster', [unlessOff('deletion_protection')]],
  ['aws_lb', [unlessOff('enable_deletion_protection')]],
  ['aws_alb', [unlessOff('enable_deletion_protection')]],
  ['aws_networkfirewall_firewall', [unlessOff('delete_protection')]],
  ['aws_emr_cluster', [unlessOff('termination_protection')]],
  ['aws_cloudtrail_event_data_store', [unlessOff('termination_protection_enabled')]],
  [
    'aws_secretsmanager_secret',
    [
      {
        attribute: 'recovery_window_in_days',
        guarded: true,
        guardedByDefault: true,
        atLeast: 7,
        message: 'it is gone at once when it is deleted, without the days in which it can be restored',
      },
    ],
  ],
]);
