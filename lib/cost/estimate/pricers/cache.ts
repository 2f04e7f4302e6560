import { amount, blocks, text } from '../attributes';
import type { Bill } from '../bill';
import { originOf, show } from '../context';
import type { Pricer } from '../pricer';
import { mapRange } from '../range';

/** aws_elasticache_replication_group: https://aws.amazon.com/elasticache/pricing/ */
export const replicationGroup: Pricer = (bill) => {
  const { resource } = bill;
  const type = text(resource, 'node_type');
  if (type === undefined) return bill.gap('its nodes', 'node_type is not known', true);
  const [mode] = blocks(resource, 'cluster_mode');
  const shards = amount(resource, 'num_node_groups') ?? amount(mode, 'num_node_groups');
  const replicas = amount(resource, 'replicas_per_node_group') ?? amount(mode, 'replicas_per_node_group') ?? 0;
  const nodes =
    shards === undefined && amount(resource, 'replicas_per_node_group') === undefined
      ? (amount(resource, 'num_cache_clusters') ?? amount(resource, 'number_cache_clusters') ?? 1)
      : (shards ?? 1) * (replicas + 1);
  rentNodes(bill, text(resource, 'engine') ?? 'redis', type, nodes);
  if ((amount(resource, 'snapshot_retention_limit') ?? 0) > 1) chargeSnapshots(bill);
};

/** aws_elasticache_cluster; one that belongs to a replication group is a node of it and has its type from there. */
export const cluster: Pricer = (bill) => {
  const { resource } = bill;
  const value = resource.get('replication_group_id');
  const group =
    value === undefined
      ? undefined
      : bill.context.graph.links(value, resource, 'aws_elasticache_replication_group').resources[0];
  const type = text(resource, 'node_type') ?? text(group, 'node_type');
  const engine = text(resource, 'engine') ?? text(group, 'engine') ?? (value === undefined ? undefined : 'redis');
  if (type === undefined || engine === undefined)
    return bill.gap('its nodes', `${type === undefined ? 'node_type' : 'engine'} is not known`, true);
  rentNodes(bill, engine, type, amount(resource, 'num_cache_nodes') ?? 1);
  if ((amount(resource, 'snapshot_retention_limit') ?? 0) > 1) chargeSnapshots(bill);
};

function rentNodes(bill: Bill, engine: string, type: string, nodes: number): void {
  bill.rent(`${type} ${engine} × ${nodes}`, {
    service: 'elasticache',
    table: `elasticache/${engine}`,
    item: type,
    units: nodes,
  });
}

function chargeSnapshots(bill: Bill): void {
  const groups = bill.context.ofStack(
    bill.resource.stack,
    'aws_elasticache_replication_group',
    'aws_elasticache_cluster',
  );
  bill.used('snapshots beyond the free one', 'elasticache', 'backup-storage', 'cacheBackupGigabytes', 1, groups.length);
}

/** aws_elasticache_serverless_cache */
export const serverless: Pricer = (bill) => {
  const { resource, context } = bill;
  const engine = text(resource, 'engine') ?? 'redis';
  const least = engine === 'valkey' ? 0.1 : 1;
  const size = context.usage(resource, 'cacheGigabytes');
  const units = context.usage(resource, 'cacheUnits');
  const item = `serverless-${engine}`;
  bill.rent(`data kept, ${size.expected} GB`, {
    service: 'elasticache',
    table: 'elasticache',
    item: `${item}-storage`,
    units: mapRange(size, (value) => Math.max(least, value)),
    notes: [`${size.expected} GB on average, at least ${least} (${originOf(size)})`],
  });
  bill.charge(
    'processing units',
    'elasticache',
    `${item}-ecpu`,
    mapRange(units, (value) => value / 1e6),
    `${show(units.expected)} ECPUs (${originOf(units)})`,
  );
};
