import { AwsProvider, type AwsProviderConfig } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { account } from '../environments/account';
import { prod } from '../environments/prod';
import { staging } from '../environments/staging';
import { configureStack } from '../lib/core';
import { Bucket } from '../lib/storage';
import { AccountStack } from '../stacks/account';
import { PlatformStack } from '../stacks/platform';

const RUN = { emulated: false, providerMajor: undefined, bootstrap: false };

/** What is measured, by name: each builds an app with our constructs. */
export const CASES: Readonly<Record<string, (outdir: string) => App>> = {
  staging: (outdir) => platform(outdir, staging),
  prod: (outdir) => platform(outdir, prod),
  '100 resources': (outdir) => buckets(outdir, 100).app,
  '1,000 resources': (outdir) => buckets(outdir, 1_000).app,
  '10,000 resources': (outdir) => buckets(outdir, 10_000).app,
};

/** How many resources a `new Bucket(stack, id)` makes, its key included. */
const RESOURCES_PER_BUCKET = 10;

function platform(outdir: string, environment: typeof staging): App {
  const app = new App({ outdir });
  const { state } = new AccountStack(app, account, [environment], RUN);
  new PlatformStack(app, environment, state, RUN);
  return app;
}

/** A stack of nothing but buckets, with as many resources as asked for. */
export function buckets(
  outdir: string,
  resources: number,
  provider: AwsProviderConfig = { region: 'eu-west-1' },
  providerMajor?: 5 | 6,
): { app: App; stack: TerraformStack } {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'buckets');
  new AwsProvider(stack, 'aws', provider);
  configureStack(stack, {
    stage: 'prod',
    owner: 'bench',
    costCenter: 'bench',
    accountId: '123456789012',
    region: 'eu-west-1',
    ...(providerMajor && { providerMajor }),
  });
  for (let index = 0; index < resources / RESOURCES_PER_BUCKET; index++) new Bucket(stack, `bucket-${index}`);
  return { app, stack };
}
