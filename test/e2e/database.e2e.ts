/** `terraform validate` and `plan` with the real AWS provider on every combination of a database, in one run each. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { STAGES, type Stage } from '../../lib/core';
import { type TerraformEnvironment, terraformEnvironment } from '../../sandbox/terraform';
import { buildCluster, buildClusterOptions, CLUSTER_MATRIX, CLUSTER_OPTIONS } from '../database/aurora-fixtures';
import { build, MATRIX } from '../database/matrix';
import { buildOptions, OPTIONS } from '../database/options';
import { Template, testStack } from '../support/template';
import { run } from './support/run';
import { describeWithTools } from './support/tools';

type Block = Record<string, Record<string, unknown>>;

/** What the provider needs to plan what is new without any API. */
const OFFLINE = {
  region: 'eu-west-1',
  access_key: 'none',
  secret_key: 'none',
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_requesting_account_id: true,
};

/** The JSON of several stacks as one configuration: each construct has its stage in its id. */
function merged(stacks: readonly TerraformStack[]): Record<string, unknown> {
  const all: Record<string, Block> = {};
  for (const { json } of stacks.map((stack) => Template.fromStack(stack))) {
    for (const kind of ['resource', 'data', 'ephemeral']) {
      for (const [type, byName] of Object.entries((json[kind] ?? {}) as Block)) {
        all[kind] = { ...all[kind], [type]: { ...all[kind]?.[type], ...byName } };
      }
    }
  }
  return {
    terraform: { required_providers: { aws: { source: 'aws', version: '~> 5.100' } } },
    provider: { aws: [OFFLINE] },
    ...all,
  };
}

/** A stack of each stage with what is built into it. */
function ofEachStage(fill: (stack: TerraformStack, stage: Stage) => void): TerraformStack[] {
  return STAGES.map((stage) => {
    const stack = testStack({ stage, providerMajor: 5 });
    fill(stack, stage);
    return stack;
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

  /** Writes the stacks as one configuration, and gives it back. */
  const prepare = async (stacks: readonly TerraformStack[]): Promise<Record<string, Block>> => {
    const configuration = merged(stacks);
    writeFileSync(join(directory, 'main.tf.json'), JSON.stringify(configuration));
    await run('terraform', ['init', '-backend=false', '-no-color'], { cwd: directory, env });
    return configuration.resource as Record<string, Block>;
  };

  it('are valid in every engine × version × stage × availability, and with every option', async () => {
    const options = ofEachStage((stack, stage) => {
      buildOptions(stack, `options-${stage}`);
      buildClusterOptions(stack, `options-${stage}`);
    });
    const resources = await prepare([...combinations(), ...options]);
    const clusters = CLUSTER_MATRIX.length + STAGES.length * CLUSTER_OPTIONS;
    expect(Object.keys(resources.aws_db_instance ?? {})).toHaveLength(MATRIX.length + STAGES.length * OPTIONS);
    expect(Object.keys(resources.aws_rds_cluster ?? {})).toHaveLength(clusters);
    const { stdout } = await run('terraform', ['validate', '-json'], { cwd: directory, env });
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
  });

  it('can be planned, which asks the provider more than whether they are valid', async () => {
    // Without rotated credentials: their ephemeral password is asked of AWS at plan.
    const options = ofEachStage((stack, stage) => buildClusterOptions(stack, `options-${stage}`));
    const resources = await prepare([...combinations(), ...options]);
    const count = Object.values(resources).reduce((sum, byName) => sum + Object.keys(byName).length, 0);
    const { stdout } = await run('terraform', ['plan', '-input=false', '-no-color'], { cwd: directory, env });
    expect(stdout).toContain(`Plan: ${count} to add, 0 to change, 0 to destroy.`);
  });
});
