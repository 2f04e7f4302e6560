import { z } from 'zod';
import { must, oneOf, text } from './words';

const bought = {
  term: oneOf(['1y', '3y'], 'As the console shows it.'),
  payment: oneOf(['no-upfront', 'partial-upfront', 'all-upfront'], 'As the console shows it.'),
  /** The day on which it began; it covers nothing from its end on. */
  start: z.iso.date(
    must('a day such as 2026-03-01', 'Take the start from the console: the end follows from the term.'),
  ),
};
const count = z.int(must('a whole number', 'Write how many were bought.')).min(1, must('1 or more', 'Remove the row.'));
const engine = text(
  /^[a-z][a-z-]+$/,
  'an engine such as postgres',
  'As `aws rds describe-reserved-db-instances` shows it.',
);

/**
 * Commitments that are bought already, with their dates: what the estimate's third figure, *owned*, counts with. Nothing is
 * bought by writing it here. @default none
 */
export const commitments = z
  .array(
    z.discriminatedUnion(
      'bought',
      [
        z.strictObject({
          bought: z.literal('database'),
          class: text(/^db\.\w+\.\w+$/, 'a class such as db.m7g.large', 'As the console shows it.'),
          engine,
          multiAz: z.boolean(must('true or false', 'As the console shows it.')),
          count,
          ...bought,
        }),
        z.strictObject({
          bought: z.literal('cache'),
          nodeType: text(/^cache\.\w+\.\w+$/, 'a node type such as cache.m7g.large', 'As the console shows it.'),
          engine,
          count,
          ...bought,
        }),
        z.strictObject({
          bought: z.literal('instance'),
          type: text(/^[a-z][\w-]+\.\w+$/, 'an instance type such as m7g.large', 'As the console shows it.'),
          count,
          ...bought,
        }),
        z.strictObject({
          bought: z.literal('savings-plan'),
          kind: oneOf(['compute', 'ec2-instance', 'database'], 'As the console shows it.'),
          usdPerHour: z.number(must('USD an hour', 'Write 0.25.')).positive(must('more than 0', 'Remove the row.')),
          ...bought,
        }),
      ],
      must("bought: 'database', 'cache', 'instance' or 'savings-plan'", 'See docs/cost.md.'),
    ),
  )
  .readonly()
  .optional();
