/**
 * Five configurations, priced by hand: the first two (references-data.test.ts has the others). Every figure below is written out from AWS's list prices (the files of
 * lib/cost/prices/data name the source of each), a month having 730 hours, so that a mistake of the book shows as well as one of
 * the estimate.
 */
import { cents, costOf, estimate, linesOf } from './support';

const HOURS = 730;

describe('a web server behind a load balancer, us-east-1', () => {
  const { total, resources, unpriced } = estimate(
    {
      aws_instance: {
        web: {
          instance_type: 'm7g.large',
          root_block_device: { volume_type: 'gp3', volume_size: 50, iops: 4000, throughput: 250 },
        },
      },
      aws_ebs_volume: { data: { availability_zone: 'us-east-1a', type: 'io2', size: 200, iops: 40_000 } },
      aws_lb: { front: { load_balancer_type: 'application', subnets: ['subnet-a', 'subnet-b'] } },
      aws_eip: { fixed: { domain: 'vpc' } },
      aws_internet_gateway: { out: { vpc_id: 'vpc-1' } },
    },
    { region: 'us-east-1', usage: { loadBalancerUnits: 2, internetOutGigabytes: 500 } },
  );

  it.each([
    [
      'the instance',
      'aws_instance.web',
      [
        ['m7g.large × 1', 0.0816 * HOURS], // 59.57
        ['root volume, 50 GiB gp3', 50 * 0.08],
        ['root volume, 1000 IOPS above 3000', 1000 * 0.005],
        ['root volume, 125 MiB/s above 125', 125 * 0.04],
      ],
    ],
    // io2: USD 0.065 up to 32,000 IOPS, 0.0455 for the next 32,000.
    [
      'the volume',
      'aws_ebs_volume.data',
      [
        ['volume, 200 GiB io2', 200 * 0.125],
        ['volume, 32000 IOPS', 32_000 * 0.065],
        ['volume, 8000 IOPS', 8_000 * 0.0455],
      ],
    ],
    [
      'the load balancer',
      'aws_lb.front',
      [
        ['application load balancer', 0.0225 * HOURS],
        ['capacity units', 2 * 0.008 * HOURS],
        ['public IPv4 address × 2', 2 * 0.005 * HOURS],
      ],
    ],
    ['the address', 'aws_eip.fixed', [['public IPv4 address', 0.005 * HOURS]]],
    ['the traffic', 'aws_internet_gateway.out', [['data out to the internet', 500 * 0.09]]],
  ] as const)('prices %s', (_, address, lines) => {
    expect(linesOf(costOf({ resources } as never, address))).toEqual(lines.map(([label, usd]) => [label, cents(usd)]));
  });

  it('adds up', () => {
    const byHand =
      0.0816 * HOURS + 4 + 5 + 5 + (25 + 2080 + 364) + (0.0225 + 0.016 + 0.01) * HOURS + 0.005 * HOURS + 45;
    expect(cents(total.monthly)).toBe(cents(byHand));
    expect(total.onDemandMonthly).toBe(total.monthly);
    expect(unpriced).toEqual([]);
  });
});

describe('a cluster with a reserved and a spot pool, eu-west-1', () => {
  const result = estimate(
    {
      aws_eks_cluster: { main: { name: 'main', version: '1.32' } },
      aws_launch_template: {
        nodes: { block_device_mappings: [{ ebs: [{ volume_size: 50, volume_type: 'gp3' }] }] },
      },
      aws_eks_node_group: {
        base: {
          '//': { rampart: { purchase: { option: 'reserved', term: '1y', payment: 'no-upfront' } } },
          instance_types: ['m7g.large'],
          capacity_type: 'ON_DEMAND',
          scaling_config: { min_size: 2, desired_size: 3, max_size: 6 },
          launch_template: { id: '${aws_launch_template.nodes.id}', version: '1' },
        },
        burst: {
          instance_types: ['m7g.large', 'm6g.large'],
          capacity_type: 'SPOT',
          scaling_config: { min_size: 0, desired_size: 4, max_size: 20 },
          launch_template: { id: '${aws_launch_template.nodes.id}', version: '1' },
        },
      },
      aws_nat_gateway: { a: {}, b: {} },
      aws_vpc_endpoint: {
        s3: { vpc_endpoint_type: 'Gateway', service_name: 'com.amazonaws.eu-west-1.s3' },
        sts: { vpc_endpoint_type: 'Interface', subnet_ids: ['subnet-a', 'subnet-b', 'subnet-c'] },
      },
    },
    { usage: { natGigabytes: 200, endpointGigabytes: 50 } },
  );

  it('prices Kubernetes 1.32 in extended support: USD 0.60 an hour', () => {
    expect(cents(costOf(result, 'aws_eks_cluster.main').monthly)).toBe(cents(0.6 * HOURS)); // 438.00
  });

  it('prices the reserved pool: a standard reservation of USD 0.0602 in place of 0.091, and volumes at list price', () => {
    const base = costOf(result, 'aws_eks_node_group.base');
    const volumes = 3 * 50 * 0.088; // 13.20
    expect(cents(base.onDemandMonthly)).toBe(cents(3 * 0.091 * HOURS + volumes));
    expect(cents(base.monthly)).toBe(cents(3 * 0.0602 * HOURS + volumes));
    expect(base.purchase).toBe('reserved 1y no-upfront');
    // Nothing is bought yet, so that is what would be paid.
    expect(base.ownedMonthly).toBe(base.onDemandMonthly);
    // Two nodes at least, six at most, the reservation being paid for each.
    expect(cents(base.low)).toBe(cents(2 * 0.0602 * HOURS + 2 * 50 * 0.088));
    expect(cents(base.high)).toBe(cents(6 * 0.0602 * HOURS + 6 * 50 * 0.088));
  });

  it('prices the spot pool: 53 % below the list price of m7g.large', () => {
    const burst = costOf(result, 'aws_eks_node_group.burst');
    const volumes = 4 * 50 * 0.088;
    expect(cents(burst.onDemandMonthly)).toBe(cents(4 * 0.091 * HOURS + volumes));
    expect(cents(burst.monthly)).toBe(cents(4 * 0.091 * 0.47 * HOURS + volumes));
    expect(burst.low).toBe(0);
    expect(cents(burst.high)).toBe(cents(20 * 0.091 * HOURS + 20 * 50 * 0.088));
    expect(burst.ownedMonthly).toBe(burst.monthly);
  });

  it('shares what goes through the NAT gateways, and charges each zone of an endpoint', () => {
    expect(linesOf(costOf(result, 'aws_nat_gateway.a'))).toEqual([
      ['NAT gateway', cents(0.048 * HOURS)],
      ['data processed', cents(100 * 0.048)],
    ]);
    expect(linesOf(costOf(result, 'aws_vpc_endpoint.sts'))).toEqual([
      ['interface endpoint, 3 zones', cents(3 * 0.011 * HOURS)],
      ['data processed', cents(50 * 0.01)],
    ]);
    expect(costOf(result, 'aws_vpc_endpoint.s3').monthly).toBe(0);
  });

  it('says how much is saved', () => {
    const onDemand = 438 + 7 * (0.091 * HOURS + 50 * 0.088) + 2 * (0.048 * HOURS + 4.8) + 0.033 * HOURS + 0.5;
    const declared = onDemand - 3 * (0.091 - 0.0602) * HOURS - 4 * 0.091 * 0.53 * HOURS;
    expect(cents(result.total.onDemandMonthly)).toBe(cents(onDemand));
    expect(cents(result.total.monthly)).toBe(cents(declared));
    expect(result.total.savingsPercent).toBeCloseTo((1 - declared / onDemand) * 100, 6);
    expect(result.unpriced).toEqual([]);
  });
});
