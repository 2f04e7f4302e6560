import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
const main = join(__dirname, '..', '..', 'lib', 'cli', 'main.ts');

function rampart(...args: string[]) {
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

const stack = (gateways: readonly string[]) => ({
  '//': { rampart: { stage: 'prod', usage: { natGigabytes: 0 } } },
  provider: { aws: [{ region: 'eu-west-1' }] },
  resource: {
    aws_nat_gateway: Object.fromEntries(gateways.map((name) => [name, {}])),
    aws_elasticache_replication_group: {
      sessions: {
        '//': {
          metadata: { path: 'prod/sessions/cache' },
          rampart: { purchase: { option: 'reserved', term: '1y', payment: 'no-upfront' } },
        },
        engine: 'valkey',
        node_type: 'cache.m7g.large',
        num_cache_clusters: 2,
      },
    },
    aws_msk_cluster: { events: {} },
  },
});
const before = file('prod.tf.json', stack(['a']));

describe('cost', () => {
  it('writes the JSON that other tools rely on', () => {
    const { status, stdout, stderr } = rampart('cost', before, '--format', 'json');
    expect([status, stderr]).toEqual([0, '']);
    const result = JSON.parse(stdout);
    // 730 × 2 × 0.0944 and 730 × 0.048; on demand a node is 0.1392.
    expect(result).toMatchObject({
      currency: 'USD',
      total: { monthly: 172.864, onDemandMonthly: 238.272, ownedMonthly: 238.272, savingsPercent: 27.5 },
      unpriced: ['aws_msk_cluster.events'],
    });
    expect(result.resources.map((row: object) => Object.keys(row))).toEqual(
      Array(2).fill(expect.arrayContaining(['address', 'monthly', 'onDemandMonthly', 'purchase', 'assumptions'])),
    );
    expect(result.resources[1]).toMatchObject({
      address: 'aws_elasticache_replication_group.sessions',
      constructPath: 'prod/sessions/cache',
      purchase: 'reserved 1y no-upfront',
      monthly: 137.824,
      assumptions: [
        expect.stringMatching(
          /^cache\.m7g\.large valkey × 2: USD 0\.1392 per hour \(.+, \d{4}-\d\d-\d\d.*\); reserved-node 1y no-upfront: .+/,
        ),
      ],
    });
  });

  it('writes text and Markdown', () => {
    expect(rampart('cost', before).stdout).toMatch(
      /137\.82 {2}aws_elasticache_replication_group\.sessions {2}reserved 1y no-upfront {2}\(203\.23 on demand\)\n(.*\n)*.*Unpriced \(not zero\):\n {2}prod\/aws_msk_cluster\.events: the resource: type aws_msk_cluster is not covered/,
    );
    expect(rampart('cost', before, '--format', 'markdown').stdout).toContain('| prod | 172.86 |');
  });

  it('compares with a base, and exits 1 above the threshold', () => {
    const base = file('base.json', rampart('cost', before, '--format', 'json').stdout);
    const changed = join(folder, 'changed');
    // The same stack with a gateway more: its file has the name of the stack.
    const after = file('prod.tf.json', stack(['a', 'b']));
    const cheap = rampart('cost', after, '--base', base, '--threshold', '50', '--format', 'markdown');
    expect([cheap.status, cheap.stdout]).toEqual([
      0,
      expect.stringContaining('| new: `prod/aws_nat_gateway.b` | on-demand | 0.00 | 35.04 | +35.04 |'),
    ]);
    expect(rampart('cost', after, '--base', base, '--threshold', '10%').status).toBe(1);
    expect(rampart('cost', after, '--base', base).status).toBe(0);
    file('prod.tf.json', stack(['a']));
    expect(rampart('cost', changed, '--base', base).status).toBe(2);
  });

  it.each<[string, string[], RegExp]>([
    ['there is no such path', ['cost', join(folder, 'none')], /there is no such file or folder/],
    [
      'a threshold has no base',
      ['cost', before, '--threshold', '5'],
      /--threshold says how much more a change may cost: it needs --base/,
    ],
    [
      'the base is something else',
      ['cost', before, '--base', before],
      /no estimate\. Pass what `rampart cost <path> --format json` wrote/,
    ],
    [
      'there are no such prices',
      ['cost', before, '--prices', join(folder, 'none')],
      /there is no such folder of prices/,
    ],
    ['a refresh names no region', ['prices', 'refresh', '--out', join(folder, 'book')], /Say which region to download/],
    ['a coverage is no percentage', ['commitments', before, '--coverage', '0'], /a number from 1 to 100/],
  ])('exits 2 when %s, with the message alone on stderr', (_, args, message) => {
    const { status, stdout, stderr } = rampart(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('commitments', () => {
  it('says what to buy', () => {
    const { status, stdout, stderr } = rampart('commitments', before);
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/prod: buy 2 × cache\.m7g\.large valkey as reserved 1y no-upfront\n/);
    expect(JSON.parse(rampart('commitments', before, '--format', 'json').stdout)).toMatchObject({
      advice: [{ monthly: 137.824, onDemandMonthly: 203.232, breakEvenMonth: 9, termMonths: 12 }],
    });
    expect(rampart('commitments', before, '--for', 'staging').stdout).toMatch(/^Nothing to buy/);
  });
});

describe('prices', () => {
  it('shows what the book holds and how old it is', () => {
    const { status, stdout } = rampart('prices');
    expect([status, stdout]).toEqual([
      0,
      expect.stringMatching(/^eu-west-1 +\d{4} prices, last read \d{4}-\d\d-\d\d to \d{4}-\d\d/m),
    ]);
  });

  it('are read before the built-in ones where they were refreshed', () => {
    const book = join(folder, 'refreshed');
    const list = {
      offerCode: 'AmazonEC2',
      publicationDate: '2026-11-18T00:00:00Z',
      products: {
        A: {
          productFamily: 'NAT Gateway',
          attributes: {
            regionCode: 'eu-west-1',
            locationType: 'AWS Region',
            usagetype: 'EU-NatGateway-Hours',
            operation: 'NatGateway',
          },
        },
      },
      terms: {
        OnDemand: { A: { 'A.J': { priceDimensions: { r: { unit: 'Hrs', pricePerUnit: { USD: '0.1000000000' } } } } } },
      },
    };
    expect(rampart('prices', 'refresh', file('list.json', list), '--out', book).status).toBe(0);
    const { resources } = JSON.parse(rampart('cost', before, '--prices', book, '--format', 'json').stdout);
    expect(resources[0]).toMatchObject({ address: 'aws_nat_gateway.a', monthly: 73 });
    expect(resources[0].assumptions[0]).toContain(
      'USD 0.1 per hour (AWS bulk price list, read by `rampart prices refresh`, 2026-11-18)',
    );
  });
});

it('has help for each command', () => {
  for (const args of [['cost'], ['commitments'], ['prices'], ['prices', 'refresh']]) {
    const { status, stdout } = rampart(...args, '--help');
    expect([status, stdout.startsWith('Usage: rampart')]).toEqual([0, true]);
  }
});
