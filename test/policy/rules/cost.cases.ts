import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const staging = { '//': { rampart: { stage: 'staging' } } };
const open = '${var.x}';
const config = (types: object, rest: object = staging) => resources(types, rest);

const volume: RuleCases = {
  rule: 'COST-VOLUME',
  failing: {
    volume: resources({ aws_ebs_volume: { v: { type: 'gp2' } } }),
    'an expression that folds': resources({ aws_ebs_volume: { v: { type: '${lower("GP2")}' } } }),
    'nothing said, which is gp2': config({ aws_ebs_volume: { v: { size: 10 } } }),
    'root disk': resources({ aws_instance: { i: { root_block_device: [{ volume_type: 'gp2' }] } } }),
    'second disk of a spot machine': resources({
      aws_spot_instance_request: { i: { ebs_block_device: { volume_type: 'standard' } } },
    }),
    'launch template': resources({
      aws_launch_template: { t: { block_device_mappings: [{ ebs: [{ volume_type: 'gp2' }] }] } },
    }),
    database: resources({ aws_db_instance: { d: { storage_type: 'gp2' } } }),
    'database with provisioned IOPS of the first kind': resources({ aws_db_instance: { d: { storage_type: 'io1' } } }),
    'search domain': resources({ aws_opensearch_domain: { d: { ebs_options: { volume_type: 'gp2' } } } }),
    'storage class of a cluster': resources({
      kubernetes_storage_class_v1: { s: { parameters: { type: 'gp2' } } },
    }),
  },
  passing: {
    volume: config({ aws_ebs_volume: { v: { type: 'gp3' } } }),
    'throughput volume': config({ aws_ebs_volume: { v: { type: 'st1' } } }),
    database: config({ aws_db_instance: { d: { storage_type: 'gp3' } } }),
    'nothing said in a fragment': resources({ aws_ebs_volume: { v: {} } }),
    'a disk of which only the size is said': config({
      aws_instance: { i: { root_block_device: { volume_size: 20 } } },
    }),
    'a variable of somebody’s module': resources({ aws_ebs_volume: { v: { type: open } } }),
  },
  notApplicable: { Aurora: config({ aws_rds_cluster: { c: { storage_type: 'aurora-iopt1' } } }) },
  unknown: { volume: config({ aws_ebs_volume: { v: { type: open } } }) },
};

const generation: RuleCases = {
  rule: 'COST-GENERATION',
  failing: {
    machine: resources({ aws_instance: { i: { instance_type: 'm4.large' } } }),
    t2: resources({ aws_instance: { i: { instance_type: 't2.micro' } } }),
    database: resources({ aws_db_instance: { d: { instance_class: 'db.r4.xlarge' } } }),
    'Aurora instance': resources({ aws_rds_cluster_instance: { d: { instance_class: 'db.t2.small' } } }),
    cache: resources({ aws_elasticache_replication_group: { r: { node_type: 'cache.m4.large' } } }),
    'one of several of a node group': resources({
      aws_eks_node_group: { g: { instance_types: ['m7g.large', 'c4.large'] } },
    }),
    'search domain': resources({
      aws_opensearch_domain: { d: { cluster_config: { instance_type: 'm4.large.search' } } },
    }),
    warehouse: resources({ aws_redshift_cluster: { w: { node_type: 'dc2.large' } } }),
    override: resources({
      aws_autoscaling_group: {
        g: { mixed_instances_policy: { launch_template: { override: [{ instance_type: 'r3.large' }] } } },
      },
    }),
  },
  passing: {
    'current ones': config({
      aws_instance: { i: { instance_type: 'm7g.large' } },
      aws_db_instance: { d: { instance_class: 'db.t4g.micro' } },
      aws_elasticache_cluster: { c: { node_type: 'cache.r7g.large' } },
      aws_eks_node_group: { g: { instance_types: ['c7i-flex.large', 'm6i.large'] } },
    }),
    'Serverless v2': config({ aws_rds_cluster_instance: { i: { instance_class: 'db.serverless' } } }),
    'Batch that chooses': config({
      aws_batch_compute_environment: { b: { compute_resources: { instance_type: ['optimal'] } } },
    }),
    'a variable of somebody’s module': resources({ aws_instance: { i: { instance_type: open } } }),
  },
  notApplicable: { function: config({ aws_lambda_function: { f: { memory_size: 128 } } }) },
  unknown: { machine: config({ aws_instance: { i: { instance_type: open } } }) },
};

const size: RuleCases = {
  rule: 'COST-SIZE',
  failing: {
    database: config({ aws_db_instance: { d: { instance_class: 'db.r7g.4xlarge' } } }),
    machine: config({ aws_instance: { i: { instance_type: 'c7i.metal-24xl' } } }),
    cache: config({ aws_elasticache_replication_group: { r: { node_type: 'cache.r7g.2xlarge' } } }),
    'nodes on demand': config({ aws_eks_node_group: { g: { instance_types: ['m7g.2xlarge'] } } }),
  },
  passing: {
    small: config({ aws_db_instance: { d: { instance_class: 'db.r7g.xlarge' } } }),
    'Spot nodes': config({ aws_eks_node_group: { g: { capacity_type: 'SPOT', instance_types: ['m7g.2xlarge'] } } }),
  },
  notApplicable: {
    prod: resources({ aws_db_instance: { d: { instance_class: 'db.r7g.4xlarge' } } }, prod()),
    'no stage, which counts as prod': resources({ aws_instance: { i: { instance_type: 'm7g.8xlarge' } } }),
  },
  unknown: { database: config({ aws_db_instance: { d: { instance_class: open } } }) },
};

function prod(): object {
  return { '//': { rampart: { stage: 'prod' } } };
}

const address: RuleCases = {
  rule: 'COST-ADDRESS',
  failing: {
    'nothing uses it': config({ aws_eip: { e: { domain: 'vpc' } } }),
    'in prod too': resources({ aws_eip: { e: {} } }, prod()),
    'only a record names it': config({
      aws_eip: { e: {} },
      aws_route53_record: { r: { records: ['${aws_eip.e.public_ip}'] } },
    }),
    'its address is an output': config(
      { aws_eip: { e: {} } },
      { ...staging, output: { ip: { value: '${aws_eip.e.public_ip}' } } },
    ),
    'one of two': config({
      aws_eip: { e: { count: 2 } },
      aws_nat_gateway: { n: { allocation_id: '${aws_eip.e[0].id}' } },
    }),
  },
  passing: {
    'NAT gateway': config({
      aws_eip: { e: {} },
      aws_nat_gateway: { n: { allocation_id: '${aws_eip.e.allocation_id}' } },
    }),
    association: config({ aws_eip: { e: {} }, aws_eip_association: { a: { allocation_id: '${aws_eip.e.id}' } } }),
    machine: config({
      aws_eip: { e: { instance: '${aws_instance.i.id}' } },
      aws_instance: { i: { instance_type: 't4g.nano' } },
    }),
    'load balancer': config({
      aws_eip: { e: {} },
      aws_lb: { l: { subnet_mapping: [{ allocation_id: '${aws_eip.e.id}' }] } },
    }),
    'handed to another root module': config(
      { aws_eip: { e: {} } },
      { ...staging, output: { id: { value: '${aws_eip.e.allocation_id}' } } },
    ),
    'for each gateway': config({
      aws_eip: { e: { for_each: '${toset(["a", "b"])}' } },
      aws_nat_gateway: { n: { for_each: '${aws_eip.e}', allocation_id: '${each.value.id}' } },
    }),
    'in a fragment': resources({ aws_eip: { e: {} } }),
  },
  notApplicable: { pool: config({ aws_ec2_ipam_pool: { p: {} } }) },
  unknown: { 'a machine that a variable names': config({ aws_eip: { e: { instance: open } } }) },
};

const nat: RuleCases = {
  rule: 'COST-NAT',
  failing: {
    'no route': config({ aws_nat_gateway: { n: { subnet_id: 's' } } }),
    'routes elsewhere': config({
      aws_nat_gateway: { n: { subnet_id: 's' } },
      aws_route: { r: { gateway_id: 'igw-1', destination_cidr_block: '0.0.0.0/0' } },
    }),
  },
  passing: {
    route: config({
      aws_nat_gateway: { n: { subnet_id: 's' } },
      aws_route: { r: { nat_gateway_id: '${aws_nat_gateway.n.id}' } },
    }),
    'inline route': config({
      aws_nat_gateway: { n: { subnet_id: 's' } },
      aws_route_table: { t: { route: [{ cidr_block: '0.0.0.0/0', nat_gateway_id: '${aws_nat_gateway.n.id}' }] } },
    }),
    'handed to another root module': config(
      { aws_nat_gateway: { n: { subnet_id: 's' } } },
      { ...staging, output: { nat: { value: '${aws_nat_gateway.n.id}' } } },
    ),
    'in a fragment': resources({ aws_nat_gateway: { n: { subnet_id: 's' } } }),
  },
  notApplicable: { 'internet gateway': config({ aws_internet_gateway: { g: {} } }) },
  unknown: {
    'a route to a gateway that is not known': config({
      aws_nat_gateway: { n: { subnet_id: 's' } },
      aws_route: { r: { nat_gateway_id: open } },
    }),
  },
};

const vpc = {
  aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
  aws_subnet: { public: { vpc_id: '${aws_vpc.main.id}' } },
  aws_nat_gateway: { n: { subnet_id: '${aws_subnet.public.id}' } },
};
const gateway = (service: string, more: object = {}) => ({
  vpc_id: '${aws_vpc.main.id}',
  service_name: service,
  ...more,
});

const endpoint: RuleCases = {
  rule: 'COST-ENDPOINT',
  failing: {
    'no endpoint': config(vpc),
    'only of DynamoDB': config({ ...vpc, aws_vpc_endpoint: { d: gateway('com.amazonaws.eu-west-1.dynamodb') } }),
    'an interface endpoint, which costs': config({
      ...vpc,
      aws_vpc_endpoint: { s: gateway('com.amazonaws.eu-west-1.s3', { vpc_endpoint_type: 'Interface' }) },
    }),
    'none of DynamoDB beside a table': config({
      ...vpc,
      aws_vpc_endpoint: { s: gateway('com.amazonaws.eu-west-1.s3') },
      aws_dynamodb_table: { t: {} },
    }),
  },
  passing: {
    endpoint: config({ ...vpc, aws_vpc_endpoint: { s: gateway('com.amazonaws.eu-west-1.s3') } }),
    'of a region that is looked up': config(
      { ...vpc, aws_vpc_endpoint: { s: gateway('com.amazonaws.${data.aws_region.here.id}.s3') } },
      { ...staging, data: { aws_region: { here: {} } } },
    ),
    'by data source': config(
      { ...vpc, aws_vpc_endpoint: { s: gateway('${data.aws_vpc_endpoint_service.s3.service_name}') } },
      { ...staging, data: { aws_vpc_endpoint_service: { s3: { service: 's3', service_type: 'Gateway' } } } },
    ),
    both: config({
      ...vpc,
      aws_vpc_endpoint: {
        s: gateway('com.amazonaws.eu-west-1.s3', { vpc_endpoint_type: 'Gateway' }),
        d: gateway('com.amazonaws.eu-west-1.dynamodb'),
      },
      aws_dynamodb_table: { t: {} },
    }),
    'no NAT, nothing to pay': config({ aws_vpc: { main: {} } }),
    'in a fragment': resources(vpc),
  },
  notApplicable: { 'subnet of another VPC': config({ aws_subnet: { s: { vpc_id: 'vpc-1' } } }) },
  unknown: { service: config({ ...vpc, aws_vpc_endpoint: { s: gateway(open) } }) },
};

const rules = (...rule: object[]) => ({
  aws_s3_bucket: { b: {} },
  aws_s3_bucket_lifecycle_configuration: { l: { bucket: '${aws_s3_bucket.b.id}', rule } },
});
const abort = { abort_incomplete_multipart_upload: { days_after_initiation: 7 } };

const bucket: RuleCases = {
  rule: 'COST-S3-LIFECYCLE',
  failing: {
    'no lifecycle': config({ aws_s3_bucket: { b: {} } }),
    'old versions only': config(rules({ status: 'Enabled', noncurrent_version_expiration: { noncurrent_days: 30 } })),
    'switched off': config(rules({ status: 'Disabled', ...abort })),
    'of another bucket': config({ ...rules({ status: 'Enabled', ...abort }), aws_s3_bucket: { b: {}, c: {} } }),
    'inline and off': config({
      aws_s3_bucket: { b: { lifecycle_rule: { enabled: false, abort_incomplete_multipart_upload_days: 7 } } },
    }),
  },
  passing: {
    configuration: config(rules({ status: 'Enabled', ...abort })),
    'as a list': config(
      rules({ status: 'Enabled', abort_incomplete_multipart_upload: [{ days_after_initiation: '7' }] }),
    ),
    'deprecated spelling': config({
      aws_s3_bucket: { b: { lifecycle_rule: [{ enabled: true, abort_incomplete_multipart_upload_days: 7 }] } },
    }),
    'in a fragment': resources({ aws_s3_bucket: { b: {} } }),
  },
  notApplicable: { 'directory bucket': config({ aws_s3_directory_bucket: { b: {} } }) },
  unknown: {
    'whether it is on': config(rules({ status: open, ...abort })),
    'its rules': config({
      aws_s3_bucket: { b: {} },
      aws_s3_bucket_lifecycle_configuration: {
        l: { bucket: '${aws_s3_bucket.b.id}', dynamic: { rule: { for_each: open, content: { status: 'Enabled' } } } },
      },
    }),
  },
};

const image: RuleCases = {
  rule: 'COST-ECR-LIFECYCLE',
  failing: {
    'no policy': config({ aws_ecr_repository: { r: { name: 'api' } } }),
    'of another': config({
      aws_ecr_repository: { r: { name: 'api' }, s: { name: 'web' } },
      aws_ecr_lifecycle_policy: { p: { repository: '${aws_ecr_repository.s.name}', policy: '{}' } },
    }),
  },
  passing: {
    policy: config({
      aws_ecr_repository: { r: { name: 'api' } },
      aws_ecr_lifecycle_policy: { p: { repository: '${aws_ecr_repository.r.name}', policy: '{}' } },
    }),
    'by its name': config({
      aws_ecr_repository: { r: { name: 'api' } },
      aws_ecr_lifecycle_policy: { p: { repository: 'api', policy: '{}' } },
    }),
    'in a fragment': resources({ aws_ecr_repository: { r: { name: 'api' } } }),
  },
  notApplicable: { 'public repository': config({ aws_ecrpublic_repository: { r: {} } }) },
  unknown: {
    'whose the policy is': config({
      aws_ecr_repository: { r: { name: 'api' } },
      aws_ecr_lifecycle_policy: { p: { repository: open, policy: '{}' } },
    }),
  },
};

const logs: RuleCases = {
  rule: 'COST-LOG-RETENTION',
  failing: {
    'nothing said': config({ aws_cloudwatch_log_group: { g: {} } }),
    'for ever': config({ aws_cloudwatch_log_group: { g: { retention_in_days: 0 } } }),
    'for ever, as text': config({ aws_cloudwatch_log_group: { g: { retention_in_days: '0' } } }),
  },
  passing: { month: config({ aws_cloudwatch_log_group: { g: { retention_in_days: '${30}' } } }) },
  notApplicable: { prod: resources({ aws_cloudwatch_log_group: { g: {} } }, prod()) },
  unknown: { days: config({ aws_cloudwatch_log_group: { g: { retention_in_days: open } } }) },
};

const backup = (...rule: object[]) => ({ aws_backup_plan: { p: { rule } } });

const snapshot: RuleCases = {
  rule: 'COST-SNAPSHOT',
  failing: {
    'no lifecycle': resources(backup({ rule_name: 'daily' })),
    'only cold storage': resources(backup({ lifecycle: { cold_storage_after: 30 } })),
    'one rule of two': resources(backup({ lifecycle: { delete_after: 35 } }, { rule_name: 'monthly' })),
    dynamic: resources({
      aws_backup_plan: { p: { dynamic: { rule: { for_each: ['daily'], content: { rule_name: '${rule.value}' } } } } },
    }),
  },
  passing: {
    days: resources(backup({ lifecycle: { delete_after: 35 } })),
    'as a list, as text': resources(backup({ lifecycle: [{ cold_storage_after: '30', delete_after: '365' }] })),
  },
  notApplicable: { vault: resources({ aws_backup_vault: { v: {} } }) },
  unknown: { days: resources(backup({ lifecycle: { delete_after: open } })) },
};

export const costCases: readonly RuleCases[] = [
  volume,
  generation,
  size,
  address,
  nat,
  endpoint,
  bucket,
  image,
  logs,
  snapshot,
];
