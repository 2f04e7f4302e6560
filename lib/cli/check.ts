import { type Command, Option } from 'commander';
import type { Rule } from '../policy';
import { addInput, hasColors, type InputFlags, inputOptions } from './input';
import { exitCodes, run } from './run';

interface CheckFlags extends InputFlags {
  readonly format: 'text' | 'json' | 'sarif' | 'junit' | 'markdown';
}

/** `rampart check` */
export function addCheck(program: Command): void {
  const command = program
    .command('check')
    .description(
      'Check Terraform: a cdktf.out, a folder of *.tf or *.tf.json, one such file, or a plan from `terraform show -json`.',
    );
  addInput(command)
    .addOption(
      new Option('--format <format>', 'how the result is written to stdout')
        .choices(['text', 'json', 'sarif', 'junit', 'markdown'])
        .default('text'),
    )
    .addHelpText(
      'after',
      '\nExit code: 0 clean, 1 findings, 2 could not check.\nA stack that names no stage counts as prod, the strictest.',
    )
    .action((paths: string[], flags: CheckFlags) => run(() => checkCommand(paths, flags)));
}

function checkCommand(paths: readonly string[], flags: CheckFlags): number {
  const policy = require('../policy') as typeof import('../policy');
  const result = policy.checkPaths(paths, { ...inputOptions(flags), moreRules });
  process.stdout.write(policy.renderReport(result, flags.format, { colors: hasColors() }));
  return result.findings.every((finding) => finding.waived) ? exitCodes.clean : exitCodes.findings;
}

/** What the synth checks besides the rules of the policy; prices are loaded only where there is a budget to hold them to. */
function moreRules({ stacks }: { readonly stacks: readonly { readonly notes: object }[] }): readonly Rule[] {
  if (!stacks.some(({ notes }) => 'budget' in notes)) return [];
  return [(require('../cost/offline') as typeof import('../cost/offline')).budgetRule()];
}
