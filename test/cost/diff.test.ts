import { writeFileSync } from 'node:fs';
import {
  costDocument,
  diffEstimates,
  exceeds,
  parseThreshold,
  readCostDocument,
  renderCost,
  renderDiff,
} from '../../lib/cost';
import { configuration, estimate } from './support';

const NAT = 35.04;
const noData = { usage: { natGigabytes: 0 } };
const one = { aws_nat_gateway: { a: {} } };
/** Both in a stack of one name, as two runs of one repository are. */
const document = (resources: Parameters<typeof estimate>[0]) => {
  const cost = costDocument(estimate(resources, noData));
  return { ...cost, resources: cost.resources.map((row) => ({ ...row, stack: 'prod' })) };
};

describe('a comparison', () => {
  const base = document(one);
  const head = document({
    aws_nat_gateway: { b: {}, c: {} },
    aws_eks_cluster: { k: { version: '1.35' } },
    aws_msk_cluster: { m: {} },
  });

  it('finds what is new, gone and dearer, the largest first', () => {
    const diff = diffEstimates(base, head);
    expect(diff.changes.map(({ kind, address, before, after }) => [kind, address, before, after])).toEqual([
      ['added', 'aws_eks_cluster.k', 0, 73],
      ['removed', 'aws_nat_gateway.a', NAT, 0],
      ['added', 'aws_nat_gateway.b', 0, NAT],
      ['added', 'aws_nat_gateway.c', 0, NAT],
    ]);
    expect(diff.newlyUnpriced).toEqual(['aws_msk_cluster.m']);
    expect(diff.after - diff.before).toBeCloseTo(73 + NAT, 6);
  });

  it('shows how something is bought when that changes', () => {
    const body = { engine: 'valkey', node_type: 'cache.m7g.large', num_cache_clusters: 1 };
    const purchase = { option: 'reserved', term: '1y', payment: 'no-upfront' };
    const before = document({ aws_elasticache_replication_group: { c: body } });
    const after = document({ aws_elasticache_replication_group: { c: { '//': { rampart: { purchase } }, ...body } } });
    expect(diffEstimates(before, after).changes).toMatchObject([
      { kind: 'changed', purchase: 'on-demand → reserved 1y no-upfront' },
    ]);
  });

  it('is empty for the same twice', () => {
    const diff = diffEstimates(base, document(one));
    expect(diff.changes).toEqual([]);
    expect(renderDiff(diff, 'markdown')).toBe(
      '**USD 35.04 a month, +0.00 (+0.0 %)**\n\nNo resource costs more or less than before.\n',
    );
  });

  it('is a table for a reviewer', () => {
    expect(renderDiff(diffEstimates(base, head), 'markdown').split('\n')).toEqual([
      '**USD 143.08 a month, +108.04 (+308.3 %)**',
      '',
      '| resource | bought as | before | after | change |',
      '| --- | --- | ---: | ---: | ---: |',
      '| new: `prod/aws_eks_cluster.k` | on-demand | 0.00 | 73.00 | +73.00 |',
      '| gone: `prod/aws_nat_gateway.a` | on-demand | 35.04 | 0.00 | −35.04 |',
      '| new: `prod/aws_nat_gateway.b` | on-demand | 0.00 | 35.04 | +35.04 |',
      '| new: `prod/aws_nat_gateway.c` | on-demand | 0.00 | 35.04 | +35.04 |',
      '',
      'Newly unpriced (not zero): aws_msk_cluster.m',
      '',
    ]);
    expect(JSON.parse(renderDiff(diffEstimates(base, head), 'json'))).toMatchObject({
      before: NAT,
      after: 143.08,
      change: 108.04,
    });
    expect(renderDiff(diffEstimates(base, head), 'text')).toContain('+73.00  added    prod/aws_eks_cluster.k');
  });

  it('sums up what is more than a reviewer reads', () => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`n${index}`, {}]));
    const markdown = renderDiff(diffEstimates(document({}), document({ aws_nat_gateway: many })), 'markdown');
    expect(markdown).toContain('| … 5 more | | 0.00 | 175.20 | +175.20 |');
  });
});

describe('a threshold', () => {
  it.each<[string, number, number, boolean]>([
    ['50', 100, 149, false],
    ['50', 100, 151, true],
    ['10%', 100, 109, false],
    ['10%', 100, 111, true],
    ['10%', 0, 1, true],
    ['0', 100, 99, false],
    ['0%', 0, 0, false],
  ])('of %s lets %d become %d: exceeded %p', (text, before, after, exceeded) => {
    expect(exceeds({ before, after, changes: [], newlyUnpriced: [] }, parseThreshold(text))).toBe(exceeded);
  });

  it.each(['', 'ten', '-5', '5 USD'])('refuses %p', (text) => {
    expect(() => parseThreshold(text)).toThrow(
      /--threshold: expected USD a month such as 50, or a percentage such as 10%/,
    );
  });
});

describe('a base', () => {
  it('is what the command wrote', () => {
    const path = configuration({});
    writeFileSync(path, renderCost(estimate(one, noData), 'json'));
    expect(readCostDocument(path).total.monthly).toBe(NAT);
  });

  it.each(['[]', '{}', 'null', '{"total":{"monthly":1},"resources":[{}],"unpriced":[]}'])('is not %s', (text) => {
    const path = configuration({});
    writeFileSync(path, text);
    expect(() => readCostDocument(path)).toThrow(/no estimate\. Pass what `rampart cost <path> --format json` wrote/);
  });
});
