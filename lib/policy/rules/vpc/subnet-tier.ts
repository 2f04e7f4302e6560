import type { Graph } from '../../graph/graph';
import { type Resource, Unknown } from '../../graph/value';
import { type Exit, INTERNET, type PublicRoute, publicRoutes, routeOf } from './gateways';

/** The way from a subnet to an internet gateway, in words. */
export interface Way {
  readonly text: string;
  /** What is not known, when it only may lead there. */
  readonly open?: Unknown;
}

/** The way from a subnet to an internet gateway, or to another exit; undefined when these files show none. */
export function pathToInternet(subnet: Resource, graph: Graph, exit: Exit = INTERNET): Way | undefined {
  if (subnet.type === 'aws_default_subnet') return exit === INTERNET ? defaultVpc(subnet) : undefined;
  const associations = graph.pointingAt(subnet, 'aws_route_table_association', 'subnet_id');
  if (associations.length > 0)
    return worst(associations.map((association) => byAssociation(subnet, association, graph, exit)));
  return worst(
    graph.links(subnet.get('vpc_id'), subnet, 'aws_vpc', 'aws_default_vpc').resources.map((vpc) => {
      if (vpc.type === 'aws_default_vpc') return exit === INTERNET ? defaultVpc(subnet) : undefined;
      return prefixed(
        `${subnet.address} has no route table of its own and uses the main one of ${vpc.address}`,
        mainRoute(vpc, graph, exit),
      );
    }),
  );
}

function defaultVpc(subnet: Resource): Way {
  return { text: `${subnet.address} is a subnet of the default VPC, which AWS routes to an internet gateway` };
}

function byAssociation(subnet: Resource, association: Resource, graph: Graph, exit: Exit): Way | undefined {
  const value = association.get('route_table_id');
  const tables = graph.links(value, association, 'aws_route_table', 'aws_default_route_table');
  const ways = tables.resources.map((table) =>
    prefixed(
      `${subnet.address} is associated with ${table.address} by ${association.address}`,
      publicRoutes(table, graph, exit)[0],
    ),
  );
  for (const vpc of graph.links(value, association, 'aws_vpc').resources) {
    ways.push(
      prefixed(
        `${subnet.address} is associated with the main route table by ${association.address}`,
        mainRoute(vpc, graph, exit),
      ),
    );
  }
  const open = tables.open.find((part) => part instanceof Unknown);
  if (open instanceof Unknown)
    ways.push({
      text: `${association.address} associates ${subnet.address} with a route table that is not known`,
      open,
    });
  return worst(ways);
}

/** A route to such a gateway in the main route table of a VPC. */
function mainRoute(vpc: Resource, graph: Graph, exit: Exit): PublicRoute | undefined {
  const tables = graph
    .pointingAt(vpc, 'aws_main_route_table_association', 'vpc_id')
    .flatMap((main) => graph.links(main.get('route_table_id'), main, 'aws_route_table').resources);
  const adopted = graph.pointingAt(vpc, 'aws_default_route_table', 'default_route_table_id');
  const own = (tables.length > 0 ? tables : adopted).flatMap((table) => publicRoutes(table, graph, exit));
  return worst([
    ...own,
    ...graph.pointingAt(vpc, 'aws_route', 'route_table_id').flatMap((route) => routeOf(route, graph, exit)),
  ]);
}

function prefixed(text: string, route: PublicRoute | undefined): Way | undefined {
  return route && { ...route, text: `${text}; ${route.text}` };
}

/** The way that is certain, before one that only may lead to the internet. */
function worst(ways: readonly (Way | undefined)[]): Way | undefined {
  return ways.find((way) => way !== undefined && way.open === undefined) ?? ways.find((way) => way !== undefined);
}
