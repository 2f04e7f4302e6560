import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sandboxDirectory } from '../../../sandbox/paths';

/** How long an installation may take. */
export const INSTALL_MINUTES = 10;

/** A program that pip installed, or why it could not. */
export type PipProgram = { readonly command: string } | { readonly command: undefined; readonly why: string };

/**
 * A Python program in a virtual environment of its own, installed once: nothing half-made is left where the package index is
 * out of reach.
 *
 * @param requirement name and version, `zizmor==1.32.0`; the program has the name of its package
 */
export function pipProgram(requirement: string): PipProgram {
  const [name = requirement] = requirement.split('==');
  const folder = join(sandboxDirectory(), name);
  const command = join(folder, 'bin', name);
  if (existsSync(command)) return { command };
  const options = { encoding: 'utf8', timeout: INSTALL_MINUTES * 60_000 } as const;
  const steps = [
    spawnSync('python3', ['-m', 'venv', folder], options),
    spawnSync(join(folder, 'bin', 'pip'), ['install', '--quiet', requirement], options),
  ];
  if (steps.every(({ status }) => status === 0)) return { command };
  rmSync(folder, { recursive: true, force: true });
  return {
    command: undefined,
    why: `${requirement} could not be installed: ${steps.map(({ stderr }) => stderr ?? '').join('')}`,
  };
}
