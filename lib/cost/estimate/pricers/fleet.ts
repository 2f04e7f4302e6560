import type { Purchase } from '../../../core';
import type { Bill } from '../bill';
import { purchaseOf } from '../purchase';
import { mapRange, type Range } from '../range';

/** A number of EC2 instances of one or several types. */
export interface Fleet {
  /** Types that may be launched, in their order of preference. */
  readonly types: readonly string[];
  /** How many run. */
  readonly units: Range;
  readonly notes: readonly string[];
}

/** Charges for instances that are bought on demand or under a commitment: the first type that has a price is taken. */
export function chargeOnDemand(bill: Bill, { types, units, notes }: Fleet, purchase: Purchase = committed(bill)): void {
  const priced = types.filter((type) => bill.context.book.price(bill.region, 'ec2', type));
  const [first = types[0] ?? ''] = priced;
  const several = types.length > 1 ? [`the first of ${types.length} types is taken`] : [];
  bill.rent(label(first, units), {
    service: 'ec2',
    table: 'ec2',
    item: first,
    units,
    purchase,
    notes: [...notes, ...several],
  });
}

/**
 * Charges for instances on spot: AWS mixes the types, so the saving is the mean of theirs. It is compared with the first type
 * that has a price, which is what the fleet would launch on demand: larger types of the list carry more, and fewer would run.
 */
export function chargeSpot(bill: Bill, { types, units, notes }: Fleet): void {
  const { book } = bill.context;
  const offers = types.flatMap((type) => {
    const price = book.price(bill.region, 'ec2', type);
    const spot = book.spot(bill.region, type);
    return price && spot ? [{ type, spot, price }] : [];
  });
  const [first] = offers;
  if (first === undefined) {
    chargeOnDemand(
      bill,
      { types, units, notes: [...notes, 'no spot price of these types in the book: priced on demand'] },
      { option: 'on-demand' },
    );
    return;
  }
  const { usd } = first.price;
  const savings = offers.map(({ spot }) => spot.savingsPercent);
  const mean = savings.reduce((sum, percent) => sum + percent, 0) / savings.length;
  bill.spot(label(types.length > 3 ? `${types[0]} and ${types.length - 1} more types` : types.join(' or '), units), {
    price: first.price,
    units,
    // Where no spot capacity is left the fleet runs on demand: that is the high end.
    paid: { low: usd * (1 - Math.max(...savings) / 100), expected: usd * (1 - mean / 100), high: usd },
    notes: [
      ...notes,
      `spot: ${offers.map(({ type, spot }) => `${type} -${spot.savingsPercent} % (taken back ${spot.interruption})`).join(', ')}; their mean, ${Math.round(mean)} %, off ${first.type}`,
      `spot savings: ${first.spot.source}, ${first.spot.asOf}; they move`,
      ...(offers.length < types.length
        ? [`${types.length - offers.length} of ${types.length} types have no price in the book`]
        : []),
    ],
  });
}

function committed(bill: Bill): Purchase {
  const purchase = purchaseOf(bill.resource);
  return purchase.option === 'spot' ? { option: 'on-demand' } : purchase;
}

function label(types: string, units: Range): string {
  const { low, expected, high } = mapRange(units, (value) => Math.round(value * 100) / 100);
  return `${types} × ${expected}${low === high ? '' : ` (${low} to ${high})`}`;
}
