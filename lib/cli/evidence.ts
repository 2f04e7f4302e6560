import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { addInput, type InputFlags, inputOptions } from './input';
import { exitCodes, run } from './run';

interface EvidenceFlags extends InputFlags {
  readonly format: 'markdown' | 'json';
  readonly output?: string;
}

/** `rampart evidence` */
export function addEvidence(program: Command): void {
  const command = program
    .command('evidence')
    .description(
      'Tell control by control (CIS AWS, AWS FSBP, CIS EKS, Pod Security Standards) what satisfies it: resources, rules, results, digests of what was checked.',
    );
  addInput(command)
    .addOption(
      new Option('--format <format>', 'how it is written to stdout').choices(['markdown', 'json']).default('markdown'),
    )
    .option('--output <folder>', 'write evidence.md and evidence.json there instead of one of them to stdout')
    .addHelpText('after', '\nExit code: 0 no control has a finding, 1 some have, 2 could not check.')
    .action((paths: string[], flags: EvidenceFlags) => run(() => evidenceCommand(paths, flags)));
}

function evidenceCommand(paths: readonly string[], flags: EvidenceFlags): number {
  const policy = require('../policy') as typeof import('../policy');
  const evidence = policy.evidencePaths(paths, inputOptions(flags));
  if (flags.output === undefined) {
    const render = flags.format === 'json' ? policy.renderEvidenceJson : policy.renderEvidenceMarkdown;
    process.stdout.write(render(evidence));
  } else {
    write(flags.output, 'evidence.md', policy.renderEvidenceMarkdown(evidence));
    write(flags.output, 'evidence.json', policy.renderEvidenceJson(evidence));
  }
  return evidence.controls.some(({ result }) => result === 'finding') ? exitCodes.findings : exitCodes.clean;
}

function write(folder: string, name: string, text: string): void {
  const { InputError } = require('../policy') as typeof import('../policy');
  const path = join(folder, name);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new InputError(
      `${path}: cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)}). Name a folder that you may write to with --output.`,
    );
  }
  process.stderr.write(`${path}\n`);
}
