import type { Graph } from '../../graph/graph';
import type { Resource, Value } from '../../graph/value';
import { isMap, Reference } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { blocksOf } from '../values';
import { type Exit, INTERNET, NAT } from './gateways';
import { pathToInternet } from './subnet-tier';

/** Where a type says in which subnets it lives: an attribute that names subnets, or one that names a subnet group. */
interface Placement {
  readonly attribute: string;
  /** The nested block that holds the attribute. */
  readonly block?: string;
  /** Type of the subnet group; without it the attribute names subnets. */
  readonly group?: string;
  /** Without the attribute, these say that another resource decides: a replica, a member of a cluster. */
  readonly inheritedWith?: readonly string[];
}

const placements: ReadonlyMap<string, Placement> = new Map<string, Placement>([
  [
    'aws_db_instance',
    { attribute: 'db_subnet_group_name', group: 'aws_db_subnet_group', inheritedWith: ['replicate_source_db'] },
  ],
  ['aws_rds_cluster', { attribute: 'db_subnet_group_name', group: 'aws_db_subnet_group' }],
  [
    'aws_rds_cluster_instance',
    { attribute: 'db_subnet_group_name', group: 'aws_db_subnet_group', inheritedWith: ['cluster_identifier'] },
  ],
  ['aws_docdb_cluster', { attribute: 'db_subnet_group_name', group: 'aws_docdb_subnet_group' }],
  ['aws_docdbelastic_cluster', { attribute: 'subnet_ids' }],
  ['aws_neptune_cluster', { attribute: 'neptune_subnet_group_name', group: 'aws_neptune_subnet_group' }],
  [
    'aws_neptune_cluster_instance',
    {
      attribute: 'neptune_subnet_group_name',
      group: 'aws_neptune_subnet_group',
      inheritedWith: ['cluster_identifier'],
    },
  ],
  [
    'aws_elasticache_cluster',
    { attribute: 'subnet_group_name', group: 'aws_elasticache_subnet_group', inheritedWith: ['replication_group_id'] },
  ],
  ['aws_elasticache_replication_group', { attribute: 'subnet_group_name', group: 'aws_elasticache_subnet_group' }],
  ['aws_elasticache_serverless_cache', { attribute: 'subnet_ids' }],
  ['aws_memorydb_cluster', { attribute: 'subnet_group_name', group: 'aws_memorydb_subnet_group' }],
  ['aws_dax_cluster', { attribute: 'subnet_group_name', group: 'aws_dax_subnet_group' }],
  ['aws_redshift_cluster', { attribute: 'cluster_subnet_group_name', group: 'aws_redshift_subnet_group' }],
  ['aws_redshiftserverless_workgroup', { attribute: 'subnet_ids' }],
  [
    'aws_dms_replication_instance',
    { attribute: 'replication_subnet_group_id', group: 'aws_dms_replication_subnet_group' },
  ],
  ['aws_opensearch_domain', { block: 'vpc_options', attribute: 'subnet_ids' }],
  ['aws_elasticsearch_domain', { block: 'vpc_options', attribute: 'subnet_ids' }],
  ['aws_msk_cluster', { block: 'broker_node_group_info', attribute: 'client_subnets' }],
  ['aws_msk_serverless_cluster', { block: 'vpc_config', attribute: 'subnet_ids' }],
  ['aws_mq_broker', { attribute: 'subnet_ids' }],
  ['aws_timestreaminfluxdb_db_instance', { attribute: 'vpc_subnet_ids' }],
  ['aws_efs_mount_target', { attribute: 'subnet_id' }],
  ...['lustre', 'ontap', 'openzfs', 'windows'].map(
    (kind) => [`aws_fsx_${kind}_file_system`, { attribute: 'subnet_ids' }] as const,
  ),
]);

const groupTypes = [
  ...new Set([...placements.values()].flatMap((placement) => (placement.group ? [placement.group] : []))),
];

/** SEC-DB-PUBLIC-SUBNET */
export const databaseInPublicSubnet: ResourceRule = {
  id: 'SEC-DB-PUBLIC-SUBNET',
  severity: 'critical',
  title: 'A database or cache stands in a subnet that reaches an internet gateway',
  why: 'In a public subnet one wrong attribute or security group rule puts the data on the internet; in a data subnet it takes a route, an address and a rule.',
  fix: 'Put it into subnets without a route to an internet gateway, or remove the route that is named.',
  controls: ['CIS-AWS-7.0 3.2.3', 'AWS-FSBP RDS.2', 'AWS-FSBP ElastiCache.7'],
  example: {
    bad: '{ "aws_db_subnet_group": { "db": { "subnet_ids": ["${aws_subnet.public.id}"] } } }',
    good: '{ "aws_db_subnet_group": { "db": { "subnet_ids": ["${aws_subnet.data.id}"] } } }',
  },
  types: [...placements.keys(), ...groupTypes],
  *check(resource, graph) {
    const placement = placements.get(resource.type);
    if (placement) yield* checkDatabase(resource, placement, graph);
    // A group that a database of these files uses is reported there.
    else if (graph.usesOf(resource).length === 0)
      yield* checkSubnets(resource, 'subnet_ids', resource.get('subnet_ids'), graph);
  },
};

/** Types that never call out: what else has a place calls other services, as a broker or a file system may. */
const quietTypes = [...placements.keys()].filter((type) =>
  /^aws_(db|rds|docdb|neptune|elasticache|memorydb|dax)_/.test(type),
);

/** SEC-DB-NAT-SUBNET */
export const databaseWithWayOut: ResourceRule = {
  id: 'SEC-DB-NAT-SUBNET',
  severity: 'medium',
  title: 'A database or cache stands in a subnet with a way out through NAT',
  why: 'Nothing in a database needs the internet. Whoever gets to run something in it can send the data out, and security groups alone stand against that.',
  fix: 'Put it into data subnets, which have no route out (vpc.subnets.data), or remove the route that is named.',
  controls: ['AWS-FSBP RDS.2'],
  declaredOnly: true,
  example: {
    bad: '{ "aws_db_subnet_group": { "db": { "subnet_ids": ["${aws_subnet.private.id}"] } } }',
    good: '{ "aws_db_subnet_group": { "db": { "subnet_ids": ["${aws_subnet.data.id}"] } } }',
  },
  types: quietTypes,
  *check(resource, graph) {
    const placement = placements.get(resource.type);
    // What lies outside these files is noted by SEC-DB-PUBLIC-SUBNET.
    if (placement) for (const fault of checkDatabase(resource, placement, graph, NAT)) if (!fault.note) yield fault;
  },
};

function* checkDatabase(
  resource: Resource,
  placement: Placement,
  graph: Graph,
  exit: Exit = INTERNET,
): Iterable<Fault> {
  const value = placed(resource, placement);
  if (value === undefined) {
    if (!placement.inheritedWith?.some((name) => resource.get(name) !== undefined)) {
      yield note(placement.attribute, 'it names no subnet, so AWS places it in the default VPC or outside any VPC');
    }
    return;
  }
  const path = placement.block ? `${placement.block}.${placement.attribute}` : placement.attribute;
  if (!placement.group) {
    yield* checkSubnets(resource, path, value, graph, exit);
    return;
  }
  const groups = graph.links(value, resource, placement.group);
  for (const group of groups.resources)
    yield* checkSubnets(group, `${path} → ${group.address}.subnet_ids`, group.get('subnet_ids'), graph, exit);
  yield* unresolved(path, groups.foreign, groups.open);
}

function placed(resource: Resource, placement: Placement): Value | undefined {
  if (!placement.block) return resource.get(placement.attribute);
  const [block] = blocksOf(resource, placement.block);
  return isMap(block) ? (block[placement.attribute] ?? undefined) : block;
}

function* checkSubnets(
  owner: Resource,
  path: string,
  value: Value | undefined,
  graph: Graph,
  exit: Exit = INTERNET,
): Iterable<Fault> {
  const kind = exit === INTERNET ? 'in a public subnet' : 'in a subnet with a way out';
  const subnets = graph.links(value, owner, 'aws_subnet', 'aws_default_subnet');
  for (const subnet of subnets.resources) {
    const way = pathToInternet(subnet, graph, exit);
    if (way?.open) yield unverifiable(path, way.open, `it may stand ${kind}: ${way.text}`);
    else if (way) yield { attribute: path, value, message: `it stands ${kind}: ${way.text}` };
  }
  yield* unresolved(path, subnets.foreign, subnets.open);
}

/** What lies outside these files is noted; what an expression hides is not believed. */
function* unresolved(path: string, foreign: readonly string[], open: readonly Value[]): Iterable<Fault> {
  for (const id of foreign) yield note(path, `${id} is not among these files, so its routes were not looked at`);
  for (const part of open) {
    if (part instanceof Reference && part.resource.mode === 'data')
      yield note(path, `${part} is read at plan, so its routes were not looked at`);
    else if (part instanceof Reference)
      yield { attribute: path, value: part, message: `the subnets behind ${part} are not known`, unverifiable: true };
    else
      yield {
        attribute: path,
        value: part,
        message: 'the subnets that it stands in are not known',
        unverifiable: true,
      };
  }
}

function note(attribute: string, message: string): Fault {
  return { attribute, message, note: true };
}
