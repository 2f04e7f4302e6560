import type { Price } from '../prices/price';
import type { Range } from './range';

/** Hours that a month is counted with, as AWS's own calculator does: 365 × 24 / 12. */
export const HOURS_PER_MONTH = 730;

/** Something sold by the hour that a commitment can cover. */
export interface Rent {
  readonly service: 'ec2' | 'rds' | 'elasticache' | 'fargate' | 'aurora-serverless';
  readonly region: string;
  /** Its table in the price book: `ec2`, `rds/postgres/multi-az`, `elasticache/valkey`. */
  readonly table: string;
  /** Such as `m7g.large`. */
  readonly item: string;
  /** How many run while they run, as expected. */
  readonly units: number;
  /** How many are certain to run: what a commitment can rely on. */
  readonly steadyUnits: number;
  /** Hours of a month in which they run. */
  readonly hours: number;
  /** USD an hour of one, on demand. */
  readonly usdPerHour: number;
}

/** One thing that a resource is charged for. */
export interface Line {
  /** Such as `db.m7g.large, Multi-AZ`. */
  readonly label: string;
  /** How many {@link unit}s in a month. */
  readonly quantity: Range;
  readonly unit: string;
  /** The list price of one unit, with its source and date. */
  readonly price: Price;
  /** USD a month at the list price, running all the time. */
  readonly onDemand: Range;
  /** USD a month as the declared purchase option and schedule say. */
  readonly declared: Range;
  /** How it is declared to be bought: `on-demand`, `spot`, `reserved 1y no-upfront`. */
  readonly purchase: string;
  /** What was assumed about quantity and price. */
  readonly assumptions: readonly string[];
  /** Set when a commitment could cover it. */
  readonly rent?: Rent | undefined;
}

/** What a resource would be charged for and the book cannot price. */
export interface Gap {
  /** Such as `db.m9g.large hours`. */
  readonly what: string;
  readonly reason: string;
  /** True when it costs for each hour that it exists, whatever its use. */
  readonly hourly: boolean;
}
