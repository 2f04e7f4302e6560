import type { Construct } from 'constructs';
import { accountIdOf, arnOf, type Conditions, type Permission, partitionOf, regionOf } from '../core';

/** What Karpenter works with. */
export interface KarpenterScope {
  /** EKS's name of the cluster, as text. */
  readonly clusterName: string;
  /** The cluster's ARN. */
  readonly clusterArn: string;
  /** The queue of interruptions. */
  readonly queueArn: string;
  /** The instance profile of its nodes. */
  readonly instanceProfileArn: string;
}

/** What Karpenter makes, and marks as its own when it makes it. */
const MADE = ['fleet', 'instance', 'launch-template', 'network-interface', 'spot-instances-request', 'volume'] as const;

const READS = [
  'ec2:DescribeCapacityReservations',
  'ec2:DescribeImages',
  'ec2:DescribeInstanceTypeOfferings',
  'ec2:DescribeInstanceTypes',
  'ec2:DescribeInstances',
  'ec2:DescribeLaunchTemplates',
  'ec2:DescribeSecurityGroups',
  'ec2:DescribeSpotPriceHistory',
  'ec2:DescribeSubnets',
] as const;

/**
 * What Karpenter's controller may do: start nodes that carry the cluster's tag, and stop those that do. It passes one role, to
 * EC2 (`nodeRole.grantPassRole`), and changes no instance profile: the nodes' is made by Terraform.
 *
 * See https://karpenter.sh/docs/reference/cloudformation/, of which these are the statements without those for instance profiles.
 */
export function karpenterPermissions(scope: Construct, karpenter: KarpenterScope): Permission[] {
  const { clusterName, clusterArn, queueArn, instanceProfileArn } = karpenter;
  const region = regionOf(scope);
  const ec2 = (types: readonly string[]): [string, ...string[]] =>
    types.map((type) => arnOf(scope, 'ec2', `${type}/*`)) as [string, ...string[]];
  const shared = (type: string): string => `arn:${partitionOf(scope)}:ec2:${region}::${type}/*`;
  const made = { StringLike: { 'aws:ResourceTag/karpenter.sh/nodepool': '*' }, ...tagged('Resource', clusterName) };
  return [
    // What a node is made of: it was there before, so it carries no tag of Karpenter's.
    {
      actions: ['ec2:CreateFleet', 'ec2:RunInstances'],
      resources: [...ec2(['capacity-reservation', 'security-group', 'subnet']), shared('image'), shared('snapshot')],
    },
    { actions: ['ec2:CreateFleet', 'ec2:RunInstances'], resources: ec2(['launch-template']), conditions: made },
    {
      actions: ['ec2:CreateFleet', 'ec2:CreateLaunchTemplate', 'ec2:RunInstances'],
      resources: ec2(MADE),
      conditions: making(clusterName),
    },
    { actions: ['ec2:CreateTags'], resources: ec2(MADE), conditions: taggingWhileMaking(clusterName) },
    { actions: ['ec2:CreateTags'], resources: ec2(['instance']), conditions: naming(clusterName, made) },
    {
      actions: ['ec2:DeleteLaunchTemplate', 'ec2:TerminateInstances'],
      resources: ec2(['instance', 'launch-template']),
      conditions: made,
    },
    { actions: READS, resources: ['*'], conditions: { StringEquals: { 'aws:RequestedRegion': region } } },
    { actions: ['iam:ListInstanceProfiles', 'pricing:GetProducts'], resources: ['*'] },
    {
      actions: ['ssm:GetParameter'],
      resources: [`arn:${partitionOf(scope)}:ssm:${region}::parameter/aws/service/*`],
    },
    { actions: ['sqs:DeleteMessage', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'], resources: [queueArn] },
    { actions: ['iam:GetInstanceProfile'], resources: [instanceProfileArn] },
    { actions: ['eks:DescribeCluster'], resources: [clusterArn] },
  ];
}

function tagged(kind: 'Request' | 'Resource', clusterName: string): Conditions {
  return { StringEquals: { [`aws:${kind}Tag/kubernetes.io/cluster/${clusterName}`]: 'owned' } };
}

function making(clusterName: string): Conditions {
  return {
    StringEquals: {
      ...tagged('Request', clusterName).StringEquals,
      'aws:RequestTag/eks:eks-cluster-name': clusterName,
    },
    StringLike: { 'aws:RequestTag/karpenter.sh/nodepool': '*' },
  };
}

function taggingWhileMaking(clusterName: string): Conditions {
  const { StringEquals, StringLike = {} } = making(clusterName);
  const create = ['RunInstances', 'CreateFleet', 'CreateLaunchTemplate'];
  return { StringEquals: { ...StringEquals, 'ec2:CreateAction': create }, StringLike };
}

/** A node that runs may be named, and be told its claim; the tags that it is known by stay. */
function naming(clusterName: string, made: Conditions): Conditions {
  return {
    ...made,
    StringEqualsIfExists: { 'aws:RequestTag/eks:eks-cluster-name': clusterName },
    'ForAllValues:StringEquals': { 'aws:TagKeys': ['eks:eks-cluster-name', 'karpenter.sh/nodeclaim', 'Name'] },
  };
}

/** The account's instance profile of a name. */
export function instanceProfileArn(scope: Construct, name: string): string {
  return `arn:${partitionOf(scope)}:iam::${accountIdOf(scope)}:instance-profile/${name}`;
}
