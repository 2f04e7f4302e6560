import { AnomalyDetection, CostAllocationTags, MonthlyBudget, type MonthlyBudgetProps } from '../../lib/cost';
import { Template } from '../support/template';

const emails = ['platform@example.com'] as const;
const budget = (props: Partial<MonthlyBudgetProps> = {}): Template =>
  Template.of((stack) => void new MonthlyBudget(stack, 'budget', { monthlyUsd: 400, emails: [...emails], ...props }));

describe('a budget', () => {
  it('counts the whole account by the month, with upfront payments spread and credits left out', () => {
    expect(budget().resource('aws_budgets_budget')).toMatchObject({
      budget_type: 'COST',
      time_unit: 'MONTHLY',
      limit_amount: '400.0',
      limit_unit: 'USD',
      cost_types: { include_credit: false, include_refund: false, use_amortized: true },
    });
    expect(budget().resource('aws_budgets_budget')).not.toHaveProperty('cost_filter');
  });

  it('tells at 80 and 100 percent of what was spent, and when the month is forecast to end above', () => {
    const { notification } = budget().resource('aws_budgets_budget') as { notification: Record<string, unknown>[] };
    expect(notification.map(({ notification_type: type, threshold }) => `${type} ${threshold}`)).toEqual([
      'ACTUAL 80',
      'ACTUAL 100',
      'FORECASTED 100',
    ]);
    expect(notification[0]).toMatchObject({ subscriber_email_addresses: emails, threshold_type: 'PERCENTAGE' });
  });

  it('tells a topic too, at other percentages, of what carries a tag', () => {
    const topicArn = 'arn:aws:sns:eu-west-1:123456789012:costs';
    const props = { topicArn, alertPercents: [50], tags: { environment: 'staging' } };
    expect(budget(props).resource('aws_budgets_budget')).toMatchObject({
      cost_filter: [{ name: 'TagKeyValue', values: ['user:environment$staging'] }],
      notification: [
        { threshold: 50, subscriber_sns_topic_arns: [topicArn] },
        { notification_type: 'FORECASTED', threshold: 100 },
      ],
    });
  });

  it('is written into the JSON, where the estimate is held to it', () => {
    expect(budget().json).toHaveProperty('//.rampart.budget', { monthlyUsd: 400 });
  });

  it.each<[string, object, RegExp]>([
    ['nothing', { monthlyUsd: 0 }, /`monthlyUsd` must be a sum of USD above 0/],
    ['cents that AWS rounds', { monthlyUsd: 10.05 }, /steps of 0.1/],
    ['nobody', { emails: [] }, /`emails` must be 1 to 10 addresses/],
    ['somebody without an address', { emails: ['platform'] }, /got \["platform"\]/],
    ['four alerts', { alertPercents: [10, 20, 30, 40] }, /up to 3 different percentages/],
    ['an alert twice', { alertPercents: [80, 80] }, /different/],
  ])('refuses %s', (_, props, message) => {
    expect(() => budget(props)).toThrow(message);
  });
});

describe('anomaly detection', () => {
  const detection = (props: object = {}): Template =>
    Template.of((stack) => void new AnomalyDetection(stack, 'anomalies', { emails: [...emails], ...props }));

  it('watches every service and tells of 50 USD and more', () => {
    const template = detection();
    expect(template.resource('aws_ce_anomaly_monitor')).toMatchObject({
      monitor_type: 'DIMENSIONAL',
      monitor_dimension: 'SERVICE',
    });
    expect(template.resource('aws_ce_anomaly_subscription')).toMatchObject({
      frequency: 'DAILY',
      subscriber: [{ type: 'EMAIL', address: 'platform@example.com' }],
      threshold_expression: { dimension: { key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE', values: ['50'] } },
    });
  });

  it.each<[string, object, RegExp]>([
    ['nobody', { emails: [] }, /`emails` must be/],
    ['no sum', { aboveUsd: -1 }, /`aboveUsd` must be a sum/],
  ])('refuses %s', (_, props, message) => {
    expect(() => detection(props)).toThrow(message);
  });
});

it('cost allocation tags are those that every resource carries', () => {
  const template = Template.of((stack) => void new CostAllocationTags(stack, 'tags'));
  const keys = Object.values(template.resources('aws_ce_cost_allocation_tag')).map(({ tag_key: key }) => key);
  expect(keys.sort()).toEqual(['cost-center', 'environment', 'managed-by', 'owner']);
});
