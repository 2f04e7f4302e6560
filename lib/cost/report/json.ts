import { assumptionsOf, type Estimate, type Total } from '../estimate/result';
import { rounded } from './money';

/** The estimate as JSON: a stable contract, to which only fields are added. */
export function renderCostJson(estimate: Estimate): string {
  return `${JSON.stringify(costDocument(estimate), null, 2)}\n`;
}

/** What {@link renderCostJson} writes. */
export function costDocument(estimate: Estimate) {
  return {
    currency: estimate.currency,
    total: totals(estimate.total),
    stacks: estimate.stacks.map(({ name, stage, unusedMonthly, ...total }) => ({
      name,
      stage,
      ...totals(total),
      unusedMonthly: rounded(unusedMonthly),
    })),
    resources: estimate.resources.map((resource) => ({
      address: resource.address,
      stack: resource.stack,
      constructPath: resource.constructPath,
      monthly: rounded(resource.monthly),
      onDemandMonthly: rounded(resource.onDemandMonthly),
      ownedMonthly: rounded(resource.ownedMonthly),
      low: rounded(resource.low),
      high: rounded(resource.high),
      purchase: resource.purchase,
      assumptions: assumptionsOf(resource),
    })),
    unpriced: [...new Set(estimate.unpriced.map(({ address }) => address))],
    unpricedItems: estimate.unpriced,
    warnings: estimate.warnings,
  };
}

function totals(total: Total) {
  return {
    monthly: rounded(total.monthly),
    onDemandMonthly: rounded(total.onDemandMonthly),
    ownedMonthly: rounded(total.ownedMonthly),
    savingsPercent: Math.round(total.savingsPercent * 10) / 10,
    low: rounded(total.low),
    high: rounded(total.high),
  };
}
