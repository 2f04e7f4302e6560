import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './paths';

/** Where cdktf puts the Terraform JSON of the sandbox stack. */
export const stackDirectory = (stack: string): string => join(root, 'cdktf.out', 'stacks', stack);

/**
 * Runs the checkout's own cdktf on the terminal and waits for its end. A Ctrl-C reaches cdktf and terraform by the
 * terminal; this process stays until they have written their state, instead of leaving them behind.
 */
export async function runCdktf(parameters: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const stay = (): void => {};
  process.on('SIGINT', stay);
  try {
    return await new Promise((resolve, reject) => {
      const cdktf = require.resolve('cdktf-cli/bundle/bin/cdktf');
      const child = spawn(process.execPath, [cdktf, ...parameters], { cwd: root, env, stdio: 'inherit' });
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
    });
  } finally {
    process.off('SIGINT', stay);
  }
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
