import { Construct } from 'constructs';
import { Cache, CacheAccess, CacheEngine, CacheTopology, onDemandNodes } from '../../lib/cache';
import type { Grantee } from '../../lib/core';
import type { SecurityGroup, Vpc } from '../../lib/network';

/** Sessions of a shop: the API reads and writes them, a report job only reads. */
export class ShopSessions extends Construct {
  constructor(
    scope: Construct,
    id: string,
    {
      vpc,
      api,
      report,
      group,
      topicArn,
    }: { vpc: Vpc; api: Grantee; report: Grantee; group: SecurityGroup; topicArn: string },
  ) {
    super(scope, id);
    const cache = new Cache(this, 'sessions', {
      subnets: vpc.subnets.data,
      capacity: onDemandNodes('cache.m7g.large'),
      engine: CacheEngine.valkey('8.2'),
      topology: CacheTopology.cluster({ shards: 2, replicasPerShard: 1 }),
      parameters: { evictionPolicy: 'volatile-ttl' },
      alarms: { topicArn },
    });
    cache.allowFrom(group, 'keeps sessions');
    cache.grantConnect(api, cache.addUser('api', CacheAccess.readWrite('session:*')));
    cache.grantConnect(report, cache.addUser('report', CacheAccess.readOnly('session:*')));
    // These do not compile: subnets with a way out, and one node alone in prod.
    //   new Cache(this, 'c', { subnets: vpc.subnets.private, ... });
    //   new Cache(this, 'c', { stage: 'prod', topology: CacheTopology.single(), ... });
  }
}
