import { Cidr, type Faults } from '../core';

/** The letters that a zone's name ends with: `a` for `eu-west-1a`. */
export const ZONE_LETTERS = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** The letter of an availability zone: the `a` of `eu-west-1a`. */
export type ZoneLetter = (typeof ZONE_LETTERS)[number];

/** For how many zones each tier keeps addresses, from `a` on. */
export type ZoneSlots = 4 | 8;

/** What subnets are made for. Pods have subnets of their own in the second block; their tier is `private`. */
export type Slice = 'public' | 'private' | 'data' | 'pods';

/** How much of its block a slice has, and which part: `bits` longer than the block, the `index`th of these. */
const SHARE: Readonly<Record<Slice, { readonly bits: number; readonly index: number; readonly ipv6Index: number }>> = {
  // The first half, the third quarter and the seventh eighth: no two overlap, and the last eighth stays free.
  private: { bits: 1, index: 0, ipv6Index: 0 },
  data: { bits: 2, index: 2, ipv6Index: 2 },
  public: { bits: 3, index: 6, ipv6Index: 3 },
  // All of the second block. In IPv6 it follows private, so that one /58 holds both.
  pods: { bits: 0, index: 0, ipv6Index: 1 },
};

/** A VPC's generated IPv6 block is a /56: each slice has an eighth of it, 32 subnets of /64. */
const IPV6_SUBNETS_A_SLICE = 32;

/**
 * Which addresses belong to which tier and zone: fixed by the block, the zone's letter and the number of slots, and by
 * nothing else, so that a zone can come or go without moving another.
 */
export class AddressPlan {
  constructor(
    private readonly cidr: Cidr,
    private readonly slots: ZoneSlots,
    private readonly pods?: Cidr,
  ) {}

  /** The one block that holds all subnets of the slice, also of zones that are not used yet. */
  block(slice: Slice): Cidr {
    const whole = slice === 'pods' ? this.pods : this.cidr;
    if (whole === undefined) throw new Error('the plan has no block for pods');
    const { bits, index } = SHARE[slice];
    return whole.subnet(whole.prefix + bits, index);
  }

  /** The block of one subnet. */
  subnet(slice: Slice, zone: ZoneLetter): Cidr {
    const block = this.block(slice);
    return block.subnet(block.prefix + Math.log2(this.slots), ZONE_LETTERS.indexOf(zone));
  }

  /** Which /64 of the VPC's /56 is the subnet's: the last argument of `cidrsubnet(block, 8, …)`. */
  ipv6Subnet(slice: Slice, zone: ZoneLetter): number {
    return SHARE[slice].ipv6Index * IPV6_SUBNETS_A_SLICE + ZONE_LETTERS.indexOf(zone);
  }
}

/** Bits and index for `cidrsubnet` of the one IPv6 block that holds a tier; private is one with the pods'. */
export const IPV6_TIER_BLOCKS = {
  private: { bits: 2, index: 0 },
  data: { bits: 3, index: SHARE.data.ipv6Index },
  public: { bits: 3, index: SHARE.public.ipv6Index },
} as const;

/** Parses the VPC's own block, and keeps the faults. */
export function parseVpcCidr(faults: Faults, text: string): Cidr | undefined {
  const cidr = faults.attempt('cidr', () => Cidr.parse(text));
  if (cidr === undefined) return undefined;
  faults.check(cidr.prefix >= 16 && cidr.prefix <= 20, {
    prop: 'cidr',
    expected: '/16 to /20, to hold three tiers with a subnet for each zone slot',
    got: text,
    fix: 'EC2 takes nothing larger than /16; below /20 a database subnet would have fewer than 64 addresses.',
  });
  faults.check(cidr.isPrivate, {
    prop: 'cidr',
    expected: 'private: inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10',
    got: text,
    fix: 'Take a block of these that no network you will ever peer with uses.',
  });
  return cidr;
}

/** Parses the second block, for pods, and keeps the faults. */
export function parsePodCidr(faults: Faults, text: string, vpc: Cidr | undefined): Cidr | undefined {
  const pods = faults.attempt('pods', () => Cidr.parse(text));
  if (pods === undefined) return undefined;
  faults.check(SHARED_SPACE.contains(pods) && pods.prefix >= 16 && pods.prefix <= 20, {
    prop: 'pods',
    expected: 'a /16 to /20 inside 100.64.0.0/10',
    got: text,
    fix: 'Write 100.64.0.0/16: EC2 adds shared address space to a VPC of any private block, and it may repeat in every VPC because it is not routed between them.',
  });
  faults.check(vpc === undefined || !pods.overlaps(vpc), {
    prop: 'pods',
    expected: `outside of the VPC's own block ${vpc}`,
    got: text,
    fix: 'Take another block of 100.64.0.0/10.',
  });
  return pods;
}

const SHARED_SPACE = Cidr.parse('100.64.0.0/10');
