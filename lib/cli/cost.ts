import { type Command, Option } from 'commander';
import { exitCodes, run } from './run';

interface CostFlags {
  readonly format: 'text' | 'json' | 'markdown';
  readonly stage?: 'sandbox' | 'staging' | 'prod';
  readonly source?: string;
  readonly region?: string;
  readonly prices?: string;
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
    .addHelpText(
      'after',
      '\nExit code: 0 priced, 2 could not read.\nWhat has no price is listed as unpriced, never counted as zero.',
    )
    .action((paths: string[], flags: CostFlags) => run(() => costCommand(paths, flags)));
}

function costCommand(paths: readonly string[], { format, ...options }: CostFlags): number {
  const cost = require('../cost') as typeof import('../cost');
  const estimate = cost.estimatePaths(paths, options);
  process.stdout.write(format === 'json' ? cost.renderCostJson(estimate) : cost.renderCostText(estimate));
  return exitCodes.clean;
}
