import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { LocalBackend, type TerraformStack } from 'cdktf';
import { configureStack, PROVIDER_VERSION, type ProviderMajor, type StackSettings, settingsOf } from '../lib/core';

/** What the process environment says of this run, rather than of an environment. */
export interface Run {
  /** True when the AWS API is an emulator on this machine: `AWS_ENDPOINT_URL` names it to the provider. */
  readonly emulated: boolean;
  /** The AWS provider major to synthesize for, where the environment does not say. */
  readonly providerMajor: ProviderMajor | undefined;
  /** True when `account` is deployed for the first time, before its state bucket exists. */
  readonly bootstrap: boolean;
}

/** Reads {@link Run}: RAMPART_EMULATOR, RAMPART_AWS_PROVIDER_MAJOR (5 or 6), RAMPART_BOOTSTRAP. */
export function readRun(variables: NodeJS.ProcessEnv): Run {
  const major = variables.RAMPART_AWS_PROVIDER_MAJOR;
  return {
    emulated: Boolean(variables.RAMPART_EMULATOR),
    providerMajor: major ? (Number(major) as ProviderMajor) : undefined,
    bootstrap: Boolean(variables.RAMPART_BOOTSTRAP),
  };
}

/** Settings and provider: what every stack of ours begins with; `keepStateIn` or {@link keepStateHere} follows. */
export function setUp(stack: TerraformStack, settings: DeploymentSettings, run: Run): void {
  const {
    stage,
    owner,
    costCenter,
    accountId,
    region,
    permissionsBoundary,
    providerMajor = run.providerMajor,
  } = settings;
  configureStack(stack, { stage, owner, costCenter, accountId, region, permissionsBoundary, providerMajor });
  addProvider(stack, settings, run);
}

/** {@link StackSettings} of a stack whose account and region are known. */
export type DeploymentSettings = StackSettings & { readonly accountId: string; readonly region: string };

function addProvider(stack: TerraformStack, { accountId, region }: DeploymentSettings, run: Run): void {
  // The emulator knows one account and no bucket host names; AWS must never be the wrong account.
  const place = run.emulated ? { s3UsePathStyle: true, maxRetries: 5 } : { allowedAccountIds: [accountId] };
  new AwsProvider(stack, 'aws', { region, ...place });
  // The bindings pin one version; a range lets the team's lock file decide.
  stack.addOverride('terraform.required_providers.aws', {
    source: 'hashicorp/aws',
    version: PROVIDER_VERSION[settingsOf(stack).providerMajor],
  });
  stack.addOverride('terraform.required_version', '>= 1.10');
}

/** Keeps the state in `.state/` of the checkout: for the sandbox, and before the bucket exists. */
export function keepStateHere(stack: TerraformStack): void {
  // Relative to cdktf.out/stacks/<name>, and outside of it: cdktf.out can be deleted at any time.
  new LocalBackend(stack, { path: `../../../.state/${stack.node.id}.tfstate` });
}
