import type { Graph } from '../../graph/graph';
import { isMap, Reference, type Resource, show, Unknown, type Value } from '../../graph/value';
import { blocksOf, known } from '../values';

/** A route of a table to an internet gateway, or to one of which nothing is known. */
export interface PublicRoute {
  /** How the route reads in a message. */
  readonly text: string;
  /** The gateway, when nothing is known of it: the route may lead to the internet. */
  readonly open?: Unknown;
}

/** A kind of gateway that a route can end at. */
export interface Exit {
  readonly attribute: string;
  readonly type: string;
  /** How the ids of such gateways begin. */
  readonly prefix: string;
}

/** The way in and out. */
export const INTERNET: Exit = { attribute: 'gateway_id', type: 'aws_internet_gateway', prefix: 'igw-' };
/** The way out only. */
export const NAT: Exit = { attribute: 'nat_gateway_id', type: 'aws_nat_gateway', prefix: 'nat-' };

/** Routes of a route table that end at an internet gateway, or may, wherever they are written; the certain ones first. */
export function publicRoutes(table: Resource, graph: Graph, exit: Exit = INTERNET): readonly PublicRoute[] {
  const inline = blocksOf(table, 'route').flatMap((route, index): readonly PublicRoute[] => {
    const text = `${table.address} route[${index}]`;
    if (isMap(route)) return judge(route[exit.attribute], table, graph, exit, `${text} ${destination(route)}`);
    return route instanceof Unknown && route.references.length === 0 ? [{ text, open: route }] : [];
  });
  const separate = graph
    .pointingAt(table, 'aws_route', 'route_table_id')
    .flatMap((route) => routeOf(route, graph, exit));
  return [...inline, ...separate].sort((a, b) => Number(a.open !== undefined) - Number(b.open !== undefined));
}

/** A separate `aws_route`, when it ends at an internet gateway, or may. */
export function routeOf(route: Resource, graph: Graph, exit: Exit = INTERNET): readonly PublicRoute[] {
  const to = ['destination_cidr_block', 'destination_ipv6_cidr_block', 'destination_prefix_list_id']
    .map((key) => known(route.get(key)))
    .find((value) => typeof value === 'string');
  return judge(route.get(exit.attribute), route, graph, exit, `${route.address} ${to ?? 'a destination'}`);
}

/** A gateway of these files, a data source of one, or a literal id; otherwise nothing, unless nothing is known. */
function judge(
  gateway: Value | undefined,
  from: Resource,
  graph: Graph,
  { type, prefix }: Exit,
  text: string,
): readonly PublicRoute[] {
  const links = graph.links(gateway, from, type);
  const read = links.open.some((part) => part instanceof Reference && part.resource.type === type);
  if (read || links.resources.length > 0 || links.foreign.some((id) => id.startsWith(prefix)))
    return [{ text: `${text} → ${name(gateway)}` }];
  const open = links.open.find((part) => part instanceof Unknown);
  return open instanceof Unknown ? [{ text: `${text} → a gateway that is not known`, open }] : [];
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
