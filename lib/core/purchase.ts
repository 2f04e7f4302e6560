import type { TerraformResource } from 'cdktf';

/** How long a commitment lasts. */
export type Term = '1y' | '3y';

/** How a commitment is paid: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ri-payment-options.html */
export type Payment = 'no-upfront' | 'partial-upfront' | 'all-upfront';

/** What a savings plan covers: https://docs.aws.amazon.com/savingsplans/latest/userguide/plan-types.html */
export type SavingsPlanKind = 'compute' | 'ec2-instance' | 'database';

/** How a resource is meant to be paid for. */
export type Purchase =
  | { readonly option: 'on-demand' }
  | { readonly option: 'spot' }
  | { readonly option: 'reserved'; readonly term: Term; readonly payment: Payment }
  | {
      readonly option: 'savings-plan';
      readonly kind: SavingsPlanKind;
      readonly term: Term;
      readonly payment: Payment;
    };

/** Paid by the hour, without a commitment. */
export type OnDemandPurchase = Extract<Purchase, { readonly option: 'on-demand' }>;

/**
 * A reserved DB instance. RDS sells none for three years without a payment upfront.
 *
 * See https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithReservedDBInstances.html
 */
export type DatabaseReservation =
  | { readonly option: 'reserved'; readonly term: '1y'; readonly payment: Payment }
  | { readonly option: 'reserved'; readonly term: '3y'; readonly payment: 'partial-upfront' | 'all-upfront' };

/** A reserved cache node: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.Reserved.html */
export type CacheReservation = Extract<Purchase, { readonly option: 'reserved' }>;

/**
 * A Database Savings Plan: USD an hour for a year, paid month by month. It covers generation 7 and later of RDS, Aurora and
 * ElastiCache for Valkey, and what they have without instances.
 *
 * See https://aws.amazon.com/savingsplans/database-pricing/
 */
export interface DatabaseSavingsPlan {
  /** Which option it is. */
  readonly option: 'savings-plan';
  /** What the plan covers. */
  readonly kind: 'database';
  /** Sold for a year only. */
  readonly term: '1y';
  /** Sold without a payment upfront only. */
  readonly payment: 'no-upfront';
}

/** Paid by the hour. */
export const ON_DEMAND: OnDemandPurchase = { option: 'on-demand' };

/** The one Database Savings Plan that AWS sells. */
export const DATABASE_SAVINGS_PLAN: DatabaseSavingsPlan = {
  option: 'savings-plan',
  kind: 'database',
  term: '1y',
  payment: 'no-upfront',
};

/**
 * Writes how a resource is meant to be paid for beside it into the JSON, as `"//".rampart.purchase`, which Terraform ignores
 * and the estimate reads. On-demand is what a resource without it is.
 */
export function recordPurchase(resource: TerraformResource, purchase: Purchase): void {
  if (purchase.option !== 'on-demand') resource.addOverride('//.rampart.purchase', purchase);
}
