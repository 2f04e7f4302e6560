import { spawnSync } from 'node:child_process';

/** How a command ended. */
export interface ToolResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line tool to its end, at most ten minutes. A tool that is not there ends with 127, as in a shell. */
export function tool(name: string, parameters: readonly string[], cwd?: string): ToolResult {
  const { status, stdout, stderr, error } = spawnSync(name, parameters, {
    cwd,
    env: process.env,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    timeout: 600_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (error) return { code: 127, stdout: '', stderr: `${name} cannot be run: ${error.message}` };
  return { code: status ?? 1, stdout, stderr };
}

/** The last lines of what a tool said. */
export function lastWords({ stdout, stderr }: ToolResult): string {
  return (stderr.trim() || stdout.trim()).split('\n').slice(-3).join(' ').slice(0, 500);
}
