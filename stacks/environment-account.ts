import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { AccountEnvironment, Environment } from '../environments/environment';
import { keepStateIn } from '../lib/delivery';
import type { AccountStorage } from './account';
import { AccountPipelines } from './account-pipelines';
import { keepStateHere, type Run, setUp } from './deployment';
import { addGuard } from './guard';

/** An account of one or more environments, where it is not the one that holds the state: `account-staging`, `account-prod`. */
export class EnvironmentAccountStack extends TerraformStack {
  readonly pipelines: AccountPipelines | undefined;

  constructor(
    scope: Construct,
    environments: readonly [Environment, ...Environment[]],
    account: AccountEnvironment,
    storage: AccountStorage,
    run: Run,
  ) {
    super(scope, `account-${environments.map(({ stage }) => stage).join('-')}`);
    const [{ accountId, region, owner, costCenter, providerMajor, alarmEmails }] = environments;
    setUp(this, { accountId, region, owner, costCenter, providerMajor, stage: 'prod' }, run);
    if (run.emulated) keepStateHere(this);
    else keepStateIn(this, storage.state);
    const recorded = addGuard(this, alarmEmails);
    const { buckets, keyAliases } = storage.protects;
    this.pipelines =
      account.github &&
      new AccountPipelines(this, 'pipelines', {
        repository: account.github,
        storage: storage.pipelines,
        protects: { buckets: [...buckets, ...recorded], keyAliases: [...keyAliases, `${this.node.id}-*`] },
      });
  }
}
