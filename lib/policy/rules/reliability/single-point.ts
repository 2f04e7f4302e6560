import type { Graph } from '../../graph/graph';
import type { Resource } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { servingTypes, workloadFaults } from '../kubernetes/single-point';
import { known } from '../values';
import { checkNat } from './nat';
import { checkSettings, singleSettings } from './single-node';
import { checkSpot, spotTypes } from './spot';
import { spreadOf, zoneOf } from './zones';

/** Attributes that name the subnets or zones over which something is spread. */
const spreads: Readonly<Record<string, readonly string[]>> = {
  aws_db_subnet_group: ['subnet_ids'],
  aws_docdb_subnet_group: ['subnet_ids'],
  aws_neptune_subnet_group: ['subnet_ids'],
  aws_elasticache_subnet_group: ['subnet_ids'],
  aws_memorydb_subnet_group: ['subnet_ids'],
  aws_dax_subnet_group: ['subnet_ids'],
  aws_redshift_subnet_group: ['subnet_ids'],
  aws_elasticache_serverless_cache: ['subnet_ids'],
  aws_autoscaling_group: ['vpc_zone_identifier', 'availability_zones'],
  aws_eks_node_group: ['subnet_ids'],
  aws_lb: ['subnets'],
  aws_alb: ['subnets'],
  aws_elb: ['subnets', 'availability_zones'],
};

/** Clusters and the members that make them survive a zone. */
const members: Readonly<
  Record<string, { readonly type: string; readonly attribute: string; readonly exceptWith: readonly string[] }>
> = {
  aws_rds_cluster: {
    type: 'aws_rds_cluster_instance',
    attribute: 'cluster_identifier',
    exceptWith: ['db_cluster_instance_class', 'replication_source_identifier'],
  },
  aws_docdb_cluster: { type: 'aws_docdb_cluster_instance', attribute: 'cluster_identifier', exceptWith: [] },
  aws_neptune_cluster: {
    type: 'aws_neptune_cluster_instance',
    attribute: 'cluster_identifier',
    exceptWith: ['replication_source_identifier'],
  },
};

/** REL-SPOF */
export const singlePoint: ResourceRule = {
  id: 'REL-SPOF',
  severity: 'medium',
  title: 'One machine, zone or gateway takes production down with it',
  why: 'AWS replaces machines and loses zones as a matter of course; what stands once is down for as long as that takes.',
  fix: 'Spread it over at least two zones: multi_az, automatic failover, two instances, a NAT gateway for each zone; replicas with topology_spread_constraint and a PodDisruptionBudget that lets one go; keep what has state off Spot.',
  controls: [
    'AWS-FSBP RDS.5',
    'AWS-FSBP RDS.15',
    'AWS-FSBP ElastiCache.3',
    'AWS-FSBP AutoScaling.2',
    'AWS-FSBP ELB.13',
    'CIS-AWS-7.0 3.2.4',
  ],
  stages: ['prod'],
  example: {
    bad: '{ "aws_db_instance": { "orders": { "multi_az": false } } }',
    good: '{ "aws_db_instance": { "orders": { "multi_az": true } } }',
  },
  types: [
    ...new Set([
      ...singleSettings.keys(),
      ...Object.keys(spreads),
      ...Object.keys(members),
      'aws_nat_gateway',
      ...spotTypes,
      ...servingTypes,
    ]),
  ],
  *check(resource, graph) {
    yield* workloadFaults(resource, graph);
    yield* checkSettings(resource);
    for (const attribute of spreads[resource.type] ?? []) yield* checkSpread(resource, attribute, graph);
    yield* checkMembers(resource, graph);
    if (resource.type === 'aws_nat_gateway') yield* checkNat(resource, graph);
    yield* checkSpot(resource);
  },
};

function* checkSpread(resource: Resource, attribute: string, graph: Graph): Iterable<Fault> {
  if (known(resource.get('load_balancer_type')) === 'gateway') return;
  const value = resource.get(attribute);
  if (value === undefined) return;
  const { subnets, zones } = spreadOf(value, resource, graph);
  if (zones?.size === 1) yield { attribute, value, message: `all its subnets lie in ${[...zones][0]}` };
  else if (subnets === 1 && (resource.stack.root.stageDeclared || !refusedByAws(resource)))
    yield {
      attribute,
      value,
      message: `it has one ${attribute === 'availability_zones' ? 'zone' : 'subnet'}, so one zone`,
    };
}

/** What AWS itself refuses to make in one zone: a fragment that shows one subnet of several is no finding. */
function refusedByAws(resource: Resource): boolean {
  if (/^aws_(db|docdb|neptune)_subnet_group$/.test(resource.type)) return true;
  return /^aws_a?lb$/.test(resource.type) && known(resource.get('load_balancer_type')) !== 'network';
}

function* checkMembers(cluster: Resource, graph: Graph): Iterable<Fault> {
  const rule = members[cluster.type];
  if (!rule || rule.exceptWith.some((name) => cluster.get(name) !== undefined)) return;
  const mode = known(cluster.get('engine_mode'));
  if (mode === 'serverless') return;
  const found = graph.pointingAt(cluster, rule.type, rule.attribute);
  const [only] = found;
  if (!only) return;
  if (found.length === 1) {
    if (!/\]$/.test(only.address) && (only.meta('count') !== undefined || only.meta('for_each') !== undefined))
      yield {
        attribute: rule.type,
        value: only.address,
        message: `whether more than one ${rule.type} belongs to it is not known`,
        unverifiable: true,
      };
    else
      yield {
        attribute: rule.type,
        value: only.address,
        message: `${only.address} is its only instance: nothing takes over when it fails`,
      };
    return;
  }
  const zones = found.map(zoneOf);
  if (zones.every((zone) => zone !== undefined) && new Set(zones).size === 1)
    yield { attribute: rule.type, value: zones[0], message: `all its instances stand in ${zones[0]}` };
}
