import { Construct } from 'constructs';
import { AccountGuard } from '../../lib/account';
import { Duration } from '../../lib/core';

/** An account whose trail nobody can delete for two years, and whose on-call is told of what CIS asks alarms for. */
export class GuardedAccount extends Construct {
  readonly guard: AccountGuard;

  constructor(scope: Construct, id: string, topicArn: string) {
    super(scope, id);
    this.guard = new AccountGuard(this, 'guard', { retention: Duration.days(730), alarms: { topicArn } });
  }
}
