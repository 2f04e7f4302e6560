import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const variable = { variable: { x: {} } };
const ingress = (cidr: string) =>
  resources({ aws_vpc_security_group_ingress_rule: { r: { security_group_id: 'sg-1', cidr_ipv4: cidr } } }, variable);

const spelling: RuleCases = {
  rule: 'SEC-CIDR',
  failing: {
    'length with a zero': ingress('0.0.0.0/00'),
    'host bits': ingress('1.2.3.4/0'),
    'host bits in the middle': ingress('10.1.2.3/8'),
    'blank after it': ingress('0.0.0.0/0 '),
    'blank before it': ingress(' 10.0.0.0/8'),
    'blank inside': ingress('10.0.0.0 /8'),
    octal: ingress('010.0.0.0/8'),
    hexadecimal: ingress('0x0a.0.0.0/8'),
    'too few octets': ingress('10.0/8'),
    'length beyond 32': ingress('10.0.0.0/33'),
    'IPv6 length with a zero': resources({
      aws_vpc_security_group_ingress_rule: { r: { security_group_id: 'sg-1', cidr_ipv6: '::/00' } },
    }),
    'IPv6 host bits': resources({ aws_security_group: { g: { ingress: [{ ipv6_cidr_blocks: ['2001:db8::1/32'] }] } } }),
    'inline, second of a list': resources({
      aws_security_group: { g: { ingress: [{ cidr_blocks: ['10.0.0.0/8', '0.0.0.0/00'] }] } },
    }),
    'joined from parts': ingress('${join("/", ["0.0.0.0", "00"])}'),
    'prefix list entry': resources({ aws_ec2_managed_prefix_list: { p: { entry: [{ cidr: '0.0.0.0/00' }] } } }),
    'EKS endpoint': resources({ aws_eks_cluster: { c: { vpc_config: { public_access_cidrs: ['0.0.0.0/00'] } } } }),
    'network ACL': resources({ aws_network_acl_rule: { r: { cidr_block: '0.0.0.0/00' } } }),
    route: resources({ aws_route: { r: { destination_cidr_block: '1.1.1.1/0' } } }),
    'WAF addresses': resources({ aws_wafv2_ip_set: { s: { addresses: ['10.0.0.1/24'] } } }),
  },
  passing: {
    block: ingress('10.0.0.0/8'),
    'single address': ingress('203.0.113.7/32'),
    'everything, written as such': ingress('0.0.0.0/0'),
    'IPv6 in capitals': resources({ aws_subnet: { s: { ipv6_cidr_block: '2001:DB8::/64' } } }),
    'IPv6 in full': resources({ aws_subnet: { s: { ipv6_cidr_block: '2001:0db8:0000:0000::/64' } } }),
    'a group instead': resources({ aws_security_group: { g: { ingress: [{ security_groups: ['sg-0010'] }] } } }),
    'computed block': ingress('${cidrsubnet("10.0.0.0/16", 8, 3)}'),
  },
  notApplicable: {
    'description that holds one': resources({ aws_security_group: { g: { description: '0.0.0.0/00' } } }),
  },
  unknown: {
    'one of two': resources(
      { aws_security_group: { g: { ingress: [{ cidr_blocks: ['${var.x}', '0.0.0.0/00'] }] } } },
      variable,
    ),
  },
};

const all = { protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] };
const inline = (egress: unknown, more: object = {}) =>
  resources({ aws_security_group: { g: { egress } }, ...more }, variable);
const database = { aws_db_instance: { d: { vpc_security_group_ids: ['${aws_security_group.g.id}'] } } };
const separate = (fields: object, more: object) =>
  resources(
    {
      aws_security_group: { g: {} },
      aws_vpc_security_group_egress_rule: { e: { security_group_id: '${aws_security_group.g.id}', ...fields } },
      ...more,
    },
    variable,
  );
const lambda = (fields: object) => ({
  aws_lambda_function: { f: { vpc_config: { security_group_ids: ['${aws_security_group.g.id}'] }, ...fields } },
  aws_secretsmanager_secret: { s: {} },
});

const egress: RuleCases = {
  rule: 'SEC-SG-EGRESS',
  failing: {
    'database, inline': inline([all], database),
    'database, one object': inline(all, database),
    'database, IPv6': inline([{ protocol: '-1', ipv6_cidr_blocks: ['::/0'] }], database),
    'database, two halves': inline([{ ...all, cidr_blocks: ['0.0.0.0/1', '128.0.0.0/1'] }], database),
    'database, one port': separate(
      { ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '0.0.0.0/0' },
      database,
    ),
    'database, older rule type': resources({
      aws_security_group: { g: {} },
      aws_security_group_rule: { e: { type: 'egress', security_group_id: '${aws_security_group.g.id}', ...all } },
      ...database,
    }),
    'database by a local': resources(
      {
        aws_security_group: { g: { egress: [all] } },
        aws_rds_cluster: { c: { vpc_security_group_ids: '${local.groups}' } },
      },
      { locals: { groups: ['${aws_security_group.g.id}'] } },
    ),
    cache: inline([all], {
      aws_elasticache_replication_group: { c: { security_group_ids: ['${aws_security_group.g.id}'] } },
    }),
    proxy: inline([all], { aws_db_proxy: { p: { vpc_security_group_ids: ['${aws_security_group.g.id}'] } } }),
    search: inline([all], {
      aws_opensearch_domain: { o: { vpc_options: [{ security_group_ids: ['${aws_security_group.g.id}'] }] } },
    }),
    'function that is given a secret': inline(
      [all],
      lambda({ environment: { variables: { DB: '${aws_secretsmanager_secret.s.arn}' } } }),
    ),
    'function that may read secrets': inline([all], {
      ...lambda({ role: '${aws_iam_role.r.arn}' }),
      aws_iam_role: { r: {} },
      aws_iam_role_policy: {
        p: {
          role: '${aws_iam_role.r.id}',
          policy: '{"Statement":[{"Effect":"Allow","Action":"secretsmanager:Get*","Resource":"*"}]}',
        },
      },
    }),
    'group that listens on a database port only': inline([all], {
      aws_vpc_security_group_ingress_rule: {
        i: {
          security_group_id: '${aws_security_group.g.id}',
          ip_protocol: 'tcp',
          from_port: 5432,
          to_port: 5432,
          referenced_security_group_id: 'sg-2',
        },
      },
    }),
  },
  passing: {
    'no egress': inline([], database),
    'egress left out': inline(undefined, database),
    'egress inside the VPC': inline([{ ...all, cidr_blocks: ['10.0.0.0/8'] }], database),
    'egress to a group': separate(
      { ip_protocol: 'tcp', from_port: 443, to_port: 443, referenced_security_group_id: 'sg-1' },
      database,
    ),
    'group of a web server': inline([all], {
      aws_instance: { i: { vpc_security_group_ids: ['${aws_security_group.g.id}'] } },
    }),
    'function without secrets': inline([all], lambda({ environment: { variables: { LOG: 'debug' } } })),
  },
  notApplicable: { 'group of nobody': inline([all]) },
  unknown: {
    addresses: inline([{ ...all, cidr_blocks: ['${var.x}'] }], database),
    rules: inline('${var.x}', database),
    'prefix list': separate({ ip_protocol: '-1', prefix_list_id: 'pl-123' }, database),
  },
};

const networkDefaults: RuleCases = {
  rule: 'SEC-VPC-DEFAULT',
  failing: {
    'default VPC': resources({ aws_default_vpc: { v: {} } }),
    'default subnet': resources({ aws_default_subnet: { s: { availability_zone: 'eu-west-1a' } } }),
    'default VPC by data source': { data: { aws_vpc: { v: { default: true } } } },
    'default VPC by an expression': { data: { aws_vpc: { v: { default: '${!false}' } } } },
    'default subnets by filter': {
      data: { aws_subnets: { s: { filter: [{ name: 'default-for-az', values: ['true'] }] } } },
    },
    'default group by name': { data: { aws_security_group: { g: { name: 'default', vpc_id: 'vpc-1' } } } },
    'default group with ingress': resources({
      aws_default_security_group: { g: { ingress: [{ protocol: '-1', self: true }] } },
    }),
    'default group with egress': resources({ aws_default_security_group: { g: { egress: all } } }),
    'rule in the default group': resources({
      aws_default_security_group: { g: {} },
      aws_vpc_security_group_ingress_rule: { r: { security_group_id: '${aws_default_security_group.g.id}' } },
    }),
    'rule in the default group of a VPC': resources({
      aws_vpc: { v: {} },
      aws_security_group_rule: { r: { security_group_id: '${aws_vpc.v.default_security_group_id}' } },
    }),
    'machine in the default group': resources({
      aws_vpc: { v: {} },
      aws_instance: { i: { vpc_security_group_ids: ['${aws_vpc.v.default_security_group_id}'] } },
    }),
    'function in the default group': resources({
      aws_default_security_group: { g: {} },
      aws_lambda_function: { f: { vpc_config: [{ security_group_ids: ['${aws_default_security_group.g.id}'] }] } },
    }),
  },
  passing: {
    'emptied default group': resources({ aws_default_security_group: { g: { vpc_id: 'vpc-1' } } }),
    'emptied default group, written out': resources({ aws_default_security_group: { g: { ingress: [], egress: [] } } }),
    'a group by name': { data: { aws_security_group: { g: { name: 'api' } } } },
    'subnets by tag': { data: { aws_subnets: { s: { filter: { name: 'tag:tier', values: ['data'] } } } } },
    'a VPC by tag': { data: { aws_vpc: { v: { tags: { Name: 'main' } } } } },
    'a group of its own': resources({
      aws_security_group: { g: {} },
      aws_instance: { i: { vpc_security_group_ids: ['${aws_security_group.g.id}'] } },
    }),
  },
  notApplicable: { 'default route table': resources({ aws_default_route_table: { t: {} } }) },
  unknown: {
    'rules of the default group': resources({ aws_default_security_group: { g: { ingress: '${var.x}' } } }, variable),
  },
};

const address: RuleCases = {
  rule: 'SEC-PUBLIC-IP',
  failing: {
    subnet: resources({ aws_subnet: { s: { map_public_ip_on_launch: true } } }),
    'subnet, string': resources({ aws_subnet: { s: { map_public_ip_on_launch: 'true' } } }),
    'subnet, expression': resources({ aws_subnet: { s: { map_public_ip_on_launch: '${1 == 1}' } } }),
    'subnets by count': resources({ aws_subnet: { s: { count: 2, map_public_ip_on_launch: '${count.index == 1}' } } }),
    machine: resources({ aws_instance: { i: { associate_public_ip_address: true } } }),
    'launch template': resources({
      aws_launch_template: { t: { network_interfaces: [{ associate_public_ip_address: 'true' }] } },
    }),
    'launch configuration': resources({ aws_launch_configuration: { c: { associate_public_ip_address: true } } }),
    'ECS service': resources({ aws_ecs_service: { s: { network_configuration: { assign_public_ip: true } } } }),
    'scheduled task': resources({
      aws_cloudwatch_event_target: {
        t: { ecs_target: [{ network_configuration: [{ assign_public_ip: true }] }] },
      },
    }),
    notebook: resources({ aws_sagemaker_notebook_instance: { n: { instance_type: 'ml.t3.medium' } } }),
    'batch job': resources({
      aws_batch_job_definition: {
        j: { container_properties: '{"networkConfiguration":{"assignPublicIp":"ENABLED"}}' },
      },
    }),
    'Beanstalk setting': resources({
      aws_elastic_beanstalk_environment: {
        e: { setting: [{ namespace: 'aws:ec2:vpc', name: 'AssociatePublicIpAddress', value: 'true' }] },
      },
    }),
  },
  passing: {
    'subnet without': resources({ aws_subnet: { s: { map_public_ip_on_launch: false } } }),
    'subnet by default': resources({ aws_subnet: { s: {} } }),
    'machine without': resources({ aws_instance: { i: { associate_public_ip_address: 'false' } } }),
    'launch template without': resources({
      aws_launch_template: { t: { network_interfaces: { associate_public_ip_address: false } } },
    }),
    'ECS service in private': resources({
      aws_ecs_service: { s: { network_configuration: { assign_public_ip: false } } },
    }),
    'notebook in the VPC': resources({
      aws_sagemaker_notebook_instance: { n: { direct_internet_access: 'Disabled' } },
    }),
  },
  notApplicable: { 'address of a NAT gateway': resources({ aws_eip: { e: { domain: 'vpc' } } }) },
  unknown: {
    subnet: resources({ aws_subnet: { s: { map_public_ip_on_launch: '${var.x}' } } }, variable),
    service: resources({ aws_ecs_service: { s: { network_configuration: '${var.x}' } } }, variable),
  },
};

export const exposureCases: readonly RuleCases[] = [spelling, egress, networkDefaults, address];
