/** `terraform validate` with the real AWS provider on every combination of a database, in one run. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TerraformStack } from 'cdktf';
import { STAGES } from '../../lib/core';
import { type TerraformEnvironment, terraformEnvironment } from '../../sandbox/terraform';
import { buildCluster, buildClusterOptions, CLUSTER_MATRIX, CLUSTER_OPTIONS } from '../database/aurora-fixtures';
import { build, MATRIX, nameOf } from '../database/matrix';
import { buildOptions, OPTIONS } from '../database/options';
import { Template, testStack } from '../support/template';
import { run } from './support/run';
import { describeWithTools } from './support/tools';

type Block = Record<string, Record<string, unknown>>;

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
    provider: { aws: [{ region: 'eu-west-1' }] },
    ...all,
  };
}

describeWithTools('databases on the real provider', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'rampart-database-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('are valid in every engine × version × stage × availability, and with every option', async () => {
    const stacks = STAGES.map((stage) => {
      const stack = testStack({ stage, providerMajor: 5 });
      for (const combination of MATRIX.filter((one) => one.stage === stage)) build(stack, combination);
      for (const combination of CLUSTER_MATRIX.filter((one) => one.stage === stage)) buildCluster(stack, combination);
      return stack;
    });
    const options = STAGES.map((stage) => {
      const stack = testStack({ stage, providerMajor: 5 });
      buildOptions(stack, `options-${stage}`);
      buildClusterOptions(stack, `options-${stage}`);
      return stack;
    });
    const configuration = merged([...stacks, ...options]);
    const resources = configuration.resource as Record<string, Block>;
    expect(Object.keys(resources.aws_db_instance ?? {})).toHaveLength(MATRIX.length + STAGES.length * OPTIONS);
    const clusters = CLUSTER_MATRIX.length + STAGES.length * CLUSTER_OPTIONS;
    expect(Object.keys(resources.aws_rds_cluster ?? {})).toHaveLength(clusters);
    expect(new Set(MATRIX.map(nameOf)).size).toBe(MATRIX.length);

    writeFileSync(join(directory, 'main.tf.json'), JSON.stringify(configuration));
    const { env } = terraformEnvironment() as TerraformEnvironment;
    await run('terraform', ['init', '-backend=false', '-no-color'], { cwd: directory, env });
    const { stdout } = await run('terraform', ['validate', '-json'], { cwd: directory, env });
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, warning_count: 0 });
  });
});
