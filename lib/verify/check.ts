import { z } from 'zod';

/** A zod message as environment files have it: what is expected, and on the next line what to do. */
const must = (expected: string, fix: string) => ({ error: `${expected}\n${fix}` });
const name = z
  .string(must('a name', 'Write it as Kubernetes has it.'))
  .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, must('a name of Kubernetes', 'Lower-case letters, digits, hyphens.'));
const image = z
  .string(must('an image', 'Write registry/name@sha256:….'))
  .regex(/@sha256:[0-9a-f]{64}$/, must('an image by its digest', 'Pin it: registry/name@sha256:….'));

const endpoint = z.strictObject({
  kind: z.literal('endpoint'),
  /** An `https://` address that everybody who needs it reaches. */
  url: z.url({ protocol: /^https$/, ...must('an https:// address', 'What is not encrypted is not verified.') }),
  /** The status that it answers with. @default 200 */
  status: z.int().min(200).max(499).optional(),
  /** For how many days at least its certificate must still be good. @default 14 */
  certificateDays: z.int().min(1).max(398).optional(),
});
const database = z.strictObject({
  kind: z.literal('database'),
  /** The output of the stack that says host and port, with the name in it after a dot: `database_endpoints.orders`. */
  output: z.string().regex(/^[\w-]+(\.[\w-]+)?$/, must('the name of an output', 'Write database_endpoints.orders.')),
  /** The namespace whose pods use it. */
  namespace: name,
  /** An image with `nc`, by its digest, that the cluster may run. */
  image,
});
const alarms = z.strictObject({
  kind: z.literal('alarms'),
  /** What the names of the alarms begin with. @default the environment and a hyphen */
  prefix: z.string().min(1).optional(),
});
const drift = z.strictObject({ kind: z.literal('drift') });
const rollout = z.strictObject({
  kind: z.literal('rollout'),
  namespace: name,
  /** The Deployment that must have all its pods in their new version. */
  deployment: name,
  /** How long it may take, in seconds. @default 300 */
  seconds: z.int().min(1).max(3600).optional(),
});

/** What is looked at after an apply. Written by an environment, and kept in its stack's JSON under `//.rampart.verify`. */
export const checkSchema = z.discriminatedUnion('kind', [endpoint, database, alarms, drift, rollout], {
  error: 'endpoint, database, alarms, drift or rollout\nWrite one of these as `kind`.',
});

/** One thing that is looked at after an apply. */
export type Check = z.output<typeof checkSchema>;
/** A check of one kind. */
export type CheckOf<K extends Check['kind']> = Extract<Check, { readonly kind: K }>;

/** What a check found. */
export interface CheckResult {
  /** What was looked at, in a few words. */
  readonly name: string;
  readonly passed: boolean;
  /** What was seen. */
  readonly seen: string;
  /** How to get back to what worked; nothing where it passed. */
  readonly rollBack?: string;
}
