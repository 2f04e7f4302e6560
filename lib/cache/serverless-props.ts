import type { Construct } from 'constructs';
import { type Duration, Faults, type Size, type Stage, stageOf } from '../core';
import { checkDataPlace, type Subnets } from '../network';
import type { IKey } from '../security';
import { checkSnapshots } from './cache-props';
import { type CacheEngine, DEFAULT_CACHE_ENGINE } from './engine';

/** How much a serverless cache may hold and do: what bounds its price, and is said in every stage. */
export interface ServerlessLimits {
  /** The most data, 1 to 5000 GiB; when it is reached, keys are thrown out. */
  readonly storage: Size;
  /** The most ECPUs a second, 1,000 to 15,000,000; beyond it commands are throttled. */
  readonly ecpuPerSecond: number;
  /** Data that is paid for even when it is not there, ready for a burst. @default none */
  readonly minimumStorage?: Size;
  /** ECPUs a second that are paid for even when they are not used, ready for a burst. @default none */
  readonly minimumEcpuPerSecond?: number;
}

/** Who is told when a serverless cache reaches its limits. */
export interface ServerlessAlarms {
  /** The ARN of the SNS topic that is told, when it begins and when it is over. */
  readonly topicArn: string;
  /** Which share of `limits` counts as nearly reached, in percent. @default 80 */
  readonly limitPercent?: number;
}

/** What a {@link ServerlessCache} is made of. */
export interface ServerlessCacheProps {
  /** Where its endpoints are: data subnets of two or three zones. */
  readonly subnets: Subnets<'data'>;
  /** How much it may hold and do. */
  readonly limits: ServerlessLimits;
  /** How it is paid for: nothing can be reserved, a Database Savings Plan covers Valkey. @default 'on-demand' */
  readonly purchase?: 'on-demand' | 'savings-plan';
  /** The engine; of the version only the major part counts. @default CacheEngine.valkey('8.2') */
  readonly engine?: CacheEngine;
  /** The key that encrypts keys and values, and snapshots. It cannot be changed later. @default a key of its own */
  readonly key?: IKey;
  /** How long daily snapshots are kept, in whole days, up to 35; 7 or more in prod. @default 1 day in sandbox, 3 in staging, 14 in prod */
  readonly snapshotRetention?: Duration;
  /** The ARN of the snapshot that the cache begins with; another one replaces the cache. @default empty */
  readonly restoreFrom?: string;
  /** When the day's snapshot is begun, in UTC, `hh:mm`. @default '02:00' */
  readonly snapshotTime?: `${number}:${number}`;
  /** Who is told of throttled commands, evictions and limits that are nearly reached. @default nobody */
  readonly alarms?: ServerlessAlarms;
  /** The stage of the stack, to have it checked. @default the stack's */
  readonly stage?: Stage;
}

/** Checked props with the defaults filled in. */
export interface ServerlessPlan {
  readonly stage: Stage;
  readonly engine: CacheEngine;
  readonly snapshotDays: number;
  readonly snapshotTime: string;
  readonly props: ServerlessCacheProps;
}

/**
 * Checks all props at once.
 *
 * @throws ValidationError with every fault
 */
export function planServerlessCache(scope: Construct, props: ServerlessCacheProps): ServerlessPlan {
  const faults = new Faults(scope);
  const stage = faults.attempt('stage', () => stageOf(scope, props.stage)) ?? 'prod';
  const { engine = DEFAULT_CACHE_ENGINE, snapshotTime = '02:00', subnets, limits, alarms } = props;
  checkDataPlace(faults, scope, subnets, 'ElastiCache');
  const zones = new Set(subnets.availabilityZones).size;
  faults.check(zones >= 2 && zones <= 3, {
    prop: 'subnets',
    expected: 'in two or three zones',
    got: subnets.availabilityZones,
    fix: 'A serverless cache is in two or three zones, whatever the stage.',
  });
  checkLimits(faults, limits);
  const purchases = engine.name === 'valkey' ? ['on-demand', 'savings-plan'] : ['on-demand'];
  faults.check(purchases.includes(props.purchase ?? 'on-demand'), {
    prop: 'purchase',
    expected: `${purchases.join(' or ')} for ${engine.name}: AWS sells nothing else for a cache without nodes`,
    got: props.purchase,
    fix: 'Leave it out to pay for what is used.',
  });
  const snapshotDays = checkSnapshots(faults, stage, props.snapshotRetention);
  faults.check(/^([01]\d|2[0-3]):[0-5]\d$/.test(snapshotTime), {
    prop: 'snapshotTime',
    expected: 'a time of day in UTC, hh:mm',
    got: snapshotTime,
    fix: "Write for example '02:00'.",
  });
  faults.check(props.restoreFrom === undefined || /^arn:|\$\{/.test(props.restoreFrom), {
    prop: 'restoreFrom',
    expected: 'the ARN of a snapshot: a serverless cache takes no name',
    got: props.restoreFrom,
    fix: 'Take it from `aws elasticache describe-serverless-cache-snapshots`.',
  });
  const percent = alarms?.limitPercent ?? 80;
  faults.check(percent > 0 && percent < 100, {
    prop: 'alarms.limitPercent',
    expected: 'above 0 and below 100',
    got: percent,
    fix: 'Leave it out for 80.',
  });
  faults.throwIfAny();
  return { stage, engine, snapshotDays, snapshotTime, props };
}

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html */
function checkLimits(faults: Faults, limits: ServerlessLimits): void {
  const { storage, minimumStorage, ecpuPerSecond, minimumEcpuPerSecond } = limits;
  const most = storage.toGibibytes();
  checkRange(faults, 'limits.storage', most, 1, 5000, 'GiB');
  if (minimumStorage) checkRange(faults, 'limits.minimumStorage', minimumStorage.toGibibytes(), 1, most, 'GiB');
  checkRange(faults, 'limits.ecpuPerSecond', ecpuPerSecond, 1000, 15_000_000, 'ECPUs a second');
  if (minimumEcpuPerSecond !== undefined) {
    checkRange(faults, 'limits.minimumEcpuPerSecond', minimumEcpuPerSecond, 1000, ecpuPerSecond, 'ECPUs a second');
  }
}

function checkRange(faults: Faults, prop: string, got: number, least: number, most: number, unit: string): void {
  faults.check(Number.isInteger(got) && got >= least && got <= most, {
    prop,
    expected: `${least} to ${most} whole ${unit}`,
    got,
    fix: 'Begin with twice of what is used at the peak.',
  });
}
