/** A figure that depends on use: the least, what is expected, the most that is likely. */
export interface Range {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

const ZERO: Range = { low: 0, expected: 0, high: 0 };

/** A figure that is certain. */
export function exactly(value: number): Range {
  return { low: value, expected: value, high: value };
}

/** Either kind as a range. */
export function toRange(value: number | Range): Range {
  return typeof value === 'number' ? exactly(value) : value;
}

/** A range with something done to each of its figures. */
export function mapRange(range: Range, change: (value: number) => number): Range {
  return { low: change(range.low), expected: change(range.expected), high: change(range.high) };
}

/** The sum, figure by figure. */
export function sumRanges(ranges: readonly Range[]): Range {
  const total = { ...ZERO } as { low: number; expected: number; high: number };
  for (const { low, expected, high } of ranges) {
    total.low += low;
    total.expected += expected;
    total.high += high;
  }
  return total;
}

/** The product, figure by figure. */
export function timesRange(a: Range, b: Range): Range {
  return { low: a.low * b.low, expected: a.expected * b.expected, high: a.high * b.high };
}
