import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './paths';
import { descendants } from './processes';

/** Where cdktf puts the Terraform JSON of the sandbox stack. */
export const stackDirectory = (stack: string): string => join(root, 'cdktf.out', 'stacks', stack);

/**
 * Runs the checkout's own cdktf on the terminal and waits for its end.
 *
 * It has a process group of its own: on a Ctrl-C, cdktf would interrupt terraform a second time, which makes terraform
 * quit at once and leave an empty state file. Here only terraform is told, once: it finishes what it is doing and writes
 * its state, and cdktf ends after it.
 */
export function runCdktf(parameters: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const cdktf = require.resolve('cdktf-cli/bundle/bin/cdktf');
    const child = spawn(process.execPath, [cdktf, ...parameters], { cwd: root, env, detached: true, stdio: 'inherit' });
    let interrupted = false;
    const interrupt = (): void => {
      if (!interrupted && child.pid) interruptTerraform(child.pid);
      interrupted = true;
    };
    process.on('SIGINT', interrupt);
    const finish = (settle: () => void): void => {
      process.off('SIGINT', interrupt);
      settle();
    };
    child.once('error', (error) => finish(() => reject(error)));
    child.once('exit', (code) => finish(() => resolve(interrupted ? 130 : (code ?? 1))));
  });
}

function interruptTerraform(cdktf: number): void {
  const running = descendants(cdktf, 'terraform');
  console.error(
    running.length > 0
      ? '\nInterrupted: terraform ends what it is doing and writes its state. This may take a minute.'
      : '\nInterrupted.',
  );
  for (const pid of running.length > 0 ? running : [cdktf]) process.kill(pid, 'SIGINT');
}

/** What a terraform command printed, and its exit code. */
export interface TerraformResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs terraform in a stack's directory. */
export function terraform(directory: string, parameters: readonly string[], env: NodeJS.ProcessEnv): TerraformResult {
  const { status, stdout, stderr } = spawnSync('terraform', parameters, {
    cwd: directory,
    env,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  return { code: status ?? 1, stdout, stderr };
}
