import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What kubernetes-models finds wrong with the objects, a line a fault. */
export function faultsOf(objects: readonly object[]): string[] {
  const run = spawnSync(process.execPath, [join(__dirname, 'model-validator.mjs')], {
    input: JSON.stringify(objects),
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout.split('\n').filter(Boolean);
}
