import { Construct } from 'constructs';
import type { Grantee } from '../../lib/core';
import { Database, Engine, onDemand } from '../../lib/database';
import type { Connectable, Vpc } from '../../lib/network';
import { Rotation, Secret } from '../../lib/security';

/** A database whose many short-lived clients share connections through a proxy. */
export class Checkout extends Construct {
  constructor(scope: Construct, id: string, vpc: Vpc, functions: Grantee & Connectable) {
    super(scope, id);
    const database = new Database(this, 'checkout', {
      engine: Engine.mysql('8.4'),
      subnets: vpc.subnets.data,
      capacity: onDemand('db.m7g.large'),
    });
    const user = new Secret(this, 'checkout-user', {
      description: 'The database user checkout, as the proxy logs in',
      rotation: Rotation.elsewhere('By the migration job of checkout each month'),
    });
    const proxy = database.addProxy('proxy', { users: [user] });
    proxy.allowFrom(functions, 'Checkout functions');
    proxy.grantConnect(functions, 'checkout');
  }
}
