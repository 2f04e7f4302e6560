import { type Command, InvalidArgumentError, Option } from 'commander';
import type { DeploymentCheck, DeploymentOutcome } from '../plan';
import { exitCodes, run } from './run';

interface RecordFlags {
  readonly to: string;
  readonly outcome: DeploymentOutcome;
  readonly commit: string;
  readonly committedAt: string;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly actor: string;
  readonly run?: string;
  readonly check: readonly DeploymentCheck[];
  readonly retainDays: number;
}

/** `rampart record` */
export function addRecord(program: Command): void {
  program
    .command('record')
    .description('Leave the record of a deployment: what, who, digest, plan, checks. Nobody can change it afterwards.')
    .argument('<preview.json>', 'the preview of the plan that was applied: `rampart preview --format json`')
    .requiredOption('--to <place>', 's3://bucket/prefix (object lock, by the AWS CLI) or a folder')
    .addOption(
      new Option('--outcome <outcome>', 'how it ended')
        .choices(['applied', 'failed', 'refused', 'rolled-back'])
        .makeOptionMandatory(),
    )
    .requiredOption('--commit <sha>', 'commit that was deployed')
    .requiredOption('--committed-at <time>', 'when that commit was made: git show -s --format=%cI <sha>')
    .requiredOption('--started-at <time>', 'when the deployment began')
    .option('--finished-at <time>', 'when it ended; without it now')
    .requiredOption('--actor <who>', 'who approved or started it')
    .option('--run <url>', "address of the pipeline's run")
    .option('--check <name=passed|failed[:detail]>', 'one check after the apply; may be repeated', addCheck, [])
    .option('--retain-days <days>', 'how long a bucket must keep it', wholeDays, 400)
    .addHelpText('after', '\nWhere it was written goes to stdout.\nExit code: 0 written, 2 could not be written.')
    .action((preview: string, flags: RecordFlags) => run(() => recordCommand(preview, flags)));
}

function recordCommand(file: string, flags: RecordFlags): number {
  const plan = require('../plan') as typeof import('../plan');
  const [preview] = plan.previewFiles([file]);
  if (!preview) return exitCodes.cannotCheck;
  const record = plan.deployment({
    stage: preview.stage,
    stack: preview.environment,
    outcome: flags.outcome,
    commit: flags.commit,
    committedAt: utc(flags.committedAt),
    startedAt: utc(flags.startedAt),
    finishedAt: utc(flags.finishedAt ?? new Date().toISOString()),
    actor: flags.actor,
    run: flags.run,
    digest: preview.digest,
    changes: preview.digests.length,
    checks: flags.check,
  });
  process.stdout.write(`${plan.writeDeployment(record, flags.to, { days: flags.retainDays })}\n`);
  return exitCodes.clean;
}

/** Git writes times with the committer's offset. What is no time is left to the record to refuse. */
function utc(time: string): string {
  const parsed = new Date(time);
  return Number.isNaN(parsed.getTime()) ? time : parsed.toISOString();
}

function addCheck(text: string, before: readonly DeploymentCheck[]): readonly DeploymentCheck[] {
  const match = /^([\w .-]+)=(passed|failed)(?::(.*))?$/.exec(text);
  if (!match) throw new InvalidArgumentError('Expected name=passed or name=failed:detail, such as tls=passed.');
  return [...before, { name: match[1] ?? '', passed: match[2] === 'passed', detail: match[3] }];
}

function wholeDays(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('Expected a whole number of days, such as 400.');
  return Number(text);
}
