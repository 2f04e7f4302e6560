import type { Gap, Line } from './line';

/** USD a month, in the three ways that matter. */
export interface Total {
  /** As the declared purchase options and schedules say. */
  readonly monthly: number;
  /** Everything on demand, all day and night. */
  readonly onDemandMonthly: number;
  /** With only the commitments that are already bought; what is bought and not used is in it. */
  readonly ownedMonthly: number;
  /** How much the declared figure is below the one on demand. */
  readonly savingsPercent: number;
  /** The declared figure with the least use that is likely. */
  readonly low: number;
  /** The declared figure with the most use that is likely. */
  readonly high: number;
}

/** What one stack costs. */
export interface StackCost extends Total {
  /** The stack. */
  readonly name: string;
  /** Its stage. */
  readonly stage: 'sandbox' | 'staging' | 'prod';
  /** USD a month for bought commitments that cover nothing; part of {@link Total.ownedMonthly}. */
  readonly unusedMonthly: number;
}

/** A charge, and how much of it bought commitments cover (0 to 1; undefined where none can). */
export type CostLine = Line & { readonly coveredShare?: number | undefined };

/** What one resource costs, USD a month. */
export interface ResourceCost extends Omit<Total, 'savingsPercent'> {
  /** The stack that it belongs to. */
  readonly stack: string;
  /** Terraform address inside the stack. */
  readonly address: string;
  /** Path of the construct; null when no construct made it. */
  readonly constructPath: string | null;
  /** Terraform type, such as `aws_db_instance`. */
  readonly type: string;
  /** How it is declared to be bought: `on-demand`, `spot`, `reserved 1y no-upfront`, joined by ` + ` where it is mixed. */
  readonly purchase: string;
  /** What it is charged for. */
  readonly lines: readonly CostLine[];
}

/** Something that costs money and has no price here. */
export interface UnpricedItem extends Gap {
  /** The stack that it belongs to. */
  readonly stack: string;
  /** Terraform address inside the stack. */
  readonly address: string;
}

/** What `rampart cost` finds. */
export interface Estimate {
  /** Every figure is in US dollars, as AWS’s list prices are. */
  readonly currency: 'USD';
  /** All stacks together. */
  readonly total: Total;
  /** Each stack. */
  readonly stacks: readonly StackCost[];
  /** Every resource that costs something, in the order of the files. */
  readonly resources: readonly ResourceCost[];
  /** What costs money and has no price: the total is too low by it. */
  readonly unpriced: readonly UnpricedItem[];
  /** COST-UNCOVERED, old prices, commitments that are not in force. */
  readonly warnings: readonly string[];
}

/** Every assumption of a resource, each once. */
export function assumptionsOf({ lines }: ResourceCost): readonly string[] {
  return [
    ...new Set(
      lines.map(({ label, price, assumptions }) =>
        [
          `${label}: USD ${price.usd} per ${price.unit} (${price.source}, ${price.asOf}${price.confirmed === undefined ? '' : `, confirmed ${price.confirmed}`})`,
          ...assumptions,
        ].join('; '),
      ),
    ),
  ];
}
