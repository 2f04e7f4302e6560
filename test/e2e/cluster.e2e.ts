/**
 * The real AWS provider on clusters with every option: planned in each stage without any API, and deployed to the emulator, where
 * the second plan is empty.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STAGES, type Stage } from '../../lib/core';
import { startEmulator, stopEmulator } from '../../sandbox/emulator';
import { emulatorEnvironment } from '../../sandbox/environment';
import { type TerraformEnvironment, terraformEnvironment } from '../../sandbox/terraform';
import { buildOptions, CLUSTERS } from '../cluster/options';
import { Template, testStack } from '../support/template';
import { addresses, plan } from './support/plan';
import { run } from './support/run';
import { describeWithTools } from './support/tools';

type Json = Record<string, Record<string, Record<string, unknown>>>;

/** What the provider needs to plan what is new without any API. */
const OFFLINE = {
  region: 'eu-west-1',
  access_key: 'none',
  secret_key: 'none',
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_requesting_account_id: true,
};

/** The clusters of some stages in one configuration: their ids begin with the stage. */
function configuration(stages: readonly Stage[], provider: object): { resource: Json } {
  const resource: Json = {};
  for (const stage of stages) {
    const stack = testStack({ stage, providerMajor: 5 });
    buildOptions(stack, stage);
    // The VPC is the same in each of them, but for its tags.
    for (const [type, byName] of Object.entries(Template.fromStack(stack).json.resource as Json))
      resource[type] = { ...byName, ...resource[type] };
  }
  const required_providers = { aws: { source: 'hashicorp/aws', version: '~> 5.100' } };
  return { terraform: { required_providers }, provider: { aws: [provider] }, resource } as { resource: Json };
}

describeWithTools('clusters with every option', () => {
  let directory: string;
  let terraform: TerraformEnvironment;

  beforeAll(() => {
    terraform = terraformEnvironment() as TerraformEnvironment;
    directory = mkdtempSync(join(tmpdir(), 'rampart-cluster-'));
  });

  afterAll(async () => {
    await stopEmulator(directory);
    rmSync(directory, { recursive: true, force: true });
  });

  const prepare = async (stages: readonly Stage[], provider: object): Promise<Json> => {
    const written = configuration(stages, provider);
    writeFileSync(join(directory, 'main.tf.json'), JSON.stringify(written));
    await run('terraform', ['init', '-no-color'], { cwd: directory, env: terraform.env });
    return written.resource;
  };

  it('are valid and can be planned in each stage', async () => {
    const resources = await prepare(STAGES, OFFLINE);
    expect(Object.keys(resources.aws_eks_cluster ?? {})).toHaveLength(STAGES.length * CLUSTERS);
    const { env } = terraform;
    const { stdout } = await run('terraform', ['validate', '-json'], { cwd: directory, env });
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
    const changes = await plan(directory, env);
    expect(new Set(changes.map(({ actions }) => actions))).toEqual(new Set(['create']));
    const count = Object.values(resources).reduce((sum, byName) => sum + Object.keys(byName).length, 0);
    expect(changes).toHaveLength(count);
  });

  // sandbox.e2e.ts destroys a cluster; what ends with the emulator here would take a minute more.
  it('are deployed, and read back as they were written: the second plan is empty', async () => {
    await prepare(['sandbox'], { region: 'eu-west-1' });
    const { url } = await startEmulator(directory);
    const env = emulatorEnvironment(url, terraform);
    await run('terraform', ['apply', '-auto-approve', '-no-color'], { cwd: directory, env });
    const state = join(directory, 'terraform.tfstate');
    for (const type of ['fargate_profile', 'node_group', 'pod_identity_association', 'access_policy_association'])
      expect(addresses(state)).toContainEqual(expect.stringMatching(new RegExp(`^aws_eks_${type}\\.`)));
    expect(await plan(directory, env)).toEqual([]);
  });
});
