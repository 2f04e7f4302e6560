import { type AddressRange, parseCidr } from './cidr';

/** IPv4 blocks that no address of the internet comes from: private, shared, loopback, link-local, documentation, multicast, reserved. */
const notPublicIpv4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
].map(range);

/** IPv6's global unicast space, the only one that the internet routes. */
const publicIpv6 = range('2000::/3');

/**
 * More public addresses than this is "the world". One /8 is the largest block that one organisation was ever given; in IPv6 a /16
 * is larger than any. A split (`0.0.0.0/1` + `128.0.0.0/1`, sixteen /4, many /8) lies far above.
 */
const worldIpv4 = 1n << 24n;
const worldIpv6 = 1n << 112n;
const allPublicIpv4 = 1n << 32n;

/** How much of the internet a union of ranges admits. */
export interface Reach {
  readonly world: boolean;
  /** For the message: `100 % of public IPv4`. */
  readonly text: string;
}

/** Measures the union of the ranges, over one address family, in public addresses. */
export function reach(ranges: readonly AddressRange[], family: 4 | 6): Reach {
  const union = merge(ranges.filter((candidate) => candidate.family === family));
  if (family === 6) {
    const count = union.reduce((sum, part) => sum + overlap(part, publicIpv6), 0n);
    return { world: count > worldIpv6, text: `${share(count, 1n << 125n)} of global IPv6` };
  }
  const reserved = notPublicIpv4.reduce((sum, block) => sum + size(block), 0n);
  const count = union.reduce(
    (sum, part) => sum + size(part) - notPublicIpv4.reduce((s, block) => s + overlap(part, block), 0n),
    0n,
  );
  return { world: count > worldIpv4, text: `${share(count, allPublicIpv4 - reserved)} of public IPv4` };
}

/** Sorted, disjoint ranges that cover the same addresses; all of one family. */
function merge(ranges: readonly AddressRange[]): AddressRange[] {
  const sorted = [...ranges].sort((a, b) => ascending(a.first, b.first));
  const result: AddressRange[] = [];
  for (const next of sorted) {
    const last = result[result.length - 1];
    if (last && next.first <= last.last + 1n) {
      if (next.last > last.last) result[result.length - 1] = { ...last, last: next.last };
    } else result.push(next);
  }
  return result;
}

function overlap(a: AddressRange, b: AddressRange): bigint {
  if (a.last < b.first || b.last < a.first) return 0n;
  // Math.max and Math.min do not take bigint.
  const [, first = 0n] = [a.first, b.first].sort(ascending);
  const [last = 0n] = [a.last, b.last].sort(ascending);
  return last - first + 1n;
}

function ascending(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function size(block: AddressRange): bigint {
  return block.last - block.first + 1n;
}

function share(count: bigint, all: bigint): string {
  const percent = Number((count * 10_000n) / all) / 100;
  return `${percent >= 99.9 ? 100 : percent} %`;
}

function range(text: string): AddressRange {
  const parsed = parseCidr(text);
  if (!parsed) throw new RangeError(`${text} is no CIDR block`);
  return parsed;
}
