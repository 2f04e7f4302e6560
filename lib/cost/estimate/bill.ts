import type { Purchase } from '../../core';
import type { Resource } from '../../policy/graph';
import type { Price } from '../prices/price';
import type { Context } from './context';
import { type Gap, HOURS_PER_MONTH, type Line, type Rent } from './line';
import { describePurchase, noteOf, purchaseOf } from './purchase';
import { exactly, mapRange, type Range, timesRange, toRange } from './range';
import { rateOf } from './rates';
import type { UsageKey } from './usage';

/** What {@link Bill.rent} takes. */
export interface Renting {
  readonly service: Rent['service'];
  readonly table: string;
  readonly item: string;
  /** How many run while they run. @default 1 */
  readonly units?: number | Range;
  /** How it is bought. @default what is noted beside the resource */
  readonly purchase?: Purchase;
  readonly notes?: readonly string[];
}

/** What {@link Bill.spot} takes. */
export interface Spotted {
  /** The list price that the fleet is compared with. */
  readonly price: Price;
  readonly units: Range;
  readonly paid: Range;
  readonly notes: readonly string[];
}

/** The charges of one resource, collected by its pricer. */
export class Bill {
  readonly lines: Line[] = [];
  readonly gaps: Gap[] = [];

  constructor(
    readonly resource: Resource,
    readonly context: Context,
    readonly region: string,
  ) {}

  /** Charges for a quantity at the list price. Where the book has no price it is a gap, unless nothing is expected to be used. */
  charge(label: string, table: string, item: string, quantity: number | Range, ...notes: readonly string[]): void {
    const range = toRange(quantity);
    const price = this.context.book.price(this.region, table, item);
    if (!price) {
      this.gap(label, this.noPrice(table, item), false, range);
      return;
    }
    const usd = mapRange(range, (value) => value * price.usd);
    this.lines.push({
      label,
      quantity: range,
      unit: price.unit,
      price,
      onDemand: usd,
      declared: usd,
      purchase: 'on-demand',
      assumptions: price.quality === undefined ? notes : [...notes, `price ${price.quality}`],
    });
  }

  /** Charges for each hour of a month that something exists. */
  hourly(label: string, table: string, item: string, count: number | Range = 1, ...notes: readonly string[]): void {
    if (!this.context.book.price(this.region, table, item)) {
      this.gaps.push({ what: label, reason: this.noPrice(table, item), hourly: true });
      return;
    }
    this.charge(
      label,
      table,
      item,
      mapRange(toRange(count), (value) => value * HOURS_PER_MONTH),
      ...notes,
    );
  }

  /** Charges the resource's share of a figure of use. @param per how many units of use are one unit of the price */
  used(label: string, table: string, item: string, key: UsageKey, per = 1, among?: number): void {
    const { range, note } = this.context.share(this.resource, key, among);
    this.charge(
      label,
      table,
      item,
      mapRange(range, (value) => value / per),
      note,
    );
  }

  /** Charges for something rented by the hour, as it is declared to be bought and to run. */
  rent(label: string, renting: Renting): void {
    const { table, item, notes = [] } = renting;
    const price = this.context.book.price(this.region, table, item);
    if (!price) {
      this.gaps.push({ what: label, reason: this.noPrice(table, item), hourly: true });
      return;
    }
    const units = toRange(renting.units ?? 1);
    const hours = runningHours(this.resource);
    const rent: Rent = {
      service: renting.service,
      region: this.region,
      table,
      item,
      units: units.expected,
      steadyUnits: units.low,
      hours,
      usdPerHour: price.usd,
    };
    const purchase = renting.purchase ?? purchaseOf(this.resource);
    const rate = rateOf(this.context.book, rent, purchase);
    const assumptions = [...notes, ...(price.quality === undefined ? [] : [`price ${price.quality}`])];
    if (hours < HOURS_PER_MONTH) assumptions.push(`runs ${Math.round(hours)} of ${HOURS_PER_MONTH} hours`);
    if (rate?.assumption) assumptions.push(rate.assumption);
    if (!rate) assumptions.push(`no price of ${describePurchase(purchase)} in the book: priced on demand`);
    const paidHours = rate?.committed ? HOURS_PER_MONTH : hours;
    this.lines.push({
      label,
      quantity: mapRange(units, (value) => value * HOURS_PER_MONTH),
      unit: price.unit,
      price,
      onDemand: mapRange(units, (value) => value * HOURS_PER_MONTH * price.usd),
      declared: mapRange(units, (value) => value * paidHours * (rate?.usd ?? price.usd)),
      purchase: rate ? describePurchase(purchase) : 'on-demand',
      assumptions,
      // What is bought by the minute on spot is no object of a commitment.
      rent: purchase.option === 'spot' && rate ? undefined : rent,
    });
  }

  /** Charges for instances on spot. @param paid USD an hour of one */
  spot(label: string, { price, units, paid, notes }: Spotted): void {
    const hours = runningHours(this.resource);
    const running = hours < HOURS_PER_MONTH ? [`runs ${Math.round(hours)} of ${HOURS_PER_MONTH} hours`] : [];
    this.lines.push({
      label,
      quantity: mapRange(units, (value) => value * HOURS_PER_MONTH),
      unit: price.unit,
      price,
      onDemand: mapRange(units, (value) => value * HOURS_PER_MONTH * price.usd),
      declared: timesRange(
        units,
        mapRange(paid, (value) => value * hours),
      ),
      purchase: 'spot',
      assumptions: [...notes, ...running],
    });
  }

  /** Notes what cannot be priced; a quantity that is expected to be nothing is left at that. */
  gap(what: string, reason: string, hourly: boolean, quantity: Range = exactly(1)): void {
    if (quantity.expected > 0) this.gaps.push({ what, reason, hourly });
  }

  private noPrice(table: string, item: string): string {
    return this.context.book.has(this.region)
      ? `the price book has no ${table}/${item} of ${this.region}`
      : `the price book has nothing of ${this.region}: run \`rampart prices refresh --region ${this.region}\``;
  }
}

/** Hours of a month that a resource runs, by the schedule noted beside it. */
function runningHours(resource: Resource): number {
  const { hoursPerMonth } = noteOf(resource, 'schedule');
  return typeof hoursPerMonth === 'number' && hoursPerMonth >= 0
    ? Math.min(hoursPerMonth, HOURS_PER_MONTH)
    : HOURS_PER_MONTH;
}
