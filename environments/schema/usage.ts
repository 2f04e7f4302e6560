import { z } from 'zod';
import { USAGE, type UsageKey } from '../../lib/cost';
import { must } from './words';

const figure = (unit: string) =>
  z
    .number(must(`a number of ${unit} a month`, 'Write 100, or { low: 10, expected: 100, high: 500 }.'))
    .min(0, must('0 or more', 'Write 0 where nothing is used.'));

const amount = (unit: string) =>
  z.union(
    [
      figure(unit),
      z
        .strictObject({ low: figure(unit), expected: figure(unit), high: figure(unit) })
        .refine(({ low, expected, high }) => low <= expected && expected <= high, {
          error: 'low, expected and high in rising order\nSwap them.',
        }),
    ],
    must(`a number of ${unit}, or { low, expected, high }`, 'See docs/cost.md for what each figure counts.'),
  );

/**
 * What the bill depends on and no configuration says, of the whole environment in a month; the name of each figure ends in its
 * unit, docs/cost.md has what it counts. @default the figures of a small service, which the estimate states
 */
export const usage = z
  .strictObject(
    Object.fromEntries(Object.entries(USAGE).map(([key, { unit }]) => [key, amount(unit).optional()])) as {
      [K in UsageKey]: z.ZodOptional<ReturnType<typeof amount>>;
    },
  )
  .optional();
