import { type Command, InvalidArgumentError, Option } from 'commander';
import type { StackHours } from '../cost';
import { exitCodes, run } from './run';

interface OffHoursFlags {
  readonly format: 'text' | 'json';
  readonly at: Date;
  readonly source?: string;
}

/** `rampart off-hours` */
export function addOffHours(program: Command): void {
  program
    .command('off-hours')
    .description(
      'Say whether a stack sleeps now: its databases are stopped then, its nodes gone, and an apply has to wait.',
    )
    .argument('<path...>', 'a cdktf.out, a folder of *.tf.json, one such file, or a plan')
    .option('--source <dir>', 'configuration beside a plan, which knows the hours')
    .option('--at <time>', 'another time than now, such as 2026-11-23T19:30:00Z', time, new Date())
    .addOption(new Option('--format <format>', 'how it is written to stdout').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExit code: 0 everything is awake, 1 a stack sleeps, 2 could not read.')
    .action((paths: string[], flags: OffHoursFlags) => run(() => offHoursCommand(paths, flags)));
}

function offHoursCommand(paths: readonly string[], { format, at, source }: OffHoursFlags): number {
  const cost = require('../cost') as typeof import('../cost');
  const stacks = cost.stackHours(paths, at, source);
  process.stdout.write(format === 'json' ? `${JSON.stringify({ at, stacks }, null, 2)}\n` : stacks.map(line).join(''));
  return stacks.some(({ offHours }) => offHours) ? exitCodes.findings : exitCodes.clean;
}

function line({ stack, hours, offHours, sleepers }: StackHours): string {
  if (hours === undefined) return `${stack} always runs\n`;
  const { from, to, timeZone } = hours;
  const what = `${sleepers.length} ${sleepers.length === 1 ? 'resource' : 'resources'}`;
  return offHours
    ? `${stack} sleeps: ${what} off until ${from} (${timeZone}) of the next working day\n`
    : `${stack} is awake until ${to} (${timeZone})\n`;
}

function time(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new InvalidArgumentError('a time such as 2026-11-23T19:30:00Z');
  return date;
}
