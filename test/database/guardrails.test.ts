import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { App, S3Backend, TerraformStack } from 'cdktf';
import { configureStack, PROVIDER_VERSION, STAGES, type Stage, tagsOf } from '../../lib/core';
import { Guardrails, type GuardrailsReport } from '../../lib/policy';
import {
  buildCluster,
  buildClusterOptions,
  buildGlobal,
  CLUSTER_MATRIX,
  type ClusterCombination,
  GLOBAL_MATRIX,
} from './aurora-fixtures';
import { databaseIn } from './fixtures';
import { build, MATRIX } from './matrix';
import { buildOptions } from './options';

describe('the policy on the final JSON', () => {
  let outdir: string;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'rampart-database-'));
  });
  afterEach(() => rmSync(outdir, { recursive: true, force: true }));

  const stackOf = (app: App, stage: Stage, id: string = stage, region = 'eu-west-1'): TerraformStack => {
    const stack = new TerraformStack(app, id);
    new AwsProvider(stack, 'aws', { region });
    const settings = { owner: 'team', costCenter: 'cc-1', accountId: '123456789012', region };
    configureStack(stack, { stage, ...settings });
    new S3Backend(stack, { bucket: 'state', key: `${id}.tfstate`, region: 'eu-west-1', encrypt: true });
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

  it('has nothing against a global database and its copy', () => {
    const app = new App({ outdir });
    const reports: GuardrailsReport[] = [];
    Guardrails.attach(app, { onReport: (report) => reports.push(report) });
    const combination = GLOBAL_MATRIX.find(({ stage }) => stage === 'prod') as ClusterCombination;
    buildGlobal(stackOf(app, 'prod'), stackOf(app, 'prod', 'copy', 'eu-central-1'), combination);
    app.synth();
    expect(reports.map(({ findings }) => findings)).toEqual([[]]);
  });

  it('refuses a way out of the data subnets that another stack makes, and names the route', () => {
    const app = new App({ outdir });
    Guardrails.attach(app);
    const stack = stackOf(app, 'staging');
    const database = databaseIn(stack, { stage: 'staging' });
    const later = stackOf(app, 'staging', 'later');
    const table = new RouteTable(later, 'table', { vpcId: database.subnets.vpc.vpcId, tags: tagsOf(later) });
    const subnetId = database.subnets.ids[0] ?? '';
    new RouteTableAssociation(later, 'association', { routeTableId: table.id, subnetId });
    const out = { destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0123456789abcdef0' };
    new Route(later, 'default', { routeTableId: table.id, ...out });
    expect(() => app.synth()).toThrow(
      /SEC-DB-NAT-SUBNET.*is associated with aws_route_table\.table by aws_route_table_association\.association; aws_route\.default 0\.0\.0\.0\/0 → nat-0123456789abcdef0/s,
    );
  });
});
