import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { exitCodes, run } from './run';

interface CheckFlags {
  readonly stage?: 'sandbox' | 'staging' | 'prod';
  readonly source?: string;
  readonly format: 'text' | 'json' | 'sarif' | 'junit' | 'markdown';
  readonly waivers?: string;
}

/** `rampart check` */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description(
      'Check Terraform JSON: a cdktf.out, a folder of *.tf.json, one such file, or a plan from `terraform show -json`.',
    )
    .argument('<path...>', 'what to check; several paths are checked as one graph')
    .addOption(
      new Option('--stage <stage>', 'stage of the stacks that name none').choices(['sandbox', 'staging', 'prod']),
    )
    .option('--source <dir>', 'configuration beside a plan: gives it policy text, construct paths and stage')
    .addOption(
      new Option('--format <format>', 'how the result is written to stdout')
        .choices(['text', 'json', 'sarif', 'junit', 'markdown'])
        .default('text'),
    )
    .option('--waivers <file>', 'JSON list of waivers: [{ rule, address or path, reason, owner, expires }]')
    .addHelpText(
      'after',
      '\nExit code: 0 clean, 1 findings, 2 could not check.\nA stack that names no stage counts as prod, the strictest.',
    )
    .action((paths: string[], flags: CheckFlags) => run(() => checkCommand(paths, flags)));
}

function checkCommand(paths: readonly string[], flags: CheckFlags): number {
  const policy = require('../policy') as typeof import('../policy');
  const waivers = flags.waivers === undefined ? [] : policy.readWaivers(readJson(flags.waivers), flags.waivers);
  const result = policy.checkPaths(paths, { stage: flags.stage, source: flags.source, waivers });
  const colors = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  process.stdout.write(policy.renderReport(result, flags.format, { colors }));
  return result.findings.every((finding) => finding.waived) ? exitCodes.clean : exitCodes.findings;
}

function readJson(file: string): unknown {
  const { InputError } = require('../policy') as typeof import('../policy');
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InputError(`${file}: cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
