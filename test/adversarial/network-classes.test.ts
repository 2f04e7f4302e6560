/** Classes 9 to 13, 15 to 19, 22, 23 and 28 by every way. */
import { type ClassRow, describeRoutes } from './generic-routes';
import { tags } from './support';

const zones = ['a', 'b'];
const subnets = (tier: string, third: number) =>
  Object.fromEntries(
    zones.map((zone, index) => [
      `${tier}-${zone}`,
      {
        vpc_id: '${aws_vpc.v.id}',
        cidr_block: `10.0.${third + index}.0/24`,
        availability_zone: `eu-west-1${zone}`,
        tags,
      },
    ]),
  );
const idsOf = (tier: string) => zones.map((zone) => `\${aws_subnet.${tier}-${zone}.id}`);
const associations = (tier: string) =>
  Object.fromEntries(
    zones.map((zone) => [
      `${tier}-${zone}`,
      { subnet_id: `\${aws_subnet.${tier}-${zone}.id}`, route_table_id: `\${aws_route_table.${tier}.id}` },
    ]),
  );
/** A VPC with a public tier, and a data tier whose table holds no route yet. */
const network = {
  aws_vpc: { v: { cidr_block: '10.0.0.0/16', tags } },
  aws_internet_gateway: { g: { vpc_id: '${aws_vpc.v.id}', tags } },
  aws_subnet: { ...subnets('public', 0), ...subnets('data', 10) },
  aws_route_table: { public: { vpc_id: '${aws_vpc.v.id}', tags }, data: { vpc_id: '${aws_vpc.v.id}', tags } },
  aws_route_table_association: { ...associations('public'), ...associations('data') },
  aws_flow_log: {
    v: {
      vpc_id: '${aws_vpc.v.id}',
      traffic_type: 'ALL',
      log_destination_type: 's3',
      log_destination: 'arn:aws:s3:::logs',
      tags,
    },
  },
};
const toInternet = {
  aws_route: {
    out: {
      route_table_id: '${aws_route_table.public.id}',
      destination_cidr_block: '0.0.0.0/0',
      gateway_id: '${aws_internet_gateway.g.id}',
    },
  },
};
const database = {
  instance_class: 'db.t4g.micro',
  db_subnet_group_name: 'data',
  storage_encrypted: true,
  deletion_protection: true,
  final_snapshot_identifier: 'orders-final',
  backup_retention_period: 14,
  multi_az: true,
  tags,
};
const orders = { aws_db_instance: { d: { ...database, db_subnet_group_name: '${aws_db_subnet_group.x.name}' } } };
const inData = {
  aws_db_subnet_group: { s: { subnet_ids: idsOf('data'), tags } },
  aws_db_instance: { d: { ...database, db_subnet_group_name: '${aws_db_subnet_group.s.name}' } },
};
const rule = { security_group_id: 'sg-1', ip_protocol: 'tcp', from_port: 5432, to_port: 5432, tags };
const group = (ingress: object[]) => ({ name: 'db', vpc_id: 'vpc-1', description: 'Orders', ingress, tags });
const port = { protocol: 'tcp', from_port: 5432, to_port: 5432 };
const cluster = {
  name: 'main',
  role_arn: 'arn:aws:iam::123456789012:role/eks',
  version: '1.35',
  enabled_cluster_log_types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
  encryption_config: { resources: ['secrets'], provider: { key_arn: 'arn:aws:kms:eu-west-1:123456789012:key/1' } },
  access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false },
  deletion_protection: true,
  tags,
};
const endpoint = (config: object) => ({
  subnet_ids: ['subnet-1', 'subnet-2'],
  endpoint_private_access: true,
  ...config,
});
const blocked = {
  bucket: 'docs',
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};

const worlds: readonly (readonly [string, object])[] = [
  ['11 a database port open to the world', { cidr_ipv4: '0.0.0.0/0' }],
  ['13 the world of IPv6, spelled out', { cidr_ipv6: '0:0:0:0:0:0:0:0/0' }],
  [
    '15 every protocol, without ports',
    { ip_protocol: '-1', from_port: undefined, to_port: undefined, cidr_ipv4: '0.0.0.0/0' },
  ],
  ['16 a prefix list that holds the world', { prefix_list_id: '${aws_ec2_managed_prefix_list.all.id}' }],
];
const without = (body: object): ClassRow['bad'] =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));

describeRoutes([
  {
    name: '9 a database in a public subnet',
    rule: 'SEC-DB-PUBLIC-SUBNET',
    type: 'aws_db_subnet_group',
    good: { subnet_ids: idsOf('data'), tags },
    bad: { subnet_ids: [idsOf('data')[0], idsOf('public')[1]], tags },
    beside: { ...network, ...toInternet, ...orders },
    at: 'aws_db_instance.d',
  },
  {
    name: '10 a data subnet that another route makes public',
    rule: 'SEC-DB-PUBLIC-SUBNET',
    type: 'aws_route',
    good: {
      route_table_id: '${aws_route_table.data.id}',
      destination_cidr_block: '10.9.0.0/16',
      transit_gateway_id: 'tgw-1',
    },
    bad: {
      route_table_id: '${aws_route_table.data.id}',
      destination_cidr_block: '0.0.0.0/0',
      gateway_id: '${aws_internet_gateway.g.id}',
    },
    beside: { ...network, ...inData },
    at: 'aws_db_instance.d',
  },
  ...worlds.map(
    ([name, world]): ClassRow => ({
      name,
      rule: 'SEC-SG-WORLD',
      type: 'aws_vpc_security_group_ingress_rule',
      good: { ...rule, cidr_ipv4: '10.0.0.0/16' },
      bad: without({ ...rule, ...world }),
      beside: {
        aws_ec2_managed_prefix_list: {
          all: {
            name: 'all',
            address_family: 'IPv4',
            max_entries: 2,
            entry: [{ cidr: '0.0.0.0/1' }, { cidr: '128.0.0.0/1' }],
            tags,
          },
        },
      },
    }),
  ),
  {
    name: '12 the world in two halves',
    rule: 'SEC-SG-WORLD',
    type: 'aws_security_group',
    good: group([{ ...port, cidr_blocks: ['10.0.0.0/17', '10.0.128.0/17'] }]),
    bad: group([{ ...port, cidr_blocks: ['0.0.0.0/1', '128.0.0.0/1'] }]),
  },
  {
    name: '17 an open rule behind one for the group itself',
    rule: 'SEC-SG-WORLD',
    type: 'aws_security_group',
    good: group([{ ...port, self: true }]),
    bad: group([
      { ...port, self: true },
      { ...port, cidr_blocks: ['0.0.0.0/0'] },
    ]),
  },
  {
    name: '18 inline rules beside separate ones',
    rule: 'SEC-SG-MIXED',
    type: 'aws_security_group',
    good: without({ ...group([]), ingress: undefined }),
    bad: group([{ ...port, cidr_blocks: ['10.0.0.0/16'] }]),
    beside: {
      aws_vpc_security_group_ingress_rule: {
        r: { ...rule, security_group_id: '${aws_security_group.x.id}', cidr_ipv4: '10.0.0.0/16' },
      },
    },
  },
  {
    name: '19 an API server that answers the internet',
    rule: 'SEC-EKS-PUBLIC',
    type: 'aws_eks_cluster',
    good: { ...cluster, vpc_config: endpoint({ endpoint_public_access: false }) },
    bad: {
      ...cluster,
      vpc_config: endpoint({ endpoint_public_access: true, public_access_cidrs: ['0.0.0.0/1', '128.0.0.0/1'] }),
    },
  },
  {
    name: '22 a database with an address on the internet',
    rule: 'SEC-RDS-PUBLIC',
    type: 'aws_db_instance',
    good: database,
    bad: { ...database, publicly_accessible: '${!false}' },
  },
  {
    name: '23 a database that is not encrypted',
    rule: 'SEC-ENCRYPT',
    type: 'aws_db_instance',
    good: database,
    bad: without({ ...database, storage_encrypted: undefined }),
  },
  {
    name: '28 a bucket whose public access is blocked in part',
    rule: 'SEC-S3-BPA',
    type: 'aws_s3_bucket_public_access_block',
    good: blocked,
    bad: { ...blocked, restrict_public_buckets: false },
  },
]);
