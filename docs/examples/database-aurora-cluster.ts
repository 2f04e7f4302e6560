import { Construct } from 'constructs';
import type { Grantee } from '../../lib/core';
import { AuroraCapacity, AuroraCluster, Engine } from '../../lib/database';
import type { Connectable, Vpc } from '../../lib/network';

/** An Aurora cluster whose capacity follows the load, with a reader for reports that never takes over. */
export class ShopDatabase extends Construct {
  constructor(scope: Construct, id: string, vpc: Vpc, service: Grantee & Connectable, alarmTopicArn: string) {
    super(scope, id);
    const capacity = AuroraCapacity.serverless({ minUnits: 1, maxUnits: 16 });
    const shop = new AuroraCluster(this, 'shop', {
      engine: Engine.auroraPostgres('17'),
      subnets: vpc.subnets.data,
      capacity,
      instances: [{ zone: 'a' }, { zone: 'b' }, { zone: 'a', name: 'reports', promotionTier: 15 }],
      databaseName: 'shop',
      storage: 'io-optimized',
      alarms: { topicArn: alarmTopicArn },
    });
    shop.allowFrom(service, 'Shop service');
    shop.grantConnect(service, 'shop_service');
  }
}
