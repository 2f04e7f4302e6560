import { Address4, Address6 } from 'ip-address';
import { ValidationError } from './faults';

/** A block of IPv4 addresses in canonical form: `10.20.0.0/16`, never `10.20.1.0/16` or `0.0.0.0/00`. */
export class Cidr {
  /**
   * @param text `a.b.c.d/n`
   * @throws ValidationError when it is not a canonical IPv4 block; says which block was probably meant
   */
  static parse(text: string): Cidr {
    const fail = (fix: string): ValidationError =>
      new ValidationError('Cidr', [{ prop: 'cidr', expected: 'an IPv4 block such as 10.0.0.0/16', got: text, fix }]);
    const [, address, prefix] = /^(\d+\.\d+\.\d+\.\d+)\/(\d+)$/.exec(text) ?? [];
    if (address === undefined || prefix === undefined || !Address4.isValid(`${address}/${Number(prefix)}`)) {
      throw fail('Write four numbers of 0 to 255, a slash and a prefix length of 0 to 32.');
    }
    const parsed = new Cidr(new Address4(address).bigInt(), Number(prefix));
    if (parsed.toString() !== text) throw fail(`Did you mean ${parsed}?`);
    return parsed;
  }

  /** The first address, as a number. */
  readonly first: bigint;

  private constructor(
    address: bigint,
    /** The prefix length, 0 to 32. */
    readonly prefix: number,
  ) {
    this.first = address - (address % this.size);
  }

  /** How many addresses the block holds. */
  get size(): bigint {
    return 1n << BigInt(32 - this.prefix);
  }

  /** The last address, as a number. */
  get last(): bigint {
    return this.first + this.size - 1n;
  }

  contains(other: Cidr): boolean {
    return this.first <= other.first && other.last <= this.last;
  }

  overlaps(other: Cidr): boolean {
    return this.first <= other.last && other.first <= this.last;
  }

  /**
   * The `index`th block of `prefix` inside this one, counted from 0, like Terraform's `cidrsubnet`.
   *
   * @throws ValidationError when there is no such block
   */
  subnet(prefix: number, index: number): Cidr {
    const count = prefix < this.prefix || prefix > 32 ? 0 : 2 ** (prefix - this.prefix);
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      throw new ValidationError(this.toString(), [
        {
          prop: `subnet /${prefix}`,
          expected: count === 0 ? `a prefix of ${this.prefix} to 32` : `one of ${count} blocks, 0 to ${count - 1}`,
          got: index,
          fix: 'Use a larger block.',
        },
      ]);
    }
    return new Cidr(this.first + (BigInt(index) << BigInt(32 - prefix)), prefix);
  }

  /** True inside RFC 1918 (10/8, 172.16/12, 192.168/16) or the shared space of RFC 6598 (100.64/10). */
  get isPrivate(): boolean {
    return PRIVATE.some((block) => block.contains(this));
  }

  toString(): string {
    return `${Address4.fromBigInt(this.first).correctForm()}/${this.prefix}`;
  }
}

const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'].map((text) => Cidr.parse(text));

/**
 * Checks an IPv6 block and returns it in the compressed lower-case form of RFC 5952.
 *
 * @throws ValidationError when it is not one, or when address bits are set behind the prefix
 */
export function parseIpv6Cidr(text: string): string {
  const fail = (fix: string): ValidationError =>
    new ValidationError('Cidr', [{ prop: 'cidr', expected: 'an IPv6 block such as 2001:db8::/56', got: text, fix }]);
  if (!/\/\d{1,3}$/.test(text) || !Address6.isValid(text)) throw fail('Write an IPv6 address, a slash and 0 to 128.');
  const address = new Address6(text);
  const canonical = `${address.startAddress().correctForm()}/${address.subnetMask}`;
  if (canonical.split('/')[0] !== address.correctForm()) throw fail(`Did you mean ${canonical}?`);
  return canonical;
}
