import {
  DATABASE_SAVINGS_PLAN,
  type DatabaseReservation,
  type DatabaseSavingsPlan,
  ON_DEMAND,
  type OnDemandPurchase,
} from '../core';
import { INSTANCE_CLASSES } from './data/instance-classes';
import type { SAVINGS_PLAN_FAMILIES } from './data/savings-plan-families';
import type { Engine } from './engine';
import type { ReservedOptions } from './purchase';

/** A DB instance class such as `db.t4g.medium`. */
export type InstanceClass = keyof typeof INSTANCE_CLASSES;

/** A class that a Database Savings Plan covers: generation 7 and later. */
export type SavingsPlanClass = Extract<InstanceClass, `db.${(typeof SAVINGS_PLAN_FAMILIES)[number]}.${string}`>;

/** An instance class and how it is paid for. */
export type Capacity =
  | {
      /** How it is paid for. */
      readonly purchase: OnDemandPurchase | DatabaseReservation;
      /** The class. */
      readonly instanceClass: InstanceClass;
    }
  | {
      /** How it is paid for. */
      readonly purchase: DatabaseSavingsPlan;
      /** The class. */
      readonly instanceClass: SavingsPlanClass;
    };

/** A class paid by the hour, without a commitment. */
export function onDemand(instanceClass: InstanceClass): Capacity {
  return { purchase: ON_DEMAND, instanceClass };
}

/**
 * A class of which an instance is reserved: a lower price, due for one or three years whether it runs or not. For the steady
 * base of prod; what comes and goes, or is off at night, is cheaper by the hour.
 *
 * See https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithReservedDBInstances.html
 */
export function reserved(instanceClass: InstanceClass, options: ReservedOptions): Capacity {
  if (options.term === '1y') {
    return { purchase: { option: 'reserved', term: '1y', payment: options.payment ?? 'no-upfront' }, instanceClass };
  }
  const { term, payment = 'partial-upfront' } = options;
  return { purchase: { option: 'reserved', term, payment }, instanceClass };
}

/**
 * A class paid under a Database Savings Plan: so many USD an hour for a year, which follow the database to another size, engine
 * or region. Sold for generation 7 and later, for a year, without a payment upfront.
 *
 * See https://docs.aws.amazon.com/savingsplans/latest/userguide/plan-types.html
 */
export function savingsPlan(instanceClass: SavingsPlanClass): Capacity {
  return { purchase: DATABASE_SAVINGS_PLAN, instanceClass };
}

/** Memory of a class in GiB. */
export function memoryGibibytes(instanceClass: InstanceClass): number {
  return INSTANCE_CLASSES[instanceClass][1];
}

/** True for classes that earn and spend CPU credits. */
export function isBurstable(instanceClass: InstanceClass): boolean {
  return instanceClass.startsWith('db.t');
}

/** True when AWS sells the class for the engine; unknown classes are not sold. */
export function isOffered(instanceClass: InstanceClass, { name }: Engine): boolean {
  const [, , offer] = INSTANCE_CLASSES[instanceClass] ?? [];
  if (offer === 'all') return true;
  return offer === (name.startsWith('aurora') ? 'aurora' : 'rds') || offer === name;
}

/** The classes that AWS sells for the engine. */
export function classesFor(engine: Engine): InstanceClass[] {
  return (Object.keys(INSTANCE_CLASSES) as InstanceClass[]).filter((name) => isOffered(name, engine));
}
