/**
 * The scripts of the workflows, with the real provider: a change is planned, reviewed, planned again, applied as it was reviewed,
 * and verified; what was not reviewed is refused; what was changed by hand is found and taken back; and what docs/recovery.md
 * says of an apply that is killed, of locks and of credentials. The tests build on each other.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmulator, stopEmulator } from '../../sandbox/emulator';
import { emulatorEnvironment } from '../../sandbox/environment';
import { type TerraformEnvironment, terraformEnvironment } from '../../sandbox/terraform';
import { type Result, run, start } from './support/run';
import { describeWithTools } from './support/tools';

const root = resolve(__dirname, '../..');
const [FIRST, SECOND, THIRD, FOURTH] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
  string,
];
/** What the backend needs to know of an emulator; of AWS it needs nothing. */
const BACKEND = [
  'use_path_style',
  'skip_credentials_validation',
  'skip_requesting_account_id',
  'skip_metadata_api_check',
]
  .map((setting) => `-backend-config=${setting}=true`)
  .join(' ');
const NODE = ['-r', '@swc-node/register'];

describeWithTools('the pipeline', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-pipeline-'));
  const at = (...parts: string[]) => join(folder, ...parts);
  let env: NodeJS.ProcessEnv;
  let emulator: string;

  const node = (file: string, parameters: readonly string[], code = 0, more: NodeJS.ProcessEnv = {}) =>
    run(process.execPath, [...NODE, file, ...parameters], { cwd: root, code, env: { ...env, ...more } });
  /** What a commit of the repository would synthesize. */
  const synthesize = (change: Record<string, string> = {}) =>
    node('test/e2e/fixture-app/pipeline.ts', [], 0, { FIXTURE_OUT: at('cdktf.out'), ...change });
  const common = ['--stack', 'staging', '--stage', 'staging', '--source', at('cdktf.out')];
  const records = ['--records', at('records')];
  const plan = (commit: string) => {
    const where = ['--trusted', at('cdktf.out'), '--out', at('previews'), '--workspace', at('plan')];
    return node('scripts/plan.ts', [...common, '--commit', commit, ...records, ...where]);
  };
  const applying = (commit: string, name = 'apply') => [
    'scripts/apply.ts',
    ...common,
    ...['--commit', commit, ...records, '--workspace', at(name)],
  ];
  const apply = (commit: string, extra: readonly string[] = [], code = 0): Promise<Result> => {
    const [file = '', ...parameters] = applying(commit);
    return node(file, [...parameters, ...extra], code);
  };
  const verify = (code = 0) => {
    const where = ['--source', at('cdktf.out'), '--directory', at('apply/staging')];
    return node('lib/cli/main.ts', ['verify', 'staging', ...where], code);
  };
  const aws = async (target: string, parameters: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const service = target.startsWith('Logs') ? 'logs' : 'sqs';
    const response = await fetch(emulator, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': target,
        authorization: `AWS4-HMAC-SHA256 Credential=sandbox/20260101/eu-west-1/${service}/aws4_request`,
      },
      body: JSON.stringify(parameters),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  const retention = async () => {
    const { logGroups } = await aws('Logs_20140328.DescribeLogGroups', { logGroupNamePrefix: 'staging-group-1' });
    return (logGroups as readonly { retentionInDays: number }[])[0]?.retentionInDays;
  };
  const hasQueue = async () =>
    (await aws('AmazonSQS.GetQueueUrl', { QueueName: 'staging-queue-1' })).QueueUrl !== undefined;

  beforeAll(async () => {
    ({ url: emulator } = await startEmulator(folder));
    const terraform = terraformEnvironment() as TerraformEnvironment;
    env = { ...emulatorEnvironment(emulator, terraform), TF_CLI_ARGS_init: BACKEND, RAMPART_LOCK_TIMEOUT: '0s' };
    await fetch(`${emulator}/pipeline-state`, {
      method: 'PUT',
      body: '<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>',
    });
  });

  afterAll(async () => {
    await stopEmulator(folder);
    rmSync(folder, { recursive: true, force: true });
  });

  it('plans a change, and leaves a preview and a record of it', async () => {
    await synthesize();
    const { stdout } = await plan(FIRST);
    expect(stdout).toMatch(/^staging: 1 changes, sha256:[0-9a-f]{64}\n$/);
    const preview = JSON.parse(readFileSync(at('previews/staging.json'), 'utf8')) as Record<string, unknown>;
    expect(preview).toMatchObject({ rampartPreview: 1, environment: 'staging', counts: { create: 1 } });
    expect(stdout).toContain(String(preview.digest));
    expect(readdirSync(at('records/staging/reviews', FIRST))).toEqual(['staging.json']);
  });

  it('applies it: planned again on the deployed branch it has the same digest', async () => {
    const { stdout } = await apply(FIRST);
    expect(stdout).toMatch(/^staging: applied 1 changes, sha256:/);
    expect(await retention()).toBe(30);
  });

  it('refuses a plan that nobody reviewed', async () => {
    await synthesize({ RETENTION_DAYS: '60' });
    const { stderr } = await apply(SECOND, [], 1);
    expect(stderr).toContain(`staging: nobody reviewed a plan of ${SECOND}, and there are 1 changes.`);
    expect(await retention()).toBe(30);
  });

  it('refuses a stale plan, with the difference, and takes it when a person allows its digest', async () => {
    await plan(SECOND);
    await synthesize({ RETENTION_DAYS: '90', GROUPS: '2' });
    const { stderr } = await apply(SECOND, [], 1);
    expect(stderr).toContain('not reviewed: aws_cloudwatch_log_group.group-2 (create)');
    expect(stderr).toContain('planned with other values than were reviewed: aws_cloudwatch_log_group.group-1 (update)');
    expect(await retention()).toBe(30);
    const [digest = ''] = /sha256:[0-9a-f]{64}/.exec(stderr) ?? [];
    await apply(SECOND, ['--digest', digest]);
    expect(await retention()).toBe(90);
  });

  it('finds what was changed by hand, and takes it back by a reviewed plan', async () => {
    await aws('Logs_20140328.PutRetentionPolicy', { logGroupName: 'staging-group-1', retentionInDays: 1 });
    expect((await verify(1)).stdout).toMatch(/^FAILED {2}staging is as its code says: Plan: 0 to add, 1 to change/);
    const { stdout } = await node(
      'scripts/drift.ts',
      [...common, '--out', at('drift'), '--workspace', at('drift-work')],
      1,
    );
    expect(stdout).toBe('staging: 1 changed outside Terraform: aws_cloudwatch_log_group.group-1\n');
    expect(existsSync(at('drift/staging.md'))).toBe(true);
    await plan(THIRD);
    await apply(THIRD);
    expect(await retention()).toBe(90);
  });

  it('refuses a second apply by the lock, and the next one completes what was killed in the middle', async () => {
    await synthesize({ RETENTION_DAYS: '120', GROUPS: '2', QUEUES: '1' });
    await plan(FOURTH);
    // A process group of its own: killed as a runner is that goes away, with everything that it started.
    const first = start(process.execPath, [...NODE, ...applying(FOURTH, 'killed')], { cwd: root, env, detached: true });
    let ended = false;
    void first.result.finally(() => {
      ended = true;
    });
    while (!ended && !(await hasQueue())) await sleep(200);
    if (ended) throw new Error(`it ended before it was in the middle: ${(await first.result).stderr}`);
    const second = await apply(FOURTH, [], 2);
    expect(second.stderr).toContain('Another run holds the lock of this state.');
    process.kill(-(first.child.pid ?? 0), 'SIGKILL');
    await first.result;
    // Whoever was killed left its lock: the id is what the second was told.
    const [, lock = ''] = /(?<![A-Za-z])ID:\s+([0-9a-f-]{36})/.exec(second.stderr) ?? [];
    await run('terraform', ['force-unlock', '-force', lock], { cwd: at('apply/staging'), env });
    // A part of it was done: what is left is another plan than the reviewed one, which a person reads.
    const { stderr } = await apply(FOURTH, [], 1);
    expect(stderr).toContain('reviewed, and not planned any more: aws_cloudwatch_log_group.group-1 (update)');
    const [digest = ''] = /sha256:[0-9a-f]{64}/.exec(stderr) ?? [];
    expect((await apply(FOURTH, ['--digest', digest])).stdout).toMatch(/^staging: applied \d+ changes, sha256:/);
    expect((await verify()).stdout).toBe('ok      staging is as its code says: nothing to do\n');
  });

  it('says that credentials ended, and what to do', async () => {
    const server = createServer((_, response) => {
      response.writeHead(400, { 'content-type': 'application/xml' });
      response.end('<Error><Code>ExpiredToken</Code><Message>The provided token has expired.</Message></Error>');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    try {
      const { port } = server.address() as AddressInfo;
      const [file = '', ...parameters] = applying(FOURTH);
      const { stderr } = await node(file, parameters, 2, { AWS_ENDPOINT_URL: `http://127.0.0.1:${port}` });
      expect(stderr).toContain(
        'The credentials ended while it ran; they last an hour. Nothing is lost: run the job again.',
      );
    } finally {
      server.close();
    }
  });
});
