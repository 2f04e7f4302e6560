import type { StackRule } from '../../policy';
import type { Graph, Stack } from '../../policy/graph';
import { type EstimateOptions, estimateGraph } from '../estimate/estimate';
import type { Estimate } from '../estimate/result';
import { money } from '../report/money';

/** Resources that a message names. */
const NAMED = 3;

/**
 * COST-BUDGET: refuses a stack that is estimated above its budget, `"//".rampart.budget.monthlyUsd`, which {@link MonthlyBudget}
 * writes. The policy knows no prices: give the rule to `Guardrails.attach(app, { moreRules: [budgetRule()] })`.
 */
export function budgetRule(options: EstimateOptions = {}): StackRule {
  const estimates = new WeakMap<Graph, Estimate>();
  const estimateOf = (graph: Graph): Estimate => {
    const known = estimates.get(graph) ?? estimateGraph(graph, options);
    estimates.set(graph, known);
    return known;
  };
  return {
    id: 'COST-BUDGET',
    severity: 'medium',
    title: 'A stack is estimated above its budget',
    why: 'A change that doubles the bill is noticed on the invoice, weeks after it was merged; here it is noticed before.',
    fix: 'Take smaller or fewer machines, a commitment or off-hours; or raise the budget in the environment file, which a reviewer sees.',
    controls: [],
    noControl: 'The frameworks in use judge security and reliability; none asks for a budget.',
    example: {
      bad: '{ "//": { "rampart": { "budget": { "monthlyUsd": 100 } } }, "resource": { "aws_db_instance": { "orders": { "engine": "postgres", "instance_class": "db.r7g.4xlarge" } } } }',
      good: '{ "//": { "rampart": { "budget": { "monthlyUsd": 100 } } }, "resource": { "aws_db_instance": { "orders": { "engine": "postgres", "instance_class": "db.t4g.medium" } } } }',
    },
    *checkStack(stack, graph) {
      const { budget } = stack.notes;
      if (budget === undefined || budget === null) return;
      const limit = typeof budget === 'object' && 'monthlyUsd' in budget ? budget.monthlyUsd : undefined;
      const at = { address: '(stack)', attribute: '//.rampart.budget' };
      if (typeof limit !== 'number') {
        yield { ...at, value: JSON.stringify(budget), message: 'its budget is no number of USD' };
        return;
      }
      const message = overrun(stack, estimateOf(graph), limit);
      if (message !== undefined) yield { ...at, value: limit, message };
    },
  };
}

function overrun({ name }: Stack, estimate: Estimate, limit: number): string | undefined {
  const cost = estimate.stacks.find((stack) => stack.name === name);
  const missing = estimate.unpriced.filter((item) => item.stack === name && item.hourly).map(({ address }) => address);
  if (cost === undefined || cost.monthly <= limit) {
    // What is not priced is not nothing: the estimate is too low by it, and nobody knows by how much.
    return missing.length > 0
      ? `whether it stays within USD ${money(limit)} is not known: ${missing.join(', ')} has no price`
      : undefined;
  }
  const dearest = estimate.resources
    .filter(({ stack }) => stack === name)
    .sort((a, b) => b.monthly - a.monthly)
    .slice(0, NAMED)
    .map(({ address, monthly }) => `${address} ${money(monthly)}`);
  return `it is estimated at USD ${money(cost.monthly)} a month, ${money(cost.monthly - limit)} above its budget of ${money(limit)}; dearest: ${dearest.join(', ')}`;
}
