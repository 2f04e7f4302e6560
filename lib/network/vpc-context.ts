import { Fn } from 'cdktf';
import type { Construct } from 'constructs';
import { type Tags, tagsOf } from '../core';
import { IPV6_TIER_BLOCKS, type ZoneLetter } from './address-plan';
import type { Tier } from './subnets';
import type { VpcPlan } from './vpc-props';

/** The VPC's IPv6 block, and that of each tier; the private one holds the pods' subnets too. */
export interface Ipv6Blocks {
  readonly cidrBlock: string;
  readonly tiers: Readonly<Record<Tier, string>>;
}

/** Divides the VPC's IPv6 block by tier. */
export function ipv6Blocks(cidrBlock: string): Ipv6Blocks {
  const block = (tier: Tier): string =>
    Fn.cidrsubnet(cidrBlock, IPV6_TIER_BLOCKS[tier].bits, IPV6_TIER_BLOCKS[tier].index);
  return { cidrBlock, tiers: { public: block('public'), private: block('private'), data: block('data') } };
}

/** What the parts of a VPC share while it is built. */
export interface VpcContext {
  readonly scope: Construct;
  readonly plan: VpcPlan;
  readonly vpcId: string;
  /** Only with dual stack. */
  readonly ipv6?: Ipv6Blocks;
}

/** `eu-west-1a` for `a`. */
export function zoneName({ plan }: VpcContext, zone: ZoneLetter): string {
  return `${plan.region}${zone}`;
}

/** The tags of one part: the stack's, and a `Name` of the VPC's path and the part's. */
export function nameTags({ scope }: VpcContext, part: string, own: Tags = {}): Record<string, string> {
  return tagsOf(scope, { Name: `${scope.node.path.replaceAll('/', '-')}-${part}`, ...own });
}
