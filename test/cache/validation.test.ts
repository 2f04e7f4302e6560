import {
  CacheEngine,
  type CacheProps,
  type CacheReplicas,
  CacheScaling,
  CacheTopology,
  onDemandNodes,
} from '../../lib/cache';
import { Duration, type Stage } from '../../lib/core';
import { testStack } from '../support/template';
import { cacheIn, type Loose, vpcIn } from './fixtures';

const errorOf = (stage: Stage, props: Loose<CacheProps>): string => {
  try {
    cacheIn(testStack({ stage }), stage, props);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a cache refuses', () => {
  const days = (number: number) => ({ snapshotRetention: Duration.days(number) });
  const parameters = (given: object) => ({ parameters: given });

  it.each<[string, Stage, Loose<CacheProps>, string]>([
    ['another stage than the stack has', 'prod', { stage: 'staging' }, '`stage` must be the stage of its stack, prod'],
    ['private subnets', 'staging', { subnets: vpcIn(testStack()).subnets.private }, '`subnets` must be data subnets'],
    ['one node in prod', 'prod', { topology: CacheTopology.single() }, 'with a replica a shard in prod'],
    [
      'shards without replicas in prod',
      'prod',
      { topology: CacheTopology.cluster({ shards: 2, replicasPerShard: 0 }) },
      'with a replica a shard in prod, got CacheTopology.cluster without replicas',
    ],
    [
      'a replica in the zone of its primary',
      'staging',
      { subnets: vpcIn(testStack(), ['a']).subnets.data, topology: CacheTopology.replicated({ replicas: 1 }) },
      '`subnets` must be in two zones or more',
    ],
    [
      'a node that there is not',
      'staging',
      { capacity: { purchase: 'onDemand', nodeType: 'cache.m7g.medium' } },
      '`capacity.nodeType` must be a node type of ElastiCache',
    ],
    [
      'a node that is sold for Valkey only',
      'staging',
      { engine: CacheEngine.redis('7.1'), capacity: onDemandNodes('cache.r8g.large') },
      'of a family that ElastiCache sells for Redis OSS, got cache.r8g.large',
    ],
    [
      'scaling of nodes that ElastiCache does not scale',
      'staging',
      {
        capacity: onDemandNodes('cache.t4g.small'),
        topology: CacheTopology.cluster({
          shards: 1,
          replicasPerShard: 1,
          scaling: CacheScaling.shards({ maximum: 4 }),
        }),
      },
      'where `scaling` is given, got cache.t4g.small',
    ],
    ['snapshots kept too long', 'staging', days(36), '1 to 35 whole days in staging'],
    ['snapshots kept too short in prod', 'prod', days(3), '7 to 35 whole days in prod, got 3 days'],
    ['half a day', 'staging', { snapshotRetention: Duration.hours(36) }, 'whole days'],
    ['a snapshot of minutes', 'staging', { snapshotWindow: '02:00-02:30' }, '`snapshotWindow`'],
    ['a time that there is not', 'staging', { snapshotWindow: '25:00-26:00' }, '`snapshotWindow`'],
    ['maintenance of minutes', 'staging', { maintenanceWindow: 'sun:04:00-sun:04:30' }, '`maintenanceWindow`'],
    ['maintenance of days', 'staging', { maintenanceWindow: 'sun:04:00-tue:04:00' }, '`maintenanceWindow`'],
    ['a day that there is not', 'staging', { maintenanceWindow: 'xyz:04:00-xyz:05:00' }, '`maintenanceWindow`'],
    [
      'windows that meet',
      'staging',
      { snapshotWindow: '03:00-04:00', maintenanceWindow: 'sun:03:30-sun:04:30' },
      'apart from the snapshot window, which is 03:00-04:00 each day',
    ],
    [
      'windows that meet around midnight',
      'staging',
      { snapshotWindow: '23:30-00:30', maintenanceWindow: 'mon:00:00-mon:01:00' },
      'apart from the snapshot window',
    ],
    [
      "windows that meet around the week's end",
      'staging',
      { snapshotWindow: '00:00-01:00', maintenanceWindow: 'sun:23:30-mon:00:30' },
      'apart from the snapshot window',
    ],
    [
      'an eviction policy that data tiering does not know',
      'staging',
      { capacity: onDemandNodes('cache.r6gd.xlarge'), parameters: { evictionPolicy: 'allkeys-lfu' } },
      '`parameters.evictionPolicy` must be noeviction, volatile-lru, allkeys-lru',
    ],
    [
      'an idle timeout of a second',
      'staging',
      parameters({ idleTimeout: Duration.seconds(1) }),
      '`parameters.idleTimeout`',
    ],
    [
      'a threshold of nanoseconds',
      'staging',
      parameters({ slowLogThreshold: Duration.seconds(0.000_000_1) }),
      '`parameters.slowLogThreshold`',
    ],
    ['unknown events', 'staging', parameters({ keyspaceEvents: 'all' }), '`parameters.keyspaceEvents`'],
    [
      'all memory reserved',
      'staging',
      parameters({ reservedMemoryPercent: 100 }),
      '`parameters.reservedMemoryPercent`',
    ],
    ['a topic that is no ARN', 'staging', { alarms: { topicArn: 'alarms' } }, '`alarms.topicArn`'],
    [
      'an alarm that is never',
      'staging',
      { alarms: { topicArn: 'arn:x', memoryPercent: 100 } },
      '`alarms.memoryPercent`',
    ],
  ])('%s', (_, stage, props, message) => {
    expect(errorOf(stage, props)).toContain(message);
  });

  it('every fault at once, each with its place', () => {
    const message = errorOf('prod', { ...days(0), topology: CacheTopology.single(), snapshotWindow: 'x' });
    expect(message.split('\n').map((line) => line.split('` ')[0])).toEqual([
      'stack/sessions: `topology',
      'stack/sessions: `snapshotWindow',
      'stack/sessions: `snapshotRetention',
    ]);
  });

  it.each(['00:00-01:00', '12:00-13:00', '23:00-00:00'] as const)(
    'no windows that only touch: %s',
    (snapshotWindow) => {
      expect(errorOf('staging', { snapshotWindow, maintenanceWindow: 'mon:01:00-mon:02:00' })).toBe('');
      expect(errorOf('staging', { snapshotWindow, maintenanceWindow: 'sun:10:00-sun:12:00' })).toBe('');
    },
  );
});

describe('a topology refuses', () => {
  const cluster = (shards: number, replicasPerShard: number, scaling?: CacheScaling) => () =>
    CacheTopology.cluster({ shards, replicasPerShard: replicasPerShard as CacheReplicas, scaling });

  it.each<[string, () => unknown, string]>([
    ['no shard', cluster(0, 1), '`shards` must be 1 to 250 with 1 replicas each'],
    ['more nodes than there can be', cluster(101, 4), '`shards` must be 1 to 100'],
    ['six replicas', cluster(2, 6), '`replicasPerShard` must be 0 to 5'],
    ['half a replica', () => CacheTopology.replicated({ replicas: 0.5 as CacheReplicas }), '`replicas` must be 0 to 5'],
    ['scaling to no more', cluster(3, 1, CacheScaling.shards({ maximum: 3 })), '`scaling.maximum` must be 4 to 250'],
    [
      'scaling to six replicas',
      cluster(3, 1, CacheScaling.replicas({ maximum: 6 })),
      '`scaling.maximum` must be 2 to 5',
    ],
    [
      'scaling replicas from none',
      cluster(3, 0, CacheScaling.replicas({ maximum: 2 })),
      'what has none cannot add some',
    ],
    [
      'a target that ElastiCache does not take',
      cluster(3, 1, CacheScaling.shards({ maximum: 6, targetPercent: 80 })),
      '`scaling.targetPercent` must be 35 to 70',
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  it('an engine version that is not the newest minor one', () => {
    expect(() => CacheEngine.valkey('8.0' as never)).toThrow('`version` must be one of 7.2, 8.2, 9.1, got 8.0');
  });
});
