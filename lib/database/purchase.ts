import { checkPurchase, type Faults, type Payment, type Purchase } from '../core';
import { SAVINGS_PLAN_FAMILIES } from './data/savings-plan-families';

/** How long a DB instance is reserved for, and how that is paid. */
export type ReservedOptions =
  | {
      /** A year. */
      readonly term: '1y';
      /** How it is paid. @default 'no-upfront' */
      readonly payment?: Payment;
    }
  | {
      /** Three years. */
      readonly term: '3y';
      /** How it is paid: RDS sells nothing for three years without a payment upfront. @default 'partial-upfront' */
      readonly payment?: 'partial-upfront' | 'all-upfront';
    };

/** True for classes that a Database Savings Plan covers. */
function isCovered(instanceClass: string): boolean {
  const [, family] = instanceClass.split('.');
  return (SAVINGS_PLAN_FAMILIES as readonly (string | undefined)[]).includes(family);
}

/** Adds a fault for a purchase that AWS does not sell for the class, as callers without types may ask for. */
export function checkInstancePurchase(faults: Faults, prop: string, instanceClass: string, purchase: Purchase): void {
  checkPurchase(faults, prop, 'rds-instance', purchase);
  faults.check(purchase.option !== 'savings-plan' || isCovered(instanceClass), {
    prop,
    expected: `reserved or on demand for ${instanceClass}: a Database Savings Plan covers ${SAVINGS_PLAN_FAMILIES.join(', ')} only`,
    got: 'a savings plan',
    fix: `Write reserved('${instanceClass}', { term: '1y' }), or take a class of a covered family.`,
  });
}
