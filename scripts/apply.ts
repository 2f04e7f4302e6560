/**
 * Plans one stack of the deployed branch again, holds the plan against what was reviewed, and applies exactly that plan. A plan
 * that differs is refused with the difference; its digest is printed, so that a person who read it can allow it by hand.
 *
 *   node -r @swc-node/register scripts/apply.ts --stack staging --stage staging --commit <reviewed sha> \
 *     --source cdktf.out --records s3://bucket --workspace /path --applied applied [--digest sha256:…]
 *
 * Exit codes: 0 applied, or nothing to do; 1 refused: not what was reviewed, or asleep; 2 could not be done.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { blockedByNight, stackHours } from '../lib/cost';
import { canonicalChanges, digestDifference, digestOf, previewFiles } from '../lib/plan';
import { type Applied, AppliedFolder } from './pipeline/applied';
import { main, PipelineError } from './pipeline/command';
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
      digest: { type: 'string' },
      source: { type: 'string', default: 'cdktf.out' },
      records: { type: 'string' },
      workspace: { type: 'string' },
      applied: { type: 'string', default: 'applied' },
    },
  });
  const { stack, records: place, workspace } = required(values, 'stack', 'records', 'workspace');
  const stage = stageNamed(values.stage);
  const commit = values.commit ? commitNamed(values.commit) : undefined;
  const records = new Records(place);
  const review = commit && records.read<Review>(reviewKey({ stage, stack, commit }));
  const run = new StackRun({ source: values.source, expected: expectedStack(values.source, stack), workspace });
  const why = waitsFor(values.source, stack);
  if (why) {
    console.log(`${stack}: pending, ${why}`);
    return 0;
  }
  run.init();
  const startedAt = new Date().toISOString();
  const changes = canonicalChanges(run.plan(), { source: join(values.source, 'stacks', stack) });
  if (changes.length === 0) {
    console.log(`${stack}: nothing to do.`);
    return 0;
  }
  const applied = new AppliedFolder(values.applied);
  const [preview] = previewFiles([`${stack}=${run.planFile}`], { source: values.source, stage });
  applied.keepPreview(stack, preview);
  const end = (outcome: Applied['outcome']): void => applied.keepOutcome(stack, { outcome, startedAt });
  const asleep = stackHours([join(values.source, 'stacks', stack)], new Date()).flatMap((hours) =>
    blockedByNight(changes, hours),
  );
  if (asleep.length > 0) {
    end('refused');
    throw new PipelineError(
      `${stack}: nobody works now, and RDS changes nothing that is stopped: ${asleep.join(', ')}. Run this again in working hours (\`rampart off-hours\` says when), or start it first (docs/cost-policies.md#off-hours).`,
      1,
    );
  }
  const digest = digestOf(changes);
  const approved = values.digest || (review ? review.digest : undefined);
  if (approved === undefined) {
    end('refused');
    throw new PipelineError(
      `${stack}: nobody reviewed a plan of ${commit ?? 'this commit'}, and there are ${changes.length} changes. Read them (docs/delivery.md#not-reviewed), then run this again with --digest ${digest}.`,
      1,
    );
  }
  if (digest !== approved) {
    end('refused');
    throw new PipelineError(refusal(stack, digest, review || undefined, changes), 1);
  }
  // Until it has ended it has failed: a job that is killed leaves that behind.
  end('failed');
  run.apply();
  end('applied');
  console.log(`${stack}: applied ${changes.length} changes, ${digest}`);
  return 0;
});

function refusal(
  stack: string,
  digest: string,
  review: Review | undefined,
  changes: ReturnType<typeof canonicalChanges>,
): string {
  const difference = review ? digestDifference(review.changes, changes) : [];
  return [
    `${stack}: the plan is not the one that was reviewed, and was not applied.`,
    ...difference.map((line) => `  ${line}`),
    `Something changed in between: another merge, or a change by hand. Read the plan (docs/delivery.md#a-plan-that-differs), then run this again with --digest ${digest}.`,
  ].join('\n');
}
