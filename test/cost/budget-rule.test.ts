import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EbsVolume } from '@cdktf/provider-aws/lib/ebs-volume';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { budgetRule } from '../../lib/cost';
import { allow, type Finding, type Waiver } from '../../lib/policy';
import { Attempt, tags } from '../adversarial/support';

const now = new Date('2026-11-21T00:00:00Z');

/** What the guardrails say of a stack with a volume, which costs so much for each GiB, and what they left on disk. */
function synth(budget: unknown, sizeGibibytes: number, waivers: readonly Waiver[] = []) {
  const attempt = new Attempt({}, { moreRules: [budgetRule({ now })], waivers, now });
  try {
    attempt.stack.addOverride('//.rampart', { stage: 'sandbox', ...(budget !== undefined && { budget }) });
    new SnsTopic(attempt.stack, 'topic', { name: 'alarms', kmsMasterKeyId: 'alias/aws/sns', tags });
    new EbsVolume(attempt.stack, 'data', {
      availabilityZone: 'eu-west-1a',
      size: sizeGibibytes,
      type: 'gp3',
      encrypted: true,
      tags,
    });
    const refusal = attempt.synth();
    const findings = (refusal?.findings ?? []).filter(({ waived }) => !waived);
    return { findings, left: attempt.deployable() };
  } finally {
    attempt.remove();
  }
}

const about = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ rule }) => rule === 'COST-BUDGET');

describe('COST-BUDGET', () => {
  it('refuses a stack that is estimated above its budget, and leaves nothing to deploy', () => {
    const { findings, left } = synth({ monthlyUsd: 50 }, 1000);
    expect(about(findings)).toMatchObject([
      {
        address: '(stack)',
        stack: 'prod',
        value: '//.rampart.budget = 50',
        // 1,000 GiB at USD 0.088 in eu-west-1.
        message: expect.stringMatching(
          /estimated at USD 88\.\d\d a month, 38\.\d\d above its budget of 50.00; dearest: aws_ebs_volume/,
        ),
      },
    ]);
    expect(left).toEqual([]);
  });

  it('accepts one within it', () => {
    expect(synth({ monthlyUsd: 100 }, 1000).findings).toEqual([]);
  });

  it('does not look at one without a budget', () => {
    expect(synth(undefined, 16_000).findings).toEqual([]);
  });

  it.each([['100'], [{ monthlyUsd: '100' }], [100]])('does not believe a budget that is no number: %j', (budget) => {
    expect(about(synth(budget, 10).findings)).toMatchObject([{ message: 'its budget is no number of USD' }]);
  });

  it('is waived like any other', () => {
    const reason = 'The load test of December needs the volume';
    const waiver = { rule: 'COST-BUDGET', address: '(stack)', reason, owner: 'platform', expires: '2026-12-31' };
    expect(synth({ monthlyUsd: 50 }, 1000, [allow(waiver)]).findings).toEqual([]);
  });

  it('a waiver that has expired does not hold', () => {
    const reason = 'The load test of October needed the volume';
    const waiver = { rule: 'COST-BUDGET', address: '(stack)', reason, owner: 'platform', expires: '2026-10-31' };
    const { findings } = synth({ monthlyUsd: 50 }, 1000, [allow(waiver)]);
    expect(findings.map(({ rule }) => rule).sort()).toEqual(['COST-BUDGET', 'DET-WAIVER']);
  });
});

it('rampart check holds the JSON to its budget as the synth does, and loads no prices without one', () => {
  const check = (budget: object): string[] => {
    const run = spawnSync(process.execPath, [
      '-r',
      '@swc-node/register',
      'lib/cli/main.ts',
      'check',
      '--format',
      'json',
      fileOf(budget),
    ]);
    const { findings } = JSON.parse(run.stdout.toString()) as { findings: Finding[] };
    return findings.map(({ rule }) => rule);
  };
  expect(check({ budget: { monthlyUsd: 5 } })).toEqual(['COST-BUDGET']);
  expect(check({})).toEqual([]);
});

/** A file with a volume of 100 GiB. */
function fileOf(notes: object): string {
  const path = join(mkdtempSync(join(tmpdir(), 'budget-')), 'main.tf.json');
  const volume = { availability_zone: 'eu-west-1a', size: 100, type: 'gp3', encrypted: true, tags };
  const config = {
    '//': { rampart: { stage: 'sandbox', ...notes } },
    provider: { aws: { region: 'eu-west-1' } },
    resource: { aws_ebs_volume: { data: volume } },
  };
  writeFileSync(path, JSON.stringify(config));
  return path;
}
