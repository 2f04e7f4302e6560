import { z } from 'zod';
import { email, must } from './words';

const usd = (expected: string, fix: string) =>
  z.number(must(expected, fix)).positive(must(expected, fix)).max(1_000_000, must(expected, fix));

/**
 * The most that an environment may cost a month, in USD: its estimate may not exceed it, and AWS Budgets sends mail
 * when spending nears it. @default no budget
 */
export const budget = z
  .strictObject(
    {
      /** The most that it may cost a month, in USD. */
      monthlyUsd: usd('a sum of USD above 0', 'Begin with what `npm start` says and a tenth more.'),
      /** Who gets the mail. @default `alarmEmails` */
      emails: z.tuple([email], email, must('one address or more', "Write ['team@example.com'].")).readonly().optional(),
    },
    must('a section with monthlyUsd', 'Write { monthlyUsd: 900 }.'),
  )
  .optional();

/** What the account is watched for besides: see {@link budget}. @default nothing */
export const accountCosts = z
  .strictObject(
    {
      /** The most that the account may cost a month, in USD. */
      monthlyUsd: usd('a sum of USD above 0', 'Begin with what `npm start` says and a tenth more.'),
      /** From which sum above the expected spending a mail is sent, in USD. @default 50 */
      anomalyAboveUsd: usd('a sum of USD above 0', 'Leave it out for 50.').optional(),
      /**
       * Makes owner, environment, cost-center and managed-by visible in the bill. Only the account that pays may, and a day after
       * the tags were first used. @default false
       */
      allocationTags: z.boolean(must('true or false', 'Leave it out for false.')).optional(),
    },
    must('a section with monthlyUsd', 'Write { monthlyUsd: 20 }.'),
  )
  .optional();
