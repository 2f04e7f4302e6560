import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import type { EksClusterConfig } from '@cdktf/provider-aws/lib/eks-cluster';
import type { Construct } from 'constructs';
import { accountIdOf, arnOf, stageOf, tagsOf } from '../core';
import type { ISecurityGroup } from '../network';
import { type IKey, Key, type ManagedPolicy, Principal, Role } from '../security';
import { ApiAccess } from './api-access';
import { type ClusterProps, DEFAULT_SERVICE_CIDR, LOG_RETENTION_DAYS } from './cluster-props';

/** What a node needs to join and to pull images, and no more: pods have identities of their own (CIS EKS 5.1.3). */
export const NODE_POLICIES: readonly ManagedPolicy[] = [
  'AmazonEKSWorkerNodePolicy',
  'AmazonEC2ContainerRegistryPullOnly',
];

/** The five kinds of logs of a control plane: AWS FSBP EKS.8, CIS EKS 2.1.1. */
export const LOG_TYPES = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

/**
 * The key of a cluster's secrets and logs. EKS makes a grant on it in the name of whoever creates the cluster, a call for which
 * the condition `kms:GrantIsForAWSResource` does not hold: https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html
 */
export function createKey(scope: Construct): Key {
  const key = new Key(scope, 'key', { description: `Secrets and logs of ${scope.node.path}` });
  key.allowService('logs.amazonaws.com');
  key.addToPolicy({
    sid: 'AccountLetsEksUseTheKeyForTheCluster',
    principals: { aws: [arnOf(scope, 'iam', 'root', { global: true })] },
    actions: ['kms:CreateGrant'],
    conditions: { StringEquals: { 'kms:CallerAccount': accountIdOf(scope) } },
  });
  return key;
}

/** The log group that EKS writes to: made first, since EKS would make one that keeps everything for ever, without a key. */
export function createLogGroup(
  scope: Construct,
  clusterName: string,
  key: IKey,
  retentionDays: number | undefined,
): CloudwatchLogGroup {
  return new CloudwatchLogGroup(scope, 'log-group', {
    name: `/aws/eks/${clusterName}/cluster`,
    retentionInDays: retentionDays ?? LOG_RETENTION_DAYS[stageOf(scope)],
    kmsKeyId: key.arn,
    tags: tagsOf(scope),
  });
}

/** The role by which EKS acts for this cluster, and for no other: with the key of its secrets. */
export function createClusterRole(
  scope: Construct,
  clusterArn: string,
  key: IKey,
  managedPolicies: readonly ManagedPolicy[],
): Role {
  const role = new Role(scope, 'role', {
    description: `What EKS does for ${scope.node.path}`,
    assumedBy: Principal.service('eks.amazonaws.com', { sourceArn: clusterArn }),
    managedPolicies,
  });
  role.allow({ actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt'], resources: [key.arn] });
  return role;
}

/** Where the API is reached, and the addresses of services. */
export function networkArguments(
  { vpc, api = ApiAccess.privateOnly(), serviceCidr = DEFAULT_SERVICE_CIDR, autoMode }: ClusterProps,
  { securityGroupId }: ISecurityGroup,
): Pick<EksClusterConfig, 'vpcConfig' | 'kubernetesNetworkConfig'> {
  const { publicCidrs } = api;
  const isPublic = publicCidrs.length > 0;
  return {
    vpcConfig: {
      subnetIds: vpc.subnets.private.ids,
      securityGroupIds: [securityGroupId],
      endpointPrivateAccess: true,
      endpointPublicAccess: isPublic,
      publicAccessCidrs: isPublic ? [...publicCidrs] : undefined,
    },
    kubernetesNetworkConfig: {
      ipFamily: 'ipv4',
      serviceIpv4Cidr: serviceCidr,
      elasticLoadBalancing: autoMode && { enabled: true },
    },
  };
}
