import type { App } from 'cdktf';
import { Construct } from 'constructs';
import { budgetRule, MonthlyBudget } from '../../lib/cost';
import { Guardrails } from '../../lib/policy';

/** A stack is held to its budget twice: by the estimate when it is synthesized, by AWS when the money has been spent. */
export class StagingBudget extends Construct {
  /** Right after the app is made: whatever a stack says of its budget is then compared with its estimate. */
  static guard(app: App): void {
    Guardrails.attach(app, { moreRules: [budgetRule()] });
  }

  constructor(scope: Construct, id: string) {
    super(scope, id);
    new MonthlyBudget(this, 'budget', { monthlyUsd: 400, emails: ['platform@example.com'] });
  }
}
