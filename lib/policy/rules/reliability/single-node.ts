import { isOpen, type Resource, type Value } from '../../graph/value';
import type { Fault } from '../../rule';
import { unverifiable } from '../../rule';
import { numberOf } from '../numbers';
import { writtenAt } from '../paths';
import { flag, known } from '../values';

/** An attribute that says that something stands once. */
interface Setting {
  readonly path: string;
  /** Whether a known value means that it does. */
  readonly single: (value: Value) => boolean;
  /** What leaving it out means. */
  readonly otherwise: 'spread' | 'single' | 'single where declared';
  readonly message: string;
  readonly exceptWith?: readonly string[];
}

const off = (value: Value): boolean => flag(value) === false;
const below =
  (least: number) =>
  (value: Value): boolean => {
    const number = numberOf(value);
    return typeof number === 'number' && number < least;
  };
const matches =
  (pattern: RegExp) =>
  (value: Value): boolean =>
    typeof value === 'string' && pattern.test(value);
const search: readonly Setting[] = [
  {
    path: 'cluster_config.instance_count',
    single: below(2),
    otherwise: 'single where declared',
    message: 'it has one node',
  },
  {
    path: 'cluster_config.zone_awareness_enabled',
    single: off,
    otherwise: 'single where declared',
    message: 'its nodes may all stand in one zone',
  },
];
const oneZone = 'it stands in one zone';

/** Settings by type. */
export const singleSettings: ReadonlyMap<string, readonly Setting[]> = new Map<string, readonly Setting[]>([
  [
    'aws_db_instance',
    [
      {
        path: 'multi_az',
        single: off,
        otherwise: 'single',
        message: 'it has no standby in another zone',
        exceptWith: ['replicate_source_db'],
      },
    ],
  ],
  [
    'aws_elasticache_replication_group',
    [
      {
        path: 'automatic_failover_enabled',
        single: off,
        otherwise: 'single where declared',
        message: 'nothing takes over when its primary fails',
        exceptWith: ['global_replication_group_id'],
      },
      { path: 'multi_az_enabled', single: off, otherwise: 'spread', message: 'its nodes may all stand in one zone' },
      { path: 'num_cache_clusters', single: below(2), otherwise: 'spread', message: 'it has one node' },
      { path: 'replicas_per_node_group', single: below(1), otherwise: 'spread', message: 'its shards have no replica' },
    ],
  ],
  [
    'aws_memorydb_cluster',
    [{ path: 'num_replicas_per_shard', single: below(1), otherwise: 'spread', message: 'its shards have no replica' }],
  ],
  [
    'aws_dax_cluster',
    [{ path: 'replication_factor', single: below(2), otherwise: 'spread', message: 'it has one node' }],
  ],
  ['aws_opensearch_domain', search],
  ['aws_elasticsearch_domain', search],
  [
    'aws_msk_cluster',
    [{ path: 'number_of_broker_nodes', single: below(2), otherwise: 'spread', message: 'it has one broker' }],
  ],
  [
    'aws_mq_broker',
    [
      {
        path: 'deployment_mode',
        single: matches(/^SINGLE_INSTANCE$/),
        otherwise: 'single where declared',
        message: 'it has one node',
      },
    ],
  ],
  [
    'aws_redshift_cluster',
    [{ path: 'cluster_type', single: matches(/^single-node$/), otherwise: 'spread', message: 'it has one node' }],
  ],
  [
    'aws_efs_file_system',
    [{ path: 'availability_zone_name', single: () => true, otherwise: 'spread', message: oneZone }],
  ],
  ...['aws_fsx_windows_file_system', 'aws_fsx_ontap_file_system', 'aws_fsx_openzfs_file_system'].map(
    (type) =>
      [
        type,
        [{ path: 'deployment_type', single: matches(/^SINGLE_AZ/), otherwise: 'spread', message: oneZone }],
      ] as const,
  ),
  [
    'aws_dms_replication_instance',
    [{ path: 'multi_az', single: off, otherwise: 'spread', message: 'it has no standby in another zone' }],
  ],
  [
    'aws_timestreaminfluxdb_db_instance',
    [{ path: 'deployment_type', single: matches(/^SINGLE_AZ$/), otherwise: 'single where declared', message: oneZone }],
  ],
]);

/** What to write, for a switch; for the rest the rule says it. */
function fixOf({ path, single }: Setting): { readonly fix?: string } {
  return single === off ? { fix: `Set ${path} = true.` } : {};
}

/** Attributes of one resource that make it a single point of failure. */
export function* checkSettings(resource: Resource): Iterable<Fault> {
  for (const setting of singleSettings.get(resource.type) ?? []) {
    if (setting.exceptWith?.some((name) => resource.get(name) !== undefined)) continue;
    const found = writtenAt(resource, setting.path);
    if (found.every(({ value }) => value === undefined)) {
      const single =
        setting.otherwise === 'single' ||
        (setting.otherwise === 'single where declared' && resource.stack.root.stageDeclared);
      if (single)
        yield { attribute: setting.path, message: `${setting.message}: that is the default`, ...fixOf(setting) };
      continue;
    }
    for (const { path, value } of found) {
      const behind = known(value);
      if (isOpen(behind)) yield unverifiable(path, behind, `whether ${setting.message} is not known`);
      else if (behind !== undefined && setting.single(behind))
        yield { attribute: path, value, message: setting.message, ...fixOf(setting) };
    }
  }
}
