/** Attributes of a product of AWS's bulk price list. */
export type Attributes = { readonly [name: string]: string | undefined };

/** Which cell of the price book a product fills. */
export interface Target {
  readonly region: string;
  readonly table: string;
  readonly item: string;
  /** How many of the list's units are one of the book's: 1,000 requests, a million I/Os. */
  readonly times: number;
}

/** A product that is read by its usage type alone. */
interface UsageRow {
  readonly usage: RegExp;
  /** Such as `LoadBalancing:Application`, where the usage type is of several things. */
  readonly operation?: RegExp;
  readonly table: string;
  readonly item: string;
  readonly times?: number;
}

const row = (usage: RegExp, table: string, item: string, times = 1, operation?: RegExp): UsageRow => ({
  usage,
  table,
  item,
  times,
  operation,
});

/** By offer. Usage types are written without the prefix of their region. */
const USAGE: { readonly [offer: string]: readonly UsageRow[] } = {
  AmazonEC2: [
    row(/^NatGateway-Hours$/, 'vpc', 'nat-gateway', 1, /^NatGateway$/),
    row(/^NatGateway-Bytes$/, 'vpc', 'nat-gateway-data', 1, /^NatGateway$/),
    row(/^EBS:VolumeUsage\.gp3$/, 'ebs', 'gp3'),
    row(/^EBS:VolumeUsage\.gp2$/, 'ebs', 'gp2'),
    row(/^EBS:VolumeUsage\.piops$/, 'ebs', 'io1'),
    row(/^EBS:VolumeUsage\.io2$/, 'ebs', 'io2'),
    row(/^EBS:VolumeUsage\.st1$/, 'ebs', 'st1'),
    row(/^EBS:VolumeUsage\.sc1$/, 'ebs', 'sc1'),
    row(/^EBS:VolumeP-IOPS\.gp3$/, 'ebs', 'gp3-iops'),
    row(/^EBS:VolumeP-IOPS\.piops$/, 'ebs', 'io1-iops'),
    row(/^EBS:VolumeP-IOPS\.io2$/, 'ebs', 'io2-iops'),
    row(/^EBS:VolumeP-IOPS\.io2\.tier2$/, 'ebs', 'io2-iops-tier2'),
    row(/^EBS:VolumeP-IOPS\.io2\.tier3$/, 'ebs', 'io2-iops-tier3'),
    // Sold by GiB/s, counted by MiB/s.
    row(/^EBS:VolumeP-Throughput\.gp3$/, 'ebs', 'gp3-throughput', 1 / 1024),
    row(/^EBS:SnapshotUsage$/, 'ebs', 'snapshot-standard'),
  ],
  AmazonVPC: [
    row(/^VpcEndpoint-Hours$/, 'vpc', 'interface-endpoint'),
    row(/^VpcEndpoint-Bytes$/, 'vpc', 'interface-endpoint-data'),
    row(/^VpcEndpoint-GWLBE-Hours$/, 'vpc', 'gwlb-endpoint'),
    row(/^PublicIPv4:InUseAddress$/, 'vpc', 'public-ipv4-in-use'),
    row(/^PublicIPv4:IdleAddress$/, 'vpc', 'public-ipv4-idle'),
  ],
  AmazonRDS: [
    row(/^RDS:ChargedBackupUsage$/, 'rds', 'backup-storage'),
    row(/^RDS:GP3-Storage$/, 'rds', 'storage-gp3-single-az'),
    row(/^RDS:Multi-AZ-GP3-Storage$/, 'rds', 'storage-gp3-multi-az'),
    row(/^RDS:GP2-Storage$/, 'rds', 'storage-gp2-single-az'),
    row(/^RDS:PIOPS-Storage$/, 'rds', 'storage-io1-single-az'),
    row(/^RDS:PIOPS-Storage-IO2$/, 'rds', 'storage-io2-single-az'),
    row(/^RDS:PIOPS$/, 'rds', 'io1-iops-single-az'),
    row(/^RDS:GP3-PIOPS$/, 'rds', 'gp3-iops-single-az'),
    row(/^RDS:Multi-AZ-GP3-PIOPS$/, 'rds', 'gp3-iops-multi-az'),
    row(/^Aurora:StorageUsage$/, 'aurora', 'storage-standard'),
    row(/^Aurora:IO-OptimizedStorageUsage$/, 'aurora', 'storage-io-optimized'),
    row(/^Aurora:StorageIOUsage$/, 'aurora', 'io-requests', 1e6),
    row(/^Aurora:BackupUsage$/, 'aurora', 'backup-storage'),
    row(/^Aurora:ServerlessV2Usage$/, 'aurora', 'serverless-v2-standard'),
    row(/^Aurora:ServerlessV2IOOptimizedUsage$/, 'aurora', 'serverless-v2-io-optimized'),
  ],
  AmazonEKS: [
    row(/^AmazonEKS-Hours:perCluster$/, 'eks', 'cluster-standard-support'),
    row(/^Fargate-vCPU-Hours:perCPU$/, 'eks', 'fargate-vcpu'),
    row(/^Fargate-GB-Hours$/, 'eks', 'fargate-memory'),
  ],
  AmazonECS: [
    row(/^Fargate-vCPU-Hours:perCPU$/, 'fargate', 'linux-x86-vcpu'),
    row(/^Fargate-GB-Hours$/, 'fargate', 'linux-x86-memory'),
    row(/^Fargate-ARM-vCPU-Hours:perCPU$/, 'fargate', 'linux-arm64-vcpu'),
    row(/^Fargate-ARM-GB-Hours$/, 'fargate', 'linux-arm64-memory'),
  ],
  AmazonElastiCache: [row(/^ElastiCache:BackupUsage$/, 'elasticache', 'backup-storage')],
  AmazonS3: [
    row(/^TimedStorage-ByteHrs$/, 's3', 'standard-storage'),
    row(/^Requests-Tier1$/, 's3', 'standard-put-requests', 1_000),
    row(/^Requests-Tier2$/, 's3', 'standard-get-requests', 1_000),
  ],
  AWSELB: [
    row(/^LoadBalancerUsage$/, 'elb', 'alb', 1, /^LoadBalancing:Application$/),
    row(/^LoadBalancerUsage$/, 'elb', 'nlb', 1, /^LoadBalancing:Network$/),
    row(/^LCUUsage$/, 'elb', 'alb-lcu', 1, /^LoadBalancing:Application$/),
    row(/^LCUUsage$/, 'elb', 'nlb-nlcu', 1, /^LoadBalancing:Network$/),
  ],
  awskms: [row(/^KMS-Keys$/, 'kms', 'customer-key'), row(/^KMS-Requests$/, 'kms', 'symmetric-requests', 10_000)],
  AWSSecretsManager: [
    row(/^AWSSecretsManager-Secrets$/, 'secrets-manager', 'secret'),
    row(/^AWSSecretsManagerAPIRequest$/, 'secrets-manager', 'api-calls', 10_000),
  ],
  AmazonCloudWatch: [
    row(/^DataProcessing-Bytes$/, 'cloudwatch', 'logs-ingestion-standard', 1, /^PutLogEvents$/),
    row(/^TimedStorage-ByteHrs$/, 'cloudwatch', 'logs-storage'),
    row(/^CW:AlarmMonitorUsage$/, 'cloudwatch', 'alarm-standard'),
    row(/^CW:MetricMonitorUsage$/, 'cloudwatch', 'custom-metric'),
  ],
  awswaf: [
    row(/^WebACLV2$/, 'waf', 'web-acl'),
    row(/^RuleV2$/, 'waf', 'rule'),
    row(/^RequestV2-Tier1$/, 'waf', 'requests', 1e6),
  ],
};

/** Offers that are read when nobody names one; the price list has over two hundred. */
export const OFFERS: readonly string[] = Object.keys(USAGE);

/** The cell that a product fills; undefined for the many that the book does not hold. */
export function targetOf(offer: string, family: string, attributes: Attributes): Target | undefined {
  const region = attributes.regionCode;
  if (region === undefined || (attributes.locationType ?? 'AWS Region') !== 'AWS Region') return undefined;
  const usage = (attributes.usagetype ?? '').replace(/^(?:[A-Z]{2,4}\d?-|[a-z]{2}-[a-z]+-\d-)/, '');
  const cell =
    (family === 'Compute Instance' ? ec2(usage, attributes) : undefined) ??
    (family === 'Database Instance' ? rds(usage, attributes) : undefined) ??
    (family === 'Cache Instance' ? cacheNode(usage, attributes) : undefined) ??
    (family === 'ElastiCache Serverless' ? serverlessCache(usage, attributes) : undefined) ??
    USAGE[offer]?.find(
      (each) =>
        each.usage.test(usage) && (each.operation === undefined || each.operation.test(attributes.operation ?? '')),
    );
  return cell && { region, table: cell.table, item: cell.item, times: cell.times ?? 1 };
}

type Cell = Pick<UsageRow, 'table' | 'item' | 'times'>;

/**
 * Linux, shared, used: a type has SKUs of other tenancies and of unused reservations besides, and whoever lets the last one win
 * takes the dedicated price.
 */
function ec2(usage: string, attributes: Attributes): Cell | undefined {
  const { instanceType } = attributes;
  const fits =
    instanceType !== undefined &&
    usage === `BoxUsage:${instanceType}` &&
    attributes.operatingSystem === 'Linux' &&
    attributes.tenancy === 'Shared' &&
    attributes.preInstalledSw === 'NA' &&
    attributes.capacitystatus === 'Used' &&
    attributes.operation === 'RunInstances' &&
    (attributes.licenseModel ?? 'No License required') === 'No License required' &&
    (attributes.marketoption ?? 'OnDemand') === 'OnDemand';
  return fits ? { table: 'ec2', item: instanceType } : undefined;
}

const ENGINES: { readonly [name: string]: string } = {
  PostgreSQL: 'postgres',
  MySQL: 'mysql',
  MariaDB: 'mariadb',
  'Aurora PostgreSQL': 'aurora-postgresql',
  'Aurora MySQL': 'aurora-mysql',
};

function rds(usage: string, attributes: Attributes): Cell | undefined {
  const engine = ENGINES[attributes.databaseEngine ?? ''];
  const { instanceType: item } = attributes;
  if (engine === undefined || item === undefined) return undefined;
  if (engine.startsWith('aurora')) {
    if (usage === `InstanceUsage:${item}`) return { table: `rds/${engine}/aurora-standard`, item };
    return usage === `InstanceUsageIOOptimized:${item}`
      ? { table: `rds/${engine}/aurora-io-optimized`, item }
      : undefined;
  }
  if (usage === `InstanceUsage:${item}`) return { table: `rds/${engine}/single-az`, item };
  return usage === `Multi-AZUsage:${item}` ? { table: `rds/${engine}/multi-az`, item } : undefined;
}

function cacheNode(usage: string, { cacheEngine, instanceType: item }: Attributes): Cell | undefined {
  const engine = cacheEngine?.toLowerCase();
  return item !== undefined &&
    usage === `NodeUsage:${item}` &&
    engine !== undefined &&
    /^(redis|valkey|memcached)$/.test(engine)
    ? { table: `elasticache/${engine}`, item }
    : undefined;
}

function serverlessCache(usage: string, { cacheEngine }: Attributes): Cell | undefined {
  const engine = cacheEngine?.toLowerCase();
  if (engine === undefined) return undefined;
  if (/CachedData$/.test(usage)) return { table: 'elasticache', item: `serverless-${engine}-storage` };
  return /ElastiCacheProcessingUnits$/.test(usage)
    ? { table: 'elasticache', item: `serverless-${engine}-ecpu`, times: 1e6 }
    : undefined;
}
