import { type Command, InvalidArgumentError, Option } from 'commander';
import type { DoraFormat } from '../plan';
import { exitCodes, run } from './run';

interface DoraFlags {
  readonly stage: 'sandbox' | 'staging' | 'prod';
  readonly days: number;
  readonly format: DoraFormat;
}

/** `rampart dora` */
export function addDora(program: Command): void {
  program
    .command('dora')
    .description(
      'Compute the four DORA figures from deployment records: frequency, lead time, failure rate, time to restore.',
    )
    .argument('<folder>', 'a folder of records, as `aws s3 sync` fetches it')
    .addOption(new Option('--stage <stage>', 'what is counted').choices(['sandbox', 'staging', 'prod']).default('prod'))
    .option('--days <days>', 'how many days back', wholeDays, 90)
    .addOption(
      new Option('--format <format>', 'how the figures are written to stdout')
        .choices(['text', 'markdown', 'json'])
        .default('text'),
    )
    .addHelpText(
      'after',
      '\nExit code: 0 written, 2 a record cannot be read.\nA figure without a record is null: none is not zero.',
    )
    .action((folder: string, { stage, days, format }: DoraFlags) =>
      run(() => {
        const plan = require('../plan') as typeof import('../plan');
        const figures = plan.doraFigures(plan.readDeployments(folder), { stage, days });
        process.stdout.write(plan.renderDora(figures, format));
        return exitCodes.clean;
      }),
    );
}

function wholeDays(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new InvalidArgumentError('Expected a whole number of days, such as 90.');
  return Number(text);
}
