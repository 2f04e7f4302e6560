import { type Command, Option } from 'commander';
import type { CheckResult } from '../verify';
import { exitCodes } from './run';

interface VerifyFlags {
  readonly source: string;
  readonly directory?: string;
  readonly rollBack?: true;
  readonly format: 'text' | 'json';
}

/** `rampart verify` */
export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('Look whether an environment works after an apply: what it declares under `verify`.')
    .argument('<environment>', 'staging, prod: the stack of that name')
    .option('--source <dir>', 'the cdktf.out that was applied', 'cdktf.out')
    .option('--directory <dir>', 'where Terraform was initialized for the stack (default: its folder in the source)')
    .option('--roll-back', 'roll Deployments back that do not come up')
    .addOption(new Option('--format <format>', 'how it is written to stdout').choices(['text', 'json']).default('text'))
    .addHelpText('after', '\nExit code: 0 all is well, 1 a check failed: it says how to roll back, 2 could not look.')
    .action(verifyCommand);
}

/** Not by `run`: it waits for answers. A user's mistake prints its message alone, a bug its stack. */
async function verifyCommand(environment: string, flags: VerifyFlags): Promise<void> {
  const { verify } = require('../verify') as typeof import('../verify');
  try {
    const results = await verify(environment, flags);
    process.stdout.write(
      flags.format === 'json' ? `${JSON.stringify({ environment, results })}\n` : results.map(line).join(''),
    );
    process.exitCode = results.every(({ passed }) => passed) ? exitCodes.clean : exitCodes.findings;
  } catch (error) {
    const mistake = error instanceof Error && error.name === 'ValidationError';
    process.stderr.write(`${mistake ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = exitCodes.cannotCheck;
  }
}

function line({ name, passed, seen, rollBack }: CheckResult): string {
  return `${passed ? 'ok     ' : 'FAILED '} ${name}: ${seen}\n${rollBack === undefined ? '' : `        roll back: ${rollBack}\n`}`;
}
