/**
 * `npm run sandbox:destroy` removes what `npm run sandbox` made, then stops the emulator. Where the emulator is gone
 * already, a new one is asked: nothing is found there, and the state ends up empty all the same.
 * Exit codes: 0 done, 1 something is left (the state is kept, run it again), 2 a tool is missing.
 */
import { stopEmulator } from './emulator';
import { prepare } from './prepare';
import { runCdktf, stackDirectory } from './run';
import { readState } from './state';

const STACK = 'sandbox';
const say = (line: string): void => console.error(`[sandbox] ${line}`);

async function main(): Promise<number> {
  const { env, cdktfOptions } = await prepare(say);
  const code = await runCdktf(['destroy', STACK, '--auto-approve', ...cdktfOptions], env);
  const { counts } = readState(stackDirectory(STACK), env);
  if (code !== 0 || counts.size > 0) {
    say(
      `Not finished, left in the state: ${[...counts.keys()].join(', ') || 'nothing'}. Run it again; the emulator stays.`,
    );
    return 1;
  }
  await stopEmulator();
  say('Nothing is left, and the emulator is stopped.');
  return 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
