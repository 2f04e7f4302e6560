import type { Estimate, ResourceCost, StackCost } from '../estimate/result';
import { money } from './money';

/** The estimate for a terminal: a line a resource, the dearest first. */
export function renderCostText(estimate: Estimate): string {
  const lines = estimate.stacks.flatMap((stack) => stackLines(stack, estimate));
  const gaps = estimate.unpriced.map(({ stack, address, what, reason }) => `  ${stack}/${address}: ${what}: ${reason}`);
  return `${[
    ...lines,
    ...(estimate.stacks.length > 1 ? [totalLine('all stacks', estimate.total)] : []),
    ...(gaps.length > 0 ? ['', 'Unpriced (not zero):', ...gaps] : []),
    ...(estimate.warnings.length > 0 ? ['', ...estimate.warnings.map((warning) => `warning: ${warning}`)] : []),
  ].join('\n')}\n`;
}

function stackLines(stack: StackCost, { resources }: Estimate): string[] {
  const own = resources.filter((resource) => resource.stack === stack.name).sort((a, b) => b.monthly - a.monthly);
  if (own.length === 0) return [];
  return [`${stack.name} (${stack.stage}), USD a month`, ...own.map(resourceLine), totalLine(stack.name, stack), ''];
}

function resourceLine(resource: ResourceCost): string {
  const before =
    resource.onDemandMonthly - resource.monthly > 0.005 ? `  (${money(resource.onDemandMonthly)} on demand)` : '';
  const labels = resource.lines
    .filter((line) => line.declared.expected > 0.005)
    .map((line) => line.label)
    .join('; ');
  return `${money(resource.monthly).padStart(12)}  ${resource.address}  ${resource.purchase}${before}\n${' '.repeat(14)}${labels}`;
}

function totalLine(name: string, total: Omit<StackCost, 'name' | 'stage' | 'unusedMonthly'>): string {
  return `${money(total.monthly).padStart(12)}  ${name} in all, ${money(total.low)} to ${money(total.high)} by use; on demand ${money(total.onDemandMonthly)}, saving ${total.savingsPercent.toFixed(1)} %; with what is bought ${money(total.ownedMonthly)}`;
}
