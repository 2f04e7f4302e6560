import { EgressOnlyInternetGateway } from '@cdktf/provider-aws/lib/egress-only-internet-gateway';
import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import type { ZoneLetter } from './address-plan';
import { nameTags, type VpcContext, zoneName } from './vpc-context';

/** The VPC's gateways. */
export interface Gateways {
  readonly internet: InternetGateway;
  /** For the private tier's IPv6. */
  readonly egressOnly?: EgressOnlyInternetGateway;
}

/** The internet gateway, and with IPv6 the egress-only one. */
export function createGateways(context: VpcContext): Gateways {
  const { scope, vpcId, ipv6 } = context;
  const internet = new InternetGateway(scope, 'internet-gateway', { vpcId, tags: nameTags(context, 'internet') });
  if (ipv6 === undefined) return { internet };
  const tags = nameTags(context, 'egress-only');
  return { internet, egressOnly: new EgressOnlyInternetGateway(scope, 'egress-only-gateway', { vpcId, tags }) };
}

/** A NAT gateway with its own address in each of the plan's NAT zones. */
export function createNatGateways(
  context: VpcContext,
  { internet }: Gateways,
  publicSubnetIn: (zone: ZoneLetter) => string,
): ReadonlyMap<ZoneLetter, NatGateway> {
  const create = (zone: ZoneLetter): NatGateway => {
    const part = `nat-${zoneName(context, zone)}`;
    const tags = nameTags(context, part);
    const address = new Eip(context.scope, `${part}-address`, { domain: 'vpc', tags });
    return new NatGateway(context.scope, part, {
      allocationId: address.allocationId,
      subnetId: publicSubnetIn(zone),
      tags,
      // It must be attached before the NAT gateway works, and no reference says so.
      dependsOn: [internet],
    });
  };
  return new Map(context.plan.natZones.map((zone) => [zone, create(zone)]));
}
