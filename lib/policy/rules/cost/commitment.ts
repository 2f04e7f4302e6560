import { isOpen, type Resource } from '../../graph/value';
import { isObject } from '../../json/parse';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { numberOf } from '../numbers';
import { valuesAt } from '../paths';
import { known } from '../values';
import { isBoughtByStage, noteBeside } from './purchasing';

/** COST-COMMITMENT */
export const uncommittedBase: ResourceRule = {
  id: 'COST-COMMITMENT',
  severity: 'low',
  title: 'Something in prod runs all the time and is paid by the hour',
  why: 'What runs through every hour of the year costs 20 to 60 % less under a reservation or a savings plan; by the hour is for what comes and goes.',
  fix: 'Say how it is paid for: reserved(…) or savingsPlan(…) for a database, reservedNodes(…) for a cache; beside a raw resource "//": { "rampart": { "purchase": { "option": "reserved", "term": "1y", "payment": "no-upfront" } } }.',
  controls: [],
  noControl: 'The frameworks in use judge settings of a service; none knows how it is bought.',
  stages: ['prod'],
  example: {
    bad: '{ "aws_db_instance": { "orders": { "instance_class": "db.m7g.large" } } }',
    good: '{ "aws_db_instance": { "orders": { "instance_class": "db.m7g.large", "//": { "rampart": { "purchase": { "option": "reserved", "term": "1y", "payment": "no-upfront" } } } } } }',
  },
  types: [
    'aws_db_instance',
    'aws_rds_cluster_instance',
    'aws_elasticache_cluster',
    'aws_elasticache_replication_group',
    'aws_memorydb_cluster',
    'aws_opensearch_domain',
    'aws_redshift_cluster',
    'aws_instance',
    'aws_eks_node_group',
  ],
  *check(resource) {
    if (!isBoughtByStage(resource) || isMember(resource)) return;
    if (resource.type === 'aws_eks_node_group') yield* checkNodes(resource);
    else yield* checkPurchase(resource);
  },
};

/** A node of a replication group is paid for with the group. */
function isMember(resource: Resource): boolean {
  return resource.type === 'aws_elasticache_cluster' && resource.get('replication_group_id') !== undefined;
}

function* checkPurchase(resource: Resource): Iterable<Fault> {
  const purchase = noteBeside(resource, 'purchase');
  const option = isObject(purchase) ? purchase.option : undefined;
  if (option === 'reserved' || option === 'savings-plan') return;
  const attribute = '//.rampart.purchase';
  if (purchase === undefined || option === 'on-demand')
    yield { attribute, message: 'it runs all the time on demand, covered by no commitment' };
  else
    yield {
      attribute,
      value: JSON.stringify(purchase),
      message: 'how it is paid for cannot be read, or is nothing that covers what runs all the time',
    };
}

/** Nodes that always run, the least of a group, unless they are Spot. */
function* checkNodes(group: Resource): Iterable<Fault> {
  const capacity = known(group.get('capacity_type'));
  if (capacity === 'SPOT') return;
  if (isOpen(capacity)) {
    yield unverifiable('capacity_type', capacity, 'whether its nodes are Spot is not known');
    return;
  }
  for (const { path, value } of valuesAt(group, 'scaling_config.min_size')) {
    const least = numberOf(value);
    if (isOpen(least)) yield unverifiable(path, least, 'how many nodes always run is not known');
    else if (least !== 0) yield* checkPurchase(group);
  }
}
