export { CacheAccess, type CacheAccessOptions, type CacheCommandCategory } from './access';
export type { CacheAlarms } from './alarms';
export { Cache } from './cache';
export type { CacheProps, LowerStageCacheProps, ProdCacheProps } from './cache-props';
export {
  type CacheCapacity,
  type CacheNodeType,
  onDemandNodes,
  type ReservedNodesOptions,
  reservedNodes,
  type SavingsPlanNodeType,
  savingsPlanNodes,
} from './capacity';
export { CacheEngine, type CacheEngineName, type CacheEngineVersionOf } from './engine';
export type { GlobalDatastore } from './global-datastore';
export type { CacheParameters, EvictionPolicy } from './parameters';
export { CacheScaling, type ReplicaScaling, type ShardScaling } from './scaling';
export { SecondaryCache, type SecondaryCacheProps } from './secondary-cache';
export { ServerlessCache } from './serverless-cache';
export type { ServerlessAlarms, ServerlessCacheProps, ServerlessLimits } from './serverless-props';
export {
  type CacheAvailability,
  type CacheClusterOptions,
  type CacheReplicas,
  CacheTopology,
} from './topology';
export type { CacheUser } from './users';
export type { CacheMaintenanceWindow, CacheSnapshotWindow } from './windows';
