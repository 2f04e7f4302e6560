import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Compares a text with the file that was reviewed. `UPDATE_REVIEWED=1` writes the files: look at each before it is committed.
 */
export function expectReviewed(name: string, text: string): void {
  const file = join(__dirname, '../fixtures/reviewed', name);
  if (process.env.UPDATE_REVIEWED) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  expect(text).toBe(readFileSync(file, 'utf8'));
}
