import { BudgetsBudget, type BudgetsBudgetNotification } from '@cdktf/provider-aws/lib/budgets-budget';
import { TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { Faults, physicalName, type Tags, tagsOf } from '../../core';

/** What a {@link MonthlyBudget} is made of. */
export interface MonthlyBudgetProps {
  /** The most that may be spent in a calendar month, in USD: the estimate is held to it when the stack is synthesized. */
  readonly monthlyUsd: number;
  /** Who gets a mail, up to 10 addresses. */
  readonly emails: readonly [string, ...string[]];
  /** An SNS topic that is told too; its policy lets `budgets.amazonaws.com` publish. @default none */
  readonly topicArn?: string;
  /** At which percentages of actual spending they are told, up to 3. @default [80, 100] */
  readonly alertPercents?: readonly number[];
  /** Counts only what carries all of these tags, which must be active cost allocation tags. @default everything in the account */
  readonly tags?: Tags;
}

const DEFAULT_ALERTS: readonly number[] = [80, 100];

/**
 * A monthly budget: mail when actual spending reaches 80 and 100 percent of it, and when AWS forecasts that the month will end
 * above it. Credits and refunds do not hide what was spent; what was paid upfront is spread over its term. The sum is written
 * into the stack's JSON as well, where the policy compares it with the estimate before anything is deployed (COST-BUDGET).
 *
 * See https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html
 *
 * @throws ValidationError with every fault of the props
 */
export class MonthlyBudget extends Construct {
  /** The `aws_budgets_budget`. */
  readonly resource: BudgetsBudget;

  constructor(scope: Construct, id: string, props: MonthlyBudgetProps) {
    super(scope, id);
    validate(this, props);
    const { monthlyUsd, tags = {} } = props;
    const values = Object.entries(tags).map(([key, value]) => `user:${key}$${value}`);
    this.resource = new BudgetsBudget(this, 'budget', {
      name: physicalName(this, 'budget'),
      budgetType: 'COST',
      timeUnit: 'MONTHLY',
      // AWS's own spelling: another one is a difference in every plan.
      limitAmount: monthlyUsd.toFixed(1),
      limitUnit: 'USD',
      costTypes: { includeCredit: false, includeRefund: false, useAmortized: true },
      costFilter: values.length > 0 ? [{ name: 'TagKeyValue', values }] : undefined,
      notification: notifications(props),
      tags: tagsOf(this),
    });
    TerraformStack.of(this).addOverride('//.rampart.budget', { monthlyUsd });
  }
}

function notifications({
  emails,
  topicArn,
  alertPercents = DEFAULT_ALERTS,
}: MonthlyBudgetProps): BudgetsBudgetNotification[] {
  const alert = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number): BudgetsBudgetNotification => ({
    notificationType,
    threshold,
    thresholdType: 'PERCENTAGE',
    comparisonOperator: 'GREATER_THAN',
    subscriberEmailAddresses: [...emails],
    subscriberSnsTopicArns: topicArn === undefined ? undefined : [topicArn],
  });
  return [...alertPercents.map((percent) => alert('ACTUAL', percent)), alert('FORECASTED', 100)];
}

/** https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/management-limits.html */
function validate(scope: Construct, { monthlyUsd, emails, alertPercents = DEFAULT_ALERTS }: MonthlyBudgetProps): void {
  const faults = new Faults(scope);
  faults.check(Number.isFinite(monthlyUsd) && monthlyUsd > 0 && Number.isInteger(monthlyUsd * 10), {
    prop: 'monthlyUsd',
    expected: 'a sum of USD above 0, in steps of 0.1',
    got: monthlyUsd,
    fix: 'Begin with what `rampart cost` says and a tenth more.',
  });
  faults.check(emails.length >= 1 && emails.length <= 10 && emails.every((email) => /^[^@\s]+@[^@\s]+$/.test(email)), {
    prop: 'emails',
    expected: '1 to 10 addresses',
    got: emails,
    fix: 'Write a list of the team; a budget tells no more.',
  });
  const inRange = alertPercents.every((percent) => percent > 0 && percent <= 1000);
  faults.check(alertPercents.length <= 3 && inRange && new Set(alertPercents).size === alertPercents.length, {
    prop: 'alertPercents',
    expected: 'up to 3 different percentages above 0',
    got: alertPercents,
    fix: 'Leave it out for 80 and 100.',
  });
  faults.throwIfAny();
}
