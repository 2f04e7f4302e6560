import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, S3Backend, TerraformStack } from 'cdktf';
import { configureStack, PROVIDER_VERSION, STAGES } from '../../lib/core';
import { Guardrails, type GuardrailsReport } from '../../lib/policy';
import { buildCluster, buildClusterOptions, CLUSTER_MATRIX } from './aurora-fixtures';
import { build, MATRIX } from './matrix';
import { buildOptions } from './options';

describe('the policy on the final JSON', () => {
  let outdir: string;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'rampart-database-'));
  });
  afterEach(() => rmSync(outdir, { recursive: true, force: true }));

  const stackOf = (app: App, stage: (typeof STAGES)[number]): TerraformStack => {
    const stack = new TerraformStack(app, stage);
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    const settings = { owner: 'team', costCenter: 'cc-1', accountId: '123456789012', region: 'eu-west-1' };
    configureStack(stack, { stage, ...settings });
    new S3Backend(stack, { bucket: 'state', key: `${stage}.tfstate`, region: 'eu-west-1', encrypt: true });
    stack.addOverride('terraform.backend.s3.use_lockfile', true);
    stack.addOverride('terraform.required_providers.aws.version', PROVIDER_VERSION[6]);
    return stack;
  };

  it('has nothing against any option', () => {
    const app = new App({ outdir });
    const reports: GuardrailsReport[] = [];
    Guardrails.attach(app, { onReport: (report) => reports.push(report) });
    for (const stage of STAGES) {
      const stack = stackOf(app, stage);
      buildOptions(stack, stage);
      buildClusterOptions(stack, stage);
    }
    app.synth();
    expect(reports.map(({ findings }) => findings)).toEqual([[]]);
  });

  it('has nothing against any combination', () => {
    const app = new App({ outdir });
    const reports: GuardrailsReport[] = [];
    Guardrails.attach(app, { onReport: (report) => reports.push(report) });
    for (const stage of STAGES) {
      const stack = stackOf(app, stage);
      for (const combination of MATRIX.filter((one) => one.stage === stage)) build(stack, combination);
      for (const combination of CLUSTER_MATRIX.filter((one) => one.stage === stage)) buildCluster(stack, combination);
    }
    app.synth();
    expect(reports.map(({ findings }) => findings)).toEqual([[]]);
    const databases =
      reports[0]?.stacks.map(({ kinds }) => (kinds.aws_db_instance ?? 0) + (kinds.aws_rds_cluster ?? 0)) ?? [];
    expect(databases.reduce((sum, count) => sum + count, 0)).toBe(MATRIX.length + CLUSTER_MATRIX.length);
  });
});
