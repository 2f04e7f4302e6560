import { z } from 'zod';
import { explain } from '../faults';
import { base } from './base';
import { accountId, region, tagValue, text } from './words';

const accountSchema = z.strictObject({
  accountId,
  region,
  owner: tagValue,
  costCenter: tagValue,
  providerMajor: base.providerMajor,
  state: z.strictObject({
    /** The ARN of the state bucket's key, which `cdktf deploy account` prints: it lets Terraform encrypt state with it. @default SSE-S3 until it is known */
    keyArn: text(
      /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[0-9a-f-]{36}$/,
      'the ARN of a KMS key',
      'Copy the output `state_key_arn` of the stack `account`.',
    ).optional(),
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
