import { BUY, ReservedCacheNodes, ReservedDatabases, type ReservedDatabasesProps } from '../../lib/cost';
import { Template } from '../support/template';
import { estimate } from './support';

const order: ReservedDatabasesProps = {
  instanceClass: 'db.m7g.large',
  engine: 'postgres',
  multiAz: true,
  count: 1,
  purchase: { option: 'reserved', term: '3y', payment: 'partial-upfront' },
  month: '2026-12',
  confirm: BUY,
};
const databases = (props: Partial<ReservedDatabasesProps> = {}, id = 'order') =>
  Template.of((stack) => void new ReservedDatabases(stack, id, { ...order, ...props }), { stage: 'prod' });

describe('an order of reserved databases', () => {
  it('looks up the offer, and buys it once', () => {
    const data = databases().json.data as Record<string, Record<string, object>>;
    expect(Object.values(data.aws_rds_reserved_instance_offering ?? {})).toMatchObject([
      {
        db_instance_class: 'db.m7g.large',
        duration: 94_608_000,
        multi_az: true,
        offering_type: 'Partial Upfront',
        product_description: 'postgresql',
      },
    ]);
    expect(databases().resource('aws_rds_reserved_instance')).toMatchObject({
      reservation_id: 'prod-1x-db-m7g-large-postgres-multi-az-3y-partial-2026-12',
      instance_count: 1,
      lifecycle: { prevent_destroy: true, ignore_changes: 'all' },
    });
  });

  it('has one id wherever it stands, so that AWS refuses the second; every change of the order is another', () => {
    const id = (...args: Parameters<typeof databases>) =>
      databases(...args).resource('aws_rds_reserved_instance').reservation_id;
    expect(id({}, 'moved')).toBe(id());
    const others = [
      { count: 2 },
      { month: '2027-01' },
      { multiAz: false },
      { purchase: { option: 'reserved', term: '1y', payment: 'no-upfront' } as const },
    ];
    expect(new Set([id(), ...others.map((more) => id(more))]).size).toBe(others.length + 1);
  });

  it.each<[string, Partial<Record<keyof ReservedDatabasesProps, unknown>>, RegExp]>([
    [
      'the second opt-in is missing',
      { confirm: 'yes' },
      /`confirm` must be the words "buy: this spends money at once and cannot be undone", got yes/,
    ],
    ['it buys none', { count: 0 }, /`count` must be a whole number from 1 to 40/],
    ['the month is a day', { month: '2026-12-01' }, /`month` must be a month such as 2026-12/],
  ])('is refused when %s', (_, props, message) => {
    expect(() => databases(props as Partial<ReservedDatabasesProps>)).toThrow(message);
  });
});

it('buys cache nodes the same way', () => {
  const template = Template.of(
    (stack) =>
      void new ReservedCacheNodes(stack, 'order', {
        nodeType: 'cache.m7g.large',
        engine: 'valkey',
        count: 2,
        purchase: { option: 'reserved', term: '1y', payment: 'no-upfront' },
        month: '2026-12',
        confirm: BUY,
      }),
    { stage: 'prod' },
  );
  expect(template.resource('aws_elasticache_reserved_cache_node')).toMatchObject({
    id: 'prod-2x-cache-m7g-large-valkey-1y-no-2026-12',
    cache_node_count: 2,
    lifecycle: { prevent_destroy: true, ignore_changes: 'all' },
  });
});

it('counts what is bought by the inventory, and not a second time by the order', () => {
  expect(
    estimate({ aws_rds_reserved_instance: { it: {} }, aws_elasticache_reserved_cache_node: { it: {} } }),
  ).toMatchObject({ resources: [], unpriced: [] });
});
