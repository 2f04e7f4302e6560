import { NetworkAclAssociation } from '@cdktf/provider-aws/lib/network-acl-association';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet as SubnetResource } from '@cdktf/provider-aws/lib/subnet';
import { VpcIpv4CidrBlockAssociation } from '@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association';
import { Fn } from 'cdktf';
import type { Tags } from '../core';
import type { Slice, ZoneLetter } from './address-plan';
import type { RouteTables } from './route-tables';
import { type Subnet, Subnets, type Tier } from './subnets';
import { nameTags, type VpcContext, zoneName } from './vpc-context';

/** The subnets of a VPC, by tier. */
export interface VpcSubnets {
  /** For load balancers and NAT gateways: a route to the internet gateway. */
  readonly public: Subnets<'public'>;
  /** For workloads: reach out by NAT at most. */
  readonly private: Subnets<'private'>;
  /** For databases and caches: no route out. */
  readonly data: Subnets<'data'>;
  /** For pods, in the second block; only where `pods` was given. */
  readonly pods: Subnets<'private'> | undefined;
}

/** Each subnet with its own table and its own ACL said aloud, so that none falls back to a default. */
export function createSubnets(
  context: VpcContext,
  tables: RouteTables,
  acls: Readonly<Record<Tier, string>>,
): VpcSubnets {
  const podVpcId = addPodBlock(context);
  const vpc = { vpcId: context.vpcId, cidr: context.plan.props.cidr, ipv6CidrBlock: context.ipv6?.cidrBlock };
  const make = <T extends Tier>(tier: T, slice: Slice, vpcId: string): Subnets<T> => {
    const all = context.plan.zones.map((zone) => {
      const table = tier === 'private' ? tables.private.get(zone) : tables[tier as 'public' | 'data'];
      return createSubnet(context, slice, zone, vpcId, table as string, acls[tier]);
    });
    const { ipv6, plan } = context;
    const blocks = { ipv4: [plan.addresses.block(slice).toString()], ipv6: ipv6 ? [ipv6.tiers[tier]] : [] };
    return new Subnets(tier, vpc, all, blocks);
  };
  return {
    public: make('public', 'public', context.vpcId),
    private: make('private', 'private', context.vpcId),
    data: make('data', 'data', context.vpcId),
    pods: podVpcId === undefined ? undefined : make('private', 'pods', podVpcId),
  };
}

/** The VPC's id as known after the second block was added: subnets in it wait for that. */
function addPodBlock({ scope, plan, vpcId }: VpcContext): string | undefined {
  const cidrBlock = plan.props.pods;
  return cidrBlock && new VpcIpv4CidrBlockAssociation(scope, 'pods-block', { vpcId, cidrBlock }).vpcId;
}

function createSubnet(
  context: VpcContext,
  slice: Slice,
  zone: ZoneLetter,
  vpcId: string,
  routeTableId: string,
  networkAclId: string,
): Subnet {
  const { scope, plan, ipv6 } = context;
  const availabilityZone = zoneName(context, zone);
  const id = `${slice}-${availabilityZone}`;
  const cidr = plan.addresses.subnet(slice, zone).toString();
  const subnet = new SubnetResource(scope, id, {
    vpcId,
    availabilityZone,
    cidrBlock: cidr,
    mapPublicIpOnLaunch: false,
    ...(ipv6 && {
      ipv6CidrBlock: Fn.cidrsubnet(ipv6.cidrBlock, 8, plan.addresses.ipv6Subnet(slice, zone)),
      // Nodes and pods need one to use the egress-only gateway; elsewhere the service that makes the interface asks for it.
      assignIpv6AddressOnCreation: slice === 'private' || slice === 'pods',
    }),
    tags: nameTags(context, id, discoveryTags(context, slice)),
  });
  const subnetId = subnet.id;
  new RouteTableAssociation(scope, `${id}-routes-association`, { subnetId, routeTableId });
  new NetworkAclAssociation(scope, `${id}-acl-association`, { subnetId, networkAclId });
  return { subnetId, zone, availabilityZone, cidr };
}

/**
 * How load balancer controllers, Karpenter and the VPC CNI find the subnets:
 * https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
 */
function discoveryTags({ plan: { props } }: VpcContext, slice: Slice): Tags {
  const clusters = Object.fromEntries(
    (props.clusters ?? []).map((name) => [`kubernetes.io/cluster/${name}`, 'shared']),
  );
  if (slice === 'public') return { 'kubernetes.io/role/elb': '1', ...clusters };
  // Nodes stay in the private subnets; the CNI takes addresses for pods from subnets with this tag.
  if (slice === 'pods') return { 'kubernetes.io/role/cni': '1', ...clusters };
  if (slice === 'data') return {};
  const { karpenterDiscovery: discovery } = props;
  const karpenter: Tags = discovery === undefined ? {} : { 'karpenter.sh/discovery': discovery };
  return { 'kubernetes.io/role/internal-elb': '1', ...clusters, ...karpenter };
}
