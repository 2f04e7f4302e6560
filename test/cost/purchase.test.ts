import { CacheEngine, onDemandNodes, reservedNodes, savingsPlanNodes } from '../../lib/cache';
import { describePurchase, type Purchase } from '../../lib/core';
import { AuroraCapacity, onDemand, reserved, savingsPlan } from '../../lib/database';
import { cacheIn } from '../cache/fixtures';
import { clusterIn } from '../database/aurora-fixtures';
import { databaseIn } from '../database/fixtures';
import { Template } from '../support/template';

/** What is recorded beside the only resource of a type. */
function recorded(type: string, build: (stack: Parameters<Parameters<typeof Template.of>[0]>[0]) => void): unknown {
  const { resource } = Template.of(build, { stage: 'prod' }).json as {
    resource: Record<string, Record<string, { '//': { rampart?: { purchase?: unknown } } }>>;
  };
  const all = Object.values(resource[type] ?? {}).map((one) => one['//'].rampart?.purchase);
  expect(new Set(all.map((purchase) => JSON.stringify(purchase))).size).toBe(1);
  return all[0];
}

describe('a purchase', () => {
  it.each([
    ['on demand', onDemand('db.m7g.large'), undefined],
    ['for a year', reserved('db.m7g.large', { term: '1y' }), 'reserved 1y no-upfront'],
    ['for three years', reserved('db.m7g.large', { term: '3y' }), 'reserved 3y partial-upfront'],
    ['as a plan', savingsPlan('db.m7g.large'), 'savings-plan database 1y no-upfront'],
  ])('of a database %s is recorded beside it', (_, capacity, expected) => {
    const purchase = recorded('aws_db_instance', (stack) => databaseIn(stack, { capacity })) as Purchase | undefined;
    expect(purchase && describePurchase(purchase)).toBe(expected);
  });

  it.each([
    ['for three years', reservedNodes('cache.m7g.large', { term: '3y' }), 'reserved 3y no-upfront'],
    ['as a plan', savingsPlanNodes('cache.m7g.large'), 'savings-plan database 1y no-upfront'],
  ])('of a cache %s is recorded beside it', (_, capacity, expected) => {
    const purchase = recorded('aws_elasticache_replication_group', (stack) => cacheIn(stack, 'prod', { capacity }));
    expect(describePurchase(purchase as Purchase)).toBe(expected);
  });

  it.each([
    ['instances', AuroraCapacity.provisioned(reserved('db.r7g.large', { term: '1y' })), 'reserved 1y no-upfront'],
    [
      'units',
      AuroraCapacity.serverless({ maxUnits: 4, purchase: 'savings-plan' }),
      'savings-plan database 1y no-upfront',
    ],
  ])('of Aurora’s %s is recorded beside each', (_, capacity, expected) => {
    const purchase = recorded('aws_rds_cluster_instance', (stack) => clusterIn(stack, { capacity }));
    expect(describePurchase(purchase as Purchase)).toBe(expected);
  });
});

describe('what AWS does not sell is refused at run time too:', () => {
  const database = (purchase: object, instanceClass = 'db.m7g.large') =>
    Template.of((stack) => void databaseIn(stack, { capacity: { purchase, instanceClass } }));
  const cache = (purchase: object, nodeType = 'cache.m7g.large', engine?: unknown) =>
    Template.of((stack) => void cacheIn(stack, 'staging', { capacity: { purchase, nodeType }, engine }));
  const plan = { option: 'savings-plan', kind: 'database', term: '1y', payment: 'no-upfront' };

  it.each([
    ['a Spot database', () => database({ option: 'spot' }), /sold for rds-instance as one of .*got spot/],
    [
      'three years without a payment upfront',
      () => database({ option: 'reserved', term: '3y', payment: 'no-upfront' }),
      /got reserved 3y no-upfront/,
    ],
    ['a compute plan', () => database({ ...plan, kind: 'compute' }), /got savings-plan compute/],
    ['a plan for generation 6', () => database(plan, 'db.m6g.large'), /covers m7g, m8g, r7g, r8g only/],
    ['a Spot cache', () => cache({ option: 'spot' }), /sold for elasticache-node as one of .*got spot/],
    ['a plan for old nodes', () => cache(plan, 'cache.m6g.large'), /covers Valkey on m7g/],
    [
      'a plan for Redis OSS',
      () => cache(plan, 'cache.m7g.large', CacheEngine.redis('7.1')),
      /reserved or on demand for cache.m7g.large of redis/,
    ],
    [
      'a reservation of Serverless v2',
      () =>
        Template.of((stack) => {
          clusterIn(stack, {
            capacity: AuroraCapacity.serverless({ maxUnits: 4, purchase: 'reserved' as 'on-demand' }),
          });
        }),
      /`capacity.purchase` must be on-demand or savings-plan/,
    ],
  ])('%s', (_, build, message) => {
    expect(build).toThrow(message);
  });

  it('accepts what is on sale', () => {
    expect(() => cache(onDemandNodes('cache.m6g.large').purchase, 'cache.m6g.large')).not.toThrow();
  });
});
