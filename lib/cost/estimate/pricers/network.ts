import { amount, blocks, count, isTrue, text } from '../attributes';
import type { Bill } from '../bill';
import { originOf } from '../context';
import { HOURS_PER_MONTH } from '../line';
import type { Pricer } from '../pricer';
import { mapRange } from '../range';

/** aws_nat_gateway: https://aws.amazon.com/vpc/pricing/ */
export const natGateway: Pricer = (bill) => {
  const { resource } = bill;
  if (text(resource, 'availability_mode') === 'regional') {
    const zones = blocks(resource, 'availability_zone_address').length;
    const high = zones > 0 ? zones : 3;
    bill.hourly(
      'NAT gateway, regional',
      'vpc',
      'nat-gateway',
      { low: zones > 0 ? zones : 1, expected: high, high },
      'one gateway hour in each zone that is in use',
    );
  } else bill.hourly('NAT gateway', 'vpc', 'nat-gateway');
  bill.used('data processed', 'vpc', 'nat-gateway-data', 'natGigabytes');
};

/** aws_vpc_endpoint: https://aws.amazon.com/privatelink/pricing/ */
export const endpoint: Pricer = (bill) => {
  const { resource, context } = bill;
  const type = text(resource, 'vpc_endpoint_type') ?? 'Gateway';
  if (type === 'Gateway') return bill.hourly('gateway endpoint', 'vpc', 'gateway-endpoint', 1, 'free of charge');
  const named = Math.max(count(resource, 'subnet_ids') ?? 1, blocks(resource, 'subnet_configuration').length, 1);
  const zones = `${named} zone${named === 1 ? '' : 's'}`;
  if (type !== 'Interface') return bill.hourly(`${type} endpoint, ${zones}`, 'vpc', 'gwlb-endpoint', named);
  bill.hourly(`interface endpoint, ${zones}`, 'vpc', 'interface-endpoint', named);
  const among = context.countWhere(
    resource.stack,
    resource.type,
    (other) => text(other, 'vpc_endpoint_type') === 'Interface',
  );
  bill.used('data processed', 'vpc', 'interface-endpoint-data', 'endpointGigabytes', 1, among);
};

/** aws_eip: every public IPv4 address costs, in use or not: https://aws.amazon.com/vpc/pricing/ */
export const address: Pricer = (bill) => {
  const { resource } = bill;
  if (text(resource, 'public_ipv4_pool') !== undefined && text(resource, 'public_ipv4_pool') !== 'amazon') return;
  bill.hourly('public IPv4 address', 'vpc', 'public-ipv4-in-use');
};

/** aws_internet_gateway: free itself; what leaves through it is charged. */
export const internetGateway: Pricer = (bill) =>
  bill.used('data out to the internet', 'data-transfer', 'internet-out', 'internetOutGigabytes');

/** aws_vpc: free itself; what crosses from zone to zone is charged on both sides. */
export const vpc: Pricer = (bill) => {
  const { range, note } = bill.context.share(bill.resource, 'zoneCrossingGigabytes');
  bill.charge(
    'data between zones',
    'data-transfer',
    'inter-az',
    mapRange(range, (value) => value * 2),
    note,
    'charged on both sides',
  );
};

/** aws_lb: https://aws.amazon.com/elasticloadbalancing/pricing/ */
export const loadBalancer: Pricer = (bill) => {
  const { resource } = bill;
  const type = text(resource, 'load_balancer_type') ?? 'application';
  if (type !== 'application' && type !== 'network')
    return bill.gap('load balancer hours', `the price book has no ${type} load balancer`, true);
  const [item, units] = type === 'application' ? ['alb', 'alb-lcu'] : ['nlb', 'nlb-nlcu'];
  bill.hourly(`${type} load balancer`, 'elb', item);
  chargeUnits(bill, units);
  if (!isTrue(resource, 'internal')) chargeAddresses(bill);
};

function chargeUnits(bill: Bill, item: string): void {
  const units = bill.context.usage(bill.resource, 'loadBalancerUnits');
  bill.charge(
    'capacity units',
    'elb',
    item,
    mapRange(units, (value) => value * HOURS_PER_MONTH),
    `${units.expected} on average (${originOf(units)})`,
  );
}

function chargeAddresses(bill: Bill): void {
  const mappings = blocks(bill.resource, 'subnet_mapping');
  const own = mappings.filter(
    (mapping) => mapping.allocation_id !== undefined && mapping.allocation_id !== null,
  ).length;
  const subnets = Math.max(count(bill.resource, 'subnets') ?? 2, mappings.length);
  const addresses = subnets - own;
  if (addresses > 0)
    bill.hourly(`public IPv4 address × ${addresses}`, 'vpc', 'public-ipv4-in-use', addresses, 'one in each subnet');
}

/** aws_elb */
export const classicLoadBalancer: Pricer = (bill) =>
  bill.gap('load balancer hours', 'the price book has no classic load balancer', true);

/** aws_ec2_transit_gateway_vpc_attachment and its like */
export const transitAttachment: Pricer = (bill) =>
  bill.hourly('transit gateway attachment', 'vpc', 'transit-gateway-vpc-attachment');

/** aws_vpn_connection */
export const vpnConnection: Pricer = (bill) => bill.hourly('site-to-site VPN', 'vpc', 'site-to-site-vpn');

/** aws_ec2_client_vpn_network_association */
export const clientVpn: Pricer = (bill) =>
  bill.hourly('client VPN association', 'vpc', 'client-vpn-endpoint-association');

/** aws_route53_zone, https://aws.amazon.com/route53/pricing/ */
export const hostedZone: Pricer = (bill) => {
  bill.charge('hosted zone', 'route53', 'hosted-zone', 1);
  if (blocks(bill.resource, 'vpc').length === 0) bill.used('queries', 'route53', 'standard-queries', 'dnsQueries', 1e6);
};

/** aws_route53_resolver_endpoint */
export const resolverEndpoint: Pricer = (bill) => {
  const addresses = Math.max(2, blocks(bill.resource, 'ip_address').length);
  bill.hourly(`resolver endpoint, ${addresses} addresses`, 'route53', 'resolver-endpoint', addresses);
};

/** aws_route53_health_check */
export const healthCheck: Pricer = (bill) =>
  bill.gap(
    'health check',
    `the price book has no health checks (${amount(bill.resource, 'request_interval') ?? 30} s)`,
    true,
  );
