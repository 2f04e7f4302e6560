/**
 * Makes the account that holds the state, from nothing: the stack `account` with its state in a file, its state moved into the
 * bucket that it made, the copy in another region, and `account` once more, so that state is copied there. What is there already
 * is left alone: run it again after an interruption, and it goes on.
 *
 *   npm run bootstrap [-- --yes]
 *
 * Without --yes Terraform shows each plan and asks. Exit codes: 0 done, 2 could not be done.
 */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { account } from '../environments/account';
import { command, main, PipelineError } from './pipeline/command';

const root = resolve(__dirname, '..');
const stateFile = join(root, '.state', 'account.tfstate');
const { values } = parseArgs({ options: { yes: { type: 'boolean', default: false } } });
const say = (line: string): void => console.error(`[bootstrap] ${line}`);

/** Terraform in a folder of its own, with the JSON of one stack. */
function terraform(stack: string, ...parameters: string[]): string {
  const asks = parameters[0] === 'apply' && !values.yes;
  const flags = parameters[0] === 'apply' && values.yes ? ['-auto-approve', '-input=false'] : [];
  const directory = join(root, '.state', 'bootstrap', stack);
  const isShown = parameters[0] !== 'output';
  return command('terraform', [...parameters, ...flags], { cwd: directory, shown: isShown, asks }).stdout;
}

/** Synthesizes, and takes the JSON of a stack over. */
function synthesize(stack: string, variables: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(variables)) process.env[name] = value;
  command(process.execPath, ['-r', '@swc-node/register', 'main.ts'], { cwd: root });
  const directory = join(root, '.state', 'bootstrap', stack);
  mkdirSync(directory, { recursive: true });
  copyFileSync(join(root, 'cdktf.out', 'stacks', stack, 'cdk.tf.json'), join(directory, 'cdk.tf.json'));
}

const output = (stack: string, name: string): string => terraform(stack, 'output', '-raw', name);

main(() => {
  requireAccount();
  const moved = isStateInBucket();
  if (!moved) {
    say('1/4 The stack `account`, its state in a file for now.');
    synthesize('account', { RAMPART_BOOTSTRAP: '1' });
    terraform('account', 'init', '-input=false', '-reconfigure', `-backend-config=path=${stateFile}`);
    terraform('account', 'apply');
    process.env.RAMPART_STATE_KEY_ARN = output('account', 'state_key_arn');
  } else say('1/4 The state is in its bucket already.');
  say('2/4 The state of `account` goes into its bucket.');
  synthesize('account', { RAMPART_BOOTSTRAP: '' });
  terraform('account', 'init', '-input=false', ...(moved ? ['-reconfigure'] : ['-migrate-state', '-force-copy']));
  const keyArn = output('account', 'state_key_arn');
  const replica = account.state.replica ? makeReplica(keyArn) : undefined;
  say('4/4 `account` once more, with everything known.');
  const known = { RAMPART_STATE_KEY_ARN: keyArn, ...(replica && { RAMPART_STATE_REPLICA_KEY_ARN: replica }) };
  synthesize('account', known);
  terraform('account', 'init', '-input=false', '-reconfigure');
  terraform('account', 'apply');
  tellNext(keyArn, replica);
  return 0;
});

function makeReplica(keyArn: string): string {
  say('3/4 The copy in another region.');
  synthesize('account-replica', { RAMPART_STATE_KEY_ARN: keyArn });
  terraform('account-replica', 'init', '-input=false', '-reconfigure');
  terraform('account-replica', 'apply');
  return output('account-replica', 'replica_key_arn');
}

function requireAccount(): void {
  const { stdout } = command('aws', ['sts', 'get-caller-identity', '--query', 'Account', '--output', 'text']);
  const [here, wanted] = [stdout.trim(), account.accountId];
  if (here === wanted) return;
  throw new PipelineError(
    `These credentials are of account ${here}, and environments/account.ts names ${wanted}. Take the credentials of that account, or mend the file.`,
  );
}

/** Whether an earlier run got as far as moving the state. */
function isStateInBucket(): boolean {
  if (existsSync(stateFile) && !existsSync(`${stateFile}.backup`)) say(`${stateFile} is there: going on from it.`);
  synthesize('account', { RAMPART_BOOTSTRAP: '' });
  const json = require(join(root, 'cdktf.out', 'stacks', 'account', 'cdk.tf.json')) as {
    terraform: { backend: { s3: { bucket: string; key: string } } };
  };
  const { bucket, key } = json.terraform.backend.s3;
  const { code, stderr } = command('aws', ['s3api', 'head-object', '--bucket', bucket, '--key', key], {
    codes: [0, 254, 255],
  });
  if (code === 0) return true;
  if (/404|Not Found|NoSuchBucket/i.test(stderr)) return false;
  throw new PipelineError(`s3://${bucket}/${key} cannot be looked at: ${stderr.trim()}`);
}

function tellNext(keyArn: string, replica: string | undefined): void {
  say('Done. Write these into environments/account.ts, so that everybody’s synth knows them, and commit:');
  console.log(`  state.keyArn: '${keyArn}'`);
  if (replica) console.log(`  state.replica.keyArn: '${replica}'`);
  say(`Then delete ${stateFile} and the folder .state/bootstrap, and go on with docs/getting-started.md.`);
}
