/** The commands on a machine without the tools: a PATH of the test's own says which there are. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

describe('without its tools', () => {
  let bin: string;
  const sandbox = (script: string, ...parameters: string[]) =>
    spawnSync(process.execPath, ['-r', '@swc-node/register', join('sandbox', script), ...parameters], {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: bin },
    });

  beforeEach(() => {
    bin = mkdtempSync(join(tmpdir(), 'rampart-path-'));
  });
  afterEach(() => rmSync(bin, { recursive: true, force: true }));

  it.each(['up.ts', 'destroy.ts'])('%s names each with how to get it, and exits with 2', (script) => {
    const { status, stderr, stdout } = sandbox(script);
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^ {2}terraform: .*https:\/\/developer\.hashicorp\.com\/terraform\/install$/m);
    expect(stderr).toMatch(/^ {2}python3: .*python3-venv/m);
  });

  it('takes a terraform that is too old for missing, and says how old', () => {
    writeFileSync(join(bin, 'terraform'), '#!/bin/sh\necho \'{"terraform_version":"1.9.8"}\'\n', { mode: 0o755 });
    const { status, stderr } = sandbox('up.ts');
    expect(status).toBe(2);
    expect(stderr).toContain('terraform 1.9.8: Install 1.10 or newer');
  });

  it('refuses a command that it does not know', () => {
    const { status, stderr } = sandbox('up.ts', 'dance');
    expect(status).toBe(2);
    expect(stderr).toContain('unknown command dance');
  });
});
