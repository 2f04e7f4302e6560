import { InputError } from '../../policy';
import type { CostDiff } from './diff';

/** How much more a change may cost: USD a month, or percent of what it costs now. */
export interface Threshold {
  /** How much more is still accepted. */
  readonly amount: number;
  /** USD a month, or percent of the total before. */
  readonly unit: 'USD' | '%';
}

/** Reads `50` (USD a month) or `10%`. @throws InputError for anything else */
export function parseThreshold(text: string): Threshold {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim());
  if (!match)
    throw new InputError(`--threshold: expected USD a month such as 50, or a percentage such as 10%, got ${text}.`);
  return { amount: Number(match[1]), unit: match[2] === '%' ? '%' : 'USD' };
}

/** Whether a change costs more than it may. What cost nothing before exceeds every percentage. */
export function exceeds({ before, after }: CostDiff, { amount, unit }: Threshold): boolean {
  const more = after - before;
  if (more <= 0) return false;
  return unit === 'USD' ? more > amount : before === 0 || (more / before) * 100 > amount;
}
