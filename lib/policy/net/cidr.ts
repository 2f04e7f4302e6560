/** A block of addresses, first and last included. Addresses are integers, so that unions and sizes are arithmetic. */
export interface AddressRange {
  readonly family: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * Reads a CIDR block or a single address in any spelling that the AWS provider accepts: blanks around it, a prefix
 * length with leading zeros (`0.0.0.0/00`), host bits set, every IPv6 form. Undefined when it is none, or when a
 * spelling is read differently by different tools (an octet with a leading zero is octal for some).
 */
export function parseCidr(text: string): AddressRange | undefined {
  const [address = '', prefix, ...rest] = text.trim().split('/');
  if (rest.length > 0) return undefined;
  const family = address.includes(':') ? 6 : 4;
  const bits = family === 6 ? 128 : 32;
  const value = family === 6 ? parseIpv6(address) : parseIpv4(address);
  if (value === undefined || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return undefined;
  const length = prefix === undefined ? bits : Number(prefix);
  if (length > bits) return undefined;
  const size = 1n << BigInt(bits - length);
  const first = (value / size) * size;
  return { family, first, last: first + size - 1n };
}

/** Writes a range that is one block as CIDR. */
export function formatCidr(range: AddressRange): string {
  const bits = range.family === 6 ? 128 : 32;
  const host = (range.last - range.first).toString(2).replace(/^0$/, '').length;
  return `${formatAddress(range.family, range.first)}/${bits - host}`;
}

/** Writes one address; IPv6 in full groups with the longest run of zeros shortened. */
export function formatAddress(family: 4 | 6, value: bigint): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => ((value >> BigInt(112 - index * 16)) & 0xffffn).toString(16));
  const text = groups.join(':');
  const runs = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].map((run) => run[0]);
  const longest = runs.sort((a, b) => b.length - a.length)[0];
  if (longest === undefined) return text;
  const at = text.indexOf(longest);
  return `${text.slice(0, at)}::${text.slice(at + longest.length).replace(/^:/, '')}`;
}

function parseIpv4(text: string): bigint | undefined {
  const octets = text.split('.');
  if (octets.length !== 4 || !octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) < 256))
    return undefined;
  return octets.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const mapped = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (mapped) {
    const low = parseIpv4(mapped[2] ?? '');
    return low === undefined
      ? undefined
      : parseIpv6(`${mapped[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`);
  }
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - head.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<string>(missing).fill('0'), ...(tail ?? [])];
  if (!groups.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}
