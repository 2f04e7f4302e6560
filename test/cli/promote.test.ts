import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'cli-promote-'));
afterAll(() => rmSync(folder, { recursive: true }));

function rampart(...parameters: string[]) {
  const main = join(__dirname, '..', '..', 'lib', 'cli', 'main.ts');
  const root = join(__dirname, '..', '..');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', join(root, 'node_modules/@swc-node/register'), main, ...parameters],
    { encoding: 'utf8', cwd: folder },
  );
  return { status, stdout, stderr };
}

it('lists what prod gets, with the environment files of the folder, and exits 2 without a stack', () => {
  for (const [stack, version] of Object.entries({ staging: '1.36', prod: '1.35' })) {
    mkdirSync(join(folder, 'cdktf.out', 'stacks', stack), { recursive: true });
    mkdirSync(join(folder, 'environments'), { recursive: true });
    const resource = { aws_eks_cluster: { c: { '//': { metadata: { path: `${stack}/cluster` } }, version } } };
    writeFileSync(join(folder, 'cdktf.out', 'stacks', stack, 'cdk.tf.json'), JSON.stringify({ resource }));
    writeFileSync(join(folder, 'environments', `${stack}.json`), JSON.stringify({ cluster: { version } }));
  }
  const { status, stdout, stderr } = rampart('promote');
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toBe(
    [
      'prod lacks 0 resources of staging; 1 setting and 0 other arguments differ',
      '',
      'Settings that differ',
      '  cluster.version: 1.36 → 1.35',
      '',
      'Arguments that differ by a setting',
      '  cluster aws_eks_cluster version: 1.36 → 1.35',
      '',
    ].join('\n'),
  );
  const missing = rampart('promote', '--to', 'live');
  expect([missing.status, missing.stdout]).toEqual([2, '']);
  expect(missing.stderr).toMatch(/has no stack live, only prod, staging/);
});
