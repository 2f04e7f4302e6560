import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, S3Backend, TerraformStack } from 'cdktf';
import { ClusterAccess } from '../../lib/cluster';
import { configureStack, PROVIDER_VERSION, STAGES, type Stage } from '../../lib/core';
import { Guardrails, type GuardrailsReport } from '../../lib/policy';
import { Role } from '../../lib/security';
import { clusterIn } from './fixtures';
import { buildOptions, CLUSTERS } from './options';

describe('the policy on the final JSON', () => {
  let outdir: string;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'rampart-cluster-'));
  });
  afterEach(() => rmSync(outdir, { recursive: true, force: true }));

  const stackOf = (app: App, stage: Stage): TerraformStack => {
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
    for (const stage of STAGES) buildOptions(stackOf(app, stage), stage);
    app.synth();
    expect(reports.map(({ findings }) => findings)).toEqual([[]]);
    expect(reports[0]?.stacks.map(({ kinds }) => kinds.aws_eks_cluster)).toEqual(STAGES.map(() => CLUSTERS));
  });

  it('wants a waiver for breaking glass', () => {
    const app = new App({ outdir });
    Guardrails.attach(app);
    clusterIn(stackOf(app, 'prod')).addAccess('break-glass', {
      principal: Role.fromArn('arn:aws:iam::123456789012:role/break-glass'),
      access: ClusterAccess.breakGlass({ reason: 'On-call engineer, when nothing else helps' }),
    });
    expect(() => app.synth()).toThrow(/SEC-EKS-ADMIN.*AmazonEKSClusterAdminPolicy for the whole cluster/s);
  });

  it.each<[string, string, unknown]>([
    ['SEC-EKS-PUBLIC', 'vpc_config.endpoint_public_access', true],
    ['SEC-EKS-ADMIN', 'access_config.bootstrap_cluster_creator_admin_permissions', true],
    ['SEC-EKS-BASE', 'enabled_cluster_log_types', undefined],
    ['SEC-EKS-BASE', 'version', '1.29'],
    ['REL-DELETE-GUARD', 'deletion_protection', false],
  ])('sees what an override takes away: %s by %s', (rule, path, value) => {
    const app = new App({ outdir });
    Guardrails.attach(app);
    clusterIn(stackOf(app, 'prod')).resource.addOverride(path, value);
    expect(() => app.synth()).toThrow(rule);
  });

  it('sees metadata that pods reach', () => {
    const app = new App({ outdir });
    Guardrails.attach(app);
    const group = clusterIn(stackOf(app, 'prod')).nodeGroups.get('base');
    group?.launchTemplate.addOverride('metadata_options.http_put_response_hop_limit', 2);
    expect(() => app.synth()).toThrow('SEC-IMDS');
  });
});
