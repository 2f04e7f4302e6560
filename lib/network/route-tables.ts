import type { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import type { ZoneLetter } from './address-plan';
import type { Gateways } from './internet';
import { nameTags, type VpcContext, zoneName } from './vpc-context';

/** The ids of the VPC's route tables, each read once: cdktf takes a stack trace whenever an attribute is read. */
export interface RouteTables {
  /** To the internet gateway. */
  readonly public: string;
  /** One a zone, to that zone's NAT gateway. */
  readonly private: ReadonlyMap<ZoneLetter, string>;
  /** Without any route but the VPC's own. */
  readonly data: string;
}

/** One table for the public tier, one a zone for the private tier, one for the data tier. */
export function createRouteTables(context: VpcContext): RouteTables {
  const create = (part: string): string =>
    new RouteTable(context.scope, `${part}-routes`, { vpcId: context.vpcId, tags: nameTags(context, part) }).id;
  return {
    public: create('public'),
    private: new Map(context.plan.zones.map((zone) => [zone, create(`private-${zoneName(context, zone)}`)])),
    data: create('data'),
  };
}

/** The ways out: public by the internet gateway, private by NAT and the egress-only gateway, data none. */
export function createRoutes(
  context: VpcContext,
  tables: RouteTables,
  { internet, egressOnly }: Gateways,
  natGateways: ReadonlyMap<ZoneLetter, NatGateway>,
): void {
  const { scope, plan } = context;
  const toInternet = { routeTableId: tables.public, gatewayId: internet.id };
  new Route(scope, 'public-to-internet', { ...toInternet, destinationCidrBlock: '0.0.0.0/0' });
  if (egressOnly) new Route(scope, 'public-to-internet-ipv6', { ...toInternet, destinationIpv6CidrBlock: '::/0' });
  const [natZone] = plan.natZones;
  for (const [zone, table] of tables.private) {
    const part = `private-${zoneName(context, zone)}`;
    const nat = natGateways.get(zone) ?? (natZone && natGateways.get(natZone));
    if (nat) {
      const destinationCidrBlock = '0.0.0.0/0';
      new Route(scope, `${part}-to-nat`, { routeTableId: table, natGatewayId: nat.id, destinationCidrBlock });
    }
    if (egressOnly) {
      const way = { egressOnlyGatewayId: egressOnly.id, destinationIpv6CidrBlock: '::/0' };
      new Route(scope, `${part}-to-egress-only`, { routeTableId: table, ...way });
    }
  }
}
