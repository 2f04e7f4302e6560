import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Object } from '@cdktf/provider-aws/lib/s3-object';
import { App, TerraformStack } from 'cdktf';
import { Guardrails, type GuardrailsReport, isPolicyViolation, type PolicyViolation } from '../../lib/policy';

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), 'guardrails-'));
});
afterEach(() => rmSync(outdir, { recursive: true }));

const tags = { owner: 'data', environment: 'prod', 'cost-center': '42', 'managed-by': 'rampart' };

function appWith(build: (stack: TerraformStack) => void, onReport?: (report: GuardrailsReport) => void): App {
  const app = new App({ outdir });
  Guardrails.attach(app, { onReport });
  const stack = new TerraformStack(app, 'prod');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  build(stack);
  return app;
}

function deployable(): string[] {
  return readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /manifest\.json|cdk\.tf|plan$|guardrails/.test(file),
  );
}

function refusal(app: App): PolicyViolation {
  try {
    app.synth();
  } catch (error) {
    if (isPolicyViolation(error)) return error;
    throw error;
  }
  throw new Error('the synth was not refused');
}

const good = (stack: TerraformStack) => new S3Object(stack, 'readme', { bucket: 'docs', key: 'readme', tags });
const bad = (stack: TerraformStack) =>
  new DbInstance(stack, 'orders', { instanceClass: 'db.t4g.micro', publiclyAccessible: true, tags });

it('lets a good synth through, records its digests and reports it', () => {
  const reports: GuardrailsReport[] = [];
  appWith(good, (report) => reports.push(report)).synth();
  expect(reports[0]?.stacks).toEqual([
    expect.objectContaining({ name: 'prod', stage: 'prod', resources: 1, kinds: { aws_s3_object: 1 }, findings: 0 }),
  ]);
  const record = JSON.parse(readFileSync(join(outdir, 'guardrails.json'), 'utf8'));
  expect(record).toMatchObject({ version: 1, tool: expect.stringMatching(/^rampart \d+\.\d+\.\d+/), waived: 0 });
  expect(record.stacks.prod.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(deployable()).toContain('manifest.json');
});

it('refuses with every finding in one message and leaves nothing deployable', () => {
  const error = refusal(appWith(bad));
  for (const part of [
    'SEC-RDS-PUBLIC',
    'aws_db_instance.orders',
    'prod/orders',
    'publicly_accessible = true',
    'construct props',
    'fix ',
    'why ',
  ]) {
    expect(error.message).toContain(part);
  }
  expect(deployable()).toEqual([]);
});

it('removes what an older good synth and a saved plan left, and keeps state', () => {
  appWith(good).synth();
  const folder = join(outdir, 'stacks', 'prod');
  for (const file of ['plan', 'terraform.tfstate', '.terraform.lock.hcl']) writeFileSync(join(folder, file), 'x');
  mkdirSync(join(folder, '.terraform'));
  refusal(appWith(bad));
  expect(deployable()).toEqual([]);
  for (const file of ['terraform.tfstate', '.terraform.lock.hcl', '.terraform'])
    expect(existsSync(join(folder, file))).toBe(true);
});

it('removes a good synth as soon as it is attached, so that an app that dies while it is built leaves nothing', () => {
  appWith(good).synth();
  Guardrails.attach(new App({ outdir }));
  expect(deployable()).toEqual([]);
});

it('leaves nothing when the synth dies after some stacks were written', () => {
  const app = appWith(good);
  const other = new TerraformStack(app, 'zz-broken');
  other.node.addValidation({ validate: () => ['this stack is broken'] });
  expect(() => app.synth()).toThrow('this stack is broken');
  expect(deployable()).toEqual([]);
});

it('does not check HCL, and says so', () => {
  const app = new App({ outdir, hclOutput: true });
  Guardrails.attach(app);
  new TerraformStack(app, 'prod');
  expect(() => app.synth()).toThrow('Remove hclOutput');
  expect(deployable()).toEqual([]);
});
