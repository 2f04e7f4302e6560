import type { Graph } from '../../graph/graph';
import { isOpen, type Resource, referencesIn } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { known } from '../values';

/** What names an address without using it: records, alarms and notes. */
const bystanders: ReadonlySet<string> = new Set([
  'aws_route53_record',
  'aws_shield_protection',
  'aws_cloudwatch_metric_alarm',
  'aws_ssm_parameter',
  'aws_wafv2_ip_set',
  'aws_vpc_security_group_ingress_rule',
  'aws_vpc_security_group_egress_rule',
  'aws_security_group_rule',
  'aws_security_group',
]);

/** COST-ADDRESS */
export const idleAddress: ResourceRule = {
  id: 'COST-ADDRESS',
  severity: 'low',
  title: 'An Elastic IP address that nothing uses',
  why: 'A public IPv4 address costs by the hour, attached or not; one that nothing uses is mostly left over from something that is gone.',
  fix: 'Attach it (aws_eip_association, a NAT gateway, a network load balancer), or remove it.',
  controls: [],
  noControl: 'EC2.12, which says the same, is in PCI DSS only, which is not among the frameworks in use.',
  example: {
    bad: '{ "aws_eip": { "spare": { "domain": "vpc" } } }',
    good: '{ "aws_eip": { "nat": { "domain": "vpc" } }, "aws_nat_gateway": { "a": { "allocation_id": "${aws_eip.nat.id}", "subnet_id": "subnet-1" } } }',
  },
  types: ['aws_eip'],
  *check(address, graph) {
    // In a fragment of a configuration what uses it may be elsewhere.
    if (!address.stack.root.stageDeclared) return;
    const targets = ['instance', 'network_interface', 'associate_with_private_ip'].map((name) =>
      known(address.get(name)),
    );
    if (targets.some((target) => typeof target === 'string' && target !== '')) return;
    if (isUsed(address, graph)) return;
    const open = targets.find(isOpen);
    // An attribute of another resource is known after apply, and is not empty then.
    if (open && referencesIn(open).length > 0) return;
    if (open) yield unverifiable('instance', open, 'whether it is attached is not known');
    else yield { attribute: 'id', message: 'no machine, NAT gateway or load balancer uses it' };
  },
};

function isUsed(address: Resource, graph: Graph): boolean {
  if (graph.usesOf(address).some(({ resource }) => !bystanders.has(resource.type))) return true;
  // Its id is handed to another root module, which attaches it.
  return address.stack.root.outputs.some(({ value }) =>
    referencesIn(value).some(
      ({ resource, path }) => resource === address && ['id', 'allocation_id'].includes(String(path[0])),
    ),
  );
}
