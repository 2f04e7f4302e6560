import { App } from 'cdktf';
import type { AccountEnvironment, Environment } from '../../environments/environment';
import { prod } from '../../environments/prod';
import { sandbox } from '../../environments/sandbox';
import { staging } from '../../environments/staging';
import { AccountStack } from '../../stacks/account';
import { type Run, readRun } from '../../stacks/deployment';
import { PlatformStack } from '../../stacks/platform';
import { Template } from '../support/template';

const account: AccountEnvironment = {
  accountId: '333333333333',
  region: 'eu-west-1',
  owner: 'platform',
  costCenter: 'cc-platform',
  state: {},
};
const aws: Run = { emulated: false, providerMajor: undefined, bootstrap: false };

function accountStack(changes: Partial<AccountEnvironment> = {}, run = aws): AccountStack {
  return new AccountStack(new App(), { ...account, ...changes }, [staging, prod, sandbox], run);
}

function platform(environment: Environment, run = aws): Template {
  return Template.fromStack(new PlatformStack(new App(), environment, accountStack().state, run));
}

type Resources = Record<string, Record<string, unknown>>;
const resourcesOf = (template: Template): Resources => template.json.resource as Resources;

describe('a platform', () => {
  it.each([staging, prod, sandbox])('is named after its stage and says it in its JSON: $stage', (environment) => {
    expect(platform(environment).json).toMatchObject({
      '//': { metadata: { stackName: environment.stage }, rampart: { stage: environment.stage } },
    });
  });

  it('keeps its state in the account’s bucket under its own key, encrypted and locked', () => {
    const { state } = accountStack({ state: { keyArn: 'arn:aws:kms:eu-west-1:333333333333:key/1' } });
    const stack = Template.fromStack(new PlatformStack(new App(), staging, state, aws));
    expect(stack.json).toHaveProperty('terraform.backend.s3', {
      bucket: expect.stringMatching(/^account-state-[0-9a-f]{8}$/),
      region: 'eu-west-1',
      key: 'staging/terraform.tfstate',
      encrypt: true,
      kms_key_id: 'arn:aws:kms:eu-west-1:333333333333:key/1',
      use_lockfile: true,
    });
  });

  it('keeps the sandbox’s state in a file outside cdktf.out', () => {
    expect(platform(sandbox).json).toHaveProperty('terraform.backend.local.path', '../../../.state/sandbox.tfstate');
  });

  it('asks for the provider major it was synthesized for', () => {
    expect(platform(prod).json).toHaveProperty('terraform.required_providers.aws.version', '~> 6.25');
    expect(platform(prod, { ...aws, providerMajor: 5 }).json).toHaveProperty(
      'terraform.required_providers.aws.version',
      '~> 5.100',
    );
    expect(platform(sandbox).json).toHaveProperty('terraform.required_providers.aws.version', '~> 5.100');
  });

  it('deploys to its own account only', () => {
    expect(platform(prod).json).toHaveProperty('provider.aws.0', {
      region: 'eu-west-1',
      allowed_account_ids: ['222222222222'],
    });
  });

  it('holds no address and no credential of an emulator', () => {
    const { json } = platform(staging, { ...aws, emulated: true });
    expect(json).toHaveProperty('provider.aws.0', { region: 'eu-west-1', s3_use_path_style: true, max_retries: 5 });
    expect(json).toHaveProperty('terraform.backend.local.path', '../../../.state/staging.tfstate');
  });

  it('changes nothing that exists when a zone is added', () => {
    const pools = staging.cluster?.nodePools.map((pool) => ({ ...pool, zones: ['a', 'c'] }));
    const inZones = (...availabilityZones: string[]): Resources => {
      const network = { ...staging.network, availabilityZones };
      return resourcesOf(
        platform({ ...staging, network, cluster: { ...staging.cluster, nodePools: pools } } as unknown as Environment),
      );
    };
    const two = inZones('a', 'c');
    const three = inZones('a', 'b', 'c');
    const changed = Object.entries(two).flatMap(([type, byName]) =>
      Object.entries(byName)
        .filter(([name, block]) => JSON.stringify(three[type]?.[name]) !== JSON.stringify(block))
        .map(([name]) => `${type}.${name}`),
    );
    // Shared by all zones, updated in place: who is listed grows, no address and nothing that forces a replacement changes.
    const inPlace = /^aws_(vpc_endpoint|db_subnet_group|elasticache_subnet_group|eks_cluster)\./;
    expect(changed.filter((address) => !inPlace.test(address))).toEqual([]);
    expect(Object.keys(three.aws_subnet ?? {})).toHaveLength(Object.keys(two.aws_subnet ?? {}).length + 3);
  });

  it('gives a service what the environment says, and no more', () => {
    const policies = Object.entries(platform(staging).resources('aws_iam_role_policy'));
    const reports = policies.find(([name]) => name.includes('workload-reports'))?.[1].policy as string;
    expect(reports).toContain('aws_s3_bucket.exports');
    expect(reports).not.toContain('aws_s3_bucket.assets');
    expect(reports).not.toContain('secretsmanager');
  });
});

describe('the account', () => {
  it('lets an environment of another account at its own state only', () => {
    const policy = Template.fromStack(accountStack()).resources('aws_s3_bucket_policy');
    const text = Object.values(policy)
      .map(({ policy: document }) => document as string)
      .join('');
    expect(text).toContain('arn:aws:iam::111111111111:root');
    expect(text).toMatch(
      /"Principal":\{"AWS":"arn:aws:iam::222222222222:root"\},"Action":\["s3:GetObject","s3:PutObject"\],"Resource":\["[^"]*\/prod-\*\/\*","[^"]*\/prod\/\*"\]/,
    );
    expect(text).not.toContain('/sandbox/');
  });

  it('names nobody else when the environments are in the same account', () => {
    const stack = new AccountStack(new App(), { ...account, accountId: staging.accountId }, [staging], aws);
    expect(JSON.stringify(Template.fromStack(stack).json)).not.toContain('/staging/*');
  });

  it('keeps its own state in a file until its bucket exists', () => {
    expect(Template.fromStack(accountStack({}, { ...aws, bootstrap: true })).json).toHaveProperty(
      'terraform.backend.local',
    );
    expect(Template.fromStack(accountStack()).json).toHaveProperty(
      'terraform.backend.s3.key',
      'account/terraform.tfstate',
    );
  });
});

describe('readRun', () => {
  it('reads the process environment', () => {
    expect(readRun({})).toEqual(aws);
    expect(
      readRun({ RAMPART_EMULATOR: 'http://127.0.0.1:4566', RAMPART_AWS_PROVIDER_MAJOR: '5', RAMPART_BOOTSTRAP: '1' }),
    ).toEqual({
      emulated: true,
      providerMajor: 5,
      bootstrap: true,
    });
  });
});
