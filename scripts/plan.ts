/**
 * Plans one stack and leaves what a reviewer reads: `<out>/<stack>.json`, a preview without secrets, and a record of what
 * was reviewed where only the role that plans can write. The plan itself stays in the workspace.
 *
 *   node -r @swc-node/register scripts/plan.ts --stack staging --stage staging --commit <sha> \
 *     --source cdktf.out --trusted base/cdktf.out --records s3://bucket --out previews --workspace /path
 *
 * Exit codes: 0 planned, 1 refused (the JSON could do more than be planned), 2 could not be done.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { waivers } from '../environments/waivers';
import { canonicalChanges, digestOf, type Preview, pendingPreview, previewFiles } from '../lib/plan';
import { main } from './pipeline/command';
import { expectedStack } from './pipeline/expected';
import { commitNamed, required, stageNamed } from './pipeline/flags';
import { waitsFor } from './pipeline/pending';
import { Records, type Review, reviewKey } from './pipeline/records';
import { StackRun } from './pipeline/stack-run';

main(() => {
  const { values } = parseArgs({
    options: {
      stack: { type: 'string' },
      stage: { type: 'string' },
      commit: { type: 'string' },
      source: { type: 'string', default: 'cdktf.out' },
      trusted: { type: 'string', default: 'cdktf.out' },
      records: { type: 'string' },
      out: { type: 'string', default: 'previews' },
      workspace: { type: 'string' },
      'base-findings': { type: 'string' },
      'base-cost': { type: 'string' },
    },
  });
  const { stack, records, workspace } = required(values, 'stack', 'records', 'workspace');
  const commit = commitNamed(required(values, 'commit').commit);
  const stage = stageNamed(values.stage);
  const run = new StackRun({ source: values.source, expected: expectedStack(values.trusted, stack), workspace });
  const keep = (preview: Preview | undefined): void => {
    mkdirSync(values.out, { recursive: true });
    writeFileSync(join(values.out, `${stack}.json`), JSON.stringify(preview));
  };
  const why = waitsFor(values.source, stack);
  if (why) {
    keep(pendingPreview({ environment: stack, stage, why }));
    console.log(`${stack}: pending, ${why}`);
    return 0;
  }
  run.init();
  const plan = run.plan();
  const [preview] = previewFiles([`${stack}=${run.planFile}`], {
    source: values.source,
    stage,
    baseFindings: values['base-findings'],
    baseCost: values['base-cost'],
    // The deployed branch's exceptions, never the pull request's.
    waivers: waivers(),
  });
  // With the configuration: of a policy that names a new resource the plan alone says nothing.
  const changes = canonicalChanges(plan, { source: join(values.source, 'stacks', stack) });
  const review: Review = {
    stage,
    stack,
    commit,
    digest: digestOf(changes),
    changes,
    plannedAt: new Date().toISOString(),
    run: process.env.GITHUB_RUN_ID,
  };
  new Records(records).write(reviewKey(review), review);
  keep(preview);
  console.log(`${stack}: ${changes.length} changes, ${review.digest}`);
  return 0;
});
