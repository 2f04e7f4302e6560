import type { Construct } from 'constructs';
import type { AccountEnvironment, Environment } from '../environments/environment';
import { AnomalyDetection, CostAllocationTags, MonthlyBudget } from '../lib/cost';
import type { Run } from './deployment';

/** At least one address; the constructs refuse none. */
type Emails = readonly [string, ...string[]];

/** The budget of an environment: its estimate is held to it now, its bill when it comes. */
export function addBudget(scope: Construct, { budget, alarmEmails = [] }: Environment): void {
  if (budget === undefined) return;
  const { monthlyUsd, emails = alarmEmails } = budget;
  new MonthlyBudget(scope, 'budget', { monthlyUsd, emails: emails as Emails });
}

/** Budget, anomaly detection and cost allocation tags of the account. */
export function addAccountCosts(scope: Construct, { costs, alarmEmails = [] }: AccountEnvironment, run: Run): void {
  if (costs === undefined) return;
  const { monthlyUsd, anomalyAboveUsd: aboveUsd, allocationTags } = costs;
  const emails = alarmEmails as Emails;
  new MonthlyBudget(scope, 'budget', { monthlyUsd, emails });
  // The emulator knows neither: see sandbox/README.md.
  if (run.emulated) return;
  new AnomalyDetection(scope, 'anomalies', { emails, aboveUsd });
  // Billing refuses tags that nothing has carried for a day.
  if (allocationTags && !run.bootstrap) new CostAllocationTags(scope, 'allocation-tags');
}
