import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { account } from '../../environments/account';
import { stackJson } from '../delivery/support';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly uses?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly steps?: readonly Step[];
  readonly 'timeout-minutes'?: number;
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: unknown;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = join(__dirname, '../../.github/workflows');
const files = readdirSync(folder);
const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
const workflow = (file: string): Workflow => parse(text(file)) as Workflow;
const action = parse(readFileSync(join(folder, '../actions/prepare/action.yml'), 'utf8')) as {
  runs: { steps: readonly Step[] };
};
const jobs = files.flatMap((file) =>
  Object.entries(workflow(file).jobs).map(([name, job]) => [`${file} ${name}`, job] as const),
);
const steps = [
  ...jobs.flatMap(([name, job]) => (job.steps ?? []).map((step) => [name, step] as const)),
  ...action.runs.steps.map((step) => ['prepare', step] as const),
];
const repository = `${account.github?.owner}/${account.github?.name}`;
const own = `${repository}/.github/workflows/plan-environment.yml@main`;

describe('every workflow', () => {
  it.each(files)(
    'gives no permission to its jobs by default, and starts on nothing that strangers steer: %s',
    (file) => {
      const { on, permissions } = workflow(file);
      expect(permissions).toEqual({});
      expect(Object.keys(on)).not.toEqual(
        expect.arrayContaining([expect.stringMatching(/^(pull_request_target|workflow_run|issue_comment)$/)]),
      );
    },
  );

  it.each(jobs)('says what it may do and when it is given up: %s', (_, job) => {
    expect(job.permissions).toBeDefined();
    if (job.uses === undefined) expect(job['timeout-minutes']).toBeLessThanOrEqual(120);
  });

  it('uses actions by their full commit, with the version beside it', () => {
    const lines = [...files.map(text), readFileSync(join(folder, '../actions/prepare/action.yml'), 'utf8')]
      .join('\n')
      .split('\n')
      .filter((line) => /\buses:/.test(line));
    const loose = lines.filter(
      (line) => !/uses: [\w-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line) && !/uses: \.\//.test(line),
    );
    expect(loose.map((line) => line.trim())).toEqual([`uses: ${own}`]);
    expect(lines.length).toBeGreaterThan(20);
  });

  it('leaves no token in a checkout, and puts no expression into a shell', () => {
    for (const [, { uses, with: given, run }] of steps) {
      if (uses?.startsWith('actions/checkout@')) expect(given?.['persist-credentials']).toBe(false);
      expect(run ?? '').not.toContain('${{');
    }
  });

  it('calls scripts that are there', () => {
    const called = [...new Set(steps.flatMap(([, { run = '' }]) => run.match(/scripts\/[\w.-]+\.(?:ts|sh)/g) ?? []))];
    expect(called.length).toBeGreaterThan(6);
    expect(called.filter((script) => !existsSync(join(folder, '../..', script)))).toEqual([]);
  });
});

describe('credentials', () => {
  const withToken = jobs.filter(([, job]) => job.permissions?.['id-token'] === 'write').map(([name]) => name);

  it('are asked for by these jobs only', () => {
    expect(withToken.sort()).toEqual([
      'apply-environment.yml apply',
      'apply.yml prod',
      'apply.yml staging',
      'drift.yml drift',
      'plan-environment.yml plan',
      'plan.yml preview',
      'release.yml publish',
    ]);
  });

  it('are trusted in the workflows that exist, in the environments that their jobs name', () => {
    const roles = Object.values(
      (stackJson('account-prod').resource as Record<string, Record<string, Record<string, unknown>>>).aws_iam_role ??
        {},
    );
    const refs = roles.flatMap(({ assume_role_policy: trust }) =>
      [...String(trust).matchAll(/\.github\/workflows\/([\w-]+\.yml)@refs\/heads\/main/g)].map(
        ([, file]) => file ?? '',
      ),
    );
    expect([...new Set(refs)].sort()).toEqual(['apply-environment.yml', 'drift.yml', 'plan-environment.yml']);
    for (const file of refs)
      expect(Object.values(workflow(file).jobs)[0]?.environment).toMatch(
        /^\$\{\{ (inputs|matrix)\.stage \}\}(-plan)?$/,
      );
  });

  it('never meet the code of a pull request', () => {
    const { synth, preview } = workflow('plan.yml').jobs;
    expect(synth?.permissions).toEqual({ contents: 'read' });
    expect(preview?.uses).toBe(own);
    const checkouts = Object.values(workflow('plan-environment.yml').jobs).flatMap((job) =>
      (job.steps ?? []).filter(({ uses }) => uses?.startsWith('actions/checkout@')),
    );
    expect(checkouts).toHaveLength(2);
    for (const { with: given } of checkouts) expect(given?.ref).toBe('${{ github.event.repository.default_branch }}');
  });

  it('are never asked for by a fork', () => {
    expect(text('plan.yml')).toContain('if: github.event.pull_request.head.repo.full_name == github.repository');
  });
});

it('never cancels an apply, and never runs two', () => {
  expect(workflow('apply.yml').concurrency).toEqual({ group: 'apply', 'cancel-in-progress': false });
});
