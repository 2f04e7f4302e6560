export type { DatabaseAlarms } from './alarms';
export type { AuditEvent, DatabaseAudit } from './audit';
export {
  AuroraCapacity,
  type AuroraCapacityKind,
  type PausingOptions,
  type ServerlessOptions,
} from './aurora-capacity';
export { AuroraCluster } from './aurora-cluster';
export type {
  AuroraClusterProps,
  AuroraInstance,
  LowerStageAuroraClusterProps,
  ProdAuroraClusterProps,
} from './aurora-props';
export { type Capacity, type InstanceClass, onDemand, reserved, type SavingsPlanClass, savingsPlan } from './capacity';
export { Credentials, type CredentialsKind, type RotationFunction } from './credentials';
export { Database } from './database';
export type {
  Availability,
  CredentialsProps,
  DatabaseProps,
  LowerStageDatabaseProps,
  ProdDatabaseProps,
} from './database-props';
export { type ClusterEngine, Engine, type EngineName, type EngineVersionOf, type InstanceEngine } from './engine';
export type { CertificateAuthority } from './foundation';
export { GlobalDatabase } from './global-database';
export type { Insights, LogExport } from './monitoring';
export type { ClusterParameters, Parameters } from './parameters';
export { DatabaseProxy, type DatabaseProxyOptions, type DatabaseProxyProps, type ProxyTarget } from './proxy';
export type { ReservedOptions } from './purchase';
export { ReadReplica, type ReadReplicaOptions, type ReadReplicaProps, type ReplicaSource } from './read-replica';
export type { ReaderScaling } from './reader-scaling';
export { Restore } from './restore';
export { SecondaryAuroraCluster } from './secondary-cluster';
export type { SecondaryAuroraClusterProps } from './secondary-props';
export { type Gp3Options, type Io2Options, Storage } from './storage';
export type { BackupWindow, MaintenanceWindow } from './windows';
