import type { Faults } from './faults';
import { DATABASE_SAVINGS_PLAN, ON_DEMAND, type Payment, type Purchase, type Term } from './purchase';

const PAYMENTS: readonly Payment[] = ['no-upfront', 'partial-upfront', 'all-upfront'];

/**
 * How AWS sells what the library makes, by service, seen 2026-11-21:
 * https://aws.amazon.com/rds/reserved-instances/, https://aws.amazon.com/elasticache/reserved-cache-nodes/,
 * https://aws.amazon.com/savingsplans/database-pricing/, https://docs.aws.amazon.com/savingsplans/latest/userguide/plan-types.html
 */
const OFFERS = {
  'ec2-instance': [
    ON_DEMAND,
    { option: 'spot' },
    ...reserved('1y', PAYMENTS),
    ...reserved('3y', PAYMENTS),
    ...(['compute', 'ec2-instance'] as const).flatMap((kind) =>
      (['1y', '3y'] as const).flatMap((term) =>
        PAYMENTS.map((payment): Purchase => ({ option: 'savings-plan', kind, term, payment })),
      ),
    ),
  ],
  'rds-instance': [
    ON_DEMAND,
    ...reserved('1y', PAYMENTS),
    ...reserved('3y', ['partial-upfront', 'all-upfront']),
    DATABASE_SAVINGS_PLAN,
  ],
  'rds-serverless': [ON_DEMAND, DATABASE_SAVINGS_PLAN],
  'elasticache-node': [ON_DEMAND, ...reserved('1y', PAYMENTS), ...reserved('3y', PAYMENTS), DATABASE_SAVINGS_PLAN],
  'elasticache-serverless': [ON_DEMAND, DATABASE_SAVINGS_PLAN],
} as const satisfies Record<string, readonly Purchase[]>;

/** What AWS sells in a way of its own. */
export type PurchasedService = keyof typeof OFFERS;

function reserved(term: Term, payments: readonly Payment[]): Purchase[] {
  return payments.map((payment) => ({ option: 'reserved', term, payment }));
}

/** `reserved 3y partial-upfront`, as messages and reports write a purchase. */
export function describePurchase(purchase: Purchase): string {
  if (purchase.option === 'reserved') return `reserved ${purchase.term} ${purchase.payment}`;
  if (purchase.option !== 'savings-plan') return String(purchase.option);
  return `savings-plan ${purchase.kind} ${purchase.term} ${purchase.payment}`;
}

/** Adds a fault for a purchase that AWS does not sell, as callers without types may ask for. */
export function checkPurchase(faults: Faults, prop: string, service: PurchasedService, purchase: Purchase): void {
  const sold = OFFERS[service].map(describePurchase);
  faults.check(sold.includes(describePurchase(purchase)), {
    prop,
    expected: `sold for ${service} as one of ${sold.join(', ')}`,
    got: describePurchase(purchase),
    fix: 'Take one of these.',
  });
}
