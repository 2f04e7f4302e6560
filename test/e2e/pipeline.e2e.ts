/**
 * The scripts of the workflows, with the real provider: a change is planned, reviewed, planned again and applied as it was
 * reviewed; what was not reviewed is refused; a change by hand is found and taken back. The tests build on each other.
 */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startEmulator, stopEmulator } from '../../sandbox/emulator';
import { emulatorEnvironment } from '../../sandbox/environment';
import { type TerraformEnvironment, terraformEnvironment } from '../../sandbox/terraform';
import { type Result, run } from './support/run';
import { describeWithTools } from './support/tools';

const root = resolve(__dirname, '../..');
const [FIRST, SECOND, THIRD] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [string, string, string];
/** What the backend needs to know of an emulator; of AWS it needs nothing. */
const BACKEND = [
  'use_path_style',
  'skip_credentials_validation',
  'skip_requesting_account_id',
  'skip_metadata_api_check',
]
  .map((setting) => `-backend-config=${setting}=true`)
  .join(' ');

describeWithTools('the pipeline', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rampart-pipeline-'));
  const at = (...parts: string[]) => join(folder, ...parts);
  let env: NodeJS.ProcessEnv;
  let emulator: string;

  const node = (
    file: string,
    parameters: readonly string[],
    options: { code?: number; env?: NodeJS.ProcessEnv } = {},
  ) =>
    run(process.execPath, ['-r', '@swc-node/register', file, ...parameters], {
      cwd: root,
      code: options.code,
      env: { ...env, ...options.env },
    });
  /** What a commit of the repository would synthesize. */
  const synthesize = (change: Record<string, string> = {}) =>
    node('test/e2e/fixture-app/pipeline.ts', [], { env: { FIXTURE_OUT: at('cdktf.out'), ...change } });
  const common = ['--stack', 'staging', '--stage', 'staging', '--source', at('cdktf.out')];
  const workspace = (name: string) => ['--workspace', at(name)];
  const plan = (commit: string) =>
    node('scripts/plan.ts', [
      ...common,
      ...['--trusted', at('cdktf.out'), '--commit', commit, '--records', at('records'), '--out', at('previews')],
      ...workspace('plan'),
    ]);
  const apply = (commit: string, extra: readonly string[] = [], code = 0): Promise<Result> =>
    node(
      'scripts/apply.ts',
      [...common, '--commit', commit, '--records', at('records'), ...extra, ...workspace('apply')],
      {
        code,
      },
    );
  const drift = (code: number) =>
    node('scripts/drift.ts', [...common, '--out', at('drift'), ...workspace('drift')], { code });
  const sqs = async (action: string, parameters: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const response = await fetch(emulator, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `AmazonSQS.${action}`,
        authorization: 'AWS4-HMAC-SHA256 Credential=sandbox/20260101/eu-west-1/sqs/aws4_request',
      },
      body: JSON.stringify(parameters),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  const queueUrl = async () => String((await sqs('GetQueueUrl', { QueueName: 'staging-queue-1' })).QueueUrl);
  const timeout = async () => {
    const answer = await sqs('GetQueueAttributes', { QueueUrl: await queueUrl(), AttributeNames: ['All'] });
    return (answer.Attributes as Record<string, string>).VisibilityTimeout;
  };

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

  it('plans a change, and leaves a preview and a record', async () => {
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
    expect(await timeout()).toBe('30');
  });

  it('has nothing to do when it is run again', async () => {
    expect((await apply(FIRST)).stdout).toBe('staging: nothing to do.\n');
    expect((await drift(0)).stdout).toBe('staging: no drift.\n');
  });

  it('refuses a plan that nobody reviewed', async () => {
    await synthesize({ QUEUE_SECONDS: '60' });
    const { stderr } = await apply(SECOND, [], 1);
    expect(stderr).toContain(`staging: nobody reviewed a plan of ${SECOND}, and there are 1 changes.`);
    expect(await timeout()).toBe('30');
  });

  it('refuses a stale plan, with the difference, and takes it when a person allows its digest', async () => {
    await plan(SECOND);
    await synthesize({ QUEUE_SECONDS: '90', QUEUES: '2' });
    const { stderr } = await apply(SECOND, [], 1);
    expect(stderr).toContain('not reviewed: aws_sqs_queue.queue-2 (create)');
    expect(stderr).toContain('planned with other values than were reviewed: aws_sqs_queue.queue-1 (update)');
    expect(await timeout()).toBe('30');
    const [digest = ''] = /sha256:[0-9a-f]{64}/.exec(stderr) ?? [];
    await apply(SECOND, ['--digest', digest]);
    expect(await timeout()).toBe('90');
  });

  it('finds what was changed by hand, and takes it back by a reviewed plan', async () => {
    await sqs('SetQueueAttributes', { QueueUrl: await queueUrl(), Attributes: { VisibilityTimeout: '7' } });
    const { stdout } = await drift(1);
    expect(stdout).toBe('staging: 1 changed outside Terraform: aws_sqs_queue.queue-1\n');
    expect(existsSync(at('drift/staging.md'))).toBe(true);
    await plan(THIRD);
    await apply(THIRD);
    expect(await timeout()).toBe('90');
    expect((await drift(0)).stdout).toBe('staging: no drift.\n');
  });
});
