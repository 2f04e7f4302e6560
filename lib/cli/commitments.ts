import { type Command, InvalidArgumentError, Option } from 'commander';
import { exitCodes, run } from './run';

interface CommitmentFlags {
  readonly format: 'text' | 'json';
  readonly for: 'sandbox' | 'staging' | 'prod';
  readonly term: '1y' | '3y';
  readonly payment: 'no-upfront' | 'partial-upfront' | 'all-upfront';
  readonly coverage: number;
  readonly region?: string;
  readonly source?: string;
  readonly prices?: string;
}

/** `rampart commitments` */
export function addCommitments(program: Command): void {
  program
    .command('commitments')
    .description(
      'Say what to commit to (savings plans, reserved databases and cache nodes), when it breaks even, and what is at risk.',
    )
    .argument('<path...>', 'what `rampart cost` takes')
    .addOption(
      new Option('--for <stage>', 'the stage whose stacks are read')
        .choices(['sandbox', 'staging', 'prod'])
        .default('prod'),
    )
    .addOption(new Option('--term <term>', 'how long, where nothing is declared').choices(['1y', '3y']).default('1y'))
    .addOption(
      new Option('--payment <payment>', 'how it is paid, where nothing is declared')
        .choices(['no-upfront', 'partial-upfront', 'all-upfront'])
        .default('no-upfront'),
    )
    .option('--coverage <percent>', 'how much of what is certain to run is to be covered', percentage, 100)
    .option('--source <dir>', 'configuration beside a plan')
    .option('--region <region>', 'region of the stacks whose provider names none')
    .option('--prices <dir>', 'prices of `rampart prices refresh`')
    .addOption(new Option('--format <format>', 'how it is written to stdout').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nIt buys nothing. Exit code: 0 advised, 2 could not read.')
    .action((paths: string[], flags: CommitmentFlags) => run(() => commitmentsCommand(paths, flags)));
}

function commitmentsCommand(paths: readonly string[], flags: CommitmentFlags): number {
  const cost = require('../cost/offline') as typeof import('../cost/offline');
  const { format, region, source, prices, term, payment, coverage } = flags;
  const estimate = cost.estimatePaths(paths, { region, source, prices });
  const report = cost.adviseCommitments(estimate, flags.for, { term, payment, coveragePercent: coverage, prices });
  process.stdout.write(format === 'json' ? cost.renderCommitmentsJson(report) : cost.renderCommitmentsText(report));
  return exitCodes.clean;
}

function percentage(text: string): number {
  const value = Number(text);
  if (!(value >= 1 && value <= 100)) throw new InvalidArgumentError('a number from 1 to 100');
  return value;
}
