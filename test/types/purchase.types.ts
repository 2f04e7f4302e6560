/** What AWS does not sell: `tsc` fails when one of these lines begins to compile. */
import {
  type CacheCapacity,
  onDemandNodes,
  reservedNodes,
  type ServerlessCacheProps,
  savingsPlanNodes,
} from '../../lib/cache';
import { AuroraCapacity, type Capacity, onDemand, reserved, savingsPlan } from '../../lib/database';

export const sold: readonly Capacity[] = [
  onDemand('db.t4g.medium'),
  reserved('db.m5.large', { term: '1y' }),
  reserved('db.m7g.large', { term: '1y', payment: 'all-upfront' }),
  reserved('db.m7g.large', { term: '3y' }),
  reserved('db.m7g.large', { term: '3y', payment: 'all-upfront' }),
  savingsPlan('db.r8g.xlarge'),
];

// @ts-expect-error a Spot database would be gone at two minutes' notice
export const spot: Capacity = { purchase: { option: 'spot' }, instanceClass: 'db.m7g.large' };
// @ts-expect-error RDS reserves nothing for three years without a payment upfront
export const unpaid = (): Capacity => reserved('db.m7g.large', { term: '3y', payment: 'no-upfront' });
export const unpaidObject: Capacity = {
  // @ts-expect-error also when it is written out
  purchase: { option: 'reserved', term: '3y', payment: 'no-upfront' },
  instanceClass: 'db.m7g.large',
};
// @ts-expect-error nothing is reserved for two years
export const twoYears = (): Capacity => reserved('db.m7g.large', { term: '2y' });
// @ts-expect-error a reservation says for how long
export const endless = (): Capacity => reserved('db.m7g.large', {});
// @ts-expect-error a Database Savings Plan begins with generation 7
export const oldGeneration = (): Capacity => savingsPlan('db.m6g.large');
// @ts-expect-error and leaves burstable classes out
export const burstable = (): Capacity => savingsPlan('db.t4g.medium');
export const compute: Capacity = {
  // @ts-expect-error a compute savings plan covers no database
  purchase: { option: 'savings-plan', kind: 'compute', term: '1y', payment: 'no-upfront' },
  instanceClass: 'db.m7g.large',
};
export const threeYearPlan: Capacity = {
  // @ts-expect-error a Database Savings Plan lasts a year
  purchase: { option: 'savings-plan', kind: 'database', term: '3y', payment: 'no-upfront' },
  instanceClass: 'db.m7g.large',
};
export const paidPlan: Capacity = {
  // @ts-expect-error and has no payment upfront
  purchase: { option: 'savings-plan', kind: 'database', term: '1y', payment: 'all-upfront' },
  instanceClass: 'db.m7g.large',
};

export const units: AuroraCapacity = AuroraCapacity.serverless({ maxUnits: 8, purchase: 'savings-plan' });
// @ts-expect-error Serverless v2 cannot be reserved
export const reservedUnits = (): AuroraCapacity => AuroraCapacity.serverless({ maxUnits: 8, purchase: 'reserved' });
// @ts-expect-error what pauses is paid by the hour
export const pausingPlan = (): AuroraCapacity => AuroraCapacity.pausing({ maxUnits: 8, purchase: 'savings-plan' });

export const soldNodes: readonly CacheCapacity[] = [
  onDemandNodes('cache.t4g.small'),
  reservedNodes('cache.t4g.small', { term: '1y' }),
  reservedNodes('cache.m7g.large', { term: '3y', payment: 'no-upfront' }),
  savingsPlanNodes('cache.r7g.large'),
];
// @ts-expect-error a Spot cache is not sold
export const spotNodes: CacheCapacity = { purchase: { option: 'spot' }, nodeType: 'cache.m7g.large' };
// @ts-expect-error a Database Savings Plan begins with generation 7
export const oldNodes = (): CacheCapacity => savingsPlanNodes('cache.m6g.large');
// @ts-expect-error nodes are not reserved for two years
export const twoYearNodes = (): CacheCapacity => reservedNodes('cache.m7g.large', { term: '2y' });
// @ts-expect-error a cache without nodes has nothing that could be reserved
export const reservedServerless: Pick<ServerlessCacheProps, 'purchase'> = { purchase: 'reserved' };
