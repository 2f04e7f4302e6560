import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { PromotionFormat } from '../plan';
import { exitCodes, run } from './run';

interface PromoteFlags {
  readonly from: string;
  readonly to: string;
  readonly fromEnvironment?: string;
  readonly toEnvironment?: string;
  readonly deployed?: string;
  readonly format: PromotionFormat;
}

/** `rampart promote` */
export function addPromote(program: Command): void {
  program
    .command('promote')
    .description('Compare two environments by construct and list what the second gets when it follows the first.')
    .argument('[cdktf.out]', 'the synthesized JSON of both', 'cdktf.out')
    .option('--from <stack>', 'the environment that goes first', 'staging')
    .option('--to <stack>', 'the environment that follows', 'prod')
    .option(
      '--from-environment <file>',
      'its settings, JSON or a module; without it environments/<from>.ts where there is one',
    )
    .option('--to-environment <file>', 'likewise of the environment that follows')
    .option('--deployed <dir>', 'the cdktf.out of what the second runs now: lists what a deployment changes')
    .addOption(
      new Option('--format <format>', 'how it is written to stdout')
        .choices(['text', 'markdown', 'json'])
        .default('text'),
    )
    .addHelpText('after', '\nExit code: 0 compared, 2 could not be compared.')
    .action((output: string, flags: PromoteFlags) => run(() => promoteCommand(output, flags)));
}

function promoteCommand(output: string, { format, ...options }: PromoteFlags): number {
  const plan = require('../plan') as typeof import('../plan');
  const promotion = plan.promote(output, {
    ...options,
    fromEnvironment: options.fromEnvironment ?? environmentFile(options.from),
    toEnvironment: options.toEnvironment ?? environmentFile(options.to),
  });
  process.stdout.write(plan.renderPromotion(promotion, format));
  return exitCodes.clean;
}

/** The environment's file of this checkout; TypeScript only where it can be loaded. */
function environmentFile(name: string): string | undefined {
  const extensions = ['json', 'js', ...(require.extensions['.ts'] ? ['ts'] : [])];
  return extensions.map((extension) => join('environments', `${name}.${extension}`)).find((file) => existsSync(file));
}
