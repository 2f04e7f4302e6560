import { type Command, Option } from 'commander';
import { exitCodes, run } from './run';

interface CostFlags {
  readonly format: 'text' | 'json' | 'markdown';
  readonly stage?: 'sandbox' | 'staging' | 'prod';
  readonly source?: string;
  readonly region?: string;
  readonly prices?: string;
  readonly base?: string;
  readonly threshold?: string;
}

/** `rampart cost` */
export function addCost(program: Command): void {
  program
    .command('cost')
    .description(
      'Price Terraform JSON or a plan: on demand, as declared, and with what is already bought. Works offline.',
    )
    .argument('<path...>', 'a cdktf.out, a folder of *.tf.json, one such file, or a plan; several are one estimate')
    .addOption(
      new Option('--format <format>', 'how the estimate is written to stdout')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .addOption(
      new Option('--stage <stage>', 'stage of the stacks that name none').choices(['sandbox', 'staging', 'prod']),
    )
    .option('--source <dir>', 'configuration beside a plan: gives it purchase options, schedules and usage')
    .option('--region <region>', 'region of the stacks whose provider names none')
    .option('--prices <dir>', 'prices of `rampart prices refresh`, which go before the built-in ones')
    .option('--base <json>', 'compare with what `rampart cost --format json` wrote before')
    .option(
      '--threshold <more>',
      'with --base: exit 1 when it costs more by this, in USD a month (50) or percent (10%)',
    )
    .addHelpText(
      'after',
      '\nExit code: 0 priced, 1 above --threshold, 2 could not read.\nWhat has no price is listed as unpriced, never counted as zero.',
    )
    .action((paths: string[], flags: CostFlags) => run(() => costCommand(paths, flags)));
}

function costCommand(paths: readonly string[], { format, base, threshold, ...options }: CostFlags): number {
  const cost = require('../cost/offline') as typeof import('../cost/offline');
  const { InputError } = require('../policy') as typeof import('../policy');
  if (threshold !== undefined && base === undefined)
    throw new InputError('--threshold says how much more a change may cost: it needs --base.');
  const limit = threshold === undefined ? undefined : cost.parseThreshold(threshold);
  const before = base === undefined ? undefined : cost.readCostDocument(base);
  const estimate = cost.estimatePaths(paths, options);
  if (before === undefined) {
    process.stdout.write(cost.renderCost(estimate, format));
    return exitCodes.clean;
  }
  const diff = cost.diffEstimates(before, cost.costDocument(estimate));
  process.stdout.write(cost.renderDiff(diff, format));
  return limit !== undefined && cost.exceeds(diff, limit) ? exitCodes.findings : exitCodes.clean;
}
