import type { Graph } from '../graph/graph';
import { isMap, type Resource, show, type Value } from '../graph/value';
import { blocksOf, known } from '../rules/values';
import { pathToInternet } from '../rules/vpc/subnet-tier';
import type { Placement } from './explanation';
import { linkedBy, withWholes } from './linked';

const subnetTypes = ['aws_subnet', 'aws_default_subnet'];
const subnetGroupTypes = [
  'aws_db_subnet_group',
  'aws_docdb_subnet_group',
  'aws_neptune_subnet_group',
  'aws_elasticache_subnet_group',
  'aws_memorydb_subnet_group',
  'aws_dax_subnet_group',
  'aws_redshift_subnet_group',
  'aws_dms_replication_subnet_group',
];
/** Where a route may lead besides an internet gateway. `local` is the VPC itself. */
const targets = [
  'nat_gateway_id',
  'egress_only_gateway_id',
  'transit_gateway_id',
  'vpc_peering_connection_id',
  'network_interface_id',
  'carrier_gateway_id',
  'local_gateway_id',
  'core_network_arn',
  'gateway_id',
];

/** The subnets that a resource stands in, with their tiers. */
export function placementOf(resource: Resource, graph: Graph): readonly Placement[] {
  if (subnetTypes.includes(resource.type)) return [place(resource, graph)];
  const found = new Map<string, Placement>();
  for (const owner of withWholes(resource, graph)) {
    for (const link of linkedBy(owner, /subnet/, graph, [...subnetTypes, ...subnetGroupTypes])) {
      const subnets =
        link.resource && subnetGroupTypes.includes(link.resource.type)
          ? linkedBy(link.resource, /^subnet_ids$/, graph, subnetTypes)
          : [link];
      for (const { resource: subnet, text } of subnets)
        found.set(text, subnet ? place(subnet, graph) : elsewhere(text));
    }
  }
  return [...found.values()];
}

function elsewhere(text: string): Placement {
  return { subnet: text, tier: 'unknown', because: 'it is not among these files' };
}

function place(subnet: Resource, graph: Graph): Placement {
  const way = pathToInternet(subnet, graph);
  if (way?.open) return { subnet: subnet.address, tier: 'unknown', because: way.text };
  if (way) return { subnet: subnet.address, tier: 'public', because: way.text };
  const { tables, routes } = outboundRoutes(subnet, graph);
  if (tables.length === 0)
    return { subnet: subnet.address, tier: 'unknown', because: 'no route table of these files is associated with it' };
  return routes.length > 0
    ? { subnet: subnet.address, tier: 'private', because: routes.join('; ') }
    : { subnet: subnet.address, tier: 'data', because: `no route leads out of the VPC (${tables.join(', ')})` };
}

function outboundRoutes(subnet: Resource, graph: Graph): { tables: readonly string[]; routes: readonly string[] } {
  const tables = graph
    .pointingAt(subnet, 'aws_route_table_association', 'subnet_id')
    .flatMap(
      (association) =>
        graph.links(association.get('route_table_id'), association, 'aws_route_table', 'aws_default_route_table')
          .resources,
    );
  const routes = tables.flatMap((table) => [
    ...blocksOf(table, 'route').flatMap((route, index) =>
      isMap(route) ? describe(`${table.address} route[${index}]`, (name) => route[name] ?? undefined) : [],
    ),
    ...graph
      .pointingAt(table, 'aws_route', 'route_table_id')
      .flatMap((route) => describe(route.address, (name) => route.get(name))),
  ]);
  return { tables: [...new Set(tables.map((table) => table.address))], routes: [...new Set(routes)] };
}

function describe(place: string, read: (name: string) => Value | undefined): string[] {
  const target = targets.map((name) => read(name)).find((value) => value !== undefined && known(value) !== '');
  if (target === undefined || known(target) === 'local') return [];
  const to = ['destination_cidr_block', 'cidr_block', 'destination_ipv6_cidr_block', 'ipv6_cidr_block']
    .map((name) => known(read(name)))
    .find((value) => typeof value === 'string' && value !== '');
  return [
    `${place} ${to === undefined ? 'a destination' : show(to)} → ${show(target).replace(/^\$\{(.*?)\.(id|arn)\}$/, '$1')}`,
  ];
}
