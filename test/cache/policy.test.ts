import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, S3Backend, TerraformStack } from 'cdktf';
import { CacheEngine, CacheTopology, onDemandNodes } from '../../lib/cache';
import { configureStack, STAGES, type Stage } from '../../lib/core';
import { Guardrails } from '../../lib/policy';
import { cacheIn, serverlessIn } from './fixtures';
import { buildStage } from './table';

/** Synthesizes an app with guardrails, which throws every finding. */
function synthesize(stage: Stage, build: (stack: TerraformStack) => void): void {
  const outdir = mkdtempSync(join(tmpdir(), 'cache-policy-'));
  try {
    const app = new App({ outdir });
    Guardrails.attach(app);
    const stack = new TerraformStack(app, stage);
    new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
    new S3Backend(stack, { bucket: 'state', key: `${stage}.tfstate`, region: 'eu-west-1', encrypt: true });
    stack.addOverride('terraform.backend.s3.use_lockfile', true);
    configureStack(stack, { stage, accountId: '123456789012', region: 'eu-west-1' });
    build(stack);
    app.synth();
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

describe("the repository's own policy", () => {
  it.each(STAGES)('has nothing against caches in %s', (stage) => {
    const alarms = { topicArn: 'arn:aws:sns:eu-west-1:123456789012:alarms' };
    expect(() => synthesize(stage, (stack) => void cacheIn(stack, stage, { alarms }))).not.toThrow();
    expect(() => synthesize(stage, (stack) => void serverlessIn(stack, stage, { alarms }))).not.toThrow();
    const engine = CacheEngine.redis('7.1');
    const topology = CacheTopology.cluster({ shards: 2, replicasPerShard: 1 });
    const tiered = { engine, topology, capacity: onDemandNodes('cache.r6gd.xlarge') };
    expect(() => synthesize(stage, (stack) => void cacheIn(stack, stage, tiered))).not.toThrow();
    expect(() => synthesize(stage, (stack) => buildStage(stack, stage))).not.toThrow();
  });

  it.each([
    ['TLS that is a choice', 'transit_encryption_mode', 'preferred'],
    ['no encryption at rest', 'at_rest_encryption_enabled', 'false'],
  ])('refuses %s, also by an override', (_, argument, value) => {
    const build = (stack: TerraformStack): void => {
      cacheIn(stack, 'prod').resource.addOverride(argument, value);
    };
    expect(() => synthesize('prod', build)).toThrow(argument);
  });
});
