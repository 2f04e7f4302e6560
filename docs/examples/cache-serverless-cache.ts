import { Construct } from 'constructs';
import { CacheAccess, ServerlessCache } from '../../lib/cache';
import { type Grantee, Size } from '../../lib/core';
import type { SecurityGroup, Vpc } from '../../lib/network';

/** Rendered pages of a shop whose load nobody can foresee, within a bill that everybody can. */
export class ShopPages extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { vpc, web, group, topicArn }: { vpc: Vpc; web: Grantee; group: SecurityGroup; topicArn: string },
  ) {
    super(scope, id);
    const cache = new ServerlessCache(this, 'pages', {
      subnets: vpc.subnets.data,
      limits: { storage: Size.gibibytes(20), ecpuPerSecond: 20_000 },
      alarms: { topicArn },
    });
    cache.allowFrom(group, 'keeps rendered pages');
    cache.grantConnect(web, cache.addUser('web', CacheAccess.readWrite('page:*')));
  }
}
