import type { Graph } from '../../graph/graph';
import { Reference, type Resource } from '../../graph/value';
import { publicRoutes, routeOf } from './gateways';

/** The way from a subnet to an internet gateway, in words; undefined when these files show none. */
export function pathToInternet(subnet: Resource, graph: Graph): string | undefined {
  if (subnet.type === 'aws_default_subnet')
    return `${subnet.address} is a subnet of the default VPC, which AWS routes to an internet gateway`;
  const associations = graph.pointingAt(subnet, 'aws_route_table_association', 'subnet_id');
  for (const association of associations) {
    for (const table of tablesOf(association, graph)) {
      const [route] = publicRoutes(table, graph);
      if (route)
        return `${subnet.address} is associated with ${table.address} by ${association.address}; ${route.text}`;
    }
    const main = mainVpcOf(association);
    const route = main ? mainRoute(main, graph) : undefined;
    if (route) return `${subnet.address} is associated with the main route table by ${association.address}; ${route}`;
  }
  if (associations.length > 0) return undefined;
  for (const vpc of graph.links(subnet.get('vpc_id'), subnet, 'aws_vpc', 'aws_default_vpc').resources) {
    if (vpc.type === 'aws_default_vpc')
      return `${subnet.address} is a subnet of the default VPC, which AWS routes to an internet gateway`;
    const route = mainRoute(vpc, graph);
    if (route)
      return `${subnet.address} has no route table of its own and uses the main one of ${vpc.address}; ${route}`;
  }
  return undefined;
}

function tablesOf(association: Resource, graph: Graph): readonly Resource[] {
  return graph.links(association.get('route_table_id'), association, 'aws_route_table', 'aws_default_route_table')
    .resources;
}

/** The VPC whose main route table an association or a route names by `aws_vpc.x.main_route_table_id`. */
function mainVpcOf(resource: Resource): Resource | undefined {
  const table = resource.get('route_table_id');
  return table instanceof Reference && table.resource.type === 'aws_vpc' ? table.resource : undefined;
}

/** A route to an internet gateway in the main route table of a VPC. */
function mainRoute(vpc: Resource, graph: Graph): string | undefined {
  const replaced = graph
    .pointingAt(vpc, 'aws_main_route_table_association', 'vpc_id')
    .flatMap((main) => tablesOf(main, graph));
  const adopted = graph.pointingAt(vpc, 'aws_default_route_table', 'default_route_table_id');
  for (const table of replaced.length > 0 ? replaced : adopted) {
    const [route] = publicRoutes(table, graph);
    if (route) return route.text;
  }
  const direct = graph.pointingAt(vpc, 'aws_route', 'route_table_id').flatMap((route) => routeOf(route, graph));
  return direct[0]?.text;
}
