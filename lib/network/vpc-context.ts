import type { Construct } from 'constructs';
import { type Tags, tagsOf } from '../core';
import type { ZoneLetter } from './address-plan';
import type { VpcPlan } from './vpc-props';

/** What the parts of a VPC share while it is built. */
export interface VpcContext {
  readonly scope: Construct;
  readonly plan: VpcPlan;
  readonly vpcId: string;
  readonly ipv6CidrBlock?: string;
}

/** `eu-west-1a` for `a`. */
export function zoneName({ plan }: VpcContext, zone: ZoneLetter): string {
  return `${plan.region}${zone}`;
}

/** The tags of one part: the stack's, and a `Name` of the VPC's path and the part's. */
export function nameTags({ scope }: VpcContext, part: string, own: Tags = {}): Record<string, string> {
  return tagsOf(scope, { Name: `${scope.node.path.replaceAll('/', '-')}-${part}`, ...own });
}
