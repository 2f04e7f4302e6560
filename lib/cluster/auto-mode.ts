import type { EksClusterConfig } from '@cdktf/provider-aws/lib/eks-cluster';
import type { ManagedPolicy } from '../security';

/** The pools that EKS brings with Auto Mode: https://docs.aws.amazon.com/eks/latest/userguide/set-builtin-node-pools.html */
export type AutoModePool = 'general-purpose' | 'system';

/** How EKS runs the nodes by itself. */
export interface AutoMode {
  /** The pools of EKS's own. @default both; `[]` where pools of your own are applied inside the cluster */
  readonly pools?: readonly AutoModePool[];
}

/** What EKS needs to make nodes, volumes and load balancers: https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html */
export const AUTO_MODE_CLUSTER_POLICIES: readonly ManagedPolicy[] = [
  'AmazonEKSComputePolicy',
  'AmazonEKSBlockStoragePolicy',
  'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSNetworkingPolicy',
];

/** What a node needs that EKS runs by itself: https://docs.aws.amazon.com/eks/latest/userguide/auto-create-node-role.html */
export const AUTO_MODE_NODE_POLICIES: readonly ManagedPolicy[] = [
  'AmazonEKSWorkerNodeMinimalPolicy',
  'AmazonEC2ContainerRegistryPullOnly',
];

/** The arguments of a cluster with Auto Mode: compute, volumes and load balancers go on and off together. */
export function autoModeArguments(
  { pools = ['general-purpose', 'system'] }: AutoMode,
  nodeRoleArn: string,
): Pick<EksClusterConfig, 'computeConfig' | 'storageConfig'> {
  return {
    computeConfig:
      pools.length > 0 ? { enabled: true, nodePools: [...pools], nodeRoleArn } : { enabled: true, nodePools: [] },
    storageConfig: { blockStorage: { enabled: true } },
  };
}
