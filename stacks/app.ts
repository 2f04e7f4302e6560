import type { App } from 'cdktf';
import { account } from '../environments/account';
import { prod } from '../environments/prod';
import { sandbox } from '../environments/sandbox';
import { staging } from '../environments/staging';
import { Accounts } from './accounts';
import { readRun } from './deployment';
import { PlatformStack } from './platform';
import { WorkloadsStack } from './workloads';

/** What is looked at after an apply where an environment says nothing. */
const VERIFY = [{ kind: 'alarms' }, { kind: 'drift' }];

/** Every stack of this repository. */
export function addStacks(app: App): void {
  const run = readRun(process.env);
  const environments = [staging, prod, sandbox];
  const accounts = new Accounts(app, account, environments, run);
  for (const environment of environments.map((given) => accounts.bound(given))) {
    const platform = new PlatformStack(app, environment, accounts.state, run);
    platform.addOverride('//.rampart.verify', environment.verify ?? VERIFY);
    // The sandbox has no cluster to put them into, and an emulator no Kubernetes API.
    if (environment.stage !== 'sandbox' && !run.emulated)
      new WorkloadsStack(app, environment, { platform, account, state: accounts.state, run });
  }
  // Last: the roles are made of what the stacks hold.
  accounts.addPipelineRoles();
}
