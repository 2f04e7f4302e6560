/** `rampart verify`, from outside: a TLS server of its own, and tools on the PATH that answer as the real ones were seen to. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Check, verify } from '../../lib/verify';

jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'rampart-verify-'));
const bin = join(folder, 'bin');
const path = process.env.PATH;

/** A tool that answers by its first words, and writes down how it was called. */
function answering(name: string, answers: Readonly<Record<string, readonly [number, string]>>): void {
  const cases = Object.entries(answers).map(
    ([words, [code, text]]) => `  *"${words}"*) printf '%s' '${text}'; exit ${code};;`,
  );
  const file = join(bin, name);
  writeFileSync(
    file,
    `#!/bin/sh\nprintf '%s\\n' "${name} $*" >> '${join(folder, 'calls')}'\ncase "$*" in\n${cases.join('\n')}\nesac\nexit 64\n`,
  );
  chmodSync(file, 0o755);
}
const calls = (): string => readFileSync(join(folder, 'calls'), 'utf8');

function declare(...checks: readonly (Check | object)[]): string {
  const stack = join(folder, 'cdktf.out', 'stacks', 'staging');
  mkdirSync(stack, { recursive: true });
  writeFileSync(
    join(stack, 'cdk.tf.json'),
    JSON.stringify({ '//': { rampart: { stage: 'staging', verify: checks } } }),
  );
  return join(folder, 'cdktf.out');
}
const look = async (check: Check | object, rollBack = false) => {
  const [result] = await verify('staging', { source: declare(check), rollBack });
  return result;
};

beforeAll(() => {
  mkdirSync(bin, { recursive: true });
  process.env.PATH = `${bin}${delimiter}${path}`;
});
beforeEach(() => writeFileSync(join(folder, 'calls'), ''));
afterAll(() => {
  process.env.PATH = path;
  rmSync(folder, { recursive: true });
});

describe('alarms', () => {
  it('are quiet where none rings', async () => {
    answering('aws', { 'describe-alarms': [0, '[]'] });
    expect(await look({ kind: 'alarms' })).toEqual({
      name: 'alarms staging-* are quiet',
      passed: true,
      seen: 'none rings',
    });
    expect(calls()).toContain('--state-value ALARM --alarm-name-prefix staging- ');
  });

  it('are named where they ring, with the way back', async () => {
    answering('aws', { 'describe-alarms': [0, '["staging-orders-cpu"]'] });
    expect(await look({ kind: 'alarms' })).toMatchObject({
      passed: false,
      seen: '1 ring: staging-orders-cpu',
      rollBack: expect.stringContaining('the snapshot before its change'),
    });
  });

  it('have not passed where nobody could ask', async () => {
    answering('aws', { 'describe-alarms': [254, ''] });
    expect(await look({ kind: 'alarms' })).toMatchObject({
      passed: false,
      rollBack: expect.stringContaining('verify again'),
    });
  });
});

describe('drift', () => {
  it.each([
    [0, 'No changes.', { passed: true, seen: 'nothing to do' }],
    [
      2,
      'Plan: 0 to add, 1 to change, 0 to destroy.\n',
      { passed: false, seen: 'Plan: 0 to add, 1 to change, 0 to destroy.' },
    ],
    [1, 'Error: no credentials', { passed: false, seen: 'Error: no credentials' }],
  ] as const)('is what a plan that ends with %i says', async (code, text, result) => {
    answering('terraform', { plan: [code, text] });
    expect(await look({ kind: 'drift' })).toMatchObject(result);
  });
});

describe('a database', () => {
  const image = `public.ecr.aws/docker/library/busybox@sha256:${'0'.repeat(64)}`;
  const check = { kind: 'database', output: 'database_endpoints.orders', namespace: 'backend', image };

  it('is asked from a pod that Pod Security restricted admits', async () => {
    answering('terraform', { output: [0, '{"database_endpoints":{"value":{"orders":"orders.example:5433"}}}'] });
    answering('kubectl', { run: [0, ''] });
    expect(await look(check)).toMatchObject({ passed: true, seen: 'orders.example:5433 answers' });
    const [, overrides = ''] = /--overrides=(\{.*\})/.exec(calls()) ?? [];
    expect(JSON.parse(overrides)).toMatchObject({
      spec: {
        automountServiceAccountToken: false,
        containers: [
          {
            image,
            command: ['nc', '-z', '-w', '5', 'orders.example', '5433'],
            securityContext: { runAsNonRoot: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          },
        ],
      },
    });
  });

  it('that is not reached says how to get its data back', async () => {
    answering('kubectl', { run: [1, 'nc: timed out'] });
    expect(await look(check)).toMatchObject({ passed: false, rollBack: expect.stringContaining('blue/green') });
  });

  it('whose output is not there has not passed', async () => {
    answering('terraform', { output: [0, '{}'] });
    expect(await look(check)).toMatchObject({ passed: false, seen: expect.stringContaining('expected host:port') });
  });
});

describe('a rollout', () => {
  const check = { kind: 'rollout', namespace: 'backend', deployment: 'api' };

  it('that does not come up says how to go back, and does nothing', async () => {
    answering('kubectl', { 'rollout status': [1, 'timed out'] });
    expect(await look(check)).toMatchObject({
      passed: false,
      rollBack: expect.stringContaining('rollout undo deployment/api'),
    });
    expect(calls()).not.toContain('rollout undo');
  });

  it('goes back where it is asked to', async () => {
    answering('kubectl', { 'rollout status': [1, 'timed out'], 'rollout undo': [0, 'rolled back'] });
    expect(await look(check, true)).toMatchObject({ passed: false, rollBack: expect.stringContaining('Rolled back') });
    expect(calls()).toContain('kubectl --namespace backend rollout undo deployment/api');
  });
});

const openssl = spawnSync('openssl', ['version']).status === 0;
(openssl ? describe : describe.skip)('an endpoint', () => {
  let server: Server;
  let url: string;
  const ca = process.env.NODE_EXTRA_CA_CERTS;

  beforeAll(async () => {
    const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '7'],
        ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate],
      ],
      { stdio: 'ignore' },
    );
    server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (_, response) => {
      response.writeHead(200);
      response.end();
    });
    await new Promise<void>((listening) => server.listen(0, 'localhost', listening));
    url = `https://localhost:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    server.close();
    process.env.NODE_EXTRA_CA_CERTS = ca;
  });

  /** In a process of its own: Node reads the certificates that it trusts when it starts. */
  const cli = (check: object, trusted = true) => {
    const parameters = [
      '-r',
      '@swc-node/register',
      'lib/cli/main.ts',
      'verify',
      'staging',
      '--source',
      declare(check),
      '--format',
      'json',
    ];
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: trusted ? join(folder, 'certificate.pem') : '' };
    return new Promise<{ code: number | null; stdout: string }>((done) => {
      const child = spawn(process.execPath, parameters, { env });
      let stdout = '';
      child.stdout.on('data', (chunk) => {
        stdout += chunk;
      });
      child.once('close', (code) => done({ code, stdout }));
    });
  };

  it('passes when it answers over TLS', async () => {
    const { code, stdout } = await cli({ kind: 'endpoint', url, certificateDays: 5 });
    expect(JSON.parse(stdout)).toMatchObject({
      environment: 'staging',
      results: [
        { passed: true, seen: expect.stringMatching(/^200 over TLSv1\.[23], certificate for [67] more days$/) },
      ],
    });
    expect(code).toBe(0);
  });

  it.each<readonly [string, object, boolean, RegExp]>([
    ['the status is another', { status: 204, certificateDays: 1 }, true, /^200 over/],
    ['its certificate ends soon', {}, true, /certificate for [67] more days/],
    ['its certificate is not trusted', {}, false, /self-signed/],
  ])('fails when %s', async (_, more, trusted, seen) => {
    const { code, stdout } = await cli({ kind: 'endpoint', url, ...more }, trusted);
    const { results } = JSON.parse(stdout) as { results: { passed: boolean; seen: string }[] };
    expect(results[0]?.passed).toBe(false);
    expect(results[0]?.seen).toMatch(seen);
    expect(code).toBe(1);
  });
});

describe('what cannot be looked at', () => {
  it.each<readonly [string, object | undefined, RegExp]>([
    ['a stack that is not there', undefined, /`prod` must be a synthesized stack, got nothing/],
    [
      'an address without TLS',
      { kind: 'endpoint', url: 'http://x.example' },
      /`\/\/\.rampart\.verify\.0\.url` must be an https:\/\/ address/,
    ],
    [
      'an image without a digest',
      { kind: 'database', output: 'x', namespace: 'a', image: 'busybox' },
      /must be an image by its digest/,
    ],
    ['a kind that is not known', { kind: 'hope' }, /must be endpoint, database, alarms, drift or rollout/],
  ])('is refused: %s', async (_, check, message) => {
    const source = declare(...(check ? [check] : []));
    await expect(verify(check ? 'staging' : 'prod', { source })).rejects.toThrow(message);
  });
});
