import type { Graph } from '../graph/graph';
import { isMap, type Resource, show } from '../graph/value';
import { blocksOf, flag, items } from '../rules/values';
import type { Inbound, Reachability } from './explanation';
import { groupTypes, inboundOf, type Permission } from './inbound';
import { linkedBy, withWholes } from './linked';

/** More ways than this say nothing any more. */
const mostWays = 20;

/** Who may open a connection to a resource, by its security groups; null when it carries none. */
export function reachabilityOf(resource: Resource, graph: Graph): Reachability | null {
  const groups = groupTypes.includes(resource.type)
    ? [resource]
    : withWholes(resource, graph).flatMap((owner) =>
        linkedBy(owner, /security_group/, graph, groupTypes).flatMap((link) => link.resource ?? []),
      );
  const publicAddress = publicAddressOf(resource);
  if (groups.length === 0 && publicAddress === null) return null;
  const inbound = groups.flatMap((group) => inboundOf(group, graph));
  return {
    groups: groups.map((group) => group.address),
    inbound: inbound.map(plain),
    publicAddress,
    waysFromInternet: waysTo(resource.address, groups, graph),
  };
}

function plain({ group: _, ...inbound }: Permission): Inbound {
  return inbound;
}

/** Follows admitted groups backwards until the internet is admitted; of several chains through one group the shortest. */
function waysTo(target: string, groups: readonly Resource[], graph: Graph): readonly string[] {
  const ways = new Set<string>();
  const tails = new Map(groups.map((group) => [group, target]));
  // A Map gives what is added while it is walked: nearest groups first, each once.
  for (const [group, tail] of tails) {
    for (const { kind, ports, from, group: peer, carriedBy } of inboundOf(group, graph)) {
      if (kind === 'internet') ways.add(`${from} → ${ports} ${tail}`);
      if (peer && !tails.has(peer)) tails.set(peer, `${carriedBy.join(', ') || peer.address} → ${ports} ${tail}`);
    }
    if (ways.size >= mostWays) break;
  }
  return [...ways].slice(0, mostWays);
}

/** What gives a resource an address that the internet can route to. */
function publicAddressOf(resource: Resource): string | null {
  for (const name of ['publicly_accessible', 'associate_public_ip_address', 'map_public_ip_on_launch']) {
    if (flag(resource.get(name)) === true) return `${name} = true`;
  }
  if (/^aws_(lb|alb|elb)$/.test(resource.type) && flag(resource.get('internal')) !== true)
    return 'an internet-facing load balancer (internal is not true)';
  const [endpoint] = resource.type === 'aws_eks_cluster' ? blocksOf(resource, 'vpc_config') : [];
  if (isMap(endpoint) && flag(endpoint.endpoint_public_access) !== false) {
    const cidrs = items(endpoint.public_access_cidrs).map(show).join(', ');
    return `endpoint_public_access is not false: its API answers ${cidrs || 'everybody (no public_access_cidrs)'}`;
  }
  return null;
}
