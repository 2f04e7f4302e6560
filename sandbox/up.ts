/**
 * `npm run sandbox` deploys the stack `sandbox` to an AWS emulator on this machine with the real Terraform provider, plans
 * again, and prints what was made. `npm run sandbox -- diff <stack>` is `cdktf diff` against the emulator,
 * `npm run -s sandbox -- env` prints the variables for commands of one's own.
 * Exit codes: 0 done, 1 a step failed or the second plan is not empty, 2 a tool is missing or the command is unknown.
 */
import { emulatorVariables } from './environment';
import { prepare, type Sandbox } from './prepare';
import { runCdktf, stackDirectory, terraform } from './run';
import { readState } from './state';

const STACK = 'sandbox';
const say = (line: string): void => console.error(`[sandbox] ${line}`);

async function main([command = 'deploy', stack = 'staging', ...rest]: string[]): Promise<number> {
  if (command === 'env') return printVariables(await prepare(say));
  if (command === 'diff') return diff(await prepare(say), stack, rest);
  if (command === 'deploy') return deploy(await prepare(say));
  console.error(`unknown command ${command}. Usage: npm run sandbox [-- diff <stack> | -- env]`);
  return 2;
}

async function deploy({ env, cdktfOptions }: Sandbox): Promise<number> {
  const code = await timed('cdktf deploy', () => runCdktf(['deploy', STACK, '--auto-approve', ...cdktfOptions], env));
  if (code !== 0) {
    say('Not finished. `npm run sandbox` goes on from here, `npm run sandbox:destroy` removes what there is.');
    return 1;
  }
  const plan = await timed('second plan', async () =>
    terraform(stackDirectory(STACK), ['plan', '-detailed-exitcode', '-no-color', '-compact-warnings'], env),
  );
  if (plan.code !== 0) {
    say(plan.code === 2 ? 'The second plan is not empty:' : 'The second plan failed:');
    console.error(plan.stdout, plan.stderr);
    return 1;
  }
  say('The second plan is empty: what was written is what is read back.');
  printMade(env);
  return 0;
}

function diff({ env, cdktfOptions }: Sandbox, stack: string, rest: string[]): Promise<number> {
  return runCdktf(['diff', stack, ...cdktfOptions, ...rest], env);
}

function printVariables({ emulator, terraform }: Sandbox): number {
  for (const [name, value] of Object.entries(emulatorVariables(emulator.url, terraform)))
    console.log(`export ${name}='${value}'`);
  const { TF_CLI_CONFIG_FILE: file } = terraform.env;
  if (file) console.log(`export TF_CLI_CONFIG_FILE='${file}'`);
  return 0;
}

function printMade(env: NodeJS.ProcessEnv): void {
  const { counts, outputs } = readState(stackDirectory(STACK), env);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  console.log(`\n${total} resources:`);
  for (const [type, count] of counts) console.log(`  ${String(count).padStart(3)}  ${type}`);
  console.log('\nOutputs:');
  for (const [name, value] of Object.entries(outputs)) console.log(`  ${name} = ${JSON.stringify(value)}`);
  console.log('\nNext: npm run sandbox -- diff staging, npm run -s sandbox -- env, npm run sandbox:destroy');
}

async function timed<T>(what: string, step: () => Promise<T>): Promise<T> {
  say(`${what} …`);
  const start = Date.now();
  const result = await step();
  say(`${what}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
