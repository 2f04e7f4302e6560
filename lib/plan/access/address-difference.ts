import { type AddressRange, formatCidr, type Opening, reach } from '../../policy/net';

/** Addresses that get to ports that they did not get to before. */
export interface Widening {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly ranges: readonly AddressRange[];
  /** The opening after which it is so. */
  readonly opening: Opening;
}

/**
 * What openings admit that others did not: sets of addresses are compared, not texts, so a range that is split, merged or
 * moved to another rule is no change.
 */
export function widenings(before: readonly Opening[], after: readonly Opening[]): readonly Widening[] {
  return after.flatMap((opening) => {
    const relevant = before.filter((old) => old.protocol === 'all' || old.protocol === opening.protocol);
    return segments(opening, relevant).flatMap(({ from, to }) => {
      const covering = relevant.filter((old) => old.protocol === 'all' || (old.from <= from && to <= old.to));
      const ranges = subtract(
        opening.ranges,
        covering.flatMap((old) => old.ranges),
      );
      return ranges.length === 0 ? [] : [{ protocol: opening.protocol, from, to, ranges, opening }];
    });
  });
}

/** The ports of an opening, cut where another opening begins or ends; neighbours with the same answer are told apart all the same. */
function segments(
  opening: Opening,
  others: readonly Opening[],
): readonly { readonly from: number; readonly to: number }[] {
  const { from, to } = opening;
  const overlapping = others.filter((old) => old.from <= to && from <= old.to);
  const cuts = overlapping.flatMap((old) => [old.from, old.to + 1]).filter((cut) => from < cut && cut <= to);
  const starts = [...new Set([from, ...cuts])].sort((a, b) => a - b);
  return starts.map((start, index) => ({ from: start, to: (starts[index + 1] ?? to + 1) - 1 }));
}

/** The addresses of some ranges that are in none of the others. */
function subtract(ranges: readonly AddressRange[], others: readonly AddressRange[]): readonly AddressRange[] {
  return others.reduce<readonly AddressRange[]>(
    (left, other) =>
      left.flatMap((range) => {
        if (range.family !== other.family || other.last < range.first || range.last < other.first) return [range];
        const parts: AddressRange[] = [];
        if (range.first < other.first) parts.push({ ...range, last: other.first - 1n });
        if (other.last < range.last) parts.push({ ...range, first: other.last + 1n });
        return parts;
      }),
    ranges,
  );
}

/** Whether ranges hold so much of the internet that it is everybody. */
export function isEverybody(ranges: readonly AddressRange[]): boolean {
  return ([4, 6] as const).some((family) => reach(ranges, family).world);
}

/** Ranges in words: `203.0.113.0/24 (256 addresses)`, `the internet`. */
export function rangesText(ranges: readonly AddressRange[]): string {
  const families = ([4, 6] as const).filter((family) => reach(ranges, family).world);
  if (families.length > 0) return `the internet (${families.map((family) => reach(ranges, family).text).join(', ')})`;
  const shown = ranges.slice(0, 4).map(rangeText);
  return `${shown.join(', ')}${ranges.length > shown.length ? ` and ${ranges.length - shown.length} more ranges` : ''}`;
}

function rangeText(range: AddressRange): string {
  const count = range.last - range.first + 1n;
  const isBlock = (count & (count - 1n)) === 0n && range.first % count === 0n;
  const text = isBlock
    ? formatCidr(range)
    : `${formatCidr({ ...range, last: range.first })}–${formatCidr({ ...range, first: range.last })}`;
  return count === 1n ? text : `${text} (${count.toLocaleString('en')} addresses)`;
}
