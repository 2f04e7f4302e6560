import { ElasticacheParameterGroup } from '@cdktf/provider-aws/lib/elasticache-parameter-group';
import type { Construct } from 'constructs';
import { type Duration, type Faults, formerPath, tagsOf } from '../core';
import { isTiered } from './capacity';
import type { CacheEngine } from './engine';

/** What is thrown out when memory is full: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html */
export type EvictionPolicy =
  | 'noeviction'
  | 'volatile-lru'
  | 'allkeys-lru'
  | 'volatile-lfu'
  | 'allkeys-lfu'
  | 'volatile-random'
  | 'allkeys-random'
  | 'volatile-ttl';

/** What an engine can be told, as far as ElastiCache lets. All of it takes effect at once. */
export interface CacheParameters {
  /** What is thrown out when memory is full. @default 'volatile-lru': the longest unread of what has an expiry */
  readonly evictionPolicy?: EvictionPolicy;
  /** After how long a silent connection is closed. @default never */
  readonly idleTimeout?: Duration;
  /** Commands that take longer are in the slow log. @default 10 milliseconds */
  readonly slowLogThreshold?: Duration;
  /** Which changes of keys are published, in the engine's letters such as `Ex`. @default none */
  readonly keyspaceEvents?: string;
  /** How much of the memory is left for replication and snapshots, in percent, 10 to 90. @default 25 */
  readonly reservedMemoryPercent?: number;
}

const TIERED_POLICIES: readonly EvictionPolicy[] = ['noeviction', 'volatile-lru', 'allkeys-lru'];

/** Checks what ElastiCache would refuse. */
export function checkParameters(faults: Faults, parameters: CacheParameters, nodeType: string): void {
  const { evictionPolicy, idleTimeout, slowLogThreshold, keyspaceEvents, reservedMemoryPercent: reserved } = parameters;
  faults.check(evictionPolicy === undefined || !isTiered(nodeType) || TIERED_POLICIES.includes(evictionPolicy), {
    prop: 'parameters.evictionPolicy',
    expected: `${TIERED_POLICIES.join(', ')} on nodes with data tiering`,
    got: evictionPolicy,
    fix: 'Leave it out for volatile-lru.',
  });
  const seconds = idleTimeout?.toSeconds() ?? 20;
  faults.check(Number.isInteger(seconds) && (seconds === 0 || seconds >= 20), {
    prop: 'parameters.idleTimeout',
    expected: 'whole seconds, 20 or more, or 0 for never',
    got: idleTimeout?.toString(),
    fix: 'Write for example Duration.minutes(5).',
  });
  faults.check(Number.isInteger(microseconds(slowLogThreshold) ?? 0), {
    prop: 'parameters.slowLogThreshold',
    expected: 'whole microseconds',
    got: slowLogThreshold?.toString(),
    fix: 'Write for example Duration.seconds(0.01).',
  });
  faults.check(keyspaceEvents === undefined || /^[KEg$lshzxednmtA]+$/.test(keyspaceEvents), {
    prop: 'parameters.keyspaceEvents',
    expected: 'letters of KEg$lshzxednmtA, such as Ex',
    got: keyspaceEvents,
    fix: 'See https://valkey.io/topics/notifications/.',
  });
  faults.check(reserved === undefined || (Number.isInteger(reserved) && reserved >= 10 && reserved <= 90), {
    prop: 'parameters.reservedMemoryPercent',
    expected: '10 to 90',
    got: reserved,
    fix: 'Leave it out for 25.',
  });
}

/** The name of a cache's parameter group: it says what cannot be changed in a group that is there. */
export function parameterGroupName(name: string, { family }: CacheEngine, clusterMode: boolean): string {
  return `${name}-${family}${clusterMode ? '-cluster' : ''}`;
}

/** The parameter group of a cache. With another major version another group takes its place. */
export function createParameterGroup(
  scope: Construct,
  name: string,
  engine: CacheEngine,
  clusterMode: boolean,
  parameters: CacheParameters,
): ElasticacheParameterGroup {
  const values: Readonly<Record<string, string | number | undefined>> = {
    'cluster-enabled': clusterMode ? 'yes' : undefined,
    'maxmemory-policy': parameters.evictionPolicy,
    'notify-keyspace-events': parameters.keyspaceEvents,
    'reserved-memory-percent': parameters.reservedMemoryPercent,
    'slowlog-log-slower-than': microseconds(parameters.slowLogThreshold),
    timeout: parameters.idleTimeout?.toSeconds(),
  };
  return new ElasticacheParameterGroup(scope, 'parameters', {
    name: parameterGroupName(name, engine, clusterMode),
    family: engine.family,
    description: formerPath(scope),
    parameter: Object.entries(values).flatMap(([parameter, value]) =>
      value === undefined ? [] : [{ name: parameter, value: String(value) }],
    ),
    tags: tagsOf(scope),
    lifecycle: { createBeforeDestroy: true },
  });
}

function microseconds(duration: Duration | undefined): number | undefined {
  return duration === undefined ? undefined : Number((duration.toSeconds() * 1_000_000).toFixed(3));
}
