import { z } from 'zod';
import { PROVIDER_MAJORS } from '../../lib/core';
import { checkSchema } from '../../lib/verify';
import { budget } from './budget';
import { commitments } from './commitments';
import { services } from './services';
import { usage } from './usage';
import { accountId, email, must, name, oneOf, region, tagValue, text } from './words';

/** What every environment says. */
export const base = {
  /** Where it is deployed; the provider refuses any other account. */
  accountId,
  region,
  /** The team that answers for it: the tag `owner`. */
  owner: tagValue,
  /** Who pays: the tag `cost-center`. */
  costCenter: tagValue,
  /** More tags for everything in it. @default none */
  tags: z.record(z.string(), tagValue).optional(),
  /** The ARN of the policy that bounds every role of it. @default the workloads' boundary of its account's pipelines */
  permissionsBoundary: text(
    /^arn:aws[a-z-]*:iam::\d{12}:policy\/[\w+=,.@/-]+$/,
    'the ARN of a managed policy',
    'Leave it out where the pipelines of this repository deploy.',
  ).optional(),
  /** What `rampart verify` looks at after an apply. @default its alarms are quiet, and nothing is left to do */
  verify: z.array(checkSchema, must('a list of checks', "Write [{ kind: 'alarms' }].")).readonly().optional(),
  /** The major of the AWS provider that the JSON is for. @default RAMPART_AWS_PROVIDER_MAJOR, else 6 */
  providerMajor: oneOf(PROVIDER_MAJORS, 'Leave it out for the newest.').optional(),
  budget,
  /** Secrets that people or rotation fill: only the containers are made here. @default none */
  secrets: z.array(name, must('a list of names', "Write ['payment-gateway'].")).readonly().optional(),
  /** Services with an identity of their own, by name. @default none */
  services,
  usage,
  commitments,
};

/** Who gets a mail when something is in trouble; each confirms it once. Where nobody does, nothing is watched. */
const anyEmails = z.array(email).readonly().optional();
const prodEmails = z
  .tuple([email], email, must('one address or more', "Prod is watched: write ['team@example.com']."))
  .readonly();

/** The line `alarmEmails` of each stage. */
export const alarmEmails = { sandbox: anyEmails, staging: anyEmails, prod: prodEmails };
