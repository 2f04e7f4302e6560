import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** How a command ended, with all that it printed. */
export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that runs: its process, and its end. */
export interface Running {
  readonly child: ChildProcess;
  readonly result: Promise<Result>;
  /** Resolves when the output holds a text; rejects when the command ends without. */
  until(text: string): Promise<void>;
}

/** Starts a command. */
export function start(command: string, parameters: readonly string[], options: SpawnOptions = {}): Running {
  const child = spawn(command, parameters, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  const result = new Promise<Result>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
  const until = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (stdout.includes(text)) resolve();
      };
      child.stdout?.on('data', look);
      child.once('close', () => reject(new Error(`ended before it printed ${text}:\n${stdout}${stderr}`)));
      look();
    });
  return { child, result, until };
}

/** Runs a command to its end; fails with its output when it ends with another code than expected. */
export async function run(
  command: string,
  parameters: readonly string[],
  { code = 0, ...options }: SpawnOptions & { code?: number } = {},
): Promise<Result> {
  const result = await start(command, parameters, options).result;
  if (result.code !== code) {
    const said = `${result.stdout}\n${result.stderr}`.slice(-20_000);
    throw new Error(`${command} ${parameters.join(' ')} ended with ${result.code}, expected ${code}:\n${said}`);
  }
  return result;
}
