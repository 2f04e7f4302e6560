import { Construct } from 'constructs';
import { AnomalyDetection } from '../../lib/cost';

/** Once an account: mail within a day when something costs 100 USD more than AWS has learned to expect. */
export class AccountCosts extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AnomalyDetection(this, 'anomalies', { emails: ['platform@example.com'], aboveUsd: 100 });
  }
}
