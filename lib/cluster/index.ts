export { AccessEntry, type AccessEntryProps, type AccessOptions, ClusterAccess, type Namespaces } from './access';
export { AddOn, type AddOnName, type AddOnOptions } from './add-on';
export { ApiAccess } from './api-access';
export type { AutoMode, AutoModePool } from './auto-mode';
export { Cluster } from './cluster';
export type { AutoModeClusterProps, ClusterProps, ClusterVpc, NodePoolClusterProps } from './cluster-props';
export type { Architecture } from './data/instance-families';
export {
  type FargateCluster,
  FargateProfile,
  type FargateProfileOptions,
  type FargateProfileProps,
  type FargateSelector,
} from './fargate-profile';
export type { NodeImage } from './image';
export type { InstanceFamily, InstanceSize, InstanceType } from './instance-type';
export { Karpenter, type KarpenterProps } from './karpenter';
export type { NodeClassManifest, NodeClassOptions } from './karpenter-node-class';
export {
  type KarpenterNodePoolOptions,
  karpenterNodePool,
  type NodePoolManifest,
  renderManifests,
} from './karpenter-node-pool';
export { type Labels, type Taint, type TaintEffect, type Toleration, toleration } from './labels';
export { NodeGroup, type NodeGroupProps } from './node-group';
export {
  type NodePool,
  type NodePoolOptions,
  type OnDemandPoolOptions,
  onDemandPool,
  type ReservedPoolOptions,
  reservedPool,
  type Scaling,
  SPOT_TAINT,
  type SpotPoolOptions,
  spotPool,
} from './node-pool';
export { type PoolPair, type PoolPairOptions, type PreferredNodes, poolPair, statelessPods } from './pool-pair';
export { DEFAULT_KUBERNETES_VERSION, type KubernetesVersion, standardSupportEnds } from './version';
export {
  ClusterWorkload,
  type ClusterWorkloadProps,
  type WorkloadCluster,
  type WorkloadIdentity,
  type WorkloadOptions,
} from './workload';
