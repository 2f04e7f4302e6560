/** Exit codes of every subcommand. */
export const exitCodes = { clean: 0, findings: 1, cannotCheck: 2 } as const;

/** Runs a subcommand: a user's mistake prints its message alone, a bug prints its stack; both exit 2. */
export function run(action: () => number): void {
  try {
    process.exitCode = action();
  } catch (error) {
    fail(error);
  }
}

/** {@link run} for a subcommand that waits for something. */
export async function runAsync(action: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await action();
  } catch (error) {
    fail(error);
  }
}

function fail(error: unknown): void {
  const mistake = error instanceof Error && error.name === 'InputError';
  process.stderr.write(`${mistake ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = exitCodes.cannotCheck;
}
