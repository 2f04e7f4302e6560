import { writeFileSync } from 'node:fs';
import { estimatePaths } from '../../lib/cost';
import { cents, configuration, costOf, estimate, linesOf } from './support';

const HOURS = 730;
const purchased = (purchase: object, body: object) => ({ '//': { rampart: { purchase } }, ...body });
const m7g = { instance_type: 'm7g.large', root_block_device: { volume_type: 'gp3', volume_size: 10 } };

describe('what has no price is unpriced, never zero', () => {
  it.each<[string, Parameters<typeof estimate>, RegExp]>([
    [
      'the region is in no book',
      [{ aws_nat_gateway: { it: {} } }, { region: 'sa-east-1', usage: { natGigabytes: 0 } }],
      /has nothing of sa-east-1: run `rampart prices refresh --region sa-east-1`/,
    ],
    [
      'no region is named',
      [{ aws_nat_gateway: { it: {} } }, { region: undefined }],
      /its region is not known: the provider names none/,
    ],
    [
      'a class is newer than the book',
      [{ aws_instance: { it: { instance_type: 'm99z.large' } } }],
      /has no ec2\/m99z\.large of eu-west-1/,
    ],
    [
      'a class is a variable',
      [{ aws_instance: { it: { instance_type: '${var.type}' } } }],
      /instance_type is not known/,
    ],
    ['a type is not covered', [{ aws_msk_cluster: { it: {} } }], /type aws_msk_cluster is not covered/],
    [
      'an engine is not in the book',
      [{ aws_db_instance: { it: { engine: 'oracle-ee', instance_class: 'db.m5.large', allocated_storage: 20 } } }],
      /has no rds\/oracle-ee\/single-az/,
    ],
    [
      'pods decide how many nodes run',
      [{ aws_eks_cluster: { it: { compute_config: { enabled: true } } } }],
      /decided by the pods/,
    ],
  ])('when %s', (_, args, reason) => {
    const { unpriced } = estimate(...args);
    expect(unpriced).toEqual([
      expect.objectContaining({ address: expect.stringMatching(/\.it$/), reason: expect.stringMatching(reason) }),
    ]);
  });

  it('says that such a thing is sold by the hour', () => {
    expect(estimate({ aws_db_proxy: { it: {} } }).unpriced).toMatchObject([{ hourly: true }]);
    expect(estimate({ aws_msk_cluster: { it: {} } }).unpriced).toMatchObject([{ hourly: false }]);
  });

  it('prices the rest of the resource', () => {
    const { resources, unpriced } = estimate({ aws_instance: { it: { ...m7g, instance_type: 'm99z.large' } } });
    expect(resources.map((cost) => cents(cost.monthly))).toEqual([cents(10 * 0.088)]);
    expect(unpriced).toHaveLength(1);
  });

  it('takes the region that the caller names', () => {
    const { total } = estimate(
      { aws_nat_gateway: { it: {} } },
      { region: undefined, usage: { natGigabytes: 0 } },
      { region: 'us-east-1' },
    );
    expect(cents(total.monthly)).toBe(cents(0.045 * HOURS));
  });
});

it('takes the region of a resource of its own, and of its provider', () => {
  const path = configuration({ aws_nat_gateway: {} });
  writeFileSync(
    path,
    JSON.stringify({
      '//': { rampart: { stage: 'prod', usage: { natGigabytes: 0 } } },
      provider: { aws: [{ region: 'eu-west-1' }, { alias: 'east', region: 'us-east-1' }] },
      resource: { aws_nat_gateway: { home: {}, east: { provider: 'aws.east' }, central: { region: 'eu-central-1' } } },
    }),
  );
  expect(estimatePaths([path]).resources.map((cost) => cents(cost.monthly))).toEqual([
    cents(0.048 * HOURS),
    cents(0.045 * HOURS),
    cents(0.052 * HOURS),
  ]);
});

it('leaves out what AWS gives away, and what runs on nodes that are priced', () => {
  const { resources, unpriced } = estimate({
    aws_iam_role: { it: {} },
    aws_security_group: { it: {} },
    aws_route_table: { it: {} },
    kubernetes_deployment_v1: { it: {} },
    terraform_data: { it: {} },
  });
  expect([resources, unpriced]).toEqual([[], []]);
});

it('prices the load balancers that a cluster makes, and says that nobody knows the nodes that pods ask for', () => {
  const alb = (0.0252 + 0.008) * HOURS;
  const nlb = (0.0252 + 0.006) * HOURS;
  const { resources, unpriced } = estimate({
    kubernetes_service_v1: { web: { spec: { type: 'LoadBalancer' } }, inner: { spec: { type: 'ClusterIP' } } },
    kubernetes_ingress_v1: {
      shop: { spec: { ingress_class_name: 'alb' } },
      other: { spec: { ingress_class_name: 'nginx' } },
    },
    kubernetes_manifest: {
      web: { manifest: { kind: 'Service', spec: { type: 'LoadBalancer' } } },
      shop: {
        manifest: { kind: 'Ingress', metadata: { annotations: { 'kubernetes.io/ingress.class': 'alb' } }, spec: {} },
      },
      pool: { manifest: { apiVersion: 'karpenter.sh/v1', kind: 'NodePool', spec: {} } },
      rule: { manifest: { apiVersion: 'v1', kind: 'ConfigMap' } },
    },
  });
  expect(resources.map(({ address, monthly }) => [address, cents(monthly)])).toEqual([
    ['kubernetes_service_v1.web', cents(nlb)],
    ['kubernetes_ingress_v1.shop', cents(alb)],
    ['kubernetes_manifest.web', cents(nlb)],
    ['kubernetes_manifest.shop', cents(alb)],
  ]);
  expect(unpriced).toEqual([expect.objectContaining({ address: 'kubernetes_manifest.pool', hourly: true })]);
});

describe('purchase options', () => {
  it.each<[string, object, number]>([
    ['on-demand', { option: 'on-demand' }, 0.091],
    ['reserved 1y no-upfront', { option: 'reserved', term: '1y', payment: 'no-upfront' }, 0.0602],
    // The book has no all-upfront price of EC2: the no-upfront one times the ratio that AWS's list shows elsewhere.
    ['reserved 1y all-upfront', { option: 'reserved', term: '1y', payment: 'all-upfront' }, 0.0602 * 0.933],
    [
      'compute savings plan 1y no-upfront',
      { option: 'savings-plan', kind: 'compute', term: '1y', payment: 'no-upfront' },
      0.069,
    ],
    [
      'ec2-instance savings plan 1y no-upfront',
      { option: 'savings-plan', kind: 'ec2-instance', term: '1y', payment: 'no-upfront' },
      0.0602,
    ],
  ])('prices an instance bought %s', (name, purchase, usd) => {
    const cost = costOf(estimate({ aws_instance: { it: purchased(purchase, m7g) } }), 'aws_instance.it');
    expect([cost.purchase, cents(cost.monthly)]).toEqual([name, cents(usd * HOURS + 10 * 0.088)]);
    expect(cents(cost.onDemandMonthly)).toBe(cents(0.091 * HOURS + 10 * 0.088));
  });

  it.each<[string, string, object, number]>([
    [
      'a database under a database savings plan, 20 % off',
      'aws_db_instance',
      {
        engine: 'postgres',
        instance_class: 'db.m7g.large',
        multi_az: true,
        storage_type: 'gp3',
        allocated_storage: 20,
      },
      0.372 * 0.8 * HOURS + 20 * 0.254,
    ],
    [
      'Valkey nodes',
      'aws_elasticache_replication_group',
      { engine: 'valkey', node_type: 'cache.m7g.large', num_cache_clusters: 2 },
      2 * 0.1392 * 0.8 * HOURS,
    ],
  ])('prices %s', (_, type, body, usd) => {
    const purchase = { option: 'savings-plan', kind: 'database', term: '1y', payment: 'no-upfront' };
    const cost = costOf(
      estimate({ [type]: { it: purchased(purchase, body) } }, { usage: { databaseBackupGigabytes: 0 } }),
      `${type}.it`,
    );
    expect(cents(cost.monthly)).toBe(cents(usd));
  });

  it('prices on demand, and says so, where the book has no such commitment', () => {
    const purchase = { option: 'savings-plan', kind: 'database', term: '1y', payment: 'no-upfront' };
    const body = { engine: 'postgres', instance_class: 'db.t4g.medium', storage_type: 'gp3', allocated_storage: 20 };
    const cost = costOf(estimate({ aws_db_instance: { it: purchased(purchase, body) } }), 'aws_db_instance.it');
    expect([cost.purchase, cost.monthly]).toEqual(['on-demand', cost.onDemandMonthly]);
    expect(cost.lines[0]?.assumptions).toContain(
      'no price of database savings plan 1y no-upfront in the book: priced on demand',
    );
  });

  it('prices an instance that asks for spot capacity, and believes no note that the resource contradicts', () => {
    const asks = { ...m7g, instance_market_options: { market_type: 'spot' } };
    const { resources } = estimate({ aws_instance: { asks, notes: purchased({ option: 'spot' }, m7g) } });
    expect(resources.map((cost) => [cost.purchase, cents(cost.monthly)])).toEqual([
      ['spot', cents(0.091 * 0.47 * HOURS + 0.88)],
      ['on-demand', cents(0.091 * HOURS + 0.88)],
    ]);
  });

  it('splits a mixed fleet into its on-demand base and spot', () => {
    const result = estimate({
      aws_launch_template: {
        it: { instance_type: 'm7g.large', block_device_mappings: [{ ebs: [{ volume_size: 10, volume_type: 'gp3' }] }] },
      },
      aws_autoscaling_group: {
        it: {
          min_size: 2,
          desired_capacity: 6,
          max_size: 10,
          mixed_instances_policy: {
            launch_template: {
              launch_template_specification: { launch_template_id: '${aws_launch_template.it.id}' },
              override: [{ instance_type: 'm7g.large' }, { instance_type: 'm6g.large' }],
            },
            instances_distribution: { on_demand_base_capacity: 2, on_demand_percentage_above_base_capacity: 25 },
          },
        },
      },
    });
    // Two and a quarter of the other four on demand, three on spot at 53 % off.
    const cost = costOf(result, 'aws_autoscaling_group.it');
    expect(cents(cost.monthly)).toBe(cents((3 + 3 * 0.47) * 0.091 * HOURS + 6 * 10 * 0.088));
    expect(cost.purchase).toBe('spot');
  });

  it('counts the hours of a schedule: on demand all day, declared while it runs, a commitment all the time', () => {
    const body = { engine: 'postgres', instance_class: 'db.m7g.large', storage_type: 'gp3', allocated_storage: 20 };
    const schedule = { hoursPerMonth: 260 };
    const { resources } = estimate(
      {
        aws_db_instance: {
          nights: { '//': { rampart: { schedule } }, ...body },
          committed: {
            '//': { rampart: { schedule, purchase: { option: 'reserved', term: '1y', payment: 'no-upfront' } } },
            ...body,
          },
        },
      },
      { usage: { databaseBackupGigabytes: 0 } },
    );
    expect(resources.map((cost) => [cents(cost.onDemandMonthly), cents(cost.monthly)])).toEqual([
      [cents(0.186 * HOURS + 2.54), cents(0.186 * 260 + 2.54)],
      [cents(0.186 * HOURS + 2.54), cents(0.1434 * HOURS + 2.54)],
    ]);
  });
});

describe('assumptions', () => {
  it('names source and date of each price, and whether the usage was declared', () => {
    const [declared, assumed] = [{ natGigabytes: 40 }, {}].map((usage) =>
      estimate({ aws_nat_gateway: { it: {} } }, { usage }),
    );
    const text = (result: typeof declared) =>
      result && JSON.stringify(costOf(result, 'aws_nat_gateway.it').lines[1]?.assumptions);
    expect(text(declared)).toBe('["40 GB through all NAT gateways (usage.natGigabytes)"]');
    expect(text(assumed)).toBe('["100 GB through all NAT gateways (default; say usage.natGigabytes)"]');
    expect(declared?.resources[0]?.lines[0]?.price).toMatchObject({
      usd: 0.048,
      unit: 'hour',
      asOf: '2025-10-28',
      confirmed: '2026-09-29',
    });
  });

  it('takes a range of use: low, expected, high', () => {
    const { total } = estimate(
      { aws_nat_gateway: { it: {} } },
      { usage: { natGigabytes: { low: 10, expected: 100, high: 1000 } } },
    );
    expect([total.low, total.monthly, total.high].map(cents)).toEqual(
      [10, 100, 1000].map((gigabytes) => cents(0.048 * (HOURS + gigabytes))),
    );
  });

  it('charges Extended Support by the vCPU of both copies, twice from the third year on', () => {
    const body = { engine: 'postgres', instance_class: 'db.t3.large', storage_type: 'gp3', allocated_storage: 20 };
    const lines = (version: string, more: object) =>
      linesOf(
        costOf(
          estimate({ aws_db_instance: { it: { ...body, engine_version: version, ...more } } }, { region: 'us-east-1' }),
          'aws_db_instance.it',
        ),
      ).filter(([label]) => label.startsWith('Extended'));
    expect(lines('13.4', {})).toEqual([['Extended Support of postgres 13', cents(2 * 0.1 * HOURS)]]);
    expect(lines('13.4', { multi_az: true })).toEqual([['Extended Support of postgres 13', cents(4 * 0.1 * HOURS)]]);
    expect(lines('11.22', {})).toEqual([['Extended Support of postgres 11', cents(4 * 0.1 * HOURS)]]);
    expect(lines('17', {})).toEqual([]);
  });
});

describe('old prices', () => {
  it('says which part of the total rests on them', () => {
    const of = (now: string) => estimate({ aws_nat_gateway: { it: {} } }, {}, { now: new Date(now) }).warnings;
    expect(of('2026-11-21')).toEqual([]);
    expect(of('2027-06-01')).toEqual([
      "100 % of the total rests on prices that were last read more than 180 days ago, the oldest on 2026-09-29: `rampart prices refresh` reads AWS's current list.",
    ]);
  });
});
