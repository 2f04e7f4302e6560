import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { emulatorPython } from '../../../sandbox/python';

const root = resolve(__dirname, '../../..');
const PARTS = [
  'main.ts',
  'lib',
  'stacks',
  'environments',
  'sandbox',
  'test/e2e/fixture-app',
  'cdktf.json',
  'package.json',
  'tsconfig.json',
];

/** A copy of this checkout: its own state, output and emulator, and files that a test can edit as a person would. */
export class Checkout {
  readonly directory = mkdtempSync(join(tmpdir(), 'rampart-e2e-'));

  constructor() {
    for (const part of PARTS) cpSync(join(root, part), join(this.directory, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(this.directory, 'node_modules'));
    // The emulator's packages are installed once for all checkouts of this machine.
    cpSync(join(emulatorPython(), '../..'), join(this.directory, '.sandbox', 'venv'), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }

  /** A file or folder of the copy. */
  path(...parts: string[]): string {
    return join(this.directory, ...parts);
  }

  /** Replaces a text in a file of the copy; the text must be there once. */
  edit(file: string, from: string, to: string): void {
    const before = readFileSync(this.path(file), 'utf8');
    if (before.split(from).length !== 2)
      throw new Error(`${file} does not hold \`${from}\` exactly once: adapt the test`);
    writeFileSync(
      this.path(file),
      before.replace(from, () => to),
    );
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
