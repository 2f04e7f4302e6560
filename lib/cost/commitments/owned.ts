import type { Purchase } from '../../core';
import { HOURS_PER_MONTH, type Line, type Rent } from '../estimate/line';
import { rateOf } from '../estimate/rates';
import type { PriceBook } from '../prices/book';
import { type BoughtCommitment, type BoughtSavingsPlan, describeCommitment, isActive } from './inventory';
import { sizeOf } from './size';

/** What bought commitments do to one line. */
export interface Coverage {
  /** USD a month: what is covered at the commitment's rate, the rest on demand. */
  readonly usd: number;
  /** Part of its running hours that is covered, 0 to 1. */
  readonly share: number;
}

/** What an inventory of bought commitments covers. */
export interface Owned {
  readonly lines: ReadonlyMap<Line, Coverage>;
  /** USD a month for what is paid and covers nothing. */
  readonly unusedMonthly: number;
  /** Each commitment with the part of it that is used, 0 to 1; undefined when the book has no price for it. */
  readonly used: ReadonlyMap<BoughtCommitment, number | undefined>;
  /** What could not be counted, and why. */
  readonly remarks: readonly string[];
}

interface Open {
  readonly line: Line;
  readonly rent: Rent;
  /** Unit-hours of a month that nothing covers yet. */
  left: number;
  covered: number;
  paid: number;
}

/**
 * Applies an inventory to what runs, as AWS does: reservations first, the size of a family in proportion; then savings plans,
 * where they save most. A commitment is paid whether it is used or not.
 */
export function applyInventory(
  lines: readonly Line[],
  inventory: readonly BoughtCommitment[],
  book: PriceBook,
  now: Date,
): Owned {
  const open = lines.flatMap((line): Open[] =>
    line.rent ? [{ line, rent: line.rent, left: line.rent.units * line.rent.hours, covered: 0, paid: 0 }] : [],
  );
  const used = new Map<BoughtCommitment, number | undefined>();
  const remarks: string[] = [];
  let unusedMonthly = 0;
  const active = inventory.filter((commitment) => {
    if (isActive(commitment, now)) return true;
    remarks.push(`${describeCommitment(commitment)}: not in force today`);
    return false;
  });
  const order = [...active].sort((a, b) => Number(a.bought === 'savings-plan') - Number(b.bought === 'savings-plan'));
  for (const commitment of order) {
    const result =
      commitment.bought === 'savings-plan'
        ? applyPlan(open, commitment, book)
        : applyReservation(open, commitment, book);
    if (result === undefined)
      remarks.push(`${describeCommitment(commitment)}: the price book has no price for it, so it covers nothing here`);
    used.set(commitment, result?.used);
    unusedMonthly += result?.unused ?? 0;
  }
  const coverage = new Map(
    open.map(({ line, rent, left, covered, paid }): [Line, Coverage] => [
      line,
      { usd: paid + left * rent.usdPerHour, share: covered + left === 0 ? 0 : covered / (covered + left) },
    ]),
  );
  return { lines: coverage, unusedMonthly, used, remarks };
}

interface Applied {
  readonly used: number;
  readonly unused: number;
}

function applyReservation(
  open: readonly Open[],
  commitment: Exclude<BoughtCommitment, BoughtSavingsPlan>,
  book: PriceBook,
): Applied | undefined {
  const { table, item } = target(commitment);
  const { family, weight } = sizeOf(item);
  const fits = open.filter(({ rent }) => tableOf(rent.table) === tableOf(table) && sizeOf(rent.item).family === family);
  const region = fits[0]?.rent.region ?? open[0]?.rent.region;
  if (region === undefined) return { used: 0, unused: 0 };
  const service = commitment.bought === 'database' ? 'rds' : commitment.bought === 'cache' ? 'elasticache' : 'ec2';
  const rate = rateOf(
    book,
    { service, region, table, item, usdPerHour: 0 },
    { option: 'reserved', term: commitment.term, payment: commitment.payment },
  );
  if (!rate || weight === 0) return undefined;
  const own = weight * copiesOf(table);
  const capacity = commitment.count * own * HOURS_PER_MONTH;
  const perWeight = rate.usd / own;
  let left = capacity;
  for (const entry of fits) {
    const each = sizeOf(entry.rent.item).weight * copiesOf(entry.rent.table);
    const hours = each === 0 ? 0 : Math.min(entry.left, left / each);
    entry.left -= hours;
    entry.covered += hours;
    entry.paid += hours * each * perWeight;
    left -= hours * each;
  }
  return { used: 1 - left / capacity, unused: left * perWeight };
}

/** A reservation of a Multi-AZ instance is worth two of Single-AZ. */
function copiesOf(table: string): number {
  return table.endsWith('/multi-az') ? 2 : 1;
}

/** Tables between which a reservation moves: single and Multi-AZ of one engine. */
function tableOf(table: string): string {
  return table.replace(/\/(single|multi)-az$/, '');
}

function target(commitment: Exclude<BoughtCommitment, BoughtSavingsPlan>): {
  readonly table: string;
  readonly item: string;
} {
  switch (commitment.bought) {
    case 'database': {
      const deployment = commitment.engine.startsWith('aurora')
        ? 'aurora-standard'
        : commitment.multiAz
          ? 'multi-az'
          : 'single-az';
      return { table: `rds/${commitment.engine}/${deployment}`, item: commitment.class };
    }
    case 'cache':
      return { table: `elasticache/${commitment.engine}`, item: commitment.nodeType };
    case 'instance':
      return { table: 'ec2', item: commitment.type };
  }
}

function applyPlan(open: readonly Open[], commitment: BoughtSavingsPlan, book: PriceBook): Applied | undefined {
  const { kind, term, payment, usdPerHour } = commitment;
  const purchase: Purchase = { option: 'savings-plan', kind, term, payment };
  const offers = open
    .flatMap((entry) => {
      const rate = rateOf(book, entry.rent, purchase);
      return rate ? [{ entry, usd: rate.usd, saves: 1 - rate.usd / entry.rent.usdPerHour }] : [];
    })
    .sort((a, b) => b.saves - a.saves);
  let left = usdPerHour * HOURS_PER_MONTH;
  for (const { entry, usd } of offers) {
    const hours = Math.min(entry.left, left / usd);
    entry.left -= hours;
    entry.covered += hours;
    entry.paid += hours * usd;
    left -= hours * usd;
  }
  return { used: 1 - left / (usdPerHour * HOURS_PER_MONTH), unused: left };
}
