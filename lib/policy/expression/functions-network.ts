import type { Value } from '../graph/value';
import { type AddressRange, formatAddress, formatCidr, parseCidr } from '../net/cidr';
import { toNumber } from './operators';

type Functions = Readonly<Record<string, (args: readonly Value[]) => Value | undefined>>;

/** The `index`-th block of `block` when its prefix grows by `bits`. */
function subnet(block: AddressRange, bits: number, index: number): Value | undefined {
  const size = (block.last - block.first + 1n) >> BigInt(bits);
  if (size < 1n) return undefined;
  const first = block.first + size * BigInt(index);
  return formatCidr({ family: block.family, first, last: first + size - 1n });
}

const withBlock =
  (apply: (block: AddressRange, numbers: number[]) => Value | undefined) => (args: readonly Value[]) => {
    const [cidr, ...rest] = args;
    const block = typeof cidr === 'string' ? parseCidr(cidr) : undefined;
    const numbers = rest.map(toNumber);
    return block && numbers.every((number) => number !== undefined) ? apply(block, numbers) : undefined;
  };

/** Terraform's CIDR functions. */
export const networkFunctions: Functions = {
  cidrsubnet: withBlock((block, [bits = 0, index = 0]) => subnet(block, bits, index)),
  cidrhost: withBlock((block, [host = 0]) => {
    const base = host < 0 ? block.last + 1n : block.first;
    return formatAddress(block.family, base + BigInt(host));
  }),
  cidrnetmask: withBlock((block) =>
    block.family === 4 ? formatAddress(4, (1n << 32n) - (block.last - block.first + 1n)) : undefined,
  ),
  cidrsubnets: withBlock((block, added) => {
    const result: Value[] = [];
    let next = block.first;
    for (const bits of added) {
      const size = (block.last - block.first + 1n) >> BigInt(bits);
      if (size < 1n) return undefined;
      const first = ((next + size - 1n) / size) * size;
      result.push(formatCidr({ family: block.family, first, last: first + size - 1n }));
      next = first + size;
    }
    return result;
  }),
};
