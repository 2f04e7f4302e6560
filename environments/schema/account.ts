import { z } from 'zod';
import { explain } from '../faults';
import { alarmEmails, base } from './base';
import { accountCosts } from './budget';
import { accountId, must, oneOf, region, tagValue, text } from './words';

const keyArn = (fix: string) =>
  text(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[0-9a-f-]{36}$/, 'the ARN of a KMS key', fix);

/** The ids that stay when a repository or its owner is renamed: their tokens are compared by them. */
const githubId = text(
  /^\d+$/,
  'a number, as text',
  'Take both from `gh api repos/<owner>/<name> --jq "[.owner.id, .id]"`.',
);
const githubName = text(/^[\w.-]{1,100}$/, 'a name on GitHub', 'Write acme and shop for github.com/acme/shop.');

/** The repository whose workflows plan and apply. */
const github = z.strictObject(
  {
    owner: githubName,
    ownerId: githubId,
    name: githubName,
    id: githubId,
    /** The branch that is deployed. @default main */
    branch: text(/^[\w./-]+$/, 'one branch', 'Write main.').optional(),
    /** Whether GitHub writes the ids into the subject of its tokens; repositories older than 15 July 2026 may not. @default immutable */
    subject: oneOf(['immutable', 'names'], 'See the settings of the repository: Actions, OIDC.').optional(),
  },
  must('a section with owner, ownerId, name and id', 'See docs/getting-started.md.'),
);

const accountSchema = z.strictObject({
  accountId,
  region,
  owner: tagValue,
  costCenter: tagValue,
  providerMajor: base.providerMajor,
  /** Who gets a mail when somebody uses the root user, signs in without a second factor, or touches the trail. @default nobody */
  alarmEmails: alarmEmails.staging,
  costs: accountCosts,
  /** The repository whose workflows may plan and apply. @default none: people deploy by hand */
  github: github.optional(),
  /** The repositories of container images, such as `orders/api`. @default none */
  repositories: z
    .array(text(/^[a-z0-9]+([._/-]+[a-z0-9]+)*$/, 'a repository without a tag', 'Write for example orders/api.'))
    .readonly()
    .optional(),
  state: z.strictObject({
    /** The ARN of the state bucket's key, which `cdktf deploy account` prints: it lets Terraform encrypt state with it. @default SSE-S3 until it is known */
    keyArn: keyArn('Copy the output `state_key_arn` of the stack `account`.').optional(),
    /** Where every state is copied to. @default nowhere */
    replica: z
      .strictObject({
        /** Another region than the state's. */
        region,
        /** The ARN of the copies' key, which `npm run bootstrap` prints: nothing is copied until it is known. @default not known yet */
        keyArn: keyArn('Copy the output `replica_key_arn` of the stack `account-replica`.').optional(),
      })
      .optional(),
  }),
});

/** What `environments/account.ts` says: the account that holds the Terraform state of all environments. */
export type AccountEnvironment = z.output<typeof accountSchema>;

/** Checks `environments/account.ts`. @throws ValidationError with every fault at once */
export function defineAccount(file: string, account: AccountEnvironment): AccountEnvironment {
  const result = accountSchema.safeParse(account);
  if (!result.success) throw explain(file, account, result.error);
  return result.data;
}
