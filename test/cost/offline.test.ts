import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

it('reads files without cdktf: that costs 200 ms, and need not be installed', () => {
  const script = `require(process.argv[1]); console.log(Object.keys(require.cache).filter((file) => /node_modules\\/(cdktf|constructs|@cdktf)\\//.test(file)).length)`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', '@swc-node/register', '-e', script, join(__dirname, '../../lib/cost/offline/index.ts')],
    { encoding: 'utf8' },
  );
  expect([stderr, stdout.trim()]).toEqual(['', '0']);
});
