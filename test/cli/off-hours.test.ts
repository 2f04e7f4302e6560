import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'off-hours-'));
afterAll(() => rmSync(folder, { recursive: true }));
const main = join(__dirname, '..', '..', 'lib', 'cli', 'main.ts');

function rampart(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', '@swc-node/register', main, 'off-hours', ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

function file(name: string, schedule: unknown): string {
  const path = join(folder, `${name}.tf.json`);
  const database = { identifier: 'orders', '//': { rampart: { schedule: { hoursPerMonth: 260.7 } } } };
  const resource = { aws_db_instance: { orders: database, other: { identifier: 'other' } } };
  writeFileSync(path, JSON.stringify({ '//': { rampart: { stage: 'staging', schedule } }, resource }));
  return path;
}

const staging = file('staging', { timeZone: 'Europe/Berlin', from: '07:00', to: '19:00' });
const always = file('always', undefined);
const broken = file('broken', { timeZone: 'Europe/Berlin', from: '19:00', to: '07:00' });

describe('off-hours', () => {
  it('exits 0 while somebody works', () => {
    expect(rampart(staging, always, '--at', '2026-11-23T12:00:00Z')).toEqual({
      status: 0,
      stdout: 'staging is awake until 19:00 (Europe/Berlin)\nalways always runs\n',
      stderr: '',
    });
  });

  it('exits 1 while a stack sleeps, and says what of it', () => {
    const { status, stdout } = rampart(staging, '--at', '2026-11-23T18:00:00Z', '--format', 'json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      at: '2026-11-23T18:00:00.000Z',
      stacks: [{ stack: 'staging', offHours: true, sleepers: ['aws_db_instance.orders'] }],
    });
    expect(rampart(staging, '--at', '2026-11-22T12:00:00Z').stdout).toBe(
      'staging sleeps: 1 resource off until 07:00 (Europe/Berlin) of the next working day\n',
    );
  });

  it('exits 2 for hours that are none, a time that is none, and nothing to read', () => {
    expect(rampart(broken)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('before `to`') });
    expect(rampart(staging, '--at', 'noon')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('a time such as'),
    });
    expect(rampart(join(folder, 'none'))).toMatchObject({ status: 2, stdout: '' });
  });
});
