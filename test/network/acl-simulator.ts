import { Address6 } from 'ip-address';
import { Cidr } from '../../lib/core';
import type { Template } from '../support/template';

/** What the VPC's `/56` is assumed to be: only Amazon knows it before the VPC exists. */
const VPC_IPV6 = 0x20010db8_00000100_00000000_00000000n;

/** A packet, as a network ACL sees it. */
export interface Packet {
  readonly source: string;
  readonly destination: string;
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6';
  /** The destination port. */
  readonly port?: number;
  /** ICMP type and code. */
  readonly icmp?: readonly [number, number];
}

interface Rule {
  rule_no: number;
  action: string;
  protocol: string;
  from_port: number;
  to_port: number;
  cidr_block: string | null;
  ipv6_cidr_block: string | null;
  icmp_type: number | null;
  icmp_code: number | null;
}
type Direction = 'ingress' | 'egress';
type Acl = Record<Direction, Rule[]>;
type Range = readonly [first: bigint, last: bigint];

const PROTOCOL = { tcp: '6', udp: '17', icmp: '1', icmpv6: '58' };

/** Judges packets by the network ACLs of a synthesized VPC, rule by rule in their order, as EC2 does. */
export class AclSimulator {
  private readonly subnets: { name: string; ranges: Range[]; acl: Acl }[];

  constructor(template: Template) {
    const acls = template.resources('aws_network_acl') as Record<string, unknown>;
    const associations = Object.values(template.resources('aws_network_acl_association'));
    this.subnets = Object.entries(template.resources('aws_subnet')).map(([name, subnet]) => {
      const association = associations.find(({ subnet_id: id }) => id === `\${aws_subnet.${name}.id}`);
      const acl = /aws_network_acl\.([^.]+)\.id/.exec(String(association?.network_acl_id))?.[1] ?? '';
      const ranges = [subnet.cidr_block, subnet.ipv6_cidr_block].flatMap((block) =>
        block ? [range(String(block))] : [],
      );
      return { name, ranges, acl: acls[acl] as Acl };
    });
  }

  /** An address of the subnet whose name holds the text. */
  host(subnet: string, version: 4 | 6 = 4, offset = 10n): string {
    const found = this.subnets.find(({ name }) => name.includes(subnet));
    const first = found?.ranges[version === 4 ? 0 : 1]?.[0];
    if (first === undefined) throw new Error(`no subnet ${subnet} with IPv${version}`);
    return write(first + offset, version);
  }

  /** True when the packet leaves its subnet and enters the other one; between hosts of one subnet no ACL is asked. */
  passes(packet: Packet): boolean {
    const from = this.subnetOf(packet.source);
    const to = this.subnetOf(packet.destination);
    if (from !== undefined && from === to) return true;
    return this.leaves(packet, from) && this.enters(packet, to);
  }

  /** True when a connection opens and is answered. */
  connects(
    client: string,
    server: string,
    port: number,
    clientPort = 40_000,
    protocol: 'tcp' | 'udp' = 'tcp',
  ): boolean {
    return (
      this.passes({ source: client, destination: server, protocol, port }) &&
      this.passes({ source: server, destination: client, protocol, port: clientPort })
    );
  }

  /** True when a connection opens to the internet and is answered through a NAT gateway at the address. */
  connectsByNat(
    client: string,
    nat: string,
    server: string,
    port: number,
    clientPort: number,
    natPort: number,
  ): boolean {
    const protocol = 'tcp';
    const [clientSubnet, natSubnet] = [this.subnetOf(client), this.subnetOf(nat)];
    const out: Packet = { source: client, destination: server, protocol, port };
    const back: Packet = { source: server, destination: client, protocol, port: clientPort };
    return (
      this.leaves(out, clientSubnet) &&
      this.enters(out, natSubnet) &&
      this.connects(nat, server, port, natPort) &&
      this.leaves(back, natSubnet) &&
      this.enters(back, clientSubnet)
    );
  }

  private leaves(packet: Packet, from: { acl: Acl } | undefined): boolean {
    return from === undefined || allows(from.acl.egress, packet, packet.destination);
  }

  private enters(packet: Packet, to: { acl: Acl } | undefined): boolean {
    return to === undefined || allows(to.acl.ingress, packet, packet.source);
  }

  private subnetOf(address: string): { name: string; acl: Acl } | undefined {
    return this.subnets.find(({ ranges }) => ranges.some((block) => contains(block, address)));
  }
}

function allows(rules: Rule[], packet: Packet, other: string): boolean {
  const first = [...rules].sort((a, b) => a.rule_no - b.rule_no).find((rule) => matches(rule, packet, other));
  return first?.action === 'allow';
}

function matches(rule: Rule, packet: Packet, other: string): boolean {
  const block = rule.cidr_block ?? rule.ipv6_cidr_block;
  if (block === null || !contains(range(block), other)) return false;
  if (rule.protocol === '-1') return true;
  if (rule.protocol !== PROTOCOL[packet.protocol]) return false;
  if (packet.icmp) return rule.icmp_type === packet.icmp[0] && [-1, packet.icmp[1]].includes(rule.icmp_code ?? 0);
  return packet.port !== undefined && rule.from_port <= packet.port && packet.port <= rule.to_port;
}

/** First and last address; IPv4 and IPv6 never overlap, because IPv6 is moved behind all of IPv4. */
function range(block: string): Range {
  const subnet = /^\$\{cidrsubnet\(.*, (\d+), (\d+)\)\}$/.exec(block);
  if (subnet) {
    const prefix = 56 + Number(subnet[1]);
    const first = VPC_IPV6 + (BigInt(Number(subnet[2])) << BigInt(128 - prefix));
    return shift(first, prefix);
  }
  if (!block.includes(':')) {
    const cidr = Cidr.parse(block);
    return [cidr.first, cidr.last];
  }
  return shift(new Address6(block).bigInt(), Number(block.split('/')[1]));
}

const IPV6_BASE = 1n << 32n;
const shift = (first: bigint, prefix: number): Range => [
  IPV6_BASE + first,
  IPV6_BASE + first + (1n << BigInt(128 - prefix)) - 1n,
];

function contains([first, last]: Range, address: string): boolean {
  const [value] = range(address.includes(':') ? `${address}/128` : `${address}/32`);
  return first <= value && value <= last;
}

function write(value: bigint, version: 4 | 6): string {
  if (version === 6) return Address6.fromBigInt(value - IPV6_BASE).correctForm();
  return [24n, 16n, 8n, 0n].map((bits) => (value >> bits) & 255n).join('.');
}
