import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

function rampart(...args: string[]) {
  const main = join(__dirname, '..', '..', 'lib', 'cli', 'main.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', '@swc-node/register', main, ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const bad = file('bad.tf.json', { resource: { terraform_data: { seed: { provisioner: { 'local-exec': {} } } } } });
const good = file('good.tf.json', { resource: { terraform_data: { seed: {} } } });

it('exits 0 when clean, with the result alone on stdout', () => {
  expect(rampart('check', good)).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^No findings: 1 resource, \d+ rules\.\n$/),
    stderr: '',
  });
});

it('exits 1 on findings', () => {
  const { status, stdout, stderr } = rampart('check', bad, '--format', 'json');
  expect([status, stderr]).toEqual([1, '']);
  expect(JSON.parse(stdout).findings[0]).toMatchObject({
    rule: 'SEC-PROVISIONER',
    stack: 'bad',
    address: 'terraform_data.seed',
    waived: false,
  });
});

it.each<[string, string[], RegExp]>([
  ['there is no such path', ['check', join(folder, 'none')], /there is no such file or folder/],
  ['the JSON is broken', ['check', file('broken.tf.json', '{')], /broken\.tf\.json:1:2: not valid JSON/],
  ['nothing is named', ['check'], /missing required argument/],
  [
    'the format is unknown',
    ['check', good, '--format', 'xml'],
    /Allowed choices are text, json, sarif, junit, markdown/,
  ],
  ['the stage is unknown', ['check', good, '--stage', 'dev'], /Allowed choices are sandbox, staging, prod/],
  [
    'a waiver is malformed',
    ['check', bad, '--waivers', file('waivers.json', [{ rule: 'X' }])],
    /entry 1: .*`reason` must say why/,
  ],
  ['the waivers are missing', ['check', bad, '--waivers', join(folder, 'none.json')], /cannot be read/],
  ['the command is unknown', ['chek'], /unknown command 'chek'/],
  ['the rule is unknown', ['rules', 'SEC-NOTHING'], /there is no rule SEC-NOTHING/],
])('exits 2 when %s, with the message alone on stderr', (_, args, message) => {
  const { status, stdout, stderr } = rampart(...args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n\s+at /);
});

it('applies waivers', () => {
  const waivers = file('good-waivers.json', [
    {
      rule: 'SEC-PROVISIONER',
      address: 'terraform_data.seed',
      reason: 'Seeds the demo data, reviewed in RFC 12',
      owner: 'data',
      expires: '2999-12-31',
    },
  ]);
  expect(rampart('check', bad, '--waivers', waivers).status).toBe(0);
});

it('explains a rule and lists all', () => {
  expect(rampart('rules', 'sec-s3-tls').stdout).toMatch(/^SEC-S3-TLS: .*\n\nseverity {2}high/);
  expect(rampart('rules').stdout).toContain('SEC-SG-WORLD');
});

it('has help for the program and each command', () => {
  for (const args of [[], ['check'], ['rules'], ['explain'], ['evidence']].map((command) => [...command, '--help'])) {
    const { status, stdout } = rampart(...args);
    expect([status, stdout.startsWith('Usage: rampart')]).toEqual([0, true]);
  }
});
