import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { previewFiles } from '../../lib/plan';
import { planJson } from './support/plan';

const folder = mkdtempSync(join(tmpdir(), 'cost-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
};

const database = (instance: string) => ({
  id: 'd',
  identifier: 'd',
  engine: 'postgres',
  instance_class: instance,
  allocated_storage: 20,
  storage_type: 'gp3',
  multi_az: false,
});
const region = {
  configuration: {
    provider_config: { aws: { expressions: { region: { constant_value: 'eu-west-1' } } } },
    root_module: { resources: [] },
  },
};
const plan = file(
  'plan.json',
  planJson(
    [
      { address: 'aws_db_instance.d', before: database('db.t4g.medium'), after: database('db.t4g.large') },
      {
        address: 'aws_db_instance.same',
        before: database('db.t4g.medium'),
        after: database('db.t4g.medium'),
        actions: ['no-op'],
      },
    ],
    region,
  ),
);

it('prices the state in the plan on demand where no estimate of the base branch is given', () => {
  const cost = previewFiles([plan])[0]?.cost;
  expect(cost).toMatchObject({
    currency: 'USD',
    basis: 'on-demand',
    resources: [{ address: 'aws_db_instance.d', purchase: 'on-demand' }],
  });
  const [line] = cost?.resources ?? [];
  // Twice the instance, the same storage.
  expect((line?.after ?? 0) - (line?.before ?? 0)).toBeGreaterThan(30);
  expect((cost?.after ?? 0) - (cost?.before ?? 0)).toBeCloseTo((line?.after ?? 0) - (line?.before ?? 0), 1);
});

it('compares with the estimate of the base branch, of the same environment', () => {
  const row = (stack: string, address: string, monthly: number) => ({
    stack,
    address,
    monthly,
    onDemandMonthly: monthly,
    purchase: 'reserved 1y no-upfront',
  });
  const base = file('base.json', {
    total: { monthly: 1000, onDemandMonthly: 1000 },
    resources: [
      row('prod', 'aws_db_instance.d', 10),
      row('prod', 'aws_db_instance.gone', 5),
      row('staging', 'aws_db_instance.d', 900),
    ],
    unpriced: [],
  });
  const cost = previewFiles([`prod=${plan}`], { baseCost: base })[0]?.cost;
  expect(cost).toMatchObject({ basis: 'declared', before: 15 });
  expect(cost?.resources.find(({ address }) => address === 'aws_db_instance.gone')).toMatchObject({
    before: 5,
    after: 0,
  });
  expect(cost?.resources.find(({ address }) => address === 'aws_db_instance.d')).toMatchObject({
    before: 10,
    purchase: 'reserved 1y no-upfront → on-demand',
  });
});

it('says nothing of cost where nothing has a price', () => {
  expect(previewFiles([file('free.json', planJson([{ after: { a: 1 } }]))])[0]?.cost).toBeNull();
});
