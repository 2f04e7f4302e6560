import type { Graph } from '../../graph/graph';
import { isMap, Reference, type Resource, type Value } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { blocksOf, flag, items, known } from '../values';

const ruleTypes = [
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
  'aws_security_group_rule',
];

/** SEC-VPC-DEFAULT */
export const defaultNetwork: ResourceRule = {
  id: 'SEC-VPC-DEFAULT',
  severity: 'high',
  title: 'The default VPC, a default subnet or the default security group is used',
  why: 'The default VPC has only public subnets, and whatever is started without a security group gets the default one: a rule in it opens what nobody looked at.',
  fix: 'Make a VPC and security groups of your own; keep aws_default_security_group without ingress and egress.',
  controls: ['AWS-FSBP EC2.2', 'CIS-AWS-7.0 6.5'],
  example: {
    bad: '{ "aws_default_security_group": { "default": { "ingress": [{ "protocol": "-1", "self": true }] } } }',
    good: '{ "aws_default_security_group": { "default": { "vpc_id": "${aws_vpc.main.id}" } } }',
  },
  types: [
    'aws_default_vpc',
    'aws_default_subnet',
    'aws_default_security_group',
    'data.aws_vpc',
    'data.aws_subnet',
    'data.aws_subnets',
    'data.aws_security_group',
    'data.aws_security_groups',
    ...ruleTypes,
    ...usersOfGroups(),
  ],
  *check(resource, graph) {
    switch (resource.type) {
      case 'aws_default_vpc':
      case 'aws_default_subnet':
        yield {
          attribute: resource.type,
          message: `it adopts ${resource.type === 'aws_default_vpc' ? 'the default VPC' : 'a subnet of the default VPC'}, which is public`,
        };
        return;
      case 'aws_vpc':
        if (flag(resource.get('default')) === true)
          yield { attribute: 'default', value: true, message: 'it looks up the default VPC, whose subnets are public' };
        return;
      case 'aws_subnet':
        if (flag(resource.get('default_for_az')) === true)
          yield {
            attribute: 'default_for_az',
            value: true,
            message: 'it looks up a subnet of the default VPC, which is public',
          };
        return;
      case 'aws_subnets':
      case 'aws_security_group':
      case 'aws_security_groups':
        yield* checkLookup(resource);
        return;
      case 'aws_default_security_group':
        yield* checkGroup(resource, graph);
        return;
      default:
        yield* checkUse(resource);
    }
  },
};

function* checkGroup(group: Resource, graph: Graph): Iterable<Fault> {
  for (const direction of ['ingress', 'egress'] as const) {
    const value = group.get(direction);
    // A plan shows the rules that AWS made, which Terraform removes.
    if (value === undefined || !group.isWritten(direction) || (Array.isArray(value) && value.length === 0)) continue;
    yield { attribute: direction, value, message: `the default security group has ${direction} rules` };
  }
  for (const type of ruleTypes)
    for (const rule of graph.pointingAt(group, type, 'security_group_id'))
      yield {
        attribute: 'security_group_id',
        value: group.address,
        at: rule,
        message: 'it adds a rule to the default security group',
      };
}

/** A data source that looks for what AWS calls default. */
function* checkLookup(source: Resource): Iterable<Fault> {
  if (known(source.get('name')) === 'default')
    yield { attribute: 'name', value: 'default', message: 'it looks up the default security group' };
  for (const [index, filter] of blocksOf(source, 'filter').entries()) {
    const name = isMap(filter) ? known(filter.name ?? undefined) : undefined;
    const values = isMap(filter) ? items(filter.values ?? undefined) : [];
    const isDefault =
      ((name === 'default-for-az' || name === 'defaultForAz') && values.some((value) => flag(value) === true)) ||
      (name === 'group-name' && values.includes('default'));
    if (isDefault)
      yield {
        attribute: `filter[${index}]`,
        value: name,
        message: 'it looks up subnets or a group of the default VPC',
      };
  }
}

/** `aws_vpc.x.default_security_group_id`, in a rule or at a resource. */
function* checkUse(resource: Resource): Iterable<Fault> {
  for (const attribute of [
    'security_group_id',
    'vpc_security_group_ids',
    'security_groups',
    'security_group_ids',
    'vpc_config',
    'network_configuration',
    'network_interfaces',
  ]) {
    const reference = defaultGroupIn(resource.get(attribute));
    if (reference) yield { attribute, value: reference, message: 'it uses the default security group' };
  }
}

function defaultGroupIn(value: Value | undefined, depth = 0): Reference | undefined {
  if (value instanceof Reference)
    return /^default_security_group_id$/.test(String(value.path[0])) ||
      value.resource.type === 'aws_default_security_group'
      ? value
      : undefined;
  if (depth > 4 || value === undefined || value === null || typeof value !== 'object') return undefined;
  const inner = Array.isArray(value)
    ? items(value)
    : 'references' in value
      ? []
      : Object.values(value as Record<string, Value>);
  for (const item of inner) {
    const found = defaultGroupIn(item, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** Types that carry security groups and are worth the look. */
function usersOfGroups(): readonly string[] {
  return [
    'aws_instance',
    'aws_lb',
    'aws_alb',
    'aws_elb',
    'aws_db_instance',
    'aws_rds_cluster',
    'aws_db_proxy',
    'aws_elasticache_cluster',
    'aws_elasticache_replication_group',
    'aws_elasticache_serverless_cache',
    'aws_memorydb_cluster',
    'aws_redshift_cluster',
    'aws_lambda_function',
    'aws_ecs_service',
    'aws_eks_cluster',
    'aws_launch_template',
    'aws_launch_configuration',
    'aws_network_interface',
    'aws_vpc_endpoint',
    'aws_efs_mount_target',
    'aws_opensearch_domain',
    'aws_msk_cluster',
    'aws_mq_broker',
  ];
}
