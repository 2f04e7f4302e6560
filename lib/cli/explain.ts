import { type Command, Option } from 'commander';
import { addInput, hasColors, type InputFlags, inputOptions } from './input';
import { exitCodes, run } from './run';

interface ExplainFlags extends InputFlags {
  readonly format: 'text' | 'json';
}

/** `rampart explain` */
export function addExplain(program: Command): void {
  const command = program
    .command('explain')
    .description(
      'Tell what the files say of one resource: where it stands, who may connect to it, who may read it, which keys encrypt it, who names it, its findings.',
    )
    .argument('<resource>', 'Terraform address or construct path, also with the stack before it: prod/aws_vpc.main');
  addInput(command)
    .addOption(new Option('--format <format>', 'how it is written to stdout').choices(['text', 'json']).default('text'))
    .addHelpText(
      'after',
      '\nExit code: 0 explained, whatever the findings are; 2 no such resource, or unreadable files.',
    )
    .action((resource: string, paths: string[], flags: ExplainFlags) =>
      run(() => explainCommand(resource, paths, flags)),
    );
}

function explainCommand(resource: string, paths: readonly string[], flags: ExplainFlags): number {
  const policy = require('../policy') as typeof import('../policy');
  const explanations = policy.explainPaths(resource, paths, inputOptions(flags));
  process.stdout.write(
    flags.format === 'json'
      ? policy.renderExplanationsJson(explanations)
      : policy.renderExplanations(explanations, { colors: hasColors() }),
  );
  return exitCodes.clean;
}
