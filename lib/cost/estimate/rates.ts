import type { Payment, Purchase, Term } from '../../core';
import type { CommitmentKind, PriceBook } from '../prices/book';
import type { Rent } from './line';

/** What an hour costs under a purchase option. */
export interface Rate {
  /** USD an hour of one unit. */
  readonly usd: number;
  /** USD paid at the beginning, for one unit. */
  readonly upfront: number;
  /** True for a commitment, which is paid for whether it is used or not. */
  readonly committed: boolean;
  /** What was assumed, with source and date. */
  readonly assumption: string;
}

type Rented = Pick<Rent, 'service' | 'region' | 'table' | 'item' | 'usdPerHour'>;

/** What paying early takes off the no-upfront rate where the book has only that: from two full examples of AWS's price list. */
const UPFRONT_RATIO: { readonly [key: string]: number } = {
  '1y/partial-upfront': 0.952,
  '1y/all-upfront': 0.933,
  '3y/partial-upfront': 0.926,
  '3y/all-upfront/standard-ri': 0.87,
  '3y/all-upfront/convertible-ri': 0.907,
};

/** Headline discounts of database savings plans, in percent; AWS publishes no table that could be read. */
const DATABASE_PLAN = {
  provisioned: 20,
  serverless: 35,
  source: 'headline figures of 2025-12: up to 20 % provisioned, up to 35 % serverless',
};

/** What an hour costs as a purchase option says; undefined when the book has no price for it. */
export function rateOf(book: PriceBook, rent: Rented, purchase: Purchase): Rate | undefined {
  switch (purchase.option) {
    case 'on-demand':
      return { usd: rent.usdPerHour, upfront: 0, committed: false, assumption: '' };
    case 'spot':
      return spotRate(book, rent);
    case 'reserved':
      return reservedRate(book, rent, purchase.term, purchase.payment);
    case 'savings-plan':
      if (purchase.kind === 'database') return databasePlanRate(rent, purchase.term, purchase.payment);
      // AWS pairs them by ceiling: a compute plan with convertible reservations, an EC2 instance plan with standard ones.
      if (rent.service !== 'ec2') return undefined;
      return ec2Rate(
        book,
        rent,
        purchase.kind === 'compute' ? 'convertible-ri' : 'standard-ri',
        purchase.term,
        purchase.payment,
        'rate taken as equal to the reservation’s: AWS’s plan rates are in no source',
      );
  }
}

function spotRate(book: PriceBook, rent: Rented): Rate | undefined {
  const spot = rent.service === 'ec2' ? book.spot(rent.region, rent.item) : undefined;
  if (!spot) return undefined;
  return {
    usd: rent.usdPerHour * (1 - spot.savingsPercent / 100),
    upfront: 0,
    committed: false,
    assumption: `${rent.item} on spot: ${spot.savingsPercent} % below on-demand, taken back ${spot.interruption} a month (${spot.source}, ${spot.asOf}); spot prices move`,
  };
}

function reservedRate(book: PriceBook, rent: Rented, term: Term, payment: Payment): Rate | undefined {
  if (rent.service === 'ec2') return ec2Rate(book, rent, 'standard-ri', term, payment, '');
  const kind = rent.service === 'rds' ? 'reserved-instance' : 'reserved-node';
  const price = book.commitment(rent.region, rent.table, kind, term, payment, rent.item);
  return (
    price && {
      ...pick(price),
      committed: true,
      assumption: `${kind} ${term} ${payment}: ${price.source}, ${price.asOf}`,
    }
  );
}

function ec2Rate(
  book: PriceBook,
  rent: Rented,
  kind: CommitmentKind,
  term: Term,
  payment: Payment,
  remark: string,
): Rate | undefined {
  const exact = book.commitment(rent.region, rent.table, kind, term, payment, rent.item);
  if (exact)
    return {
      ...pick(exact),
      committed: true,
      assumption: `${kind} ${term} ${payment}: ${exact.source}, ${exact.asOf}${remark && `; ${remark}`}`,
    };
  const base = book.commitment(rent.region, rent.table, kind, term, 'no-upfront', rent.item);
  const ratio = UPFRONT_RATIO[`${term}/${payment}/${kind}`] ?? UPFRONT_RATIO[`${term}/${payment}`];
  if (!base || ratio === undefined) return undefined;
  const usd = base.usd * ratio;
  const hours = term === '1y' ? 8_760 : 26_280;
  return {
    usd,
    upfront: usd * hours * (payment === 'all-upfront' ? 1 : 0.5),
    committed: true,
    assumption: `${kind} ${term}: the no-upfront rate (${base.source}, ${base.asOf}) × ${ratio} for ${payment}${remark && `; ${remark}`}`,
  };
}

/** https://aws.amazon.com/savingsplans/database-pricing/: one year, no upfront, 7th generation and newer. */
function databasePlanRate(rent: Rented, term: Term, payment: Payment): Rate | undefined {
  if (term !== '1y' || payment !== 'no-upfront') return undefined;
  const serverless = rent.service === 'aurora-serverless';
  const provisioned =
    (rent.service === 'rds' || rent.table === 'elasticache/valkey') && /\.[a-z]+([7-9]|\d\d)/.test(rent.item);
  if (!serverless && !provisioned) return undefined;
  const percent = serverless ? DATABASE_PLAN.serverless : DATABASE_PLAN.provisioned;
  return {
    usd: rent.usdPerHour * (1 - percent / 100),
    upfront: 0,
    committed: true,
    assumption: `database savings plan: ${percent} % taken (${DATABASE_PLAN.source})`,
  };
}

function pick({ usd, upfront }: { readonly usd: number; readonly upfront: number }): { usd: number; upfront: number } {
  return { usd, upfront };
}
