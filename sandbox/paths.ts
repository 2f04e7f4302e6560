import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** The checkout. */
export const root = join(__dirname, '..');

/** What the sandbox keeps on this machine, made when it is not there; git ignores it. */
export function sandboxDirectory(...parts: string[]): string {
  const directory = join(root, '.sandbox', ...parts);
  mkdirSync(directory, { recursive: true });
  return directory;
}
