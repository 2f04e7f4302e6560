import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { CheckPathsOptions, Waiver } from '../policy';

/** Flags that say what is looked at; the same for every subcommand that reads files. */
export interface InputFlags {
  readonly stage?: 'sandbox' | 'staging' | 'prod';
  readonly source?: string;
  readonly waivers?: string;
}

/** Adds the paths and flags of {@link InputFlags} to a subcommand. */
export function addInput(command: Command): Command {
  return command
    .argument(
      '<path...>',
      'a cdktf.out, a folder of *.tf or *.tf.json, one such file, or a plan; several are one graph',
    )
    .addOption(
      new Option('--stage <stage>', 'stage of the stacks that name none').choices(['sandbox', 'staging', 'prod']),
    )
    .option('--source <dir>', 'configuration beside a plan: gives it policy text, construct paths and stage')
    .option('--waivers <file>', 'JSON list of waivers: [{ rule, address or path, reason, owner, expires }]');
}

/** The flags as the policy takes them. @throws InputError when the waivers cannot be read */
export function inputOptions({ stage, source, waivers }: InputFlags): CheckPathsOptions {
  return { stage, source, waivers: readWaiversFile(waivers) };
}

/** The waivers of a file; none when no file is named. @throws InputError when they cannot be read */
export function readWaiversFile(file: string | undefined): readonly Waiver[] {
  if (file === undefined) return [];
  const policy = require('../policy') as typeof import('../policy');
  return policy.readWaivers(readJson(file), file);
}

/** Whether stdout is a terminal that shows colours. */
export function hasColors(): boolean {
  return process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
}

function readJson(file: string): unknown {
  const { InputError } = require('../policy') as typeof import('../policy');
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new InputError(`${file}: cannot be read as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
