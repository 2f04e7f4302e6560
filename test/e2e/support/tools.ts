import { describeMissing, missingTools } from '../../../sandbox/prepare';

/** A group of tests that needs terraform and the emulator. */
export function describeWithTools(name: string, tests: () => void): void {
  const missing = missingTools();
  describeOrSkip(name, missing.length > 0 ? describeMissing(missing) : undefined, tests);
}

/**
 * A group of tests that needs a tool. Where it is missing the group is skipped aloud, and fails in CI: a green run there
 * means that it ran.
 *
 * @param why what is missing, and how to get it; undefined when all is there
 */
export function describeOrSkip(name: string, why: string | undefined, tests: () => void): void {
  if (why === undefined) {
    describe(name, tests);
    return;
  }
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
