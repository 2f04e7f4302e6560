import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixtureText, sourceOf } from '../plan/support/fixture';

const folder = mkdtempSync(join(tmpdir(), 'cli-preview-'));
afterAll(() => rmSync(folder, { recursive: true }));

function rampart(...parameters: string[]) {
  const main = join(__dirname, '..', '..', 'lib', 'cli', 'main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', '@swc-node/register', main, ...parameters], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
const stateful = file('stateful.plan.json', fixtureText('aws-stateful'));

it('writes a comment from a plan alone, as prod, with nothing else on stdout', () => {
  const { status, stdout, stderr } = rampart('preview', stateful);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^<!-- rampart-preview -->\n## 🛑 Plan preview: stateful/);
  expect(stdout).toContain('Nothing names a stage, so it is checked as **prod**');
});

it('takes stage and construct paths from the source, and ends with 1 when asked to stop', () => {
  const { status, stdout } = rampart(
    'preview',
    `prod=${stateful}`,
    '--source',
    sourceOf('aws-stateful') ?? '',
    '--format',
    'json',
    '--exit-code',
  );
  const preview = JSON.parse(stdout);
  expect(status).toBe(1);
  expect(preview).toMatchObject({
    environment: 'prod',
    stage: 'prod',
    stageDeclared: true,
    verdict: { level: 'stop' },
  });
  expect(preview.destructions[0]).toMatchObject({
    address: 'aws_dynamodb_table.orders',
    constructPath: 'prod/orders/table',
  });
});

it.each<[string, string[], RegExp]>([
  [
    'a saved plan is given',
    [file('plan.bin', 'PK\u0003\u0004')],
    /this is a plan as terraform saves it.*terraform show -json/s,
  ],
  ['the format is unknown', [stateful, '--format', 'pdf'], /Allowed choices are markdown, text, html, json/],
  ['no plan is given', [], /missing required argument/],
])('exits 2 and says what to do when %s', (_, parameters, message) => {
  const { status, stdout, stderr } = rampart('preview', ...parameters);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});

it('records a deployment from its preview, once, and computes figures from the records', () => {
  const stored = file('prod.preview.json', rampart('preview', `prod=${stateful}`, '--format', 'json').stdout);
  const parameters = [
    'record',
    stored,
    '--to',
    join(folder, 'records'),
    '--outcome',
    'applied',
    '--commit',
    'a'.repeat(40),
  ];
  const times = [
    '--committed-at',
    '2026-11-20T10:00:00+02:00',
    '--started-at',
    '2026-11-20T09:00:00Z',
    '--finished-at',
    '2026-11-20T10:00:00Z',
  ];
  const written = rampart(
    ...parameters,
    ...times,
    '--actor',
    'jane',
    '--check',
    'tls=passed',
    '--check',
    'drift=failed:2 resources',
  );
  expect(written).toMatchObject({ status: 0, stderr: '' });
  expect(rampart(...parameters, ...times, '--actor', 'jane').stderr).toMatch(/written once and never changed/);
  const { status, stdout } = rampart('dora', join(folder, 'records'), '--days', '36500', '--format', 'json');
  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ stage: 'prod', deployments: 1, failures: 1, broken: ['prod'] });
});
