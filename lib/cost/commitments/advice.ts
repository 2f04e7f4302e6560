import type { Payment, Purchase, Term } from '../../core';
import { HOURS_PER_MONTH, type Rent } from '../estimate/line';
import { describePurchase } from '../estimate/purchase';
import { rateOf } from '../estimate/rates';
import type { CostLine, Estimate } from '../estimate/result';
import { PriceBook } from '../prices/book';

/** Options of {@link adviseCommitments}. */
export interface AdviceOptions {
  /** How long to commit where nothing is declared. @default '1y' */
  readonly term?: Term | undefined;
  /** How to pay where nothing is declared. @default 'no-upfront' */
  readonly payment?: Payment | undefined;
  /** Percent of what is certain to run that is to be covered, 1 to 100. @default 100 */
  readonly coveragePercent?: number | undefined;
  /** Files of `rampart prices refresh`. @default the built-in prices alone */
  readonly prices?: string | undefined;
}

/** One thing to buy. */
export interface Advice {
  /** The stack whose load it covers. */
  readonly stack: string;
  /** Such as `2 × cache.m7g.large valkey` or `USD 0.31/hour`. */
  readonly buy: string;
  /** Such as `reserved 1y no-upfront` or `compute savings plan 1y no-upfront`. */
  readonly as: string;
  /** What it would cover. */
  readonly covers: readonly string[];
  /** USD paid at the beginning. */
  readonly upfront: number;
  /** USD a month, the upfront payment spread over the term. */
  readonly monthly: number;
  /** USD a month for the same on demand. */
  readonly onDemandMonthly: number;
  /** The month of the term from which on it has paid off, even if nothing of it ran any more. */
  readonly breakEvenMonth: number;
  /** Months of the term. */
  readonly termMonths: number;
  /** Percent of the hours that run as expected which it and what is owned would cover. */
  readonly coveragePercent: number;
  /** Percent of it that is used as things are expected to run. */
  readonly utilisationPercent: number;
  /** It loses money while less than this percent of it is used. */
  readonly losesBelowPercent: number;
  /** How the price was obtained. */
  readonly assumption: string;
}

/** What to buy for the stacks of an estimate, and what no advice could be given for. */
export interface CommitmentReport {
  /** What to buy, the largest saving first. */
  readonly advice: readonly Advice[];
  /** Steady load that no commitment of the book covers, and why. */
  readonly left: readonly string[];
  /** USD a month that all of it would save. */
  readonly savesMonthly: number;
}

/** A line, and what of it is to be bought for. */
interface Wanted {
  readonly address: string;
  readonly line: CostLine;
  readonly rent: Rent;
  readonly purchase: Purchase;
  /** Units that are certain to run and that nothing covers yet. */
  readonly units: number;
}

/**
 * What to buy for what runs all the time and is not covered: as its purchase is declared, else as the options say. Only what is
 * certain is counted: the least size of a group that scales, and nothing that is switched off at night.
 */
export function adviseCommitments(estimate: Estimate, stage: string, options: AdviceOptions = {}): CommitmentReport {
  const book = new PriceBook(options.prices);
  const left: string[] = [];
  const groups = new Map<string, Wanted[]>();
  const stacks = new Set(estimate.stacks.filter((stack) => stack.stage === stage).map(({ name }) => name));
  for (const { stack, address, lines } of estimate.resources) {
    if (!stacks.has(stack)) continue;
    for (const line of lines) {
      const wanted = wants(address, line, options);
      if (!wanted) continue;
      if (wanted.rent.hours < HOURS_PER_MONTH) {
        left.push(
          `${stack}/${address}: ${line.label}: runs ${Math.round(wanted.rent.hours)} of ${HOURS_PER_MONTH} hours, on demand is right`,
        );
        continue;
      }
      const purchase = sold(book, wanted.rent, wanted.purchase);
      if (!purchase) {
        left.push(`${stack}/${address}: ${line.label}: the price book has no commitment for ${wanted.rent.item}`);
        continue;
      }
      const key = [
        stack,
        describePurchase(purchase),
        purchase.option === 'savings-plan' ? '' : `${wanted.rent.table} ${wanted.rent.item}`,
      ].join('|');
      groups.set(key, [...(groups.get(key) ?? []), { ...wanted, purchase }]);
    }
  }
  const advice = [...groups].flatMap(([key, wanted]) => adviceFor(book, key.split('|')[0] ?? '', wanted) ?? []);
  return {
    advice,
    left,
    savesMonthly: advice.reduce((sum, each) => sum + each.onDemandMonthly - each.monthly, 0),
  };
}

function wants(address: string, line: CostLine, options: AdviceOptions): Wanted | undefined {
  const { rent, coveredShare = 0 } = line;
  if (!rent || rent.units === 0) return undefined;
  // What is owned covers the certain part first.
  const open = Math.max(0, rent.steadyUnits - rent.units * coveredShare) * ((options.coveragePercent ?? 100) / 100);
  if (open < 0.005) return undefined;
  return { address, line, rent, purchase: parse(line.purchase) ?? preferred(rent, options), units: open };
}

/** A savings plan where the service has one, so that instances can be exchanged; reservations for data, which stays what it is. */
function preferred(rent: Rent, { term = '1y', payment = 'no-upfront' }: AdviceOptions): Purchase {
  if (rent.service === 'ec2') return { option: 'savings-plan', kind: 'compute', term, payment };
  if (rent.service === 'aurora-serverless')
    return { option: 'savings-plan', kind: 'database', term: '1y', payment: 'no-upfront' };
  return { option: 'reserved', term, payment };
}

/** Reads what {@link describePurchase} wrote; undefined for on-demand. */
function parse(text: string): Purchase | undefined {
  const plan = /^(compute|ec2-instance|database) savings plan (1y|3y) (\S+)$/.exec(text);
  if (plan) return { option: 'savings-plan', kind: plan[1], term: plan[2], payment: plan[3] } as Purchase;
  const reserved = /^reserved (1y|3y) (\S+)$/.exec(text);
  return reserved ? ({ option: 'reserved', term: reserved[1], payment: reserved[2] } as Purchase) : undefined;
}

/** The purchase, or what AWS sells in its place for that class: a database savings plan covers what has no reservation. */
function sold(book: PriceBook, rent: Rent, purchase: Purchase): Purchase | undefined {
  if (rateOf(book, rent, purchase)) return purchase;
  const plan: Purchase = { option: 'savings-plan', kind: 'database', term: '1y', payment: 'no-upfront' };
  return rateOf(book, rent, plan) ? plan : undefined;
}

function adviceFor(book: PriceBook, stack: string, wanted: readonly Wanted[]): Advice | undefined {
  const [first] = wanted;
  if (!first || first.purchase.option === 'on-demand' || first.purchase.option === 'spot') return undefined;
  const { purchase } = first;
  const plan = purchase.option === 'savings-plan';
  const rated = wanted.flatMap((each) => {
    const rate = rateOf(book, each.rent, purchase);
    return rate ? [{ ...each, rate }] : [];
  });
  // Reservations are sold whole: what is certain is rounded down, but a single one that runs is worth one.
  const total = rated.reduce((sum, { units }) => sum + units, 0);
  const count = Math.max(1, Math.floor(total + 0.005));
  const scale = plan ? 1 : count / total;
  const monthly = sum(rated, ({ units, rate }) => units * rate.usd * HOURS_PER_MONTH) * scale;
  const onDemandMonthly = sum(rated, ({ units, rent }) => units * rent.usdPerHour * HOURS_PER_MONTH) * scale;
  const running = sum(rated, ({ rent }) => rent.units);
  const owned = sum(rated, ({ rent, line }) => rent.units * (line.coveredShare ?? 0));
  const termMonths = purchase.term === '1y' ? 12 : 36;
  return {
    stack,
    buy: plan
      ? `USD ${(monthly / HOURS_PER_MONTH).toFixed(3)}/hour`
      : `${count} × ${first.rent.item}${engineOf(first.rent)}`,
    as: describePurchase(purchase),
    covers: rated.map(({ address, line }) => `${address} (${line.label})`),
    upfront: sum(rated, ({ units, rate }) => units * rate.upfront) * scale,
    monthly,
    onDemandMonthly,
    breakEvenMonth: Math.min(termMonths, Math.ceil((monthly * termMonths) / onDemandMonthly)),
    termMonths,
    coveragePercent: Math.min(100, ((owned + total * scale) / running) * 100),
    utilisationPercent: Math.min(100, (running / (owned + total * scale)) * 100),
    losesBelowPercent: (monthly / onDemandMonthly) * 100,
    assumption: rated[0]?.rate.assumption ?? '',
  };
}

function sum<T>(items: readonly T[], pick: (item: T) => number): number {
  return items.reduce((total, item) => total + pick(item), 0);
}

/** ` postgres Multi-AZ`, ` valkey`; nothing for EC2. */
function engineOf({ table }: Rent): string {
  const [, engine, deployment] = table.split('/');
  const zones = deployment === 'multi-az' ? ' Multi-AZ' : deployment === 'single-az' ? ' Single-AZ' : '';
  return engine === undefined ? '' : ` ${engine}${zones}`;
}
