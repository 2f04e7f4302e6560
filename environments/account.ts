import { defineAccount } from './environment';
import { fromProcess } from './process-env';

/** The account that holds the Terraform state of every environment; see docs/bootstrap.md. */
export const account = defineAccount('environments/account.ts', {
  accountId: fromProcess('RAMPART_ACCOUNT_ID', '333333333333'),
  region: fromProcess('RAMPART_ACCOUNT_REGION', 'eu-west-1'),
  owner: 'platform',
  costCenter: 'cc-platform',
  alarmEmails: ['platform@example.com'],
  costs: { monthlyUsd: 80, allocationTags: true },
  github: {
    owner: fromProcess('RAMPART_GITHUB_OWNER', 'acme'),
    ownerId: fromProcess('RAMPART_GITHUB_OWNER_ID', '1000001'),
    name: fromProcess('RAMPART_GITHUB_REPOSITORY', 'platform'),
    id: fromProcess('RAMPART_GITHUB_REPOSITORY_ID', '2000002'),
  },
  repositories: ['api', 'documents', 'frontend', 'reports'],
  state: {
    keyArn: process.env.RAMPART_STATE_KEY_ARN || undefined,
    replica: {
      region: fromProcess('RAMPART_STATE_REPLICA_REGION', 'eu-central-1'),
      keyArn: process.env.RAMPART_STATE_REPLICA_KEY_ARN || undefined,
    },
  },
});
