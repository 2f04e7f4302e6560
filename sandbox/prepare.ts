import { type Emulator, findEmulator, startEmulator } from './emulator';
import { emulatorEnvironment } from './environment';
import { missingPython } from './python';
import { type MissingTool, type TerraformEnvironment, terraformEnvironment } from './terraform';

/** Everything that a run against the emulator needs. */
export interface Sandbox {
  readonly emulator: Emulator;
  readonly terraform: TerraformEnvironment;
  readonly env: NodeJS.ProcessEnv;
  /** Options that each cdktf command here takes. */
  readonly cdktfOptions: readonly string[];
}

/** Tools that are not there, with how to get each; an empty list when all are. */
export function missingTools(): readonly MissingTool[] {
  const terraform = terraformEnvironment();
  const python = missingPython();
  return [...('missing' in terraform ? terraform.missing : []), ...(python ? [python] : [])];
}

/** Says which tools are missing and how to get them. */
export function describeMissing(missing: readonly MissingTool[]): string {
  return [
    'The sandbox needs what is not on this machine:',
    ...missing.map(({ tool, get }) => `  ${tool}: ${get}`),
  ].join('\n');
}

/**
 * Finds the tools, starts the emulator unless it runs, and says how to call cdktf and terraform; ends the process with
 * exit code 2 when a tool is missing.
 */
export async function prepare(say: (line: string) => void): Promise<Sandbox> {
  const terraform = terraformEnvironment();
  const python = missingPython();
  if ('missing' in terraform || python) {
    console.error(describeMissing(missingTools()));
    process.exit(2);
  }
  say(`AWS provider ${terraform.providerMajor}.x from ${terraform.source}`);
  const running = await findEmulator();
  if (!running) say('Starting the emulator (the first time it is installed into .sandbox/venv)');
  const emulator = running ?? (await startEmulator());
  say(`Emulator at ${emulator.url}, process ${emulator.pid}, log ${emulator.log}`);
  return {
    emulator,
    terraform,
    env: emulatorEnvironment(emulator.url, terraform),
    // cdktf locks the provider for platforms that only the registry has.
    cdktfOptions: terraform.registry ? [] : ['--skip-provider-lock'],
  };
}
