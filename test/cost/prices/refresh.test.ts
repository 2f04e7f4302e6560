import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { writePriceList } from './price-list';

const MEBIBYTE = 1024 * 1024;
const folder = mkdtempSync(join(tmpdir(), 'prices-'));
afterAll(() => rmSync(folder, { recursive: true }));

const list = join(folder, 'index.json');
let products = 0;
beforeAll(() => {
  products = writePriceList(list, 210);
}, 60_000);

// Written when the process ends: what the kernel says that it took at most.
const meter = join(folder, 'meter.cjs');
writeFileSync(
  meter,
  `process.on('exit', () => require('node:fs').writeFileSync(process.env.METER, String(process.resourceUsage().maxRSS * 1024)));`,
);

function refresh(name: string, ...args: string[]): ChildProcess {
  const main = join(__dirname, '../../../lib/cli/main.ts');
  return spawn(
    process.execPath,
    ['-r', meter, '-r', '@swc-node/register', main, 'prices', 'refresh', '--out', join(folder, name), ...args],
    { env: { ...process.env, METER: join(folder, `${name}.rss`) }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

async function finished(child: ChildProcess): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const text = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => {
    text.stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    text.stderr += chunk;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...text };
}

function book(name: string, file: string) {
  return JSON.parse(readFileSync(join(folder, name, file), 'utf8'));
}

it('reads over 200 MB in under 300 MB of memory, shows how far it is, and leaves a checksum', async () => {
  expect(statSync(list).size).toBeGreaterThan(200_000_000);
  const { code, stdout, stderr } = await finished(refresh('whole', list, '--region', 'eu-west-1'));
  expect([code, stderr]).toEqual([
    0,
    expect.stringMatching(/\nread {5}\[#{6}\.{18}\] 2\d % .*\nread .* 5\d % .*\nread .* 7\d % .*\nread .* 100 % /s),
  ]);
  const peak = Number(readFileSync(join(folder, 'whole.rss'), 'utf8'));
  expect(peak).toBeLessThan(300 * MEBIBYTE);

  const sha256 = createHash('sha256').update(readFileSync(list)).digest('hex');
  expect(stdout).toContain(`sha256 ${sha256}`);
  const prices = book('whole', 'eu-west-1.AmazonEC2.json');
  expect(prices.list).toEqual({
    offer: 'AmazonEC2',
    publicationDate: '2026-11-18T20:11:22Z',
    bytes: statSync(list).size,
    sha256,
  });
  // One SKU in 45 is Linux on shared hardware in use: the others would be 6 to 59 % too dear.
  expect(Object.keys(prices.tables.ec2.usd)).toHaveLength(Math.floor((products - 1 - 40) / 45) + 1);
  expect(prices.tables.ec2.usd['m7g.large']).toBe(0.0507);
  const reserved = book('whole', 'eu-west-1.commitments.AmazonEC2.json').tables;
  expect(reserved['ec2/standard-ri/1y/no-upfront'].usd['m7g.large']).toBeCloseTo(0.0507 * 0.6, 8);
  const [effective, upfront] = reserved['ec2/standard-ri/1y/partial-upfront'].usd['m7g.large'];
  expect(effective).toBeCloseTo(0.0507 * 0.6, 8);
  expect(upfront).toBeCloseTo(0.0507 * 0.3 * 8760, 4);
}, 60_000);

it('goes on after being killed, and finds the same', async () => {
  const killed = refresh('killed', list, '--region', 'eu-west-1');
  const ended = finished(killed);
  const checkpoint = join(folder, 'killed', 'index.json.checkpoint');
  while (!existsSync(checkpoint) && killed.exitCode === null) await sleep(5);
  killed.kill('SIGKILL');
  expect((await ended).code).toBeNull();
  expect(existsSync(join(folder, 'killed', 'eu-west-1.AmazonEC2.json'))).toBe(false);
  expect(existsSync(checkpoint)).toBe(true);

  const { code, stdout } = await finished(refresh('killed', list, '--region', 'eu-west-1'));
  expect([code, stdout]).toEqual([0, expect.stringMatching(/resumed at (3\d|[4-9]\d|1\d\d|20\d) MiB/)]);
  for (const file of ['eu-west-1.AmazonEC2.json', 'eu-west-1.commitments.AmazonEC2.json'])
    expect(book('killed', file)).toEqual(book('whole', file));
  expect(existsSync(checkpoint)).toBe(false);
}, 60_000);

describe('a download', () => {
  const small = join(folder, 'small.json');
  const ranges: (string | undefined)[] = [];
  let cut = true;
  const server = createServer((request, response) => {
    const body = readFileSync(small);
    if (request.url === '/offers/v1.0/aws/AmazonEC2/current/region_index.json') {
      const currentVersionUrl = '/offers/v1.0/aws/AmazonEC2/20261118201122/eu-west-1/index.json';
      response.end(JSON.stringify({ regions: { 'eu-west-1': { regionCode: 'eu-west-1', currentVersionUrl } } }));
      return;
    }
    if (!request.url?.endsWith('/20261118201122/eu-west-1/index.json')) {
      response.writeHead(404).end();
      return;
    }
    const { range } = request.headers;
    ranges.push(range);
    const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    response.writeHead(from > 0 ? 206 : 200, { etag: '"one"', 'content-length': body.length - from });
    if (!cut) response.end(body.subarray(from));
    // The connection dies in the middle, as a killed process or a train's tunnel has it.
    else response.write(body.subarray(0, Math.floor(body.length / 2)), () => setTimeout(() => response.destroy(), 200));
    cut = false;
  });
  let base = '';
  beforeAll(async () => {
    writePriceList(small, 4);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const run = (name: string, region = 'eu-west-1') =>
    finished(refresh(name, '--from', base, '--region', region, '--offer', 'AmazonEC2'));

  it('goes on where the connection was lost', async () => {
    const first = await run('download');
    expect([first.code, first.stderr]).toEqual([2, expect.stringMatching(/the connection was lost after \d+ bytes/)]);
    const second = await run('download');
    expect([second.code, ranges[1]]).toEqual([0, expect.stringMatching(/^bytes=\d{6,}-$/)]);
    const sha256 = createHash('sha256').update(readFileSync(small)).digest('hex');
    expect(book('download', 'eu-west-1.AmazonEC2.json').list.sha256).toBe(sha256);
  }, 60_000);

  it('says when a region is not in the list', async () => {
    expect(await run('nowhere', 'eu-nowhere-1')).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining("AmazonEC2 has no prices of eu-nowhere-1. Check the region's name."),
    });
  }, 30_000);
});

it.each<[string, string, RegExp]>([
  ['is cut short', '{"offerCode": "AmazonEC2", "products": {"A": {', /ends in the middle: it was not downloaded whole/],
  ['is something else', '{"resource": {}}', /no offer file of the AWS price list \(it has no offerCode\)/],
])(
  'refuses a file that %s',
  async (_, text, message) => {
    const file = join(folder, 'bad.json');
    writeFileSync(file, text);
    const { code, stderr } = await finished(refresh('bad', file));
    expect([code, stderr]).toEqual([2, expect.stringMatching(message)]);
  },
  30_000,
);
