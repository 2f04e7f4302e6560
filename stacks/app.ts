import type { App } from 'cdktf';
import { account } from '../environments/account';
import { prod } from '../environments/prod';
import { sandbox } from '../environments/sandbox';
import { staging } from '../environments/staging';
import { AccountStack } from './account';
import { readRun } from './deployment';
import { PlatformStack } from './platform';

/** Every stack of this repository. */
export function addStacks(app: App): void {
  const run = readRun(process.env);
  const environments = [staging, prod, sandbox];
  const { state } = new AccountStack(app, account, environments, run);
  for (const environment of environments) new PlatformStack(app, environment, state, run);
}
