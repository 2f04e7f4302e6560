import type { RuleCases } from '../support/cases';
import { resources as config } from '../support/check';

/** Good practice is asked for where a stack says that it is prod. */
const prod = { '//': { rampart: { stage: 'prod' } }, variable: { x: {} } };
const resources = (resource: object) => config(resource, prod);
const instance = (fields: object, more: object = {}) =>
  resources({ aws_db_instance: { d: { engine: 'postgres', ...fields }, ...more } });
const cluster = (fields: object, more: object = {}) =>
  resources({ aws_rds_cluster: { c: { engine: 'aurora-postgresql', ...fields } }, ...more });
const oracle = resources({ aws_db_instance: { d: { engine: 'oracle-ee', port: 1522 } } });

const iam: RuleCases = {
  rule: 'SEC-DB-IAM',
  failing: {
    'left out': instance({}),
    off: instance({ iam_database_authentication_enabled: false }),
    'off as a text': instance({ iam_database_authentication_enabled: '${false}' }),
    'a cluster': cluster({}),
    'a replica, which inherits none': resources({ aws_db_instance: { d: { replicate_source_db: 'orders' } } }),
  },
  passing: {
    on: instance({ iam_database_authentication_enabled: true }),
    'a cluster': cluster({ iam_database_authentication_enabled: 'true' }),
  },
  notApplicable: { 'an engine without': oracle, 'a cache': resources({ aws_elasticache_cluster: { c: {} } }) },
  unknown: { 'a variable': instance({ iam_database_authentication_enabled: '${var.x}' }) },
};

const logs: RuleCases = {
  rule: 'DET-DB-LOGS',
  failing: {
    'left out': instance({}),
    'an empty list': instance({ enabled_cloudwatch_logs_exports: [] }),
    'a cluster': cluster({}),
  },
  passing: {
    one: instance({ enabled_cloudwatch_logs_exports: ['postgresql'] }),
    'a cluster': cluster({ enabled_cloudwatch_logs_exports: ['${"postgresql"}'] }),
  },
  notApplicable: { 'an instance of a cluster': resources({ aws_rds_cluster_instance: { i: {} } }) },
  unknown: { 'a variable': instance({ enabled_cloudwatch_logs_exports: '${var.x}' }) },
};

const port: RuleCases = {
  rule: 'SEC-DB-PORT',
  failing: {
    'left out': instance({}),
    written: instance({ port: 5432 }),
    'as a text': instance({ engine: 'mysql', port: '3306' }),
    'a cluster': cluster({ engine: 'aurora-mysql' }),
    'SQL Server': instance({ engine: 'sqlserver-se' }),
    'a replica that is told': resources({ aws_db_instance: { d: { replicate_source_db: 'orders', port: 5432 } } }),
  },
  passing: {
    'another one': instance({ port: 5433 }),
    'a cluster': cluster({ port: 3307 }),
  },
  notApplicable: {
    'a replica, which has its source’s': resources({ aws_db_instance: { d: { replicate_source_db: 'orders' } } }),
    'an engine of another kind': resources({ aws_db_instance: { d: { engine: 'db2-se' } } }),
  },
  unknown: {
    'a variable': instance({ port: '${var.x}' }),
    'an engine that is not known': instance({ engine: '${var.x}' }),
  },
};

const managed = { manage_master_user_password: true };
const replica = { r: { replicate_source_db: '${aws_db_instance.d.identifier}' } };
const credentials: RuleCases = {
  rule: 'REL-DB-CREDENTIALS',
  failing: {
    'with blue/green': instance({ ...managed, blue_green_update: { enabled: true } }),
    'with blue/green as a list': instance({ ...managed, blue_green_update: [{ enabled: 'true' }] }),
    'with a replica': instance({ identifier: 'orders', ...managed }, replica),
    'with a replica by name': instance({ identifier: 'orders', ...managed }, { r: { replicate_source_db: 'orders' } }),
    'with a global database': cluster(managed, {
      aws_rds_global_cluster: { g: { source_db_cluster_identifier: '${aws_rds_cluster.c.arn}' } },
    }),
    'in a global database': cluster({ ...managed, global_cluster_identifier: 'ledger' }),
  },
  passing: {
    'blue/green with a password of its own': instance({ password_wo_version: 1, blue_green_update: { enabled: true } }),
    'managed alone': instance({ ...managed, blue_green_update: { enabled: false } }),
    'a replica of one that is not managed': instance({ identifier: 'orders' }, replica),
    'a global database of one that is not': cluster({ global_cluster_identifier: 'ledger' }),
  },
  notApplicable: { 'a cache': resources({ aws_elasticache_replication_group: { g: {} } }) },
  unknown: {
    'whether it is managed': instance({
      manage_master_user_password: '${var.x}',
      blue_green_update: { enabled: true },
    }),
    'whether it is updated so': instance({ ...managed, blue_green_update: { enabled: '${var.x}' } }),
    'of the source': instance({ identifier: 'orders', manage_master_user_password: '${var.x}' }, replica),
  },
};

const network = (route: object) => ({
  aws_vpc: { v: {} },
  aws_nat_gateway: { n: {} },
  aws_subnet: { s: { vpc_id: '${aws_vpc.v.id}' } },
  aws_route_table: { t: { vpc_id: '${aws_vpc.v.id}', ...route } },
  aws_route_table_association: {
    a: { subnet_id: '${aws_subnet.s.id}', route_table_id: '${aws_route_table.t.id}' },
  },
});
const nat = { cidr_block: '0.0.0.0/0', nat_gateway_id: '${aws_nat_gateway.n.id}' };
const groups = { aws_db_subnet_group: { g: { subnet_ids: ['${aws_subnet.s.id}'] } } };
const placed = { aws_db_instance: { d: { db_subnet_group_name: '${aws_db_subnet_group.g.name}' } } };
const cache = { aws_elasticache_serverless_cache: { c: { subnet_ids: ['${aws_subnet.s.id}'] } } };
const separate = (gateway: string) => ({
  aws_route: {
    r: { route_table_id: '${aws_route_table.t.id}', destination_cidr_block: '0.0.0.0/0', nat_gateway_id: gateway },
  },
});
const wayOut: RuleCases = {
  rule: 'SEC-DB-NAT-SUBNET',
  failing: {
    'an inline route': resources({ ...network({ route: [nat] }), ...groups, ...placed }),
    'a route of its own': resources({ ...network({}), ...groups, ...placed, ...separate('${aws_nat_gateway.n.id}') }),
    'a gateway by id': resources({ ...network({}), ...separate('nat-0123456789abcdef0'), ...cache }),
  },
  passing: {
    'no route': resources({ ...network({}), ...groups, ...placed }),
    'a gateway endpoint': resources({ ...network({ route: [{ gateway_id: 'vpce-1' }] }), ...cache }),
  },
  notApplicable: {
    'a file system, which may call out': resources({
      ...network({ route: [nat] }),
      aws_efs_mount_target: { m: { subnet_id: '${aws_subnet.s.id}' } },
    }),
  },
  unknown: { 'a variable': resources({ ...network({}), ...cache, ...separate('${var.x}') }) },
};

/** How databases are reached, logged in to and looked at. */
export const cases: readonly RuleCases[] = [iam, logs, port, credentials, wayOut];
