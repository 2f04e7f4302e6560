import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port';
import { root, sandboxDirectory } from './paths';
import { emulatorPython } from './python';

/** An AWS emulator that runs on this machine, by itself: it outlives the process that started it. */
export interface Emulator {
  readonly url: string;
  readonly pid: number;
  /** What it has to say. */
  readonly log: string;
}

/** The account that the emulator plays: the sandbox's. */
const ACCOUNT_ID = process.env.RAMPART_SANDBOX_ACCOUNT_ID || '123456789012';

const START_SECONDS = 30;
/** Nobody listening is known at once; one that is only slow, on a busy machine, must not be taken for gone. */
const ANSWER_SECONDS = 10;

/** The emulator that was started from this directory and still answers. */
export async function findEmulator(directory = sandboxDirectory()): Promise<Emulator | undefined> {
  const file = recordOf(directory);
  if (!existsSync(file)) return undefined;
  const emulator = JSON.parse(readFileSync(file, 'utf8')) as Emulator;
  return (await answers(emulator.url)) ? emulator : undefined;
}

/**
 * Starts the emulator on a free loopback port, or gives the one that runs already.
 *
 * @param directory where its pid, port and log are kept: one emulator a directory
 * @throws Error with the end of its log when it does not answer
 */
export async function startEmulator(directory = sandboxDirectory()): Promise<Emulator> {
  const running = await findEmulator(directory);
  if (running) return running;
  const python = emulatorPython();
  const port = await freePort();
  const log = join(directory, 'emulator.log');
  const output = openSync(log, 'w');
  // Detached: a Ctrl-C meant for a deployment must not take what was deployed with it.
  const child = spawn(python, ['-B', '-m', 'rampart_emulator'], {
    cwd: join(root, 'sandbox', 'emulator'),
    detached: true,
    env: { ...process.env, ...settings(port) },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  const emulator = { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0, log };
  // Before it is ready: whoever interrupts now must still be able to stop it.
  writeFileSync(recordOf(directory), JSON.stringify(emulator));
  child.unref();
  try {
    await untilReady(emulator, () => child.exitCode !== null);
  } catch (error) {
    child.kill();
    rmSync(recordOf(directory), { force: true });
    throw error;
  }
  return emulator;
}

/** Ends the emulator of this directory, with everything that it holds. Returns false when none ran. */
export async function stopEmulator(directory = sandboxDirectory()): Promise<boolean> {
  // Only one that answers: a pid on its own may have been given to another process since.
  const emulator = await findEmulator(directory);
  if (emulator) {
    process.kill(emulator.pid, 'SIGTERM');
    for (let i = 0; i < 50 && (await answers(emulator.url)); i++) await sleep(100);
  }
  rmSync(recordOf(directory), { force: true });
  return emulator !== undefined;
}

/** Loopback only: the emulator takes every key and would otherwise listen on each address of this machine. */
function settings(port: number): Record<string, string> {
  return {
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    MINISTACK_HOST: '127.0.0.1',
    MINISTACK_ACCOUNT_ID: ACCOUNT_ID,
  };
}

const recordOf = (directory: string): string => join(directory, 'emulator.json');

async function untilReady({ url, log }: Emulator, hasEnded: () => boolean): Promise<void> {
  for (let i = 0; i < START_SECONDS * 10; i++) {
    if (await answers(url)) return;
    if (hasEnded()) break;
    await sleep(100);
  }
  const said = readFileSync(log, 'utf8').trim().split('\n').slice(-15).join('\n');
  throw new Error(`The emulator does not answer at ${url}. The end of ${log}:\n${said}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/_ministack/health`, { signal: AbortSignal.timeout(ANSWER_SECONDS * 1000) })).ok;
  } catch {
    return false;
  }
}
