/** Orders that must not compile: `tsc` fails when one of these lines begins to. */
import type { TerraformStack } from 'cdktf';
import { BUY, ReservedCacheNodes, ReservedDatabases, type Usage } from '../../lib/cost';

declare const stack: TerraformStack;
const order = { count: 1, month: '2026-12', confirm: BUY } as const;
const database = { ...order, instanceClass: 'db.m7g.large', engine: 'postgres', multiAz: true } as const;
const node = { ...order, nodeType: 'cache.m7g.large', engine: 'valkey' } as const;
const year = { option: 'reserved', term: '1y', payment: 'no-upfront' } as const;

export const bought = () => [
  new ReservedDatabases(stack, 'a', { ...database, purchase: year }),
  new ReservedCacheNodes(stack, 'b', { ...node, purchase: year }),
];
export const refused = () => [
  // @ts-expect-error RDS reserves nothing for three years without a payment upfront
  new ReservedDatabases(stack, 'a', { ...database, purchase: { ...year, term: '3y' } }),
  // @ts-expect-error money is not spent in passing
  new ReservedDatabases(stack, 'b', { ...database, purchase: year, confirm: true }),
  // @ts-expect-error nor by leaving it out
  new ReservedCacheNodes(stack, 'c', {
    nodeType: 'cache.m7g.large',
    engine: 'valkey',
    count: 1,
    month: '',
    purchase: year,
  }),
  // @ts-expect-error a savings plan is no reservation, and no provider resource buys one
  new ReservedCacheNodes(stack, 'd', { ...node, purchase: { option: 'savings-plan', kind: 'database' } }),
  // @ts-expect-error a node is of an engine
  new ReservedCacheNodes(stack, 'e', { ...node, engine: 'postgres', purchase: year }),
];
// @ts-expect-error units are in the names: there are no terabytes
export const usage: Usage = { natTerabytes: 1 };
// @ts-expect-error a range has three figures
export const range: Usage = { natGigabytes: { low: 1, high: 2 } };
