import type { ZoneLetter } from './address-plan';

/**
 * What a subnet can reach: `public` has a route to an internet gateway, `private` reaches out by NAT at most and cannot
 * be reached, `data` has no route out of the VPC at all.
 */
export type Tier = 'public' | 'private' | 'data';

/** The VPC that something stands in, as far as security groups and subnet groups need it. */
export interface VpcReference {
  /** The VPC's id. */
  readonly vpcId: string;
  /** The VPC's own IPv4 block. */
  readonly cidr: string;
  /** The VPC's IPv6 block. @default IPv4 only */
  readonly ipv6CidrBlock?: string;
}

/** One subnet. */
export interface Subnet {
  /** Its id, as a reference. */
  readonly subnetId: string;
  /** The letter of its zone. */
  readonly zone: ZoneLetter;
  /** The whole name of its zone: `eu-west-1a`. */
  readonly availabilityZone: string;
  /** Its IPv4 block: a literal, or a reference where the subnet was imported. */
  readonly cidr: string;
}

/**
 * The subnets of one tier, one a zone. The tier is part of the type: where a construct asks for `Subnets<'data'>`, public
 * subnets do not compile. They come from `vpc.subnets` only, of a {@link Vpc} made here or of an imported one whose
 * route tables are checked at plan.
 */
export class Subnets<T extends Tier = Tier> {
  /** Makes the class nominal: an object literal of the same shape is not a tier's proof. */
  declare protected readonly proof: T;

  constructor(
    /** The tier. */
    readonly tier: T,
    /** The VPC that the subnets belong to. */
    readonly vpc: VpcReference,
    /** The subnets, by letter of their zone. */
    readonly all: readonly Subnet[],
    /** The IPv4 and IPv6 blocks that hold them: a block of the tier each, or of the subnets where they were imported. */
    readonly blocks: { readonly ipv4: readonly string[]; readonly ipv6: readonly string[] },
  ) {}

  /** The ids, in the order of the zones' letters: what `subnet_ids` takes. */
  get ids(): string[] {
    return this.all.map(({ subnetId }) => subnetId);
  }

  /** The whole names of the zones. */
  get availabilityZones(): string[] {
    return this.all.map(({ availabilityZone }) => availabilityZone);
  }
}
