import type { Graph } from '../graph/graph';
import { isMap, type Resource, show } from '../graph/value';
import { blocksOf, flag, items } from '../rules/values';
import type { Inbound, Reachability } from './explanation';
import { carriersOf, groupTypes, inboundOf, type Permission } from './inbound';
import { linkedBy, withWholes } from './linked';

/** Chains longer than this say nothing any more. */
const longestWay = 6;
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

/** Follows admitted groups backwards until the internet is admitted. */
function waysTo(target: string, groups: readonly Resource[], graph: Graph): readonly string[] {
  const ways: string[] = [];
  const visit = (group: Resource, tail: string, seen: ReadonlySet<Resource>): void => {
    if (seen.size > longestWay || ways.length >= mostWays) return;
    for (const { kind, ports, from, group: peer } of inboundOf(group, graph)) {
      if (kind === 'internet') ways.push(`${from} → ${ports} ${tail}`);
      if (!peer || seen.has(peer)) continue;
      const carriers = [...new Set(carriersOf(peer, graph).map((carrier) => carrier.address))];
      visit(peer, `${carriers.join(', ') || peer.address} → ${ports} ${tail}`, new Set([...seen, peer]));
    }
  };
  for (const group of groups) visit(group, target, new Set([group]));
  return [...new Set(ways)].slice(0, mostWays);
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
