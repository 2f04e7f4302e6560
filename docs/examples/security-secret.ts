import { Construct } from 'constructs';
import type { Grantee } from '../../lib/core';
import { Rotation, Secret, type SecretRef } from '../../lib/security';

/** A password that a Lambda function replaces each month, read by one service when it runs. */
export class PaymentCredentials extends Construct {
  /** Pass it to the constructs that take a secret. */
  readonly ref: SecretRef;

  constructor(scope: Construct, id: string, service: Grantee) {
    super(scope, id);
    const secret = new Secret(this, 'gateway', {
      description: 'Opens the payment gateway',
      rotation: Rotation.byFunction('arn:aws:lambda:eu-west-1:123456789012:function:rotate-gateway', { everyDays: 30 }),
    });
    secret.grantRead(service);
    this.ref = secret.refTo('password');
  }
}
