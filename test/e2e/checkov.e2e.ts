/** Another scanner's view of the constructs without props: checkov on the plan of the real provider. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { configureStack, PROVIDER_VERSION } from '../../lib/core';
import { Key, Secret } from '../../lib/security';
import { Bucket } from '../../lib/storage';
import { root } from '../../sandbox/paths';
import { type TerraformEnvironment, terraformEnvironment } from '../../sandbox/terraform';
import { INSTALL_MINUTES, pipProgram } from './support/pip-program';
import { run } from './support/run';
import { describeWithTools } from './support/tools';

const CHECKOV = 'checkov==3.3.30';

interface Report {
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
  readonly results: { readonly failed_checks: readonly { readonly check_id: string; readonly resource: string }[] };
}

/** The lines of the table of exceptions: `check resource`. */
function exceptions(): string[] {
  const page = readFileSync(join(root, 'docs', 'security-exceptions.md'), 'utf8');
  return [...page.matchAll(/^\| (CKV\w+) \| ([\w.-]+) \| .{20,} \|$/gm)].map(([, check, where]) => `${check} ${where}`);
}

function synthesize(outdir: string, providerMajor: 5 | 6): string {
  const app = new App({ outdir });
  const stack = new TerraformStack(app, 'checked');
  new LocalBackend(stack, { path: join(outdir, 'terraform.tfstate') });
  new AwsProvider(stack, 'aws', {
    region: 'eu-west-1',
    accessKey: 'none',
    secretKey: 'none',
    skipCredentialsValidation: true,
    skipMetadataApiCheck: 'true',
    skipRequestingAccountId: true,
  });
  configureStack(stack, { stage: 'prod', accountId: '123456789012', region: 'eu-west-1', providerMajor });
  stack.addOverride('terraform.required_providers.aws.version', PROVIDER_VERSION[providerMajor]);
  new Bucket(stack, 'logs');
  new Secret(stack, 'db');
  new Key(stack, 'data');
  app.synth();
  return join(outdir, 'stacks', 'checked');
}

describeWithTools('constructs without props, as checkov sees them', () => {
  let directory: string;
  let report: Report | undefined;

  beforeAll(
    async () => {
      directory = mkdtempSync(join(tmpdir(), 'rampart-checkov-'));
      const checkov = pipProgram(CHECKOV).command;
      if (checkov === undefined) {
        const why = `${CHECKOV} cannot be installed: python3 -m venv and the Python package index are needed.`;
        if (process.env.CI) throw new Error(why);
        console.warn(`SKIPPED: constructs as checkov sees them. ${why}`);
        return;
      }
      const { env, providerMajor } = terraformEnvironment() as TerraformEnvironment;
      const cwd = synthesize(directory, providerMajor);
      await run('terraform', ['init', '-no-color'], { cwd, env });
      await run('terraform', ['plan', '-out=plan', '-no-color'], { cwd, env });
      writeFileSync(join(cwd, 'plan.json'), (await run('terraform', ['show', '-json', 'plan'], { cwd, env })).stdout);
      const parameters = ['-f', 'plan.json', '--framework', 'terraform_plan', '-o', 'json', '--skip-download', '-s'];
      report = JSON.parse((await run(checkov, parameters, { cwd, env })).stdout) as Report;
    },
    2 * INSTALL_MINUTES * 60_000,
  );

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('fail the checks that docs/security-exceptions.md gives a reason for, and no others', () => {
    if (report === undefined) return;
    expect(report.summary.parsing_errors).toBe(0);
    expect(report.summary.passed).toBeGreaterThan(30);
    const failed = report.results.failed_checks.map(
      ({ check_id, resource }) => `${check_id} ${resource.replace(/_(bucket|secret)_[0-9A-F]{8}$/, '')}`,
    );
    expect(failed.sort()).toEqual(exceptions().sort());
  });
});
