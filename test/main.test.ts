import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');

describe('npm start', () => {
  const work = mkdtempSync(join(tmpdir(), 'rampart-main-'));
  const good = join(work, 'good');
  const run = (outdir: string, variables: Record<string, string> = {}, ...preload: string[]) =>
    spawnSync(process.execPath, ['-r', '@swc-node/register', ...preload, 'main.ts', '--summary'], {
      cwd: root,
      encoding: 'utf8',
      // Without a PATH there is no terraform, and nothing else either: a synth needs none of it.
      env: { ...process.env, PATH: work, CDKTF_OUTDIR: outdir, NO_COLOR: '1', ...variables },
    });
  /** A copy of a good synth, as an older run would have left it. */
  const olderSynth = (name: string): string => {
    const outdir = join(work, name);
    cpSync(good, outdir, { recursive: true });
    return outdir;
  };
  const deployable = (outdir: string): string[] =>
    readdirSync(outdir, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /manifest\.json$|\.tf\.json$|plan$/.test(file),
    );

  let first: ReturnType<typeof run>;
  beforeAll(() => {
    first = run(good);
  }, 60_000);
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it('synthesizes and checks every stack, prints a line for each, and leaves the report', () => {
    expect(first.stderr).toBe('');
    expect(first.status).toBe(0);
    for (const stack of ['account', 'prod', 'sandbox', 'staging']) {
      expect(first.stdout).toMatch(new RegExp(`│ ${stack} +│`));
      expect(existsSync(join(good, 'stacks', stack, 'cdk.tf.json'))).toBe(true);
    }
    const report = JSON.parse(readFileSync(join(good, 'report.json'), 'utf8')) as {
      summary: { resources: number; findings: number };
    };
    expect(report.summary.findings).toBe(0);
    expect(report.summary.resources).toBeGreaterThan(200);
  });

  it('writes the same files a second time', () => {
    const again = join(work, 'again');
    run(again);
    for (const file of deployable(good))
      expect(readFileSync(join(again, file), 'utf8')).toBe(readFileSync(join(good, file), 'utf8'));
  }, 60_000);

  it('refuses a raw database in a public subnet that stack.addOverride put in, and leaves nothing deployable', () => {
    const outdir = olderSynth('refused');
    const { status, stderr } = run(outdir, {}, '-r', './test/support/preload-public-database.ts');
    expect(status).toBe(1);
    expect(stderr).toContain('SEC-DB-PUBLIC-SUBNET');
    expect(stderr).toContain('aws_db_instance.evil');
    expect(stderr).toContain('stack.addOverride');
    expect(stderr).toMatch(/internet gateway/i);
    expect(stderr).toMatch(/fix/i);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(deployable(outdir)).toEqual([]);
  }, 60_000);

  it.each<[string, Record<string, string>, number]>([
    ['against an emulator', { RAMPART_EMULATOR: 'http://127.0.0.1:4566', RAMPART_AWS_PROVIDER_MAJOR: '5' }, 6],
    ['before the bucket of the state exists', { RAMPART_BOOTSTRAP: '1' }, 1],
  ])(
    'lets the state be in a file %s, and says so',
    (_, variables, waived) => {
      const { status, stdout, stderr } = run(join(work, `waived-${waived}`), variables);
      expect(stderr).toBe('');
      expect(status).toBe(0);
      expect(stdout.match(/\(1 waived\)/g)).toHaveLength(waived);
    },
    60_000,
  );

  it('refuses a malformed waiver, and leaves nothing deployable', () => {
    const outdir = olderSynth('waiver');
    const { status, stderr } = run(outdir, {}, '-r', './test/support/preload-bad-waiver.ts');
    expect(status).toBe(2);
    expect(stderr).toMatch(/reason/);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(deployable(outdir)).toEqual([]);
  }, 60_000);

  it('refuses a wrong environment file with all its faults, and leaves nothing deployable', () => {
    const outdir = olderSynth('wrong');
    const { status, stderr } = run(outdir, { RAMPART_PROD_ACCOUNT_ID: '12', RAMPART_PROD_REGION: 'eu-west-1a' });
    expect(status).toBe(2);
    expect(stderr).toContain('environments/prod.ts: `accountId` must be 12 digits, got 12.');
    expect(stderr).toContain('environments/prod.ts: `region` must be an AWS region such as eu-west-1, got eu-west-1a.');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(deployable(outdir)).toEqual([]);
  }, 60_000);
});
