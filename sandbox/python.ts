import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, sandboxDirectory } from './paths';
import type { MissingTool } from './terraform';

const REQUIREMENTS = join(root, 'sandbox', 'emulator', 'requirements.txt');
const GET_PYTHON =
  'Install Python 3.10 or newer with its venv module (Debian, Ubuntu: apt-get install python3-venv): https://www.python.org/downloads/';

/** Nothing when python3 can run the emulator. */
export function missingPython(): MissingTool | undefined {
  const check = 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else 1)';
  return spawnSync('python3', ['-c', check]).status === 0 ? undefined : { tool: 'python3', get: GET_PYTHON };
}

/**
 * The interpreter of the emulator's own virtual environment; the first call installs what requirements.txt pins, by hash.
 *
 * @throws Error with pip's own words when it cannot be installed
 */
export function emulatorPython(): string {
  const directory = join(sandboxDirectory(), 'venv');
  const python = join(directory, process.platform === 'win32' ? 'Scripts' : 'bin', 'python');
  const stamp = join(directory, 'requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  // Without the stamp it is an older one, or one whose installation was interrupted.
  rmSync(directory, { recursive: true, force: true });
  run('python3', ['-m', 'venv', directory]);
  run(python, [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--disable-pip-version-check',
    '--require-hashes',
    '-r',
    REQUIREMENTS,
  ]);
  writeFileSync(stamp, wanted);
  return python;
}

function run(command: string, parameters: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, parameters, { encoding: 'utf8' });
  if (status === 0) return;
  throw new Error(
    `The emulator could not be installed: \`${[command, ...parameters].join(' ')}\` failed.\n${stdout}${stderr}`,
  );
}
