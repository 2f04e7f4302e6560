/** When a change of a parameter takes effect: `dynamic` at once, `static` when the instance is rebooted. */
export type ApplyType = 'dynamic' | 'static';

/** PostgreSQL's, of an instance of RDS as of Aurora: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.Reference.ParameterGroups.html */
const ANY_POSTGRES = {
  effective_cache_size: 'dynamic',
  idle_in_transaction_session_timeout: 'dynamic',
  lock_timeout: 'dynamic',
  log_autovacuum_min_duration: 'dynamic',
  log_connections: 'dynamic',
  log_disconnections: 'dynamic',
  log_lock_waits: 'dynamic',
  log_min_duration_statement: 'dynamic',
  log_statement: 'dynamic',
  log_temp_files: 'dynamic',
  maintenance_work_mem: 'dynamic',
  max_connections: 'static',
  'pgaudit.log': 'dynamic',
  random_page_cost: 'dynamic',
  shared_preload_libraries: 'static',
  statement_timeout: 'dynamic',
  track_activity_query_size: 'static',
  work_mem: 'dynamic',
} as const;

/** MySQL's, of an instance of RDS as of Aurora: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Reference.ParameterGroups.html */
const ANY_MYSQL = {
  general_log: 'dynamic',
  innodb_lock_wait_timeout: 'dynamic',
  innodb_print_all_deadlocks: 'dynamic',
  interactive_timeout: 'dynamic',
  log_output: 'dynamic',
  log_queries_not_using_indexes: 'dynamic',
  long_query_time: 'dynamic',
  max_allowed_packet: 'dynamic',
  max_connections: 'dynamic',
  max_heap_table_size: 'dynamic',
  performance_schema: 'static',
  slow_query_log: 'dynamic',
  tmp_table_size: 'dynamic',
  wait_timeout: 'dynamic',
} as const;

/**
 * The parameters that can be set, with RDS's apply type of each: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/parameter-groups-overview.html
 * and `aws rds describe-engine-default-parameters`. RDS refuses `immediate` for a static one, and applies `pending-reboot` of
 * a dynamic one at the next reboot only. What weakens the database (TLS, `local_infile`, `skip-grant-tables`) is not here.
 */
export const PARAMETERS = {
  postgres: {
    ...ANY_POSTGRES,
    autovacuum_analyze_scale_factor: 'dynamic',
    autovacuum_naptime: 'dynamic',
    autovacuum_vacuum_cost_limit: 'dynamic',
    autovacuum_vacuum_scale_factor: 'dynamic',
    checkpoint_timeout: 'dynamic',
    default_statistics_target: 'dynamic',
    max_locks_per_transaction: 'static',
    max_prepared_transactions: 'static',
    max_replication_slots: 'static',
    max_wal_senders: 'static',
    max_worker_processes: 'static',
    'rds.log_retention_period': 'dynamic',
    'rds.logical_replication': 'static',
    shared_buffers: 'static',
  },
  mysql: {
    ...ANY_MYSQL,
    back_log: 'static',
    binlog_format: 'dynamic',
    binlog_row_image: 'dynamic',
    event_scheduler: 'dynamic',
    innodb_buffer_pool_size: 'dynamic',
    innodb_flush_log_at_trx_commit: 'dynamic',
    innodb_read_io_threads: 'static',
    innodb_write_io_threads: 'static',
    sync_binlog: 'dynamic',
  },
  'aurora-postgresql': ANY_POSTGRES,
  'aurora-mysql': ANY_MYSQL,
} as const satisfies Readonly<Record<string, Readonly<Record<string, ApplyType>>>>;

/** The parameters that Aurora has for a whole cluster, as {@link PARAMETERS}. */
export const CLUSTER_PARAMETERS = {
  'aurora-postgresql': {
    max_replication_slots: 'static',
    max_wal_senders: 'static',
    'rds.logical_replication': 'static',
    timezone: 'dynamic',
  },
  'aurora-mysql': {
    binlog_format: 'static',
    character_set_server: 'dynamic',
    collation_server: 'dynamic',
    server_audit_events: 'dynamic',
    server_audit_logging: 'dynamic',
    time_zone: 'dynamic',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, ApplyType>>>>;

/**
 * The parameter by which the engine refuses connections without TLS, and its value for yes: dynamic in all of them. It is on by default
 * in PostgreSQL from 15 on and in MariaDB from 11.8 on, off in MySQL. Read on 2026-11-21:
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mariadb-ssl-connections.require-ssl.html and
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.require-ssl.html.
 */
export const TLS_PARAMETERS = {
  // Written for all versions, so that it is seen and cannot be changed by a default.
  postgres: { name: 'rds.force_ssl', value: '1' },
  'aurora-postgresql': { name: 'rds.force_ssl', value: '1' },
  mysql: { name: 'require_secure_transport', value: '1' },
  mariadb: { name: 'require_secure_transport', value: '1' },
  'aurora-mysql': { name: 'require_secure_transport', value: 'ON' },
} as const;
