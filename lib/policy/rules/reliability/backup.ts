import type { Graph } from '../../graph/graph';
import { isOpen, type Resource } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { numberOf } from '../numbers';
import { writtenAt } from '../paths';
import { flag, isUndecided, known } from '../values';
import { checkPlan, checkVault } from './backup-plan';

/** Days, or a switch, that say that a resource is backed up. */
interface Retention {
  readonly path: string;
  /** Fewest days; a boolean must be true, a text must be this. */
  readonly least: number | true | string;
  /** What leaving it out means: kept long enough, not kept, or not kept and only asked for where the stage is declared. */
  readonly otherwise: 'kept' | 'lost' | 'lost where declared';
  readonly exceptWith?: readonly string[];
}

const week = 7;
const days = (path: string, otherwise: Retention['otherwise'], exceptWith: readonly string[] = []): Retention => ({
  path,
  least: week,
  otherwise,
  exceptWith,
});
const source = ['replication_source_identifier'];

const retentions: ReadonlyMap<string, readonly Retention[]> = new Map<string, readonly Retention[]>([
  ['aws_db_instance', [days('backup_retention_period', 'lost', ['replicate_source_db'])]],
  ['aws_rds_cluster', [days('backup_retention_period', 'lost', source)]],
  ['aws_docdb_cluster', [days('backup_retention_period', 'lost')]],
  ['aws_docdbelastic_cluster', [days('backup_retention_period', 'lost')]],
  ['aws_neptune_cluster', [days('backup_retention_period', 'lost', source)]],
  ['aws_redshift_cluster', [days('automated_snapshot_retention_period', 'lost')]],
  ['aws_db_instance_automated_backups_replication', [days('retention_period', 'kept')]],
  ['aws_lightsail_database', [{ path: 'backup_retention_enabled', least: true, otherwise: 'kept' }]],
  ['aws_fsx_windows_file_system', [days('automatic_backup_retention_days', 'kept')]],
  ['aws_fsx_ontap_file_system', [days('automatic_backup_retention_days', 'lost where declared')]],
  ['aws_fsx_openzfs_file_system', [days('automatic_backup_retention_days', 'lost where declared')]],
  [
    'aws_elasticache_replication_group',
    [
      {
        path: 'snapshot_retention_limit',
        least: 1,
        otherwise: 'lost where declared',
        exceptWith: ['global_replication_group_id'],
      },
    ],
  ],
  ['aws_elasticache_serverless_cache', [{ path: 'snapshot_retention_limit', least: 1, otherwise: 'kept' }]],
  ['aws_memorydb_cluster', [{ path: 'snapshot_retention_limit', least: 1, otherwise: 'lost where declared' }]],
  ['aws_dynamodb_table', [{ path: 'point_in_time_recovery.enabled', least: true, otherwise: 'lost' }]],
  ['aws_dynamodb_table_replica', [{ path: 'point_in_time_recovery', least: true, otherwise: 'kept' }]],
  [
    'aws_keyspaces_table',
    [{ path: 'point_in_time_recovery.status', least: 'ENABLED', otherwise: 'lost where declared' }],
  ],
  ['aws_efs_backup_policy', [{ path: 'backup_policy.status', least: 'ENABLED', otherwise: 'lost' }]],
]);

/** REL-BACKUP */
export const backup: ResourceRule = {
  id: 'REL-BACKUP',
  severity: 'high',
  title: 'Data of production is not backed up, or only where it is lost together with the original',
  why: 'A bad migration is often noticed after days; a deleted account or a region that is down takes every copy that lies in it along.',
  fix: 'Keep backups for at least 7 days, copy them to a vault in another region or account, and lock the vaults.',
  controls: [
    'AWS-FSBP RDS.11',
    'AWS-FSBP RDS.26',
    'AWS-FSBP DynamoDB.2',
    'AWS-FSBP DynamoDB.4',
    'AWS-FSBP ElastiCache.1',
  ],
  stages: ['prod'],
  example: {
    bad: '{ "aws_db_instance": { "orders": { "backup_retention_period": 1 } } }',
    good: '{ "aws_db_instance": { "orders": { "backup_retention_period": 14 } } }',
  },
  types: [...retentions.keys(), 'aws_backup_plan', 'aws_backup_vault'],
  *check(resource, graph) {
    if (resource.type === 'aws_backup_plan') yield* checkPlan(resource, graph);
    if (resource.type === 'aws_backup_vault') yield* checkVault(resource, graph);
    for (const retention of retentions.get(resource.type) ?? []) yield* checkRetention(resource, retention, graph);
  },
};

function* checkRetention(resource: Resource, retention: Retention, graph: Graph): Iterable<Fault> {
  const { path, least, otherwise } = retention;
  if (retention.exceptWith?.some((name) => resource.get(name) !== undefined)) return;
  const found = writtenAt(resource, path);
  if (found.every(({ value }) => value === undefined)) {
    const lost = otherwise === 'lost' || (otherwise === 'lost where declared' && resource.stack.root.stageDeclared);
    if (lost && !isSelected(resource, graph))
      yield { attribute: path, message: 'it is not backed up: that is the default', fix: fixOf(retention) };
    return;
  }
  for (const { path: attribute, value } of found) {
    if (typeof least === 'number') {
      const kept = numberOf(value);
      if (isOpen(kept)) yield unverifiable(attribute, kept, 'how long its backups are kept is not known');
      else if (kept !== undefined && kept < least)
        yield {
          attribute,
          value,
          message:
            kept === 0
              ? 'it is not backed up'
              : `its backups are kept for ${kept} day${kept === 1 ? '' : 's'}, less than ${least}`,
          fix: fixOf(retention),
        };
    } else if (least === true) {
      const on = flag(value);
      if (isUndecided(on)) yield unverifiable(attribute, on, 'whether it is backed up is not known');
      else if (on !== true) yield { attribute, value, message: 'it is not backed up' };
    } else {
      const text = known(value);
      if (isOpen(text)) yield unverifiable(attribute, text, 'whether it is backed up is not known');
      else if (text !== least) yield { attribute, value, message: 'it is not backed up' };
    }
  }
}

function fixOf({ path, least }: Retention): string {
  return typeof least === 'number'
    ? `Set ${path} to ${least} or more days.`
    : `Set ${path} = ${JSON.stringify(least)}.`;
}

/** Whether AWS Backup is told to take it along by its ARN. */
function isSelected(resource: Resource, graph: Graph): boolean {
  return graph
    .usesOf(resource)
    .some(({ resource: user, attribute }) => user.type === 'aws_backup_selection' && attribute === 'resources');
}
