import type { Graph } from '../../graph/graph';
import { isOpen, type Resource, referencesIn } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { known } from '../values';

/** COST-ENDPOINT */
export const gatewayEndpoint: ResourceRule = {
  id: 'COST-ENDPOINT',
  severity: 'low',
  title: 'Traffic to S3 or DynamoDB pays for the way through NAT',
  why: 'NAT gateways charge for each GB, and images, backups and exports are most of it; the gateway endpoints of S3 and DynamoDB cost nothing.',
  fix: 'Add an aws_vpc_endpoint of type Gateway for s3, and for dynamodb where a table is used, with the private route tables.',
  controls: [],
  noControl: 'The frameworks in use ask for interface endpoints of single services; none asks for these two.',
  example: {
    bad: '{ "aws_vpc": { "main": {} }, "aws_subnet": { "public": { "vpc_id": "${aws_vpc.main.id}" } }, "aws_nat_gateway": { "a": { "subnet_id": "${aws_subnet.public.id}" } } }',
    good: '{ "aws_vpc_endpoint": { "s3": { "vpc_id": "${aws_vpc.main.id}", "service_name": "com.amazonaws.eu-west-1.s3", "route_table_ids": ["${aws_route_table.private.id}"] } } }',
  },
  types: ['aws_vpc'],
  *check(vpc, graph) {
    // In a fragment of a configuration the endpoint may be elsewhere.
    if (!vpc.stack.root.stageDeclared || !hasNat(vpc, graph)) return;
    const endpoints = graph.pointingAt(vpc, 'aws_vpc_endpoint', 'vpc_id').filter(isGateway);
    const services = endpoints.map((endpoint) => endpoint.get('service_name'));
    const wanted = graph.ofType('aws_dynamodb_table').some(({ stack }) => stack === vpc.stack)
      ? ['s3', 'dynamodb']
      : ['s3'];
    for (const service of wanted) {
      if (services.some((name) => textOf(name).endsWith(`.${service}`))) continue;
      const open = services.map((name) => known(name)).find((name) => isOpen(name) && textOf(name) === '');
      if (isOpen(open)) yield unverifiable('id', open, `whether it has a gateway endpoint of ${service} is not known`);
      else yield { attribute: 'id', message: `it has NAT gateways and no gateway endpoint of ${service}` };
    }
  },
};

function hasNat(vpc: Resource, graph: Graph): boolean {
  return graph
    .pointingAt(vpc, 'aws_subnet', 'vpc_id')
    .some((subnet) => graph.pointingAt(subnet, 'aws_nat_gateway', 'subnet_id').length > 0);
}

function isGateway(endpoint: Resource): boolean {
  const type = known(endpoint.get('vpc_endpoint_type'));
  return type === undefined || isOpen(type) || type === 'Gateway';
}

/** The name as far as it is known: the region in it is often a reference, the service at its end is not. */
function textOf(name: Parameters<typeof known>[0]): string {
  const value = known(name);
  if (typeof value === 'string') return value;
  if (!isOpen(value)) return '';
  if ('parts' in value && value.parts.pieces) return String(value.parts.pieces.at(-1));
  const source = referencesIn(value)[0]?.resource;
  // data.aws_vpc_endpoint_service names the service.
  const service = source?.type === 'aws_vpc_endpoint_service' ? known(source.get('service')) : undefined;
  return typeof service === 'string' ? `.${service}` : '';
}
