import { Construct } from 'constructs';
import { type Cache, CacheAccess, SecondaryCache } from '../../lib/cache';
import type { Grantee } from '../../lib/core';
import type { SecurityGroup, Vpc } from '../../lib/network';

/** Prices of a shop, written in one region and read in another: this half belongs into the other region's stack. */
export class PricesElsewhere extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { prices, vpc, api, group }: { prices: Cache; vpc: Vpc; api: Grantee; group: SecurityGroup },
  ) {
    super(scope, id);
    const copy = new SecondaryCache(this, 'prices', {
      datastore: prices.toGlobalDatastore(),
      subnets: vpc.subnets.data,
      replicas: 2,
    });
    copy.allowFrom(group, 'reads prices');
    copy.grantConnect(api, copy.addUser('api', CacheAccess.readOnly('price:*')));
  }
}
