import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const open = '${var.x}';
const bought = (stage: string) => ({ '//': { rampart: { stage, purchasing: 'by-stage' } } });
const prod = (types: object) => resources(types, bought('prod'));
const staging = (types: object) => resources(types, bought('staging'));
const paid = (purchase: unknown) => ({ '//': { rampart: { purchase } } });
const reserved = paid({ option: 'reserved', term: '1y', payment: 'no-upfront' });

const attached = (machine: string) => ({
  aws_volume_attachment: { a: { instance_id: `\${${machine}}`, volume_id: 'vol-1', device_name: '/dev/sdf' } },
});
const spotMarket = { instance_market_options: { market_type: 'spot' } };

const spot: RuleCases = {
  rule: 'COST-SPOT-STATE',
  failing: {
    'volume on a spot request': resources({
      aws_spot_instance_request: { i: {} },
      ...attached('aws_spot_instance_request.i.spot_instance_id'),
    }),
    'volume on a machine of the spot market': resources({
      aws_instance: { i: spotMarket },
      ...attached('aws_instance.i.id'),
    }),
    'a disk that outlives the machine': resources({
      aws_instance: {
        i: {
          instance_market_options: [{ market_type: 'spot' }],
          root_block_device: { delete_on_termination: 'false' },
        },
      },
    }),
    HDFS: resources({ aws_emr_cluster: { c: { core_instance_group: { bid_price: '0.30' } } } }),
    'HDFS of a fleet': resources({ aws_emr_cluster: { c: { core_instance_fleet: { target_spot_capacity: 2 } } } }),
    'tasks with volumes': resources({
      aws_ecs_service: {
        s: {
          capacity_provider_strategy: [{ capacity_provider: 'FARGATE_SPOT' }],
          volume_configuration: { name: 'data' },
        },
      },
    }),
  },
  passing: {
    'volume on demand': resources({ aws_instance: { i: {} }, ...attached('aws_instance.i.id') }),
    'spot without a volume': resources({ aws_instance: { i: spotMarket }, aws_spot_instance_request: { j: {} } }),
    'tasks without volumes': resources({
      aws_ecs_service: { s: { capacity_provider_strategy: [{ capacity_provider: 'FARGATE_SPOT' }] } },
    }),
    'HDFS on demand': resources({
      aws_emr_cluster: { c: { core_instance_fleet: { target_on_demand_capacity: 2, target_spot_capacity: 0 } } },
    }),
  },
  notApplicable: { 'spot nodes of a cluster': resources({ aws_eks_node_group: { g: { capacity_type: 'SPOT' } } }) },
  unknown: {
    market: resources({
      aws_instance: { i: { instance_market_options: { market_type: open } } },
      ...attached('aws_instance.i.id'),
    }),
    'tasks with volumes': resources({
      aws_ecs_service: {
        s: { capacity_provider_strategy: [{ capacity_provider: open }], volume_configuration: { name: 'data' } },
      },
    }),
  },
};

const commitment: RuleCases = {
  rule: 'COST-COMMITMENT',
  failing: {
    'a raw database': prod({ aws_db_instance: { d: {} } }),
    Aurora: prod({ aws_rds_cluster_instance: { i: {} } }),
    cache: prod({ aws_elasticache_replication_group: { r: {} } }),
    'said to be on demand': prod({ aws_db_instance: { d: paid({ option: 'on-demand' }) } }),
    'a Spot note': prod({ aws_db_instance: { d: paid({ option: 'spot' }) } }),
    'nodes that always run': prod({ aws_eks_node_group: { g: { scaling_config: { min_size: 2 } } } }),
    'a lone machine': prod({ aws_instance: { i: {} } }),
  },
  passing: {
    reserved: prod({ aws_db_instance: { d: reserved } }),
    plan: prod({ aws_elasticache_replication_group: { r: paid({ option: 'savings-plan', kind: 'database' }) } }),
    'Spot nodes': prod({ aws_eks_node_group: { g: { capacity_type: 'SPOT', scaling_config: { min_size: 2 } } } }),
    'nodes that go down to none': prod({ aws_eks_node_group: { g: { scaling_config: [{ min_size: 0 }] } } }),
    'a node of a group': prod({ aws_elasticache_cluster: { c: { replication_group_id: 'r' } } }),
  },
  notApplicable: {
    'a stack that does not promise it': resources(
      { aws_db_instance: { d: {} } },
      { '//': { rampart: { stage: 'prod' } } },
    ),
    'somebody’s configuration': resources({ aws_db_instance: { d: {} } }),
    staging: staging({ aws_elasticache_replication_group: { r: {} } }),
  },
  unknown: {
    'how nodes are bought': prod({
      aws_eks_node_group: { g: { capacity_type: open, scaling_config: { min_size: 2 } } },
    }),
    'how many always run': prod({ aws_eks_node_group: { g: { scaling_config: { min_size: open } } } }),
    'a note that cannot be read': prod({ aws_db_instance: { d: paid('reserved') } }),
  },
};

const stops = (input: object) => ({
  aws_scheduler_schedule: {
    stop: {
      schedule_expression: 'cron(0 19 ? * MON-FRI *)',
      flexible_time_window: { mode: 'OFF' },
      target: {
        arn: 'arn:aws:scheduler:::aws-sdk:rds:stopDBInstance',
        role_arn: 'arn:aws:iam::123456789012:role/off-hours',
        input: JSON.stringify(input),
      },
    },
  },
});

const offHours: RuleCases = {
  rule: 'COST-OFF-HOURS',
  failing: {
    database: staging({ aws_db_instance: { d: { identifier: 'orders' } } }),
    'a sandbox’s': resources({ aws_db_instance: { d: { identifier: 'orders' } } }, bought('sandbox')),
    Aurora: staging({ aws_rds_cluster: { c: { cluster_identifier: 'orders' } } }),
    nodes: staging({ aws_eks_node_group: { g: { node_group_name: 'apps' } } }),
    'a schedule for another': staging({
      aws_db_instance: { d: { identifier: 'orders' } },
      ...stops({ DbInstanceIdentifier: 'reports' }),
    }),
  },
  passing: {
    database: staging({
      aws_db_instance: { d: { identifier: 'orders' } },
      ...stops({ DbInstanceIdentifier: 'orders' }),
    }),
    'by reference': staging({
      aws_db_instance: { d: { identifier: 'orders' } },
      ...stops({ DbInstanceIdentifier: '${aws_db_instance.d.identifier}' }),
    }),
    nodes: staging({ aws_eks_node_group: { g: { node_group_name: 'apps' } }, ...stops({ NodegroupName: 'apps' }) }),
    Aurora: staging({ aws_rds_cluster: { c: { cluster_identifier: 'o' } }, ...stops({ DbClusterIdentifier: 'o' }) }),
    'a replica, which RDS does not stop': staging({ aws_db_instance: { d: { replicate_source_db: 'orders' } } }),
    'a database with a replica, which RDS does not stop': staging({
      aws_db_instance: { d: { identifier: 'orders' }, r: { replicate_source_db: '${aws_db_instance.d.identifier}' } },
    }),
    'what pauses by itself': staging({
      aws_rds_cluster: { c: { serverlessv2_scaling_configuration: { min_capacity: 0, max_capacity: 4 } } },
    }),
    reserved: staging({ aws_db_instance: { d: reserved } }),
  },
  notApplicable: {
    prod: prod({ aws_db_instance: { d: reserved } }),
    'a stack that does not promise it': resources(
      { aws_db_instance: { d: { identifier: 'orders' } } },
      { '//': { rampart: { stage: 'staging' } } },
    ),
    'a cache, which cannot be stopped': staging({ aws_elasticache_replication_group: { r: {} } }),
  },
  unknown: { name: staging({ aws_db_instance: { d: { identifier: open } } }) },
};

export const costPurchaseCases: readonly RuleCases[] = [spot, commitment, offHours];
