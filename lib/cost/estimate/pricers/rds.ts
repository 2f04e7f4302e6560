import type { Resource } from '../../../policy/graph';
import { amount, blocks, isTrue, text } from '../attributes';
import type { Bill } from '../bill';
import { originOf, show } from '../context';
import type { Pricer } from '../pricer';
import { exactly } from '../range';
import { chargeExtendedSupport } from './rds-support';

/** PostgreSQL and MySQL gp3 volumes from this size on have four times the IOPS and throughput. */
const STRIPED_GIBIBYTES = 400;

/** aws_db_instance: https://aws.amazon.com/rds/pricing/ */
export const instance: Pricer = (bill) => {
  const { resource } = bill;
  const source = sourceOf(bill, resource);
  const engine = text(resource, 'engine') ?? text(source, 'engine');
  const type = text(resource, 'instance_class');
  if (engine === undefined || type === undefined) {
    bill.gap('the instance', `${engine === undefined ? 'engine' : 'instance_class'} is not known`, true);
    return;
  }
  const multiAz = isTrue(resource, 'multi_az');
  const deployment = multiAz ? 'multi-az' : 'single-az';
  bill.rent(`${type} ${engine}, ${multiAz ? 'Multi-AZ' : 'Single-AZ'}`, {
    service: 'rds',
    table: `rds/${engine}/${deployment}`,
    item: type,
  });
  chargeExtendedSupport(bill, engine, type, source);
  chargeStorage(bill, source, multiAz);
  bill.used('backups beyond the free part', 'rds', 'backup-storage', 'databaseBackupGigabytes');
  if (isTrue(resource, 'manage_master_user_password'))
    bill.charge('secret of the master user', 'secrets-manager', 'secret', 1);
  if (text(resource, 'database_insights_mode') === 'advanced')
    bill.gap('Database Insights, advanced', 'the price book has no price of it', true);
  else if ((amount(resource, 'performance_insights_retention_period') ?? 7) > 7)
    bill.gap('Performance Insights beyond 7 days', 'the price book has no price of it', false);
};

function chargeStorage(bill: Bill, source: Resource | undefined, multiAz: boolean): void {
  const { resource } = bill;
  const type = text(resource, 'storage_type') ?? (amount(resource, 'iops') === undefined ? 'gp2' : 'io1');
  const size = amount(resource, 'allocated_storage') ?? amount(source, 'allocated_storage');
  if (size === undefined) {
    bill.gap('storage', 'allocated_storage is not known', false);
    return;
  }
  const most = Math.max(size, amount(resource, 'max_allocated_storage') ?? 0);
  const quantity = { low: size, expected: size, high: most };
  const note = most > size ? [`RDS enlarges it up to ${most} GiB by itself`] : [];
  const label = `storage, ${size} GiB ${type}`;
  if (type === 'gp3') bill.charge(label, 'rds', `storage-gp3-${multiAz ? 'multi' : 'single'}-az`, quantity, ...note);
  else {
    const twice = multiAz ? 2 : 1;
    const copies = multiAz ? ['Multi-AZ: both copies are paid for'] : [];
    const item = type === 'standard' ? 'storage-magnetic-single-az' : `storage-${type}-single-az`;
    bill.charge(
      label,
      'rds',
      item,
      { low: size * twice, expected: size * twice, high: most * twice },
      ...copies,
      ...note,
    );
  }
  chargeIops(bill, type, size, multiAz);
}

function chargeIops(bill: Bill, type: string, size: number, multiAz: boolean): void {
  const iops = amount(bill.resource, 'iops') ?? 0;
  if (type === 'gp3') {
    const included = size >= STRIPED_GIBIBYTES ? 12_000 : 3_000;
    const extra = Math.max(0, iops - included);
    if (extra > 0)
      bill.charge(
        `${extra} IOPS above ${included}`,
        'rds',
        `gp3-iops-${multiAz ? 'multi' : 'single'}-az`,
        exactly(extra),
      );
  } else if (/^io[12]$/.test(type) && iops > 0) {
    const copies = multiAz ? ['Multi-AZ: both copies are paid for'] : [];
    bill.charge(`${iops} IOPS`, 'rds', `${type}-iops-single-az`, exactly(iops * (multiAz ? 2 : 1)), ...copies);
  }
}

/** What a replica copies: it takes engine and size from there. */
function sourceOf(bill: Bill, resource: Resource): Resource | undefined {
  const value = resource.get('replicate_source_db');
  return value === undefined ? undefined : bill.context.graph.links(value, resource, 'aws_db_instance').resources[0];
}

/** aws_rds_cluster: what the cluster's volume costs; the instances are resources of their own. */
export const cluster: Pricer = (bill) => {
  const { resource, context } = bill;
  if (text(resource, 'db_cluster_instance_class') !== undefined) {
    bill.gap('the instances of the Multi-AZ cluster', 'the price book has no prices of Multi-AZ DB clusters', true);
    return;
  }
  const optimized = isOptimized(resource);
  const size = context.usage(resource, 'auroraGigabytes');
  const note = `${size.expected} GB in each cluster (${originOf(size)})`;
  bill.charge('storage', 'aurora', optimized ? 'storage-io-optimized' : 'storage-standard', size, note);
  if (!optimized) {
    const requests = context.usage(resource, 'auroraRequests');
    bill.charge(
      'I/O requests',
      'aurora',
      'io-requests',
      { low: requests.low / 1e6, expected: requests.expected / 1e6, high: requests.high / 1e6 },
      `${show(requests.expected)} in each cluster (${originOf(requests)})`,
    );
  }
  bill.used('backups beyond the free part', 'aurora', 'backup-storage', 'databaseBackupGigabytes');
  if (isTrue(resource, 'manage_master_user_password'))
    bill.charge('secret of the master user', 'secrets-manager', 'secret', 1);
};

/** aws_rds_cluster_instance */
export const clusterInstance: Pricer = (bill) => {
  const { resource } = bill;
  const value = resource.get('cluster_identifier');
  const owner =
    value === undefined ? undefined : bill.context.graph.links(value, resource, 'aws_rds_cluster').resources[0];
  const engine = text(resource, 'engine') ?? text(owner, 'engine');
  const type = text(resource, 'instance_class');
  if (engine === undefined || type === undefined) {
    bill.gap('the instance', `${engine === undefined ? 'engine' : 'instance_class'} is not known`, true);
    return;
  }
  const deployment = isOptimized(owner) ? 'io-optimized' : 'standard';
  if (type === 'db.serverless') return chargeServerless(bill, owner, deployment);
  bill.rent(`${type} ${engine}`, { service: 'rds', table: `rds/${engine}/aurora-${deployment}`, item: type });
};

function chargeServerless(bill: Bill, owner: Resource | undefined, deployment: string): void {
  const scaling = blocks(owner, 'serverlessv2_scaling_configuration')[0];
  const low = amount(scaling, 'min_capacity') ?? 0.5;
  const high = Math.max(low, amount(scaling, 'max_capacity') ?? low);
  const expected = low + (high - low) / 4;
  bill.rent(`${low} to ${high} ACUs`, {
    service: 'aurora-serverless',
    table: 'aurora',
    item: `serverless-v2-${deployment}`,
    units: { low, expected, high },
    notes: [`${expected} ACUs on average: a quarter of the way from the least to the most`],
  });
}

function isOptimized(owner: Resource | undefined): boolean {
  return text(owner, 'storage_type') === 'aurora-iopt1';
}

/** aws_db_proxy */
export const proxy: Pricer = (bill) =>
  bill.gap('vCPU hours of the proxy', 'the price book has no price of RDS Proxy', true);

/** aws_db_snapshot and its like: kept until somebody deletes them. */
export const snapshot: Pricer = (bill) => bill.used('snapshot', 'rds', 'backup-storage', 'databaseBackupGigabytes');
