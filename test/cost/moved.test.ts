import { blockedByNight, isMovedBySchedule } from '../../lib/cost';

const night = {
  stack: 'staging',
  hours: { timeZone: 'UTC', from: '07:00', to: '19:00' },
  offHours: true,
  sleepers: ['aws_db_instance.orders', 'aws_eks_node_group.base'],
} as const;
const day = { ...night, offHours: false };
const change = (address: string, ...paths: string[]) => ({
  address,
  type: address.split('.')[0] ?? '',
  attributes: paths.map((path) => ({ path })),
});
const sizes = ['scaling_config[0].desired_size', 'scaling_config[0].min_size'];

it.each([
  [
    'a database that is stopped at night',
    change('aws_db_instance.orders', 'status', 'latest_restorable_time'),
    night,
    true,
  ],
  ['one that is stopped by day', change('aws_db_instance.orders', 'status'), day, false],
  ['one that is stopped and was changed', change('aws_db_instance.orders', 'status', 'instance_class'), night, false],
  ['one that no schedule stops', change('aws_db_instance.reports', 'status'), night, false],
  ['nodes that are gone at night', change('aws_eks_node_group.base', ...sizes), night, true],
  ['nodes that the autoscaler brought by day', change('aws_eks_node_group.base', ...sizes), day, true],
  [
    'nodes of which the most was changed',
    change('aws_eks_node_group.base', 'scaling_config[0].max_size'),
    night,
    false,
  ],
  ['something that was deleted', change('aws_db_instance.orders'), night, false],
] as const)('%s', (_, drift, hours, expected) => {
  expect(isMovedBySchedule(drift, hours)).toBe(expected);
});

it('an apply waits that would update a stopped database; nodes and deletions do not', () => {
  const changes = [
    { address: 'aws_db_instance.orders', actions: 'update' },
    { address: 'aws_eks_node_group.base', actions: 'update' },
    { address: 'aws_db_instance.reports', actions: 'update' },
  ];
  expect(blockedByNight(changes, night)).toEqual(['aws_db_instance.orders']);
  expect(blockedByNight(changes, day)).toEqual([]);
  expect(blockedByNight([{ address: 'aws_db_instance.orders', actions: 'delete' }], night)).toEqual([]);
});
