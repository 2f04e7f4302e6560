/**
 * Leaves the record of a deployment, also of one that failed or was refused: what, who, digest, checks. Where nothing was to be
 * done there is none.
 *
 *   node -r @swc-node/register scripts/record.ts --stack prod --applied applied --commit <sha> --records s3://bucket \
 *     [--checks checks.json]
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { deployment, writeDeployment } from '../lib/plan';
import type { CheckResult } from '../lib/verify';
import { AppliedFolder } from './pipeline/applied';
import { command, main } from './pipeline/command';
import { commitNamed, required } from './pipeline/flags';

main(() => {
  const { values } = parseArgs({
    options: {
      stack: { type: 'string' },
      applied: { type: 'string', default: 'applied' },
      commit: { type: 'string' },
      records: { type: 'string' },
      checks: { type: 'string' },
    },
  });
  const { stack, records } = required(values, 'stack', 'records');
  const commit = commitNamed(required(values, 'commit').commit);
  const left = new AppliedFolder(values.applied).read(stack);
  if (left === undefined) {
    console.log(`${stack}: nothing was to be done, nothing is recorded.`);
    return 0;
  }
  const { preview, applied } = left;
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = process.env;
  const record = deployment({
    stage: preview.stage,
    stack,
    outcome: applied.outcome,
    commit,
    committedAt: committedAt(commit),
    startedAt: applied.startedAt,
    finishedAt: new Date().toISOString(),
    actor: process.env.GITHUB_TRIGGERING_ACTOR || process.env.USER || 'unknown',
    run: id && `${server}/${repository}/actions/runs/${id}`,
    digest: preview.digest,
    changes: preview.digests.length,
    checks: checksIn(values.checks),
  });
  console.log(writeDeployment(record, records));
  return 0;
});

function committedAt(commit: string): string {
  return new Date(command('git', ['show', '-s', '--format=%cI', commit]).stdout.trim()).toISOString();
}

/** What `rampart verify --format json` printed, where it got that far. */
function checksIn(
  file: string | undefined,
): { readonly name: string; readonly passed: boolean; readonly detail: string }[] {
  if (file === undefined || !existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  if (text === '') return [];
  const { results } = JSON.parse(text) as { readonly results: readonly CheckResult[] };
  return results.map(({ name, passed, seen }) => ({ name, passed, detail: seen }));
}
