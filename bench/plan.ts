import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalBackend } from 'cdktf';
import { PROVIDER_VERSION } from '../lib/core';
import { sandboxDirectory } from '../sandbox/paths';
import { terraformEnvironment } from '../sandbox/terraform';
import { buckets } from './cases';

/** What the AWS provider needs to plan creates without an account. */
const OFFLINE = {
  region: 'eu-west-1',
  accessKey: 'none',
  secretKey: 'none',
  skipCredentialsValidation: true,
  skipMetadataApiCheck: 'true',
  skipRequestingAccountId: true,
};

/**
 * The plan that terraform and the real AWS provider make of a stack of buckets, as JSON. Planning 10,000 resources takes
 * minutes, so a plan is kept as long as the stack's JSON is the same.
 *
 * @returns the file, or what is missing to make it
 */
export function planOf(resources: number): { readonly file: string } | { readonly missing: string } {
  const terraform = terraformEnvironment();
  if ('missing' in terraform)
    return { missing: terraform.missing.map(({ tool, get }) => `${tool}: ${get}`).join('; ') };
  const outdir = mkdtempSync(join(tmpdir(), 'rampart-plan-'));
  try {
    const { app, stack } = buckets(outdir, resources, OFFLINE, terraform.providerMajor);
    new LocalBackend(stack, { path: 'terraform.tfstate' });
    stack.addOverride('terraform.required_providers.aws.version', PROVIDER_VERSION[terraform.providerMajor]);
    app.synth();
    const cwd = join(outdir, 'stacks', 'buckets');
    const digest = createHash('sha256')
      .update(readFileSync(join(cwd, 'cdk.tf.json')))
      .digest('hex')
      .slice(0, 16);
    const file = join(sandboxDirectory('bench'), `${resources}-${digest}.plan.json`);
    if (existsSync(file)) return { file };
    console.error(`planning ${resources} resources with terraform: this takes minutes, once`);
    const run = (...parameters: string[]): unknown =>
      execFileSync('terraform', parameters, { cwd, env: terraform.env, stdio: ['ignore', 'ignore', 'inherit'] });
    run('init', '-no-color');
    run('plan', '-no-color', '-refresh=false', '-out=plan');
    const half = `${file}.part`;
    execFileSync('terraform', ['show', '-json', 'plan'], {
      cwd,
      env: terraform.env,
      stdio: ['ignore', openSync(half, 'w'), 'inherit'],
    });
    renameSync(half, file);
    return { file };
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
