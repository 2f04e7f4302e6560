import type { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { Construct } from 'constructs';
import { type Grantee, Size } from '../../lib/core';
import { Database, Engine, onDemand, Storage } from '../../lib/database';
import type { Connectable, Vpc } from '../../lib/network';

/** The database of an orders service, which logs in by IAM as a user of its own. */
export class OrdersDatabase extends Construct {
  constructor(scope: Construct, id: string, vpc: Vpc, service: Grantee & Connectable, alarms: SnsTopic) {
    super(scope, id);
    const orders = new Database(this, 'orders', {
      engine: Engine.postgres('17'),
      subnets: vpc.subnets.data,
      capacity: onDemand('db.m7g.large'),
      databaseName: 'orders',
      storage: Storage.gp3({ size: Size.gibibytes(100), maxSize: Size.gibibytes(500) }),
      parameters: { log_min_duration_statement: 500, shared_preload_libraries: 'pg_stat_statements,pgaudit' },
      alarms: { topicArn: alarms.arn },
    });
    orders.allowFrom(service, 'Orders service');
    orders.grantConnect(service, 'orders_service');
  }
}
