import type { Graph } from '../../graph/graph';
import { isMap, type Resource, show } from '../../graph/value';
import type { Fault } from '../../rule';
import { blocksOf, known } from '../values';
import { zoneOf } from './zones';

/** A NAT gateway through which subnets of more than one zone go out: when its zone is down, all of them are. */
export function* checkNat(gateway: Resource, graph: Graph): Iterable<Fault> {
  // A regional NAT gateway (provider 6) stands in every zone by itself.
  if (show(known(gateway.get('availability_mode')) ?? '') === 'regional') return;
  const zones = new Set<string>();
  for (const table of tablesThrough(gateway, graph)) {
    for (const association of graph.pointingAt(table, 'aws_route_table_association', 'route_table_id')) {
      for (const subnet of graph.links(association.get('subnet_id'), association, 'aws_subnet').resources) {
        const zone = zoneOf(subnet);
        if (zone !== undefined) zones.add(zone);
      }
    }
  }
  if (zones.size > 1)
    yield {
      attribute: 'subnet_id',
      value: gateway.get('subnet_id'),
      message: `subnets of ${zones.size} zones (${[...zones].join(', ')}) go out through it alone`,
      fix: 'Make a NAT gateway for each zone, and a route table for each that uses its own.',
    };
}

function tablesThrough(gateway: Resource, graph: Graph): ReadonlySet<Resource> {
  const tables = new Set<Resource>();
  for (const { resource, attribute } of graph.usesOf(gateway)) {
    if (resource.type === 'aws_route' && attribute === 'nat_gateway_id')
      for (const table of graph.links(resource.get('route_table_id'), resource, 'aws_route_table').resources)
        tables.add(table);
    if (resource.type === 'aws_route_table' && routesTo(resource, gateway, graph)) tables.add(resource);
  }
  return tables;
}

function routesTo(table: Resource, gateway: Resource, graph: Graph): boolean {
  return blocksOf(table, 'route').some(
    (route) =>
      isMap(route) &&
      graph.links(route.nat_gateway_id ?? undefined, table, 'aws_nat_gateway').resources.includes(gateway),
  );
}
