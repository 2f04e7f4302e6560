import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const vpc = {
  aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
  aws_internet_gateway: { igw: { vpc_id: '${aws_vpc.main.id}' } },
  aws_subnet: { a: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.0.0/24' } },
  aws_db_subnet_group: { db: { subnet_ids: ['${aws_subnet.a.id}'] } },
  aws_db_instance: { db: { db_subnet_group_name: '${aws_db_subnet_group.db.name}' } },
};
const associated = {
  aws_route_table_association: { a: { subnet_id: '${aws_subnet.a.id}', route_table_id: '${aws_route_table.a.id}' } },
};
const table = (route: object[]) => ({ aws_route_table: { a: { vpc_id: '${aws_vpc.main.id}', route } } });
const route = (fields: object) => ({ aws_route: { out: { route_table_id: '${aws_route_table.a.id}', ...fields } } });
const igw = { gateway_id: '${aws_internet_gateway.igw.id}' };

const publicSubnet: RuleCases = {
  rule: 'SEC-DB-PUBLIC-SUBNET',
  failing: {
    'inline route': resources({ ...vpc, ...associated, ...table([{ cidr_block: '0.0.0.0/0', ...igw }]) }),
    'inline route as one object': resources({
      ...vpc,
      ...associated,
      aws_route_table: { a: { route: { cidr_block: '0.0.0.0/0', ...igw } } },
    }),
    'separate route': resources({
      ...vpc,
      ...associated,
      ...table([]),
      ...route({ destination_cidr_block: '0.0.0.0/0', ...igw }),
    }),
    'IPv6 route': resources({
      ...vpc,
      ...associated,
      ...table([]),
      ...route({ destination_ipv6_cidr_block: '::/0', ...igw }),
    }),
    'half of the world': resources({
      ...vpc,
      ...associated,
      ...table([]),
      ...route({ destination_cidr_block: '128.0.0.0/1', ...igw }),
    }),
    'literal gateway id': resources({
      ...vpc,
      ...associated,
      ...table([{ cidr_block: '0.0.0.0/0', gateway_id: 'igw-0abc' }]),
    }),
    'gateway of a data source': resources(
      {
        ...vpc,
        ...associated,
        ...table([{ cidr_block: '0.0.0.0/0', gateway_id: '${data.aws_internet_gateway.it.id}' }]),
      },
      { data: { aws_internet_gateway: { it: {} } } },
    ),
    'main route table': resources({
      ...vpc,
      aws_default_route_table: {
        main: {
          default_route_table_id: '${aws_vpc.main.default_route_table_id}',
          route: [{ cidr_block: '0.0.0.0/0', ...igw }],
        },
      },
    }),
    'route in the main route table': resources({
      ...vpc,
      aws_route: {
        out: { route_table_id: '${aws_vpc.main.main_route_table_id}', destination_cidr_block: '0.0.0.0/0', ...igw },
      },
    }),
    'replaced main route table': resources({
      ...vpc,
      ...table([{ cidr_block: '0.0.0.0/0', ...igw }]),
      aws_main_route_table_association: {
        main: { vpc_id: '${aws_vpc.main.id}', route_table_id: '${aws_route_table.a.id}' },
      },
    }),
    'subnets made by for_each': resources({
      ...vpc,
      aws_subnet: { z: { for_each: { a: 0, b: 1 }, vpc_id: '${aws_vpc.main.id}' } },
      aws_db_subnet_group: { db: { subnet_ids: '${[for s in aws_subnet.z : s.id]}' } },
      aws_route_table_association: {
        z: { subnet_id: '${aws_subnet.z["b"].id}', route_table_id: '${aws_route_table.a.id}' },
      },
      ...table([{ cidr_block: '0.0.0.0/0', ...igw }]),
    }),
    cache: resources({
      ...vpc,
      ...associated,
      ...table([{ cidr_block: '0.0.0.0/0', ...igw }]),
      aws_db_instance: {},
      aws_elasticache_subnet_group: { c: { name: 'cache', subnet_ids: ['${aws_subnet.a.id}'] } },
      aws_elasticache_replication_group: { c: { subnet_group_name: 'cache' } },
    }),
    'subnet group that no database uses yet': resources({
      ...vpc,
      ...associated,
      ...table([{ cidr_block: '0.0.0.0/0', ...igw }]),
      aws_db_instance: {},
    }),
    'search domain': resources({
      ...vpc,
      ...associated,
      ...table([{ cidr_block: '0.0.0.0/0', ...igw }]),
      aws_opensearch_domain: { d: { vpc_options: { subnet_ids: ['${aws_subnet.a.id}'] } } },
    }),
    'default subnet': resources({
      aws_default_subnet: { a: {} },
      aws_elasticache_serverless_cache: { c: { subnet_ids: ['${aws_default_subnet.a.id}'] } },
    }),
  },
  passing: {
    'NAT gateway': resources({
      ...vpc,
      ...associated,
      ...table([{ cidr_block: '0.0.0.0/0', nat_gateway_id: '${aws_nat_gateway.n.id}' }]),
      aws_nat_gateway: { n: {} },
    }),
    'egress-only gateway': resources({
      ...vpc,
      ...associated,
      ...table([]),
      ...route({
        destination_ipv6_cidr_block: '::/0',
        egress_only_gateway_id: '${aws_egress_only_internet_gateway.e.id}',
      }),
      aws_egress_only_internet_gateway: { e: {} },
    }),
    'virtual private gateway': resources({
      ...vpc,
      ...associated,
      ...table([{ cidr_block: '0.0.0.0/0', gateway_id: '${aws_vpn_gateway.v.id}' }]),
      aws_vpn_gateway: { v: {} },
    }),
    'own table beside a public main table': resources({
      ...vpc,
      ...associated,
      ...table([]),
      aws_default_route_table: {
        main: {
          default_route_table_id: '${aws_vpc.main.default_route_table_id}',
          route: [{ cidr_block: '0.0.0.0/0', ...igw }],
        },
      },
    }),
    'no route at all': resources(vpc),
    'replica inherits': resources({ aws_db_instance: { replica: { replicate_source_db: 'orders' } } }),
    'group outside these files': resources({ aws_db_instance: { db: { db_subnet_group_name: 'data' } } }),
    'route that count turns off': resources({
      ...vpc,
      ...associated,
      ...table([]),
      aws_route: {
        out: { count: 0, route_table_id: '${aws_route_table.a.id}', destination_cidr_block: '0.0.0.0/0', ...igw },
      },
    }),
  },
  notApplicable: {
    'instance in a public subnet': resources({
      ...vpc,
      ...associated,
      ...table([{ cidr_block: '0.0.0.0/0', ...igw }]),
      aws_db_instance: {},
      aws_db_subnet_group: {},
      aws_instance: { web: { subnet_id: '${aws_subnet.a.id}' } },
    }),
  },
  unknown: {
    'variable without default': resources(
      { aws_db_subnet_group: { db: { subnet_ids: '${var.subnets}' } } },
      { variable: { subnets: {} } },
    ),
    'the gateway of a route': resources({
      ...vpc,
      ...associated,
      ...table([]),
      ...route({ destination_cidr_block: '0.0.0.0/0', gateway_id: '${var.gateway}' }),
    }),
    'the routes': resources({ ...vpc, ...associated, aws_route_table: { a: { route: '${var.routes}' } } }),
    'the route table': resources({
      ...vpc,
      aws_route_table_association: { a: { subnet_id: '${aws_subnet.a.id}', route_table_id: '${var.table}' } },
    }),
    'remote state of nobody': resources(
      {
        aws_elasticache_serverless_cache: { c: { subnet_ids: ['${data.terraform_remote_state.net.outputs.subnet}'] } },
      },
      { data: { terraform_remote_state: { net: { backend: 's3', config: { bucket: 'x', key: 'y' } } } } },
    ),
  },
};

const publicDatabase: RuleCases = {
  rule: 'SEC-RDS-PUBLIC',
  failing: Object.fromEntries(
    [
      true,
      'true',
      1,
      '1',
      '${true}',
      '${!false}',
      '${tobool("true")}',
      '${1 == 1}',
      '${local.yes}',
      '${var.yes}',
      '${false ? false : true}',
      '%{ if true }true%{ endif }',
    ].map((value) => [
      JSON.stringify(value),
      resources(
        { aws_db_instance: { db: { publicly_accessible: value } } },
        { locals: { yes: true }, variable: { yes: { default: true } } },
      ),
    ]),
  ),
  passing: Object.fromEntries(
    [false, 'false', '${!true}', null, undefined, '${var.no}', '${true && false}'].map((value) => [
      String(JSON.stringify(value)),
      resources({ aws_db_instance: { db: { publicly_accessible: value } } }, { variable: { no: { default: false } } }),
    ]),
  ),
  notApplicable: { bucket: resources({ aws_s3_bucket: { b: { publicly_accessible: true } } }) },
  unknown: Object.fromEntries(
    ['${var.x}', '${data.aws_db_instance.other.publicly_accessible}', '${maybe', '${lookup(var.m, "x")}', 'yes'].map(
      (value) => [
        value,
        resources(
          { aws_rds_cluster_instance: { db: { publicly_accessible: value } } },
          { variable: { x: {}, m: {} }, data: { aws_db_instance: { other: {} } } },
        ),
      ],
    ),
  ),
};

export const subnetCases: readonly RuleCases[] = [publicSubnet, publicDatabase];
