import { defineAccount } from './environment';
import { fromProcess } from './process-env';

/** The account that holds the Terraform state of every environment; see docs/bootstrap.md. */
export const account = defineAccount('environments/account.ts', {
  accountId: fromProcess('RAMPART_ACCOUNT_ID', '333333333333'),
  region: fromProcess('RAMPART_ACCOUNT_REGION', 'eu-west-1'),
  owner: 'platform',
  costCenter: 'cc-platform',
  state: { keyArn: process.env.RAMPART_STATE_KEY_ARN || undefined },
});
