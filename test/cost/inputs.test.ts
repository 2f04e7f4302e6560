import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { estimatePaths } from '../../lib/cost';
import { cents, configuration } from './support';

const HOURS = 730;
const folder = mkdtempSync(join(tmpdir(), 'inputs-'));
afterAll(() => rmSync(folder, { recursive: true }));
const now = new Date('2026-11-21');

const values = {
  engine: 'postgres',
  instance_class: 'db.m7g.large',
  multi_az: true,
  storage_type: 'gp3',
  allocated_storage: 20,
};
const address = 'aws_db_instance.orders';
const plan = {
  format_version: '1.2',
  terraform_version: '1.11.0',
  planned_values: {
    root_module: {
      resources: [
        { address, mode: 'managed', type: 'aws_db_instance', name: 'orders', values },
        { address: 'aws_nat_gateway.a', mode: 'managed', type: 'aws_nat_gateway', name: 'a', values: {} },
      ],
    },
  },
  resource_changes: [
    {
      address,
      mode: 'managed',
      type: 'aws_db_instance',
      name: 'orders',
      change: { actions: ['create'], after: values, after_unknown: {} },
    },
  ],
  configuration: {
    provider_config: { aws: { name: 'aws', expressions: { region: { constant_value: 'eu-west-1' } } } },
    root_module: {
      resources: [{ address, mode: 'managed', type: 'aws_db_instance', name: 'orders', expressions: {} }],
    },
  },
};
const planFile = join(folder, 'plan.json');
writeFileSync(planFile, JSON.stringify(plan));

it('prices a plan, in the region of its provider', () => {
  const { resources, unpriced } = estimatePaths([planFile], { now });
  expect(unpriced).toEqual([]);
  expect(resources.map((cost) => [cost.address, cents(cost.lines[0]?.onDemand.expected ?? 0)])).toEqual([
    [address, cents(0.372 * HOURS)],
    ['aws_nat_gateway.a', cents(0.048 * HOURS)],
  ]);
});

it('takes purchase options and usage of a plan from its source', () => {
  const purchase = { option: 'reserved', term: '1y', payment: 'no-upfront' };
  const source = configuration(
    { aws_db_instance: { orders: { '//': { rampart: { purchase } }, ...values } }, aws_nat_gateway: { a: {} } },
    { usage: { natGigabytes: 1000, databaseBackupGigabytes: 0 } },
  );
  const { resources } = estimatePaths([planFile], { now, source });
  expect(resources.map((cost) => cents(cost.monthly))).toEqual([
    cents(0.2868 * HOURS + 20 * 0.254),
    cents(0.048 * (HOURS + 1000)),
  ]);
});

it('prices what HCL says, counts and references included', () => {
  const hcl = join(folder, 'hcl');
  mkdirSync(hcl);
  writeFileSync(
    join(hcl, 'main.tf'),
    `provider "aws" { region = "us-east-1" }
locals { type = "m7g.large" }
resource "aws_launch_template" "web" {
  instance_type = local.type
  block_device_mappings {
    ebs {
      volume_size = 10
      volume_type = "gp3"
    }
  }
}
resource "aws_autoscaling_group" "web" {
  count            = 2
  min_size         = 1
  max_size         = 3
  desired_capacity = 2
  launch_template { id = aws_launch_template.web.id }
}
`,
  );
  const { resources } = estimatePaths([hcl], { now });
  expect(resources.map((cost) => [cost.address, cents(cost.monthly)])).toEqual(
    [0, 1].map((index) => [`aws_autoscaling_group.web[${index}]`, cents(2 * (0.0816 * HOURS + 10 * 0.08))]),
  );
});

it('adds up several stacks, each with its own region, usage and stage', () => {
  const paths = [
    configuration(
      { aws_nat_gateway: { a: {} } },
      { region: 'eu-west-1', stage: 'staging', usage: { natGigabytes: 0 } },
    ),
    configuration({ aws_nat_gateway: { a: {} } }, { region: 'us-east-1', stage: 'prod', usage: { natGigabytes: 100 } }),
  ];
  const { stacks, total } = estimatePaths(paths, { now });
  expect(stacks.map(({ stage, monthly }) => [stage, cents(monthly)])).toEqual([
    ['staging', cents(0.048 * HOURS)],
    ['prod', cents(0.045 * (HOURS + 100))],
  ]);
  expect(total.monthly).toBeCloseTo(0.048 * HOURS + 0.045 * (HOURS + 100), 8);
});

it('believes no figure of usage that is none', () => {
  const path = configuration({ aws_nat_gateway: { a: {} } });
  writeFileSync(
    path,
    JSON.stringify({
      '//': { rampart: { stage: 'prod', usage: { natGigabytes: 'many' }, commitments: 'all of them' } },
      provider: { aws: [{ region: 'eu-west-1' }] },
      resource: { aws_nat_gateway: { a: {} } },
    }),
  );
  expect(cents(estimatePaths([path], { now }).total.monthly)).toBe(cents(0.048 * (HOURS + 100)));
});
