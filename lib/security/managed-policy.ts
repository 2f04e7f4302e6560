/**
 * The AWS-managed policies that a role may have: the ones that AWS's own agents and controllers ask for and that carry no
 * administration. Anything else is a grant (`bucket.grantRead(role)`) or `role.allow({...})`.
 * See https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export const MANAGED_POLICIES = [
  'AmazonEC2ContainerRegistryPullOnly',
  'AmazonEKSBlockStoragePolicy',
  'AmazonEKSClusterPolicy',
  'AmazonEKSComputePolicy',
  'AmazonEKSFargatePodExecutionRolePolicy',
  'AmazonEKSLoadBalancingPolicy',
  'AmazonEKSNetworkingPolicy',
  'AmazonEKSVPCResourceController',
  'AmazonEKSWorkerNodeMinimalPolicy',
  'AmazonEKSWorkerNodePolicy',
  'AmazonEKS_CNI_Policy',
  'AmazonSSMManagedInstanceCore',
  'AWSXRayDaemonWriteAccess',
  'CloudWatchAgentServerPolicy',
  'service-role/AWSBackupServiceRolePolicyForBackup',
  'service-role/AWSBackupServiceRolePolicyForRestores',
  'service-role/AWS_ConfigRole',
  'service-role/AWSLambdaBasicExecutionRole',
  'service-role/AWSLambdaVPCAccessExecutionRole',
  'service-role/AmazonEBSCSIDriverPolicy',
  'service-role/AmazonECSTaskExecutionRolePolicy',
  'service-role/AmazonEFSCSIDriverPolicy',
  'service-role/AmazonRDSEnhancedMonitoringRole',
] as const;

/** One of {@link MANAGED_POLICIES}. */
export type ManagedPolicy = (typeof MANAGED_POLICIES)[number];
