import type { Graph } from '../../graph/graph';
import { isOpen, type Resource } from '../../graph/value';
import { isObject } from '../../json/parse';
import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { numberOf } from '../numbers';
import { valuesAt } from '../paths';
import { known } from '../values';
import { perGraph } from './per-graph';
import { isBoughtByStage, noteBeside } from './purchasing';

/** COST-OFF-HOURS */
export const alwaysOn: ResourceRule = {
  id: 'COST-OFF-HOURS',
  severity: 'low',
  title: 'Something below prod runs at night and at weekends',
  why: 'A working week has 50 hours of 168: what is stopped outside of it costs a third. It is made for databases and nodes; a cache cannot be stopped.',
  fix: 'Take it into the OffHours of its stack, or say under which commitment it runs.',
  controls: [],
  noControl: 'The frameworks in use judge settings of a service; none asks when it runs.',
  stages: ['sandbox', 'staging'],
  example: {
    bad: '{ "aws_db_instance": { "orders": { "identifier": "orders" } } }',
    good: '{ "aws_db_instance": { "orders": { "identifier": "orders" } }, "aws_scheduler_schedule": { "stop": { "schedule_expression": "cron(0 19 ? * MON-FRI *)", "flexible_time_window": { "mode": "OFF" }, "target": { "arn": "arn:aws:scheduler:::aws-sdk:rds:stopDBInstance", "role_arn": "arn:aws:iam::123456789012:role/off-hours", "input": "{\\"DbInstanceIdentifier\\":\\"orders\\"}" } } } }',
  },
  types: ['aws_db_instance', 'aws_rds_cluster', 'aws_eks_node_group'],
  *check(resource, graph) {
    if (!isBoughtByStage(resource) || cannotStop(resource, graph) || isCommitted(resource)) return;
    const schedules = graph.usesOf(resource).filter((use) => use.resource.type === 'aws_scheduler_schedule');
    if (schedules.length > 0) return;
    const name = known(resource.get(nameOf[resource.type] ?? 'id'));
    if (isOpen(name)) yield unverifiable('id', name, 'whether a schedule stops it is not known: its name is not');
    else if (typeof name !== 'string' || !stopped(graph).has(name))
      yield {
        attribute: nameOf[resource.type] ?? 'id',
        value: name,
        message: 'no schedule stops it when nobody works',
      };
  },
};

const nameOf: Readonly<Record<string, string>> = {
  aws_db_instance: 'identifier',
  aws_rds_cluster: 'cluster_identifier',
  aws_eks_node_group: 'node_group_name',
};

/** RDS stops no read replica, and no database that has one; what goes down to no capacity by itself needs no schedule. */
function cannotStop(resource: Resource, graph: Graph): boolean {
  if (graph.pointingAt(resource, 'aws_db_instance', 'replicate_source_db').length > 0) return true;
  if (resource.get('replicate_source_db') !== undefined || resource.get('replication_source_identifier') !== undefined)
    return true;
  if (resource.get('global_cluster_identifier') !== undefined) return true;
  return [...valuesAt(resource, 'serverlessv2_scaling_configuration.min_capacity')].some(
    ({ value }) => numberOf(value) === 0,
  );
}

function isCommitted(resource: Resource): boolean {
  const purchase = noteBeside(resource, 'purchase');
  return isObject(purchase) && (purchase.option === 'reserved' || purchase.option === 'savings-plan');
}

/** Names of what a schedule stops or scales down, as its input says. */
const stopped = perGraph((graph) => {
  const names = new Set<string>();
  for (const schedule of graph.ofType('aws_scheduler_schedule')) {
    for (const { value } of valuesAt(schedule, 'target.input')) {
      const input = typeof value === 'string' ? parsed(value) : {};
      for (const key of ['DbInstanceIdentifier', 'DbClusterIdentifier', 'NodegroupName']) {
        if (typeof input[key] === 'string') names.add(input[key]);
      }
    }
  }
  return names;
});

function parsed(input: string): { readonly [key: string]: unknown } {
  try {
    const value: unknown = JSON.parse(input);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
