import type { Construct } from 'constructs';
import { type ByStage, type Duration, Faults, type Stage, stageOf } from '../core';
import { checkDataPlace, type Subnets } from '../network';
import type { IKey } from '../security';
import { type CacheAlarms, checkAlarms } from './alarms';
import { type CacheCapacity, checkNodePurchase, checkNodeType } from './capacity';
import { type CacheEngine, DEFAULT_CACHE_ENGINE } from './engine';
import { type CacheParameters, checkParameters } from './parameters';
import { CacheTopology } from './topology';
import {
  type CacheMaintenanceWindow,
  type CacheSnapshotWindow,
  checkCacheWindows,
  DEFAULT_CACHE_WINDOWS,
} from './windows';

/** What a cache of any stage is made of. */
interface CommonCacheProps {
  /** Where the nodes are: data subnets, which have no route out. */
  readonly subnets: Subnets<'data'>;
  /** The nodes and how they are paid for: `onDemandNodes('cache.m7g.large')`, `reservedNodes`, `savingsPlanNodes`. */
  readonly capacity: CacheCapacity;
  /** The engine in one version. @default CacheEngine.valkey('8.2') */
  readonly engine?: CacheEngine;
  /** The key that encrypts keys and values, snapshots and logs. It cannot be changed later. @default a key of its own */
  readonly key?: IKey;
  /** What the engine is told. @default ElastiCache's defaults of the family */
  readonly parameters?: CacheParameters;
  /** How long daily snapshots are kept, in whole days, up to 35; 7 or more in prod. @default 1 day in sandbox, 3 in staging, 14 in prod */
  readonly snapshotRetention?: Duration;
  /** The name of the snapshot that the cache begins with; another one replaces the cache. @default empty */
  readonly restoreFrom?: string;
  /** When the day's snapshot is begun. @default '02:00-03:00' */
  readonly snapshotWindow?: CacheSnapshotWindow;
  /** When ElastiCache may change the nodes. @default 'sun:03:30-sun:04:30' */
  readonly maintenanceWindow?: CacheMaintenanceWindow;
  /** Who is told of evictions, full memory, lag, a busy engine and connections running out. @default nobody */
  readonly alarms?: CacheAlarms;
}

/** A cache in prod: it survives the loss of a node and of a zone. */
export interface ProdCacheProps extends CommonCacheProps {
  /** The stack's stage; left out, prod's rules hold. @default the stack's */
  readonly stage?: 'prod';
  /** How many nodes there are, with at least one replica a shard. @default CacheTopology.replicated({ replicas: 1 }) */
  readonly topology?: CacheTopology<'failover'>;
}

/** A cache below prod: a single node is allowed. */
export interface LowerStageCacheProps extends CommonCacheProps {
  /** The stack's stage, said aloud because it loosens the rules. */
  readonly stage: 'sandbox' | 'staging';
  /** How many nodes there are. @default CacheTopology.single() */
  readonly topology?: CacheTopology;
}

/** What a {@link Cache} is made of. */
export type CacheProps = ProdCacheProps | LowerStageCacheProps;

const SNAPSHOT_DAYS: ByStage<number> = { sandbox: 1, staging: 3, prod: 14 };
const LEAST_SNAPSHOT_DAYS: ByStage<number> = { sandbox: 0, staging: 1, prod: 7 };

/** Checked props with the defaults filled in. */
export interface CachePlan {
  readonly stage: Stage;
  readonly engine: CacheEngine;
  readonly topology: CacheTopology;
  readonly nodeType: string;
  readonly snapshotDays: number;
  readonly snapshotWindow: CacheSnapshotWindow;
  readonly maintenanceWindow: CacheMaintenanceWindow;
  readonly props: CacheProps;
}

/**
 * Checks all props at once.
 *
 * @throws ValidationError with every fault
 */
export function planCache(scope: Construct, props: CacheProps): CachePlan {
  const faults = new Faults(scope);
  const stage = faults.attempt('stage', () => stageOf(scope, props.stage)) ?? 'prod';
  const { engine = DEFAULT_CACHE_ENGINE, capacity, parameters = {}, alarms } = props;
  const { snapshot, maintenance } = DEFAULT_CACHE_WINDOWS;
  const { snapshotWindow = snapshot, maintenanceWindow = maintenance } = props;
  const fallback = stage === 'prod' ? CacheTopology.replicated({ replicas: 1 }) : CacheTopology.single();
  const topology: CacheTopology = props.topology ?? fallback;
  checkDataPlace(faults, scope, props.subnets, 'ElastiCache');
  checkTopology(faults, stage, topology, props.subnets);
  checkNodeType(faults, capacity.nodeType, engine);
  checkNodePurchase(faults, capacity, engine);
  topology.scaling?.checkNodeType(faults, capacity.nodeType);
  checkParameters(faults, parameters, capacity.nodeType);
  checkCacheWindows(faults, { snapshot: snapshotWindow, maintenance: maintenanceWindow });
  const snapshotDays = checkSnapshots(faults, stage, props.snapshotRetention);
  checkRestore(faults, props.restoreFrom);
  if (alarms) checkAlarms(faults, alarms);
  faults.throwIfAny();
  const { nodeType } = capacity;
  return { stage, engine, topology, nodeType, snapshotDays, snapshotWindow, maintenanceWindow, props };
}

/** For how many days snapshots are kept. */
export function checkSnapshots(faults: Faults, stage: Stage, retention: Duration | undefined): number {
  const days = retention?.toDays() ?? SNAPSHOT_DAYS[stage];
  const least = LEAST_SNAPSHOT_DAYS[stage];
  faults.check(Number.isInteger(days) && days >= least && days <= 35, {
    prop: 'snapshotRetention',
    expected: `${least} to 35 whole days in ${stage}`,
    got: retention?.toString(),
    fix: `Leave it out for ${SNAPSHOT_DAYS[stage]}.`,
  });
  return days;
}

function checkRestore(faults: Faults, snapshot: string | undefined): void {
  // A snapshot that ElastiCache made by itself is called automatic.<cache>-<time>.
  const named = /^(automatic\.)?[a-z][a-z0-9.-]*$/i;
  faults.check(snapshot === undefined || named.test(snapshot) || snapshot.includes('${'), {
    prop: 'restoreFrom',
    expected: 'the name of a snapshot, not its ARN',
    got: snapshot,
    fix: 'Take it from `aws elasticache describe-snapshots`.',
  });
}

function checkTopology(faults: Faults, stage: Stage, topology: CacheTopology, subnets: Subnets<'data'>): void {
  faults.check(stage !== 'prod' || topology.availability === 'failover', {
    prop: 'topology',
    expected: 'with a replica a shard in prod',
    got: topology.clusterMode ? 'CacheTopology.cluster without replicas' : 'CacheTopology.single()',
    fix: 'Use CacheTopology.replicated({ replicas: 1 }), or `replicasPerShard: 1`.',
  });
  faults.check(topology.availability === 'fragile' || new Set(subnets.availabilityZones).size >= 2, {
    prop: 'subnets',
    expected: 'in two zones or more: a replica in the same zone is lost with its primary',
    got: subnets.availabilityZones,
    fix: 'Add a zone to the VPC: nothing that exists moves.',
  });
}
