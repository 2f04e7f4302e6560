import { describeMissing, missingTools } from '../../../sandbox/prepare';

/**
 * A group of tests that needs terraform and the emulator. Where a tool is missing it is skipped aloud, and fails in CI:
 * a green run there means that it ran.
 */
export function describeWithTools(name: string, tests: () => void): void {
  const missing = missingTools();
  if (missing.length === 0) {
    describe(name, tests);
    return;
  }
  const why = describeMissing(missing);
  if (process.env.CI) {
    describe(name, () => {
      it('has its tools', () => {
        throw new Error(why);
      });
    });
    return;
  }
  // Not console.warn: Jest keeps back what a wholly skipped file says there.
  process.stderr.write(`SKIPPED: ${name}. ${why}\n`);
  describe.skip(name, tests);
}
