/** `npm run bootstrap`, with tools that only write down how they are called: which step follows which, also after an interruption. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

jest.setTimeout(180_000);

const root = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'rampart-bootstrap-'));
const at = (...parts: string[]) => join(folder, ...parts);
const KEY = 'arn:aws:kms:eu-west-1:333333333333:key/0f0f0f0f-0000-4000-8000-000000000000';

/** A tool that writes down its call, with the backend and replication of the JSON that it would work on. */
function tool(name: string, body: string): void {
  const said = `grep -o -e '"local"' -e '"use_lockfile"' -e replica_kms_key_id cdk.tf.json 2>/dev/null | sort -u | tr '\\n' ' '`;
  writeFileSync(at('bin', name), `#!/bin/sh\necho "${name} $* [$(${said})]" >> '${at('calls')}'\n${body}\n`);
  chmodSync(at('bin', name), 0o755);
}

function bootstrap(
  account: string,
  stateIsThere: boolean,
): { code: number | null; calls: string[]; stdout: string; stderr: string } {
  writeFileSync(at('calls'), '');
  const head = stateIsThere ? 'exit 0' : 'echo "An error occurred (404): Not Found" >&2; exit 254';
  tool('aws', `case "$*" in\n*get-caller-identity*) echo ${account};;\n*head-object*) ${head};;\nesac`);
  tool('terraform', `case "$*" in\n*output*) printf '${KEY}';;\nversion*) echo 'Terraform v1.11.4';;\nesac`);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-r', '@swc-node/register', 'scripts/bootstrap.ts', '--yes'],
    {
      cwd: at('checkout'),
      encoding: 'utf8',
      env: { ...process.env, PATH: `${at('bin')}${delimiter}${process.env.PATH}` },
    },
  );
  const calls = readFileSync(at('calls'), 'utf8')
    .trim()
    .split('\n')
    .filter((line) => /^terraform (init|apply|output)/.test(line));
  return { code: status, calls, stdout, stderr };
}

beforeAll(() => {
  mkdirSync(at('bin'));
  mkdirSync(at('checkout'));
  for (const part of [
    'main.ts',
    'lib',
    'stacks',
    'environments',
    'scripts',
    'kubernetes',
    'package.json',
    'tsconfig.json',
  ])
    if (existsSync(join(root, part))) cpSync(join(root, part), at('checkout', part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), at('checkout', 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it('makes the account, moves its state, makes the copy, and deploys the account once more', () => {
  const { code, calls, stdout, stderr } = bootstrap('333333333333', false);
  expect({ code, said: code === 0 ? '' : stderr }).toEqual({ code: 0, said: '' });
  const state = at('checkout', '.state', 'account.tfstate');
  expect(calls).toEqual([
    `terraform init -input=false -reconfigure -backend-config=path=${state} ["local" ]`,
    'terraform apply -auto-approve -input=false ["local" ]',
    'terraform output -raw state_key_arn ["local" ]',
    'terraform init -input=false -migrate-state -force-copy ["use_lockfile" ]',
    'terraform output -raw state_key_arn ["use_lockfile" ]',
    'terraform init -input=false -reconfigure ["use_lockfile" ]',
    'terraform apply -auto-approve -input=false ["use_lockfile" ]',
    'terraform output -raw replica_key_arn ["use_lockfile" ]',
    'terraform init -input=false -reconfigure ["use_lockfile" replica_kms_key_id ]',
    'terraform apply -auto-approve -input=false ["use_lockfile" replica_kms_key_id ]',
  ]);
  expect(stdout).toBe(`  state.keyArn: '${KEY}'\n  state.replica.keyArn: '${KEY}'\n`);
});

it('goes on where it stopped: a state that is in its bucket is left there', () => {
  const { code, calls } = bootstrap('333333333333', true);
  expect(code).toBe(0);
  expect(calls.filter((call) => call.includes('"local"'))).toEqual([]);
  expect(calls[0]).toBe('terraform init -input=false -reconfigure ["use_lockfile" ]');
});

it('touches nothing with credentials of another account', () => {
  const { code, calls, stderr } = bootstrap('999999999999', false);
  expect(code).toBe(2);
  expect(calls).toEqual([]);
  expect(stderr).toContain(
    'These credentials are of account 999999999999, and environments/account.ts names 333333333333.',
  );
});
