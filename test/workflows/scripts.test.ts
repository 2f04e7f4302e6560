/** The scripts that the workflows call, as they call them, with a GitHub that is a file: what is written where, and how each ends. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

jest.setTimeout(120_000);

const root = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'rampart-scripts-'));
const at = (...parts: string[]) => join(folder, ...parts);
const HEAD = 'a'.repeat(40);
const MERGED = 'b'.repeat(40);

interface Stored {
  readonly comments: readonly {
    readonly id: number;
    readonly body: string;
    readonly user: { readonly type: string };
  }[];
  readonly issues: readonly {
    readonly number: number;
    readonly title: string;
    readonly state: string;
    readonly body: string;
  }[];
}
const github = (): Stored => JSON.parse(readFileSync(at('github.json'), 'utf8')) as Stored;

/** The few calls of `gh api` that the scripts make, on lists in a file. */
const GH = `#!/usr/bin/env node
const { readFileSync, writeFileSync } = require('node:fs');
const file = ${JSON.stringify(at('github.json'))};
const db = JSON.parse(readFileSync(file, 'utf8'));
const [, , , ...words] = process.argv;
const method = words.includes('--method') ? words[words.indexOf('--method') + 1] : 'GET';
const path = words.find((word) => word.startsWith('repos/')).replace('repos/acme/platform/', '');
const body = method === 'GET' ? {} : JSON.parse(readFileSync(0, 'utf8'));
const [kind, first, second] = path.split(/[/?]/);
let answer = {};
if (method === 'GET' && kind === 'commits') answer = [db.pulls];
else if (method === 'GET' && second === 'comments') answer = [db.comments];
else if (method === 'GET') answer = [db.issues.filter(({ state }) => state === 'open')];
else if (path === 'issues') db.issues.push({ number: db.issues.length + 1, state: 'open', ...body });
else if (first === 'comments') Object.assign(db.comments.find(({ id }) => String(id) === second), body);
else if (second === 'comments') db.comments.push({ id: db.comments.length + 1, user: { type: 'Bot' }, ...body });
else Object.assign(db.issues.find(({ number }) => String(number) === first), body);
writeFileSync(file, JSON.stringify(db));
process.stdout.write(JSON.stringify(answer));
`;

function script(name: string, ...parameters: string[]): { code: number | null; stdout: string; stderr: string } {
  const [command, start] = name.endsWith('.sh') ? ['bash', []] : [process.execPath, ['-r', '@swc-node/register']];
  const { status, stdout, stderr } = spawnSync(command, [...start, join('scripts', name), ...parameters], {
    cwd: root,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${at('bin')}${delimiter}${process.env.PATH}`,
      GITHUB_REPOSITORY: 'acme/platform',
      GH_TOKEN: 'none',
    },
  });
  return { code: status, stdout, stderr };
}

beforeAll(() => {
  mkdirSync(at('bin'), { recursive: true });
  writeFileSync(at('bin', 'gh'), GH);
  chmodSync(at('bin', 'gh'), 0o755);
  const pulls = [{ merged_at: '2026-11-21T12:00:00Z', merge_commit_sha: MERGED, head: { sha: HEAD } }];
  // A person's comment that begins like ours must stay as it is.
  const comments = [{ id: 1, body: '<!-- rampart-preview --> I quote it', user: { type: 'User' } }];
  writeFileSync(at('github.json'), JSON.stringify({ pulls, comments, issues: [] }));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('comment.ts', () => {
  const comment = (...extra: string[]) =>
    script(
      'comment.ts',
      '--pull-request',
      '12',
      '--previews',
      at('previews'),
      '--head',
      HEAD,
      '--base',
      MERGED,
      ...extra,
    );

  it('says so where planning failed, and ends with 1', () => {
    expect(comment('--link', 'https://github.com/acme/platform/actions/runs/1').code).toBe(1);
    expect(github().comments.map(({ body }) => body)).toEqual([
      '<!-- rampart-preview --> I quote it',
      expect.stringContaining('**No plan**: planning failed.'),
    ]);
  });

  it('writes the preview into the same comment, and the whole of it as a page', () => {
    const plan = {
      format_version: '1.2',
      terraform_version: '1.11.4',
      planned_values: {},
      resource_changes: [],
      configuration: {},
    };
    writeFileSync(at('plan.json'), JSON.stringify(plan));
    const { stdout } = spawnSync(
      process.execPath,
      ['-r', '@swc-node/register', 'lib/cli/main.ts', 'preview', `staging=${at('plan.json')}`, '--format', 'json'],
      { cwd: root, encoding: 'utf8' },
    );
    mkdirSync(at('previews', 'preview-staging'), { recursive: true });
    writeFileSync(at('previews', 'preview-staging', 'staging.json'), stdout);
    expect(comment('--html', at('preview.html'))).toMatchObject({ code: 0, stderr: '' });
    const { comments } = github();
    expect(comments).toHaveLength(2);
    expect(comments[1]?.body).toMatch(/^<!-- rampart-preview -->/);
    expect(comments[1]?.body).not.toContain('No plan');
    expect(readFileSync(at('preview.html'), 'utf8')).toMatch(/^<!doctype html>/i);
  });
});

describe('drift-issue.ts', () => {
  const issue = () => script('drift-issue.ts', '--stack', 'prod', '--drift', at('drift'));

  it('opens one issue, brings it up to date, and closes it when there is no drift any more', () => {
    mkdirSync(at('drift'));
    for (const text of ['first', 'second']) {
      writeFileSync(at('drift', 'prod.md'), text);
      expect(issue().code).toBe(0);
    }
    expect(github().issues).toMatchObject([
      { title: 'Drift: prod is not as its code says', state: 'open', body: expect.stringContaining('second') },
    ]);
    rmSync(at('drift', 'prod.md'));
    expect(issue().stdout).toBe('prod: closed #1.\n');
    expect(github().issues).toMatchObject([{ state: 'closed' }]);
    expect(issue().stdout).toBe('prod: no drift, no issue.\n');
  });
});

it('reviewed-commit.ts finds the head of the pull request that was merged, and nothing for another commit', () => {
  expect(script('reviewed-commit.ts', MERGED).stdout).toBe(`commit=${HEAD}\n`);
  expect(script('reviewed-commit.ts', 'c'.repeat(40)).stdout).toBe('commit=\n');
  expect(script('reviewed-commit.ts', 'main')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('40 hexadecimal digits, got main'),
  });
});

it('role.ts says which role a job takes, and refuses what no pipeline does', () => {
  expect(script('role.ts', '--purpose', 'apply', '--stage', 'prod').stdout).toMatch(
    /^role=arn:aws:iam::222222222222:role\/rampart-apply-prod\nregion=eu-west-1\nrecords=s3:\/\/account-audit-[0-9a-f]{8}\nsession=rampart-apply-prod-/,
  );
  expect(script('role.ts', '--purpose', 'plan', '--stage', 'sandbox').stderr).toContain('No pipeline deploys sandbox');
  expect(script('role.ts', '--purpose', 'destroy', '--stage', 'prod').code).toBe(2);
});

describe('record.ts', () => {
  const commit = spawnSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).stdout.trim();
  const record = () =>
    script(
      'record.ts',
      '--stack',
      'staging',
      '--applied',
      at('applied'),
      '--commit',
      commit,
      '--records',
      at('records'),
      '--checks',
      at('checks.json'),
    );

  it('leaves nothing where nothing was to be done', () => {
    expect(record()).toMatchObject({ code: 0, stdout: 'staging: nothing was to be done, nothing is recorded.\n' });
    expect(existsSync(at('records'))).toBe(false);
  });

  it('leaves who did what, when, and whether it works', () => {
    mkdirSync(at('applied'));
    writeFileSync(at('applied', 'staging.json'), readFileSync(at('previews', 'preview-staging', 'staging.json')));
    const startedAt = new Date(Date.now() - 60_000).toISOString();
    writeFileSync(at('applied', 'staging.outcome.json'), JSON.stringify({ outcome: 'applied', startedAt }));
    writeFileSync(
      at('checks.json'),
      JSON.stringify({ results: [{ name: 'alarms', passed: true, seen: 'none rings' }] }),
    );
    const { code, stdout, stderr } = record();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(readFileSync(stdout.trim(), 'utf8'))).toMatchObject({
      rampartDeployment: 1,
      stage: 'prod',
      stack: 'staging',
      outcome: 'applied',
      commit,
      startedAt,
      checks: [{ name: 'alarms', passed: true, detail: 'none rings' }],
    });
  });
});

it('check-release.sh refuses a tag that does not name the version', () => {
  expect(script('check-release.sh', 'v99.0.0')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('The tag is v99.0.0, and package.json says'),
  });
});

it('propose-change.sh does nothing where nothing changed', () => {
  expect(script('propose-change.sh', 'prices', 'Prices', 'LICENSE')).toMatchObject({
    code: 0,
    stdout: 'Nothing changed.\n',
  });
});
