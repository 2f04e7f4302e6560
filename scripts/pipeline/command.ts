import { spawnSync } from 'node:child_process';

/** Something that a person must do something about: its message is printed alone. */
export class PipelineError extends Error {
  /**
   * @param message what happened, and what to do
   * @param code 1 refused, 2 could not be done
   */
  constructor(
    message: string,
    readonly code: 1 | 2 = 2,
  ) {
    super(message);
    this.name = 'PipelineError';
  }
}

/** How a command ended. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command and keeps what it prints; `shown` sends its output to the log as it comes, `asks` lets a person answer it. */
export function command(
  name: string,
  parameters: readonly string[],
  {
    cwd,
    input,
    shown = false,
    asks = false,
    codes = [0],
  }: { cwd?: string; input?: string; shown?: boolean; asks?: boolean; codes?: readonly number[] } = {},
): CommandResult {
  const { status, stdout, stderr, error } = spawnSync(name, parameters, {
    cwd,
    env: process.env,
    input,
    encoding: 'utf8',
    maxBuffer: 512 * 1024 * 1024,
    stdio: [
      asks ? 'inherit' : input === undefined ? 'ignore' : 'pipe',
      shown ? 'inherit' : 'pipe',
      shown ? 'inherit' : 'pipe',
    ],
  });
  if (error) throw new PipelineError(`${name} cannot be run: ${error.message}. Install it, or mend the PATH.`);
  const result = { code: status ?? 1, stdout: stdout ?? '', stderr: stderr ?? '' };
  if (!codes.includes(result.code))
    throw new PipelineError(explain(`${name} ${parameters.slice(0, 2).join(' ')}`, result));
  return result;
}

/** What AWS, Terraform and GitHub say when something outside the code is in the way, and what to do about it. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [
    /ExpiredToken|token (?:included in the request )?is expired|security token.*expired|RequestExpired/i,
    'The credentials ended while it ran; they last an hour. Nothing is lost: run the job again. See docs/recovery.md#expired-credentials.',
  ],
  [
    /Error acquiring the state lock|PreconditionFailed.*tflock|state lock/is,
    'Another run holds the lock of this state. Wait for it to end and run this again; if it was killed, see docs/recovery.md#a-lost-lock.',
  ],
  [
    /Saved plan is stale/i,
    'Somebody changed the state after this plan was made. Plan again: docs/recovery.md#a-stale-plan.',
  ],
  [
    /Failed to persist state|Error saving state|errored\.tfstate/i,
    'What was made is not in the state yet: keep errored.tfstate, which is beside the plan, and see docs/recovery.md#state-that-was-not-saved.',
  ],
  [
    /is not authorized to perform|AccessDenied|UnauthorizedOperation/i,
    'The role may not do this. A resource type that is new to the environment needs `account` deployed first: docs/delivery.md#a-new-kind-of-resource.',
  ],
];

function explain(what: string, { code, stdout, stderr }: CommandResult): string {
  const said = `${stderr}\n${stdout}`;
  const hint = KNOWN.find(([pattern]) => pattern.test(said))?.[1];
  const end = (stderr.trim() || stdout.trim()).split('\n').slice(-40).join('\n');
  return [`${what} ended with ${code}.`, end, hint].filter(Boolean).join('\n');
}

/** Runs a script: a {@link PipelineError}, or a mistake that a check found, is printed without its stack. */
export function main(script: () => number | undefined): void {
  try {
    process.exitCode = script() ?? 0;
  } catch (error) {
    const known = error instanceof Error && ['PipelineError', 'ValidationError', 'InputError'].includes(error.name);
    console.error(known ? error.message : error);
    process.exitCode = error instanceof PipelineError ? error.code : known ? 1 : 2;
  }
}
