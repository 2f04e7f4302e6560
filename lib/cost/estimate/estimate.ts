import type { Graph, Resource, Stack } from '../../policy/graph';
import { readInventory } from '../commitments/inventory';
import { applyInventory, type Coverage } from '../commitments/owned';
import { PriceBook } from '../prices/book';
import { Bill } from './bill';
import { Context } from './context';
import { isFree } from './free';
import type { Line } from './line';
import { PRICERS } from './pricers';
import { sumRanges } from './range';
import type { Estimate, ResourceCost, StackCost, Total, UnpricedItem } from './result';
import { coverageWarnings, priceWarnings } from './warnings';

/** Options of an estimate. */
export interface EstimateOptions {
  /** Files of `rampart prices refresh`, whose prices go before the built-in ones. @default the built-in prices alone */
  readonly prices?: string | undefined;
  /** Region of the stacks whose provider names none. @default such resources are unpriced */
  readonly region?: string | undefined;
  /** The day on which commitments are in force and prices are judged old. @default today */
  readonly now?: Date | undefined;
}

/** Prices every resource of a graph. */
export function estimateGraph(graph: Graph, options: EstimateOptions = {}): Estimate {
  const now = options.now ?? new Date();
  const book = new PriceBook(options.prices);
  const context = new Context(graph, book, now, options.region);
  const bills = graph.resources.flatMap((resource) =>
    resource.mode === 'managed' ? (billOf(resource, context) ?? []) : [],
  );
  const resources: ResourceCost[] = [];
  const stacks: StackCost[] = [];
  const warnings: string[] = [];
  for (const stack of graph.stacks) {
    const own = bills.filter((bill) => bill.resource.stack === stack && bill.lines.length > 0);
    const owned = applyInventory(
      own.flatMap((bill) => bill.lines),
      readInventory(stack.notes.commitments),
      book,
      now,
    );
    const costs = own.map((bill) => costOf(bill, owned.lines));
    resources.push(...costs);
    stacks.push(stackCost(stack, costs, owned.unusedMonthly));
    warnings.push(...owned.remarks.map((remark) => `${stack.name}: ${remark}.`), ...coverageWarnings(costs));
  }
  const unpriced = bills.flatMap(({ resource, gaps }) =>
    gaps.map((gap): UnpricedItem => ({ stack: resource.stack.name, address: resource.address, ...gap })),
  );
  return {
    currency: 'USD',
    total: totalOf(stacks),
    stacks,
    resources,
    unpriced,
    warnings: [...warnings, ...priceWarnings(resources, now)],
  };
}

/** The charges of one resource; undefined when it is free. */
function billOf(resource: Resource, context: Context): Bill | undefined {
  const pricer = PRICERS[resource.type];
  if (!pricer && isFree(resource.type)) return undefined;
  const region = context.regionOf(resource);
  const bill = new Bill(resource, context, region ?? 'unknown');
  if (pricer) pricer(bill);
  else bill.gap('the resource', `type ${resource.type} is not covered by the estimate`, false);
  if (region !== undefined || bill.gaps.length === 0) return bill;
  // Nothing of it can be priced, for one reason: it is said once, and not for every part.
  const unknown = new Bill(resource, context, 'unknown');
  unknown.gap('the resource', 'its region is not known: the provider names none (pass --region)', true);
  return unknown;
}

function costOf({ resource, lines }: Bill, owned: ReadonlyMap<Line, Coverage>): ResourceCost {
  const declared = sumRanges(lines.map((line) => line.declared));
  const purchases = [...new Set(lines.map((line) => line.purchase))].filter((purchase) => purchase !== 'on-demand');
  return {
    stack: resource.stack.name,
    address: resource.address,
    constructPath: resource.constructPath,
    type: resource.type,
    monthly: declared.expected,
    onDemandMonthly: sumRanges(lines.map((line) => line.onDemand)).expected,
    ownedMonthly: lines.reduce((sum, line) => sum + (owned.get(line)?.usd ?? line.declared.expected), 0),
    low: declared.low,
    high: declared.high,
    purchase: purchases.length > 0 ? purchases.join(' + ') : 'on-demand',
    lines: lines.map((line) => (line.rent ? { ...line, coveredShare: owned.get(line)?.share } : line)),
  };
}

function stackCost(stack: Stack, costs: readonly ResourceCost[], unused: number): StackCost {
  const sum = (pick: (cost: ResourceCost) => number): number => costs.reduce((total, cost) => total + pick(cost), 0);
  const monthly = sum((cost) => cost.monthly);
  const onDemandMonthly = sum((cost) => cost.onDemandMonthly);
  return {
    name: stack.name,
    stage: stack.stage,
    monthly,
    onDemandMonthly,
    // What was bought is paid for, used or not.
    ownedMonthly: sum((cost) => cost.ownedMonthly) + unused,
    unusedMonthly: unused,
    savingsPercent: percent(onDemandMonthly, monthly),
    low: sum((cost) => cost.low),
    high: sum((cost) => cost.high),
  };
}

function totalOf(stacks: readonly StackCost[]): Total {
  const sum = (pick: (stack: StackCost) => number): number => stacks.reduce((total, stack) => total + pick(stack), 0);
  const monthly = sum((stack) => stack.monthly);
  const onDemandMonthly = sum((stack) => stack.onDemandMonthly);
  return {
    monthly,
    onDemandMonthly,
    ownedMonthly: sum((stack) => stack.ownedMonthly),
    savingsPercent: percent(onDemandMonthly, monthly),
    low: sum((stack) => stack.low),
    high: sum((stack) => stack.high),
  };
}

function percent(before: number, after: number): number {
  return before === 0 ? 0 : ((before - after) / before) * 100;
}
