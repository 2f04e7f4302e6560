import { CacheScaling, CacheTopology, onDemandNodes } from '../../lib/cache';
import { Duration } from '../../lib/core';
import { cacheTemplate, serverlessTemplate } from './fixtures';

type Json = Record<string, unknown>;
const topicArn = 'arn:aws:sns:eu-west-1:123456789012:alarms';

/** The alarms of a cache by the end of their names. */
function alarmsOf(props: Parameters<typeof cacheTemplate>[1]): Map<string, Json> {
  const alarms = Object.values(cacheTemplate('staging', { alarms: { topicArn }, ...props }).resources(TYPE));
  return new Map(alarms.map((alarm) => [String(alarm.alarm_name).replace(/^stack-sessions-[0-9a-f]{8}-/, ''), alarm]));
}
const TYPE = 'aws_cloudwatch_metric_alarm';

/** The nodes that an alarm looks at, by the end of their ids. */
const nodesOf = (alarm: Json = {}): string[] =>
  (alarm.metric_query as { metric?: { dimensions: { CacheClusterId: string } } }[]).flatMap(({ metric }) =>
    metric ? [metric.dimensions.CacheClusterId.replace(/^stack-sessions-[0-9a-f]{8}-/, '')] : [],
  );

describe('alarms of a cache', () => {
  it('are none unless somebody is named', () => {
    expect(cacheTemplate().resources(TYPE)).toEqual({});
  });

  it('tell one topic when trouble begins and when it is over', () => {
    const alarms = alarmsOf({ topology: CacheTopology.replicated({ replicas: 1 }) });
    expect([...alarms.keys()].sort()).toEqual(['connections', 'engine-cpu', 'evictions', 'memory', 'replication-lag']);
    for (const alarm of alarms.values()) {
      expect(alarm).toMatchObject({ alarm_actions: [topicArn], ok_actions: [topicArn], evaluation_periods: 3 });
    }
  });

  it('look at the worst node, whichever is primary', () => {
    const alarm = alarmsOf({ topology: CacheTopology.replicated({ replicas: 2 }) }).get('memory');
    expect(alarm?.metric_query).toMatchObject([
      { id: 'worst', expression: 'MAX([node1, node2, node3])', return_data: true },
      { id: 'node1', return_data: false },
      { id: 'node2', return_data: false },
      { id: 'node3', return_data: false },
    ]);
    expect(nodesOf(alarm)).toEqual(['001', '002', '003']);
  });

  it('are those of each shard in cluster mode', () => {
    const alarms = alarmsOf({ topology: CacheTopology.cluster({ shards: 3, replicasPerShard: 1 }) });
    expect(alarms.size).toBe(3 * 5);
    expect(nodesOf(alarms.get('0002-evictions'))).toEqual(['0002-001', '0002-002']);
  });

  it('look at what scaling will add', () => {
    const cluster = (scaling: CacheScaling) => ({
      topology: CacheTopology.cluster({ shards: 2, replicasPerShard: 1, scaling }),
    });
    expect(alarmsOf(cluster(CacheScaling.shards({ maximum: 4 }))).has('0004-memory')).toBe(true);
    const replicas = alarmsOf(cluster(CacheScaling.replicas({ maximum: 3 })));
    expect(nodesOf(replicas.get('0001-memory'))).toEqual(['0001-001', '0001-002', '0001-003', '0001-004']);
  });

  it('ask for no lag where there is no replica, and for credits where nodes have some', () => {
    const alarms = alarmsOf({ capacity: onDemandNodes('cache.t4g.small') });
    expect([...alarms.keys()].sort()).toEqual(['connections', 'cpu-credits', 'engine-cpu', 'evictions', 'memory']);
    expect(alarms.get('cpu-credits')).toMatchObject({
      comparison_operator: 'LessThanThreshold',
      statistic: 'Minimum',
      dimensions: { CacheClusterId: expect.stringMatching(/-001$/) },
    });
    const two = { capacity: onDemandNodes('cache.t4g.small'), topology: CacheTopology.replicated({ replicas: 1 }) };
    expect(alarmsOf(two).get('cpu-credits')).toMatchObject({
      metric_query: [{ expression: 'MIN([node1, node2])' }, {}, {}],
    });
  });

  it('begin where they are told', () => {
    const topology = CacheTopology.replicated({ replicas: 1 });
    const alarms = alarmsOf({
      topology,
      alarms: {
        topicArn,
        evictions: 5,
        memoryPercent: 60,
        engineCpuPercent: 70,
        replicationLag: Duration.seconds(3),
        connections: 100,
      },
    });
    const thresholds = Object.fromEntries([...alarms].map(([name, { threshold }]) => [name, threshold]));
    expect(thresholds).toEqual({ evictions: 5, memory: 60, 'engine-cpu': 70, 'replication-lag': 3, connections: 100 });
  });
});

describe('alarms of a serverless cache', () => {
  it('are about its limits, throttled commands and lost keys', () => {
    const template = serverlessTemplate('staging', { alarms: { topicArn, limitPercent: 50 } });
    const { name } = template.resource('aws_elasticache_serverless_cache');
    const alarms = Object.values(template.resources(TYPE));
    expect(Object.fromEntries(alarms.map(({ metric_name, threshold }) => [metric_name, threshold]))).toEqual({
      ElastiCacheProcessingUnits: 5000 * 300 * 0.5,
      Evictions: 0,
      BytesUsedForCache: 5 * 1024 ** 3,
      ThrottledCmds: 0,
    });
    for (const alarm of alarms)
      expect(alarm).toMatchObject({ dimensions: { clusterId: name }, alarm_actions: [topicArn] });
  });
});
