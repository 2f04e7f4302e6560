import type { Permission } from '../core';

/** What Cluster Autoscaler reads: none of it can be held to single resources. */
const READS = [
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:DescribeAutoScalingInstances',
  'autoscaling:DescribeLaunchConfigurations',
  'autoscaling:DescribeScalingActivities',
  'ec2:DescribeImages',
  'ec2:DescribeInstanceTypes',
  'ec2:DescribeLaunchTemplateVersions',
  'ec2:GetInstanceTypesFromInstanceRequirements',
] as const;

/**
 * What Cluster Autoscaler may do: size the groups of this cluster's pools, which EKS marks with the cluster's name, and take single
 * nodes out of them. https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 */
export function nodeAutoscalerPermissions(cluster: { readonly name: string; readonly arn: string }): Permission[] {
  const owned = { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${cluster.name}`]: 'owned' } };
  return [
    { actions: READS, resources: ['*'] },
    {
      actions: ['autoscaling:SetDesiredCapacity', 'autoscaling:TerminateInstanceInAutoScalingGroup'],
      resources: ['*'],
      conditions: owned,
    },
    { actions: ['eks:DescribeNodegroup'], resources: [cluster.arn.replace(':cluster/', ':nodegroup/').concat('/*')] },
  ];
}
