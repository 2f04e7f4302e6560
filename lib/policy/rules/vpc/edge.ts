import type { Graph } from '../../graph/graph';
import type { Resource } from '../../graph/value';
import { flag } from '../values';
import type { Opening } from './opening';

/** Resources that mention a group without being protected by it. */
const notUsers = /^aws_(default_)?security_group|^aws_vpc_security_group_/;
const loadBalancers = new Set(['aws_lb', 'aws_alb', 'aws_elb']);

/** Whose traffic a security group admits. */
export type Protects = 'internet load balancers' | 'nothing known' | 'other';

/** What the resources of these files that carry the group are. */
export function protects(group: Resource, graph: Graph): Protects {
  const users = graph.usesOf(group).filter((use) => !notUsers.test(use.resource.type));
  if (users.length === 0) return 'nothing known';
  const facing = users.every(
    ({ resource }) => loadBalancers.has(resource.type) && flag(resource.get('internal')) !== true,
  );
  return facing ? 'internet load balancers' : 'other';
}

/** Ports that a website is served on: 80, 443, and 443 over QUIC. */
export function isWebPort(opening: Opening): boolean {
  if (opening.from !== opening.to) return false;
  return opening.protocol === 'tcp'
    ? opening.from === 80 || opening.from === 443
    : opening.protocol === 'udp' && opening.from === 443;
}

/** ICMP of one type has no service behind it; IPv6 does not work without ICMPv6. */
export function isHarmlessIcmp(opening: Opening): boolean {
  return opening.protocol === 'icmpv6' || (opening.protocol === 'icmp' && opening.from >= 0);
}
