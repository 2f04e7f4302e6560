import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const variable = { variable: { x: {} } };
const prod = { '//': { rampart: { stage: 'prod' } } };
const one = (type: string, fields: object, more: object = {}) =>
  resources({ [type]: { r: fields } }, { ...variable, ...more });
const database = (fields: object) => one('aws_db_instance', { engine: 'postgres', ...fields });

const region = (alias?: string, name = 'eu-west-1') => ({ region: name, ...(alias ? { alias } : {}) });
const plan = (rule: object, more: object = {}, providers: object[] = [region(), region('dr', 'eu-central-1')]) => ({
  ...resources(
    {
      aws_backup_plan: { p: { name: 'p', rule: [{ rule_name: 'daily', target_vault_name: 'main', ...rule }] } },
      aws_backup_selection: { s: { plan_id: '${aws_backup_plan.p.id}' } },
      ...more,
    },
    variable,
  ),
  provider: { aws: providers },
});
const vault = (fields: object) => ({
  aws_backup_vault: { far: { name: 'far', ...fields } },
  aws_backup_vault_lock_configuration: { far: { backup_vault_name: '${aws_backup_vault.far.name}' } },
});
const copy = { copy_action: [{ destination_vault_arn: '${aws_backup_vault.far.arn}' }] };

const backups: RuleCases = {
  rule: 'REL-BACKUP',
  failing: {
    'no retention': database({}),
    'retention 0': database({ backup_retention_period: 0 }),
    'retention 1': database({ backup_retention_period: '1' }),
    'retention 6, computed': database({ backup_retention_period: '${2 * 3}' }),
    'cluster with AWS’s default': one('aws_rds_cluster', { engine: 'aurora-postgresql' }),
    'DocumentDB for 5 days': one('aws_docdb_cluster', { backup_retention_period: 5 }),
    Redshift: one('aws_redshift_cluster', { automated_snapshot_retention_period: 0 }),
    'cache without snapshots': one('aws_elasticache_replication_group', { snapshot_retention_limit: 0 }),
    'cache by default, where the stage is declared': one('aws_elasticache_replication_group', {}, prod),
    'table without point-in-time recovery': one('aws_dynamodb_table', {}),
    'table with it off': one('aws_dynamodb_table', { point_in_time_recovery: [{ enabled: false }] }),
    'file system policy off': one('aws_efs_backup_policy', { backup_policy: [{ status: 'DISABLED' }] }),
    'plan without copy': plan({}),
    'plan that copies to its own region': plan(copy, vault({})),
    'plan that copies to another vault of the same provider region': plan(copy, vault({ provider: 'aws.dr' }), [
      region(),
      region('dr'),
    ]),
    'plan that copies to a literal vault of its region': plan({
      copy_action: { destination_vault_arn: 'arn:aws:backup:eu-west-1:123456789012:backup-vault:far' },
    }),
    'plan that forgets soon': plan({ ...copy, lifecycle: [{ delete_after: 3 }] }, vault({ provider: 'aws.dr' })),
    'plan that selects nothing': { ...one('aws_backup_plan', { rule: copy }), provider: { aws: region() } },
    'vault without lock': one('aws_backup_vault', { name: 'main' }),
  },
  passing: {
    'two weeks': database({ backup_retention_period: 14 }),
    'seven days': database({ backup_retention_period: 7 }),
    replica: database({ replicate_source_db: 'other' }),
    'cache with snapshots': one('aws_elasticache_replication_group', { snapshot_retention_limit: 7 }),
    'table with point-in-time recovery': one('aws_dynamodb_table', { point_in_time_recovery: { enabled: 'true' } }),
    'plan that copies to another region': plan(copy, vault({ provider: 'aws.dr' })),
    'plan that copies to another region by the resource’s own argument': plan(copy, vault({ region: 'eu-central-1' })),
    'plan that copies to a literal vault elsewhere': plan({
      copy_action: { destination_vault_arn: 'arn:aws:backup:eu-central-1:123456789012:backup-vault:far' },
    }),
    'locked vault': resources(vault({})),
    'cache of a fragment': one('aws_elasticache_replication_group', {}),
    staging: one('aws_db_instance', {}, { '//': { rampart: { stage: 'staging' } } }),
  },
  notApplicable: { 'cluster instance': one('aws_rds_cluster_instance', {}) },
  unknown: {
    retention: database({ backup_retention_period: '${var.x}' }),
    recovery: one('aws_dynamodb_table', { point_in_time_recovery: [{ enabled: '${var.x}' }] }),
    destination: plan({ copy_action: { destination_vault_arn: '${var.x}' } }),
  },
};

const subnet = (zone: string) => ({ availability_zone: zone, cidr_block: '10.0.0.0/24' });
const subnets = (a: string, b: string) => ({ aws_subnet: { a: subnet(a), b: subnet(b) } });
const ids = ['${aws_subnet.a.id}', '${aws_subnet.b.id}'];
const nat = (routes: object, tables: object, associations: object) =>
  resources({
    ...subnets('eu-west-1a', 'eu-west-1b'),
    aws_nat_gateway: { n: { subnet_id: 'subnet-1' }, m: { subnet_id: 'subnet-2' } },
    aws_route_table: tables,
    aws_route: routes,
    aws_route_table_association: associations,
  });
const associate = (name: string, table: string) => ({
  subnet_id: `\${aws_subnet.${name}.id}`,
  route_table_id: `\${aws_route_table.${table}.id}`,
});
const out = (table: string, gateway: string) => ({
  route_table_id: `\${aws_route_table.${table}.id}`,
  destination_cidr_block: '0.0.0.0/0',
  nat_gateway_id: `\${aws_nat_gateway.${gateway}.id}`,
});
const aurora = (instances: object) =>
  resources({ aws_rds_cluster: { c: { engine: 'aurora-mysql' } }, aws_rds_cluster_instance: instances }, variable);
const member = { cluster_identifier: '${aws_rds_cluster.c.id}' };

const single: RuleCases = {
  rule: 'REL-SPOF',
  failing: {
    'one zone': database({ multi_az: false }),
    'one zone by default': database({}),
    'one zone, expression': database({ multi_az: '${!true}' }),
    'cache without failover': one('aws_elasticache_replication_group', { automatic_failover_enabled: false }),
    'cache with one node': one('aws_elasticache_replication_group', { num_cache_clusters: 1 }),
    'DAX with one node': one('aws_dax_cluster', { replication_factor: 1 }),
    'search in one zone': one('aws_opensearch_domain', {
      cluster_config: [{ instance_count: 2, zone_awareness_enabled: false }],
    }),
    'broker of one node': one('aws_mq_broker', { deployment_mode: 'SINGLE_INSTANCE' }),
    'file system of one zone': one('aws_efs_file_system', { availability_zone_name: 'eu-west-1a' }),
    'Aurora with one instance': aurora({ i: member }),
    'Aurora with a count of one': aurora({ i: { ...member, count: 1 } }),
    'Aurora in one zone': aurora({ i: { ...member, count: 2, availability_zone: 'eu-west-1a' } }),
    'subnet group of one subnet': one('aws_elasticache_subnet_group', { subnet_ids: ['subnet-1'] }),
    'subnet group of one zone': resources({
      ...subnets('eu-west-1a', 'eu-west-1a'),
      aws_db_subnet_group: { g: { subnet_ids: ids } },
    }),
    'database subnet group of one subnet, where the stage is declared': one(
      'aws_db_subnet_group',
      { subnet_ids: ['subnet-1'] },
      prod,
    ),
    'scaling group in one subnet': one('aws_autoscaling_group', { vpc_zone_identifier: ['subnet-1'] }),
    'scaling group in one zone': one('aws_autoscaling_group', { availability_zones: ['eu-west-1a'] }),
    'nodes in one subnet': one('aws_eks_node_group', { subnet_ids: ['subnet-1'] }),
    'load balancer in one subnet': one('aws_lb', { load_balancer_type: 'network', subnets: ['subnet-1'] }),
    'one NAT gateway for two zones': nat(
      { r: out('t', 'n') },
      { t: {} },
      { a: associate('a', 't'), b: associate('b', 't') },
    ),
    'one NAT gateway for two tables': nat(
      { r: out('t', 'n'), s: out('u', 'n') },
      { t: {}, u: {} },
      { a: associate('a', 't'), b: associate('b', 'u') },
    ),
    'one NAT gateway, inline route': nat(
      {},
      { t: { route: [{ cidr_block: '0.0.0.0/0', nat_gateway_id: '${aws_nat_gateway.n.id}' }] } },
      { a: associate('a', 't'), b: associate('b', 't') },
    ),
    'database nodes on Spot': one('aws_eks_node_group', { capacity_type: 'SPOT', labels: { workload: 'database' } }),
  },
  passing: {
    'two zones': database({ multi_az: true }),
    replica: database({ replicate_source_db: 'other' }),
    'cache with failover': one('aws_elasticache_replication_group', {
      automatic_failover_enabled: true,
      num_cache_clusters: 2,
      multi_az_enabled: true,
    }),
    'Aurora with two instances': aurora({ i: { ...member, count: 2 } }),
    'cluster of three that RDS makes': one('aws_rds_cluster', {
      engine: 'postgres',
      db_cluster_instance_class: 'db.m6gd.large',
    }),
    'subnet group of two zones': resources({
      ...subnets('eu-west-1a', 'eu-west-1b'),
      aws_db_subnet_group: { g: { subnet_ids: ids } },
    }),
    'a fragment that shows one subnet': one('aws_db_subnet_group', { subnet_ids: ['subnet-1'] }),
    'a NAT gateway for each zone': nat(
      { r: out('t', 'n'), s: out('u', 'm') },
      { t: {}, u: {} },
      { a: associate('a', 't'), b: associate('b', 'u') },
    ),
    'stateless nodes on Spot': one('aws_eks_node_group', {
      capacity_type: 'SPOT',
      labels: { workload: 'web' },
      subnet_ids: ['subnet-1', 'subnet-2'],
    }),
    'database nodes on demand': one('aws_eks_node_group', {
      capacity_type: 'ON_DEMAND',
      labels: { workload: 'database' },
    }),
    staging: one('aws_db_instance', {}, { '//': { rampart: { stage: 'staging' } } }),
  },
  notApplicable: { VPC: one('aws_vpc', {}) },
  unknown: {
    zones: database({ multi_az: '${var.x}' }),
    'number of instances': aurora({ i: { ...member, count: '${var.x}' } }),
    'capacity of database nodes': one('aws_eks_node_group', { capacity_type: '${var.x}', node_group_name: 'kafka' }),
  },
};

const trail = (fields: object) =>
  one('aws_cloudtrail', {
    is_multi_region_trail: true,
    enable_log_file_validation: true,
    kms_key_id: 'arn:aws:kms:eu-west-1:1:key/1',
    event_selector: [{ data_resource: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }] }],
    ...fields,
  });
const logs = (fields: object) =>
  one('aws_cloudwatch_log_group', { retention_in_days: 365, kms_key_id: 'k', ...fields });

const detection: RuleCases = {
  rule: 'DET-BASELINE',
  failing: {
    'log group for ever': logs({ retention_in_days: 0 }),
    'log group by default': logs({ retention_in_days: undefined }),
    'log group for 90 days': logs({ retention_in_days: '90' }),
    'log group without key': logs({ kms_key_id: undefined }),
    'trail of one region': trail({ is_multi_region_trail: false }),
    'trail of one region by default': trail({ is_multi_region_trail: undefined }),
    'trail without validation': trail({ enable_log_file_validation: '${!true}' }),
    'trail without data events': trail({ event_selector: [{ read_write_type: 'All' }] }),
    'trail with management events only': trail({
      event_selector: undefined,
      advanced_event_selector: [{ field_selector: [{ field: 'eventCategory', equals: ['Management'] }] }],
    }),
    'trail that is off': trail({ enable_logging: false }),
    'trail without key': trail({ kms_key_id: undefined }),
    'detector off': one('aws_guardduty_detector', { enable: false }),
    'detector feature off': one('aws_guardduty_detector_feature', { name: 'S3_DATA_EVENTS', status: 'DISABLED' }),
    'recorder of some types': one('aws_config_configuration_recorder', { recording_group: [{ all_supported: false }] }),
    'recorder that leaves types out': one('aws_config_configuration_recorder', {
      recording_group: { recording_strategy: { use_only: 'EXCLUSION_BY_RESOURCE_TYPES' } },
    }),
    'recorder off': one('aws_config_configuration_recorder_status', { is_enabled: false }),
    'flow log of refused traffic': one('aws_flow_log', { vpc_id: 'vpc-1', traffic_type: 'REJECT' }),
    'flow log of accepted traffic': one('aws_flow_log', { vpc_id: 'vpc-1', traffic_type: 'ACCEPT' }),
    'alarm that alarms nobody': one('aws_cloudwatch_metric_alarm', { actions_enabled: 'false' }),
    'VPC without flow log, where the stage is declared': one('aws_vpc', {}, prod),
  },
  passing: {
    'log group': logs({}),
    'log group for longer': logs({ retention_in_days: 731 }),
    trail: trail({}),
    'trail with advanced selectors': trail({
      event_selector: undefined,
      advanced_event_selector: [
        { field_selector: [{ field: 'eventCategory', equals: ['Management'] }] },
        {
          field_selector: [
            { field: 'eventCategory', equals: ['Data'] },
            { field: 'resources.type', equals: ['AWS::S3::Object'] },
          ],
        },
      ],
    }),
    detector: one('aws_guardduty_detector', { enable: true }),
    'detector by default': one('aws_guardduty_detector', {}),
    recorder: one('aws_config_configuration_recorder', { recording_group: [{ all_supported: true }] }),
    'flow log': one('aws_flow_log', { vpc_id: 'vpc-1', traffic_type: 'ALL' }),
    'flow log of a transit gateway': one('aws_flow_log', { transit_gateway_id: 'tgw-1' }),
    alarm: one('aws_cloudwatch_metric_alarm', { alarm_actions: ['arn'] }),
    'VPC with a flow log': resources(
      { aws_vpc: { v: {} }, aws_flow_log: { f: { vpc_id: '${aws_vpc.v.id}', traffic_type: 'ALL' } } },
      prod,
    ),
    'VPC of a fragment': one('aws_vpc', {}),
    staging: one('aws_cloudwatch_log_group', {}, { '//': { rampart: { stage: 'staging' } } }),
  },
  notApplicable: { 'log stream': one('aws_cloudwatch_log_stream', {}) },
  unknown: {
    retention: logs({ retention_in_days: '${var.x}' }),
    key: logs({ kms_key_id: '${var.x}' }),
    trail: trail({ is_multi_region_trail: '${var.x}' }),
    traffic: one('aws_flow_log', { vpc_id: 'vpc-1', traffic_type: '${var.x}' }),
  },
};

const guards: RuleCases = {
  rule: 'REL-DELETE-GUARD',
  failing: {
    'secret without recovery': one('aws_secretsmanager_secret', { recovery_window_in_days: 0 }),
    'file system without final backup': one('aws_fsx_windows_file_system', { skip_final_backup: true }),
    'cluster that may be deleted': one('aws_eks_cluster', { deletion_protection: false }),
    'load balancer that may be deleted': one('aws_lb', { enable_deletion_protection: 'false' }),
    'guard of Terraform taken away': one('aws_kms_key', { lifecycle: { prevent_destroy: false } }),
    'public images': one('aws_ecrpublic_repository', { force_destroy: true }),
  },
  passing: {
    'secret by default': one('aws_secretsmanager_secret', {}),
    'secret with a week': one('aws_secretsmanager_secret', { recovery_window_in_days: 7 }),
    'cluster of an older provider': one('aws_eks_cluster', {}),
    'guard of Terraform': one('aws_kms_key', { lifecycle: [{ prevent_destroy: true }] }),
  },
  notApplicable: { 'stateless type': one('aws_launch_template', { lifecycle: { prevent_destroy: false } }) },
  unknown: { recovery: one('aws_secretsmanager_secret', { recovery_window_in_days: '${var.x}' }) },
};

export const reliabilityCases: readonly RuleCases[] = [backups, single, detection, guards];
