import { Construct } from 'constructs';
import { Duration, type Grantee } from '../../lib/core';
import { Key } from '../../lib/security';

/** A key for what one team stores, used by its service and by CloudWatch Logs. */
export class OrdersKey extends Construct {
  constructor(scope: Construct, id: string, service: Grantee) {
    super(scope, id);
    const key = new Key(this, 'orders', { description: 'Orders and their logs', rotationPeriod: Duration.days(180) });
    key.allowService('logs.amazonaws.com');
    key.grantEncryptDecrypt(service);
  }
}
