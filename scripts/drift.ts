/**
 * Tells what was changed outside Terraform, and writes it to `<out>/<stack>.md`; nothing is written where nothing differs.
 *
 *   node -r @swc-node/register scripts/drift.ts --stack prod --stage prod --source cdktf.out --out drift --workspace /path
 *
 * Exit codes: 0 none, 1 some, 2 could not be done.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMovedBySchedule, stackHours } from '../lib/cost';
import { previewFiles, renderPreview } from '../lib/plan';
import { main } from './pipeline/command';
import { expectedStack } from './pipeline/expected';
import { required, stageNamed } from './pipeline/flags';
import { StackRun } from './pipeline/stack-run';

main(() => {
  const { values } = parseArgs({
    options: {
      stack: { type: 'string' },
      stage: { type: 'string' },
      source: { type: 'string', default: 'cdktf.out' },
      out: { type: 'string', default: 'drift' },
      workspace: { type: 'string' },
    },
  });
  const { stack, workspace } = required(values, 'stack', 'workspace');
  const run = new StackRun({ source: values.source, expected: expectedStack(values.source, stack), workspace });
  run.init();
  run.drift();
  const previews = previewFiles([`${stack}=${run.planFile}`], {
    source: values.source,
    stage: stageNamed(values.stage),
  });
  // What the off-hours stopped and shrank is no drift: docs/cost-policies.md.
  const hours = stackHours([join(values.source, 'stacks', stack)], new Date());
  const changed = previews.map((preview) => {
    const drift = preview.drift.filter((change) => !hours.some((one) => isMovedBySchedule(change, one)));
    return { ...preview, drift, counts: { ...preview.counts, drift: drift.length } };
  });
  const drifted = changed.flatMap(({ drift }) => drift.map(({ address }) => address));
  if (drifted.length === 0) {
    console.log(`${stack}: no drift.`);
    return 0;
  }
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, `${stack}.md`), renderPreview({ previews: changed, revision: {} }, 'markdown'));
  console.log(`${stack}: ${drifted.length} changed outside Terraform: ${drifted.join(', ')}`);
  return 1;
});
