import { DataAwsEc2ManagedPrefixList } from '@cdktf/provider-aws/lib/data-aws-ec2-managed-prefix-list';
import type { Construct } from 'constructs';
import { Cidr, Faults, once, regionOf } from '../core';
import type { Subnets } from './subnets';

/** What kind of addresses a peer stands for. */
export type PeerKind = 'private' | 'prefixList' | 'internet';

/** AWS's own prefix lists, by the last part of their name. */
const PREFIX_LISTS = {
  s3: 'regional',
  dynamodb: 'regional',
  'vpc-lattice': 'regional',
  'route53-healthchecks': 'regional',
  'cloudfront.origin-facing': 'global',
} as const;

/** A prefix list that AWS maintains: https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html */
export type AwsPrefixList = keyof typeof PREFIX_LISTS;

/** One source or destination, as a security group rule takes it. */
export interface PeerBlock {
  /** Part of the rule's id: says what it is, also where the value is a reference. */
  readonly label: string;
  readonly cidrIpv4?: string;
  readonly cidrIpv6?: string;
  readonly prefixListId?: string;
}

/**
 * The other end of a rule, where that is addresses and not a security group. The kind is part of the type: addresses of
 * the internet go with web ports only.
 */
export class Peer<K extends PeerKind = PeerKind> {
  /**
   * A block of private IPv4 addresses, such as an office behind a VPN.
   *
   * @throws ValidationError when it is not canonical or not private
   */
  static cidr(block: string): Peer<'private'> {
    const faults = new Faults('Peer.cidr');
    const cidr = faults.attempt('block', () => Cidr.parse(block));
    faults.check(cidr === undefined || cidr.isPrivate, {
      prop: 'block',
      expected: 'private: inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10',
      got: block,
      fix: 'Put a load balancer in front with Peer.internet() and Port.https(), or reach the other network by VPN or peering.',
    });
    faults.throwIfAny();
    const label = block.replace('/', '_');
    return new Peer('private', () => [{ label, cidrIpv4: block }]);
  }

  /** The addresses of the subnets, IPv6 too where the VPC has it. */
  static subnets(subnets: Subnets): Peer<'private'> {
    const { blocks } = subnets;
    const ipv4 = blocks.ipv4.map((cidrIpv4, index) => ({ label: labelOf(subnets, cidrIpv4, index), cidrIpv4 }));
    const ipv6 = blocks.ipv6.map((cidrIpv6) => ({ label: `${subnets.tier}-ipv6`, cidrIpv6 }));
    return new Peer('private', () => [...ipv4, ...ipv6]);
  }

  /**
   * The public addresses of an AWS service: for web ports only.
   *
   * @param name such as `s3`
   */
  static prefixList(name: AwsPrefixList): Peer<'prefixList'> {
    return new Peer('prefixList', (scope) => [{ label: name, prefixListId: prefixListId(scope, name) }]);
  }

  /** Everybody: for web ports only, and only with a group that was made with `exposure`. */
  static internet(): Peer<'internet'> {
    const ipv4 = { label: 'internet', cidrIpv4: '0.0.0.0/0' };
    const ipv6 = { label: 'internet-ipv6', cidrIpv6: '::/0' };
    return new Peer('internet', (_scope, dualStack) => (dualStack ? [ipv4, ipv6] : [ipv4]));
  }

  private constructor(
    /** What kind of addresses. */
    readonly kind: K,
    /** The blocks of the rules, one each. */
    readonly blocks: (scope: Construct, dualStack: boolean) => readonly PeerBlock[],
  ) {}
}

/** A literal block names itself; the block of an imported subnet is a reference, and its zone names it. */
function labelOf({ tier, all }: Subnets, block: string, index: number): string {
  return block.includes('${') ? `${tier}-${all[index]?.availabilityZone}` : block.replace('/', '_');
}

function prefixListId(scope: Construct, name: AwsPrefixList): string {
  const place = PREFIX_LISTS[name] === 'global' ? 'global' : regionOf(scope);
  // Only AWS can make names that begin with com.amazonaws.
  const list = { name: `com.amazonaws.${place}.${name}` };
  return once(scope, `prefix-list-${name}`, (stack, id) => new DataAwsEc2ManagedPrefixList(stack, id, list)).id;
}
