import { adviseCommitments, renderCommitmentsJson, renderCommitmentsText } from '../../lib/cost';
import { cents, costOf, estimate } from './support';

const HOURS = 730;
const reserved = { '//': { rampart: { purchase: { option: 'reserved', term: '1y', payment: 'no-upfront' } } } };
const orders = {
  ...reserved,
  engine: 'postgres',
  instance_class: 'db.m7g.large',
  multi_az: true,
  storage_type: 'gp3',
  allocated_storage: 20,
};
const nodes = (count: number, more: object = {}) => ({
  instance_types: ['m7g.large'],
  disk_size: 20,
  scaling_config: { min_size: count, desired_size: count, max_size: count },
  ...more,
});
const bought = { term: '1y', payment: 'no-upfront', start: '2026-03-01' };
const usage = { databaseBackupGigabytes: 0 };
const STORAGE = 20 * 0.254;

describe('what is owned', () => {
  it('is on demand while nothing is bought, and COST-UNCOVERED says what to buy', () => {
    const result = estimate({ aws_db_instance: { orders } }, { usage });
    const cost = costOf(result, 'aws_db_instance.orders');
    expect(cents(cost.monthly)).toBe(cents(0.2868 * HOURS + STORAGE));
    expect(cost.ownedMonthly).toBe(cost.onDemandMonthly);
    expect(result.warnings[0]).toMatch(
      /^COST-UNCOVERED stack\d+\/aws_db_instance\.orders: db\.m7g\.large postgres, Multi-AZ is declared as reserved 1y no-upfront, and 0 % of it is covered by bought commitments: buy 1 × db\.m7g\.large reserved 1y no-upfront, and write it into `commitments` of the environment\.$/,
    );
  });

  it('is the price of a reservation that covers it, and nothing is left to warn of', () => {
    const commitments = [
      { bought: 'database', class: 'db.m7g.large', engine: 'postgres', multiAz: true, count: 1, ...bought },
    ];
    const result = estimate({ aws_db_instance: { orders } }, { usage, commitments });
    const cost = costOf(result, 'aws_db_instance.orders');
    expect(cents(cost.ownedMonthly)).toBe(cents(0.2868 * HOURS + STORAGE));
    expect(result.warnings.filter((warning) => warning.startsWith('COST'))).toEqual([]);
  });

  it('covers other sizes of a family in proportion: two Single-AZ large are one Multi-AZ, an xlarge is two large', () => {
    const commitments = [
      { bought: 'database', class: 'db.m7g.large', engine: 'postgres', multiAz: false, count: 2, ...bought },
    ];
    const share = (more: object) =>
      costOf(
        estimate({ aws_db_instance: { orders: { ...orders, ...more } } }, { usage, commitments }),
        'aws_db_instance.orders',
      ).lines[0]?.coveredShare;
    expect(share({})).toBeCloseTo(1, 6);
    expect(share({ instance_class: 'db.m7g.xlarge', multi_az: false })).toBeCloseTo(1, 6);
    expect(share({ instance_class: 'db.m7g.xlarge' })).toBeCloseTo(0.5, 6);
    expect(share({ instance_class: 'db.r7g.large' })).toBe(0);
    expect(share({ engine: 'mysql' })).toBe(0);
  });

  it('covers nothing after its end, and says so', () => {
    const commitments = [
      {
        bought: 'database',
        class: 'db.m7g.large',
        engine: 'postgres',
        multiAz: true,
        count: 1,
        ...bought,
        start: '2025-11-20',
      },
    ];
    const result = estimate({ aws_db_instance: { orders } }, { usage, commitments });
    expect(costOf(result, 'aws_db_instance.orders').lines[0]?.coveredShare).toBe(0);
    expect(result.warnings).toContainEqual(
      expect.stringMatching(
        /1 × db\.m7g\.large postgres Multi-AZ, reserved 1y no-upfront since 2025-11-20: not in force today/,
      ),
    );
  });

  it('is paid for, used or not', () => {
    const commitments = [{ bought: 'cache', nodeType: 'cache.m7g.large', engine: 'valkey', count: 3, ...bought }];
    const cache = { engine: 'valkey', node_type: 'cache.m7g.large', num_cache_clusters: 2 };
    const { stacks, total } = estimate({ aws_elasticache_replication_group: { cache } }, { commitments });
    expect(cents(stacks[0]?.unusedMonthly ?? 0)).toBe(cents(0.0944 * HOURS));
    expect(cents(total.ownedMonthly)).toBe(cents(3 * 0.0944 * HOURS));
  });

  it('spends a savings plan at its own rates where it saves most, and leaves the rest on demand', () => {
    // USD 0.069 an hour buys one m7g.large of the three; spot capacity is none of its business.
    const commitments = [{ bought: 'savings-plan', kind: 'compute', usdPerHour: 0.069, ...bought }];
    const result = estimate(
      { aws_eks_node_group: { base: nodes(3), burst: nodes(2, { capacity_type: 'SPOT' }) } },
      { commitments },
    );
    expect(cents(costOf(result, 'aws_eks_node_group.base').ownedMonthly)).toBe(
      cents((0.069 + 2 * 0.091) * HOURS + 3 * 20 * 0.11),
    );
    const burst = costOf(result, 'aws_eks_node_group.burst');
    expect(burst.ownedMonthly).toBe(burst.monthly);
    expect(result.stacks[0]?.unusedMonthly).toBeCloseTo(0, 6);
  });
});

describe('what to buy', () => {
  const result = estimate(
    {
      aws_db_instance: { orders },
      aws_eks_node_group: {
        base: nodes(0, { scaling_config: { min_size: 2, desired_size: 4, max_size: 8 } }),
        spot: nodes(3, { capacity_type: 'SPOT' }),
        nights: { '//': { rampart: { schedule: { hoursPerMonth: 200 } } }, ...nodes(2) },
      },
      aws_elasticache_replication_group: {
        cache: { engine: 'valkey', node_type: 'cache.m7g.large', num_cache_clusters: 2 },
      },
    },
    { usage },
  );
  const report = adviseCommitments(result, 'prod');

  it('counts what is certain: the least size of a group, nothing on spot, nothing that sleeps at night', () => {
    expect(report.advice.map(({ buy, as }) => [buy, as])).toEqual([
      ['1 × db.m7g.large postgres Multi-AZ', 'reserved 1y no-upfront'],
      // Two of four m7g.large at the plan's rate: 2 × 0.069.
      ['USD 0.138/hour', 'compute savings plan 1y no-upfront'],
      ['2 × cache.m7g.large valkey', 'reserved 1y no-upfront'],
    ]);
    expect(report.left).toEqual([
      expect.stringMatching(/nights: m7g\.large × 2: runs 200 of 730 hours, on demand is right/),
    ]);
  });

  it('says what it costs, when it has paid off, and below which use it loses', () => {
    const [database, plan] = report.advice;
    // 0.2868 in place of 0.372 an hour: 77 %. After 12 × 0.771 = 9.3 months on demand would have cost as much as the year.
    expect(database).toMatchObject({ breakEvenMonth: 10, termMonths: 12, upfront: 0 });
    expect(cents(database?.monthly ?? 0)).toBe(cents(0.2868 * HOURS));
    expect(cents(database?.onDemandMonthly ?? 0)).toBe(cents(0.372 * HOURS));
    expect(database?.losesBelowPercent).toBeCloseTo((0.2868 / 0.372) * 100, 6);
    expect(plan).toMatchObject({ coveragePercent: 50, utilisationPercent: 100, breakEvenMonth: 10 });
  });

  it('pays a part at once where that is asked for', () => {
    const [database] = adviseCommitments(
      estimate({ aws_db_instance: { orders: { ...orders, '//': {} } } }, { usage }),
      'prod',
      { term: '1y', payment: 'partial-upfront' },
    ).advice;
    // AWS's list: USD 1,226 at once and 0.14 an hour.
    expect(database?.as).toBe('reserved 1y partial-upfront');
    expect(database?.upfront).toBeGreaterThan(1_000);
    expect(database?.monthly).toBeLessThan(0.2868 * HOURS);
  });

  it('asks for nothing that is owned already', () => {
    const commitments = [
      { bought: 'database', class: 'db.m7g.large', engine: 'postgres', multiAz: true, count: 1, ...bought },
    ];
    const covered = adviseCommitments(estimate({ aws_db_instance: { orders } }, { usage, commitments }), 'prod');
    expect(covered).toEqual({ advice: [], left: [], savesMonthly: 0 });
    expect(renderCommitmentsText(covered)).toBe(
      'Nothing to buy: what runs all the time is covered, on spot, or switched off at night.\n',
    );
  });

  it('reads the stage that it is asked for', () => {
    expect(adviseCommitments(result, 'staging').advice).toEqual([]);
  });

  it('is written for people and for programs', () => {
    expect(renderCommitmentsText(report)).toMatch(
      /stack\d+: buy 1 × db\.m7g\.large postgres Multi-AZ as reserved 1y no-upfront\n {2}pays {6}USD 209\.36 a month in place of 271\.56: saves 62\.20 \(23 %\)\n.*\n {2}targets {3}coverage 100 %, utilisation 100 %\n {2}breaks even in month 10 of 12\n {2}risk {6}loses money while less than 77 % of it is used; if the load fell by a quarter it would cost USD 5\.69 a month more than on demand\n/,
    );
    expect(JSON.parse(renderCommitmentsJson(report)).advice).toHaveLength(3);
  });
});
