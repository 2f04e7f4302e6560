import { toNumber } from '../../expression/operators';
import type { Graph } from '../../graph/graph';
import {
  isMap,
  isOpen,
  Reference,
  type Resource,
  show,
  type Unknown,
  type Value,
  type ValueMap,
} from '../../graph/value';
import { type AddressRange, parseCidr } from '../../net/cidr';
import type { Fault } from '../../rule';
import { unverifiable } from '../../rule';
import { items, known } from '../values';
import { prefixListRanges } from './prefix-list';

/** One inbound permission: who may come in, to which ports. */
export interface Opening {
  /** The resource in which it is written. */
  readonly source: Resource;
  /** Path inside the resource, `ingress[1]`; empty for a rule that is a resource of its own. */
  readonly place: string;
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly ranges: readonly AddressRange[];
  /** The CIDRs as written. */
  readonly written: readonly string[];
}

/** What reading the inbound rules of a resource gave. */
export interface Openings {
  readonly openings: readonly Opening[];
  readonly faults: readonly Fault[];
}

/** Where a kind of rule keeps its peers and protocol. */
export interface RuleShape {
  readonly cidrs: readonly string[];
  readonly prefixLists: string;
  readonly protocol: string;
}

/** `ingress` blocks of a group, and `aws_security_group_rule`. */
export const classicShape: RuleShape = {
  cidrs: ['cidr_blocks', 'ipv6_cidr_blocks'],
  prefixLists: 'prefix_list_ids',
  protocol: 'protocol',
};
/** `aws_vpc_security_group_ingress_rule`. */
export const singleShape: RuleShape = {
  cidrs: ['cidr_ipv4', 'cidr_ipv6'],
  prefixLists: 'prefix_list_id',
  protocol: 'ip_protocol',
};

const protocols: Readonly<Record<string, string>> = {
  '-1': 'all',
  all: 'all',
  '6': 'tcp',
  '17': 'udp',
  '1': 'icmp',
  '58': 'icmpv6',
};
const everyPort = { from: 0, to: 65_535 };

/** Reads one inbound rule. `read` gives its fields. */
export function readOpening(
  source: Resource,
  place: string,
  shape: RuleShape,
  read: (name: string) => Value | undefined,
  graph: Graph,
): Openings {
  const faults: Fault[] = [];
  const ranges: AddressRange[] = [];
  const written: string[] = [];
  const prefix = place ? `${place}.` : '';
  for (const name of shape.cidrs) {
    for (const item of items(read(name))) {
      const range = typeof item === 'string' ? parseCidr(item) : undefined;
      if (range) {
        ranges.push(range);
        written.push(String(item));
      } else if (typeof item === 'string') {
        faults.push({
          attribute: prefix + name,
          value: item,
          message: `${JSON.stringify(item)} is no CIDR block that can be read in one way only`,
          unverifiable: true,
          at: source,
        });
      } else if (isOpen(item) && !isNarrow(item)) {
        faults.push({ ...unverifiable(prefix + name, item, 'the addresses that it admits are not known'), at: source });
      }
    }
  }
  for (const item of items(read(shape.prefixLists))) {
    const list = prefixListRanges(item, source, graph);
    ranges.push(...list.ranges);
    written.push(...list.written);
    for (const open of list.open) faults.push({ ...open, attribute: prefix + shape.prefixLists, at: source });
  }
  return {
    openings: ranges.length > 0 ? [{ source, place, ...portsOfRule(shape, read), ranges, written }] : [],
    faults,
  };
}

/** Reads the `ingress` (or `egress`) blocks of a group. */
export function inlineOpenings(group: Resource, graph: Graph, direction: 'ingress' | 'egress' = 'ingress'): Openings {
  const openings: Opening[] = [];
  const faults: Fault[] = [];
  items(group.get(direction)).forEach((block, index) => {
    const place = `${direction}[${index}]`;
    if (isMap(block)) {
      const read = readOpening(group, place, classicShape, fieldOf(block), graph);
      openings.push(...read.openings);
      faults.push(...read.faults);
    } else if (isOpen(block)) faults.push(unverifiable(place, block, `the ${direction} rules are not known`));
  });
  return { openings, faults };
}

function fieldOf(block: ValueMap): (name: string) => Value | undefined {
  return (name) => block[name] ?? undefined;
}

/** The protocol and ports of one rule, whoever it admits. */
export function portsOfRule(
  shape: RuleShape,
  read: (name: string) => Value | undefined,
): Pick<Opening, 'protocol' | 'from' | 'to'> {
  const protocol = protocolOf(known(read(shape.protocol)));
  return { protocol, ...portsOf(protocol, read) };
}

/** How the ports of a rule read in a message, `tcp/5432`. */
export function portsText({ protocol, from, to }: Pick<Opening, 'protocol' | 'from' | 'to'>): string {
  if (protocol === 'all') return 'every port of every protocol';
  if (protocol === 'icmp') return 'ICMP of every type';
  return from === 0 && to === 65_535
    ? `every port of protocol ${protocol}`
    : `${protocol}/${from === to ? from : `${from}-${to}`}`;
}

function protocolOf(value: Value | undefined): string {
  if (value === undefined || isOpen(value)) return 'all';
  const text = show(value).trim().toLowerCase();
  return protocols[text] ?? text;
}

/** Ports that are missing or not known count as all. ICMP keeps its type in `from_port`. */
function portsOf(protocol: string, read: (name: string) => Value | undefined): { from: number; to: number } {
  if (protocol === 'all') return everyPort;
  const from = toNumber(known(read('from_port')));
  const to = toNumber(known(read('to_port')));
  if (protocol === 'icmp' || protocol === 'icmpv6') return { from: from ?? -1, to: from ?? -1 };
  if (protocol !== 'tcp' && protocol !== 'udp') return everyPort;
  return from === undefined || to === undefined || from < 0 ? everyPort : { from, to };
}

/** Addresses that are not known but cannot be the world: a VPC's or subnet's own block, or anything with a long prefix. */
export function isNarrow(value: Reference | Unknown): boolean {
  if (value instanceof Reference) return isOwnBlock(value);
  const last = value.parts.pieces?.at(-1);
  const length = typeof last === 'string' ? /\/(\d{1,3})$/.exec(last)?.[1] : undefined;
  if (length !== undefined) return Number(length) > 16;
  // In a plan all that is known is what the expression refers to.
  return value.parts.pieces === undefined && value.references.length > 0 && value.references.every(isOwnBlock);
}

function isOwnBlock({ resource, path }: Reference): boolean {
  return /^aws_(default_)?(vpc|subnet)/.test(resource.type) && /cidr_block/.test(String(path[path.length - 1] ?? ''));
}
