/** `terraform validate` and `plan` with the real AWS provider on every combination of a database, in one run each. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { STAGES, type Stage, settingsOf } from '../../lib/core';
import { type TerraformEnvironment, terraformEnvironment } from '../../sandbox/terraform';
import {
  buildCluster,
  buildClusterOptions,
  buildGlobal,
  CLUSTER_MATRIX,
  CLUSTER_OPTIONS,
  GLOBAL_MATRIX,
} from '../database/aurora-fixtures';
import { build, MATRIX } from '../database/matrix';
import { buildOptions, OPTIONS } from '../database/options';
import { Template, testStack } from '../support/template';
import { run } from './support/run';
import { describeWithTools } from './support/tools';

type Block = Record<string, Record<string, unknown>>;

/** The region of the copies. */
const AWAY = 'eu-central-1';

/** What the provider needs to plan what is new without any API. */
const OFFLINE = {
  region: 'eu-west-1',
  access_key: 'none',
  secret_key: 'none',
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_requesting_account_id: true,
};

/**
 * The JSON of several stacks as one configuration: each construct has its stage in its id. What one stack reads of another becomes a
 * reference again, and what stands in another region gets that region's provider.
 */
function merged(stacks: readonly TerraformStack[]): Record<string, unknown> {
  const all: Record<string, Block> = {};
  const outputs: Record<string, { value: string }> = {};
  const templates = stacks.map((stack) => ({ region: settingsOf(stack).region, json: Template.fromStack(stack).json }));
  for (const { json, region } of templates) {
    Object.assign(outputs, json.output);
    for (const kind of ['resource', 'data', 'ephemeral']) {
      for (const [type, byName] of Object.entries((json[kind] ?? {}) as Block)) {
        if (type === 'terraform_remote_state') continue;
        if (region === AWAY && type.startsWith('aws_')) {
          for (const body of Object.values(byName)) (body as { provider?: string }).provider = 'aws.away';
        }
        all[kind] = { ...all[kind], [type]: { ...all[kind]?.[type], ...byName } };
      }
    }
  }
  const configuration = {
    terraform: { required_providers: { aws: { source: 'aws', version: '~> 5.100' } } },
    provider: { aws: [OFFLINE, { ...OFFLINE, region: AWAY, alias: 'away' }] },
    ...all,
  };
  const text = JSON.stringify(configuration).replace(
    /\$\{data\.terraform_remote_state\.[\w-]+\.outputs\.([\w-]+)\}/g,
    (_reference, output: string) => outputs[output]?.value ?? `no output ${output}`,
  );
  return JSON.parse(text) as Record<string, unknown>;
}

/** A stack of each stage with what is built into it. */
function ofEachStage(fill: (stack: TerraformStack, stage: Stage) => void): TerraformStack[] {
  return STAGES.map((stage) => {
    const stack = testStack({ stage, providerMajor: 5 });
    fill(stack, stage);
    return stack;
  });
}

/** Every global database: its primaries, and the stacks of another region with their copies. */
function globals(): TerraformStack[] {
  return STAGES.flatMap((stage) => {
    const home = testStack({ stage, providerMajor: 5 }, `home-${stage}`);
    const away = testStack({ stage, providerMajor: 5, region: AWAY }, `away-${stage}`);
    for (const one of GLOBAL_MATRIX.filter((combination) => combination.stage === stage)) buildGlobal(home, away, one);
    return [home, away];
  });
}

/** Every combination of instances and clusters. */
function combinations(): TerraformStack[] {
  return ofEachStage((stack, stage) => {
    for (const combination of MATRIX.filter((one) => one.stage === stage)) build(stack, combination);
    for (const combination of CLUSTER_MATRIX.filter((one) => one.stage === stage)) buildCluster(stack, combination);
  });
}

describeWithTools('databases on the real provider', () => {
  let directory: string;
  let env: NodeJS.ProcessEnv;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'rampart-database-'));
    ({ env } = terraformEnvironment() as TerraformEnvironment);
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  /** Writes a configuration, and gives its resources back. */
  const prepare = async (configuration: Record<string, unknown>): Promise<Record<string, Block>> => {
    writeFileSync(join(directory, 'main.tf.json'), JSON.stringify(configuration));
    await run('terraform', ['init', '-backend=false', '-no-color'], { cwd: directory, env });
    return configuration.resource as Record<string, Block>;
  };
  /** Everything there is: every engine × version × stage × availability or capacity, every option, every global database. */
  const everything = (): Record<string, unknown> => {
    const options = ofEachStage((stack, stage) => {
      buildOptions(stack, `options-${stage}`);
      buildClusterOptions(stack, `options-${stage}`);
    });
    return merged([...combinations(), ...options, ...globals()]);
  };

  it('are valid with every option, their ephemeral passwords included', async () => {
    const stack = testStack({ stage: 'prod', providerMajor: 5 });
    buildOptions(stack, 'options');
    buildClusterOptions(stack, 'options');
    await prepare(merged([stack]));
    const { stdout } = await run('terraform', ['validate', '-json'], { cwd: directory, env });
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
  });

  it('can be planned in every engine × version × stage × availability, with every option, and in two regions', async () => {
    // Secrets Manager would be asked for the ephemeral passwords at plan: the plan gets a text in their place.
    const { ephemeral, ...rest } = everything();
    expect(ephemeral).toBeDefined();
    const planned = JSON.stringify(rest).replace(
      /ephemeral\.aws_secretsmanager_random_password\.[\w-]+\.random_password/g,
      '\\"made-by-secrets-manager\\"',
    );
    const resources = await prepare(JSON.parse(planned) as Record<string, unknown>);
    const clusters = CLUSTER_MATRIX.length + STAGES.length * CLUSTER_OPTIONS + 2 * GLOBAL_MATRIX.length;
    expect(Object.keys(resources.aws_db_instance ?? {})).toHaveLength(MATRIX.length + STAGES.length * OPTIONS);
    expect(Object.keys(resources.aws_rds_cluster ?? {})).toHaveLength(clusters);
    expect(Object.keys(resources.aws_rds_global_cluster ?? {})).toHaveLength(GLOBAL_MATRIX.length);
    const count = Object.values(resources).reduce((sum, byName) => sum + Object.keys(byName).length, 0);
    const { stdout } = await run('terraform', ['plan', '-input=false', '-no-color'], { cwd: directory, env });
    expect(stdout).toContain(`Plan: ${count} to add, 0 to change, 0 to destroy.`);
    expect(stdout).not.toContain('Warning:');
  });
});
