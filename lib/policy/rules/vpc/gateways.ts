import type { Graph } from '../../graph/graph';
import { isMap, Reference, type Resource, show, type Value } from '../../graph/value';
import { blocksOf, known } from '../values';

/** A route of a table to an internet gateway, and how to name it in a message. */
export interface PublicRoute {
  readonly text: string;
}

/** Routes of a route table that end at an internet gateway, wherever they are written. */
export function publicRoutes(table: Resource, graph: Graph): readonly PublicRoute[] {
  const inline = blocksOf(table, 'route').flatMap((route, index) =>
    isMap(route) && reachesInternet(route.gateway_id, table, graph)
      ? [{ text: `${table.address} route[${index}] ${destination(route)} → ${name(route.gateway_id)}` }]
      : [],
  );
  const separate = graph.pointingAt(table, 'aws_route', 'route_table_id');
  return [...inline, ...separate.flatMap((route) => routeOf(route, graph))];
}

/** A separate `aws_route`, when it ends at an internet gateway. */
export function routeOf(route: Resource, graph: Graph): readonly PublicRoute[] {
  const gateway = route.get('gateway_id');
  if (!reachesInternet(gateway, route, graph)) return [];
  const to = ['destination_cidr_block', 'destination_ipv6_cidr_block', 'destination_prefix_list_id'].map((key) =>
    known(route.get(key)),
  );
  return [
    { text: `${route.address} ${to.find((value) => typeof value === 'string') ?? 'a destination'} → ${name(gateway)}` },
  ];
}

/** An internet gateway of these files, a data source of one, or a literal id. */
function reachesInternet(value: Value | undefined, from: Resource, graph: Graph): boolean {
  const links = graph.links(value, from, 'aws_internet_gateway');
  if (links.resources.length > 0 || links.foreign.some((id) => id.startsWith('igw-'))) return true;
  return links.open.some(
    (part) =>
      part instanceof Reference && part.resource.mode === 'data' && part.resource.type === 'aws_internet_gateway',
  );
}

function destination(route: { readonly [key: string]: Value }): string {
  const value = ['cidr_block', 'ipv6_cidr_block', 'destination_prefix_list_id']
    .map((key) => known(route[key]))
    .find((v) => typeof v === 'string' && v);
  return typeof value === 'string' ? value : 'a destination';
}

function name(value: Value | undefined): string {
  return value instanceof Reference ? value.resource.address : show(known(value) ?? 'an internet gateway');
}
