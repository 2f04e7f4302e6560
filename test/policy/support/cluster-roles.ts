/** The roles that a cluster makes; what AWS's managed policies give them is looked at in test/cluster/escalation.test.ts. */
import type { TerraformStack } from 'cdktf';
import { AddOn, Karpenter } from '../../../lib/cluster';
import { clusterIn, vpcIn } from '../../cluster/fixtures';
import type { Request, RoleRow } from './roles';
import { account, type Deployment } from './simulation';

const ec2 = (resource: string): string => `arn:aws:ec2:eu-west-1:${account}:${resource}`;
const NAME = 'stack-cluster-c89d1426';

/** What Karpenter writes onto what it makes. */
const MARKED = {
  [`aws:RequestTag/kubernetes.io/cluster/${NAME}`]: 'owned',
  'aws:RequestTag/eks:eks-cluster-name': NAME,
  'aws:RequestTag/karpenter.sh/nodepool': 'spot',
};
/** What it finds on what it made. */
const OWN = {
  [`aws:ResourceTag/kubernetes.io/cluster/${NAME}`]: 'owned',
  'aws:ResourceTag/karpenter.sh/nodepool': 'spot',
};
const FOREIGN = { ...OWN, [`aws:ResourceTag/kubernetes.io/cluster/${NAME}`]: 'shared' };
const HERE = { 'aws:RequestedRegion': 'eu-west-1' };

/** The group of a pool, and what EKS writes onto it. */
const group = `arn:aws:autoscaling:eu-west-1:${account}:autoScalingGroup:1a2b:autoScalingGroupName/eks-base`;
const OF_POOL = `aws:ResourceTag/k8s.io/cluster-autoscaler/${NAME}`;
const POOL = { [OF_POOL]: 'owned' };

/** A cluster with everything that has a role. */
function everything(stack: TerraformStack): void {
  vpcIn(stack, { karpenterDiscovery: 'shop' });
  const cluster = clusterIn(stack, { addOns: [AddOn.ebsCsiDriver()] });
  cluster.addWorkload('api', { namespace: 'orders' });
  cluster.addNodeAutoscaler();
  cluster.addFargateProfile('batch', { selectors: [{ namespace: 'batch' }] });
  new Karpenter(stack, 'karpenter', { cluster, discovery: 'shop' });
}

/** A role that has nothing but managed policies, or nothing at all. */
const nothingOfItsOwn = (madeIn: string, role: string): RoleRow => ({
  madeIn,
  build: everything,
  role,
  allowed: () => [],
  refused: () => [
    ['ec2:RunInstances', ec2('instance/*')],
    ['s3:GetObject', 'arn:aws:s3:::any/object'],
  ],
});

const started = (type: string): Request[] => [
  ['ec2:RunInstances', ec2(`${type}/*`), MARKED],
  ['ec2:CreateFleet', ec2(`${type}/*`), MARKED],
];

/** Rows for test/policy/least-privilege.test.ts. */
export const clusterRoles: Readonly<Record<string, RoleRow>> = {
  'Cluster: nodes': nothingOfItsOwn('lib/cluster/cluster.ts', 'cluster_node-role'),
  'Cluster: an add-on': nothingOfItsOwn('lib/cluster/installed-add-on.ts', 'cluster_add-on-aws-ebs-csi-driver'),
  'Cluster.addWorkload': nothingOfItsOwn('lib/cluster/workload.ts', 'cluster_workload-api'),
  'Cluster.addFargateProfile': nothingOfItsOwn('lib/cluster/fargate-profile.ts', 'cluster_fargate-batch'),
  'Karpenter: nodes': nothingOfItsOwn('lib/cluster/karpenter.ts', 'karpenter_node-role'),
  'Cluster: EKS itself': {
    madeIn: 'lib/cluster/control-plane.ts',
    build: everything,
    role: 'cluster_role',
    allowed: (on) =>
      ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt'].map((action): Request => [action, clusterKey(on)]),
    refused: (on) => [
      ['kms:GenerateDataKey', clusterKey(on)],
      ['kms:CreateGrant', clusterKey(on)],
    ],
  },
  'Cluster.addNodeAutoscaler': {
    build: everything,
    role: 'cluster_workload-cluster-autoscaler',
    allowed: () => [
      ...AUTOSCALER_READS.map((action): Request => [action, '*']),
      ['autoscaling:SetDesiredCapacity', group, POOL],
      ['autoscaling:TerminateInstanceInAutoScalingGroup', group, POOL],
      ['eks:DescribeNodegroup', `arn:aws:eks:eu-west-1:${account}:nodegroup/${NAME}/base/1a2b`],
    ],
    refused: () => [
      ['autoscaling:SetDesiredCapacity', group],
      ['autoscaling:TerminateInstanceInAutoScalingGroup', group, { [`${OF_POOL}-other`]: 'owned' }],
      ['autoscaling:UpdateAutoScalingGroup', group, POOL],
      ['autoscaling:CreateAutoScalingGroup', group, POOL],
      ['eks:DescribeNodegroup', `arn:aws:eks:eu-west-1:${account}:nodegroup/other/base/1a2b`],
      ['eks:UpdateNodegroupConfig', `arn:aws:eks:eu-west-1:${account}:nodegroup/${NAME}/base/1a2b`],
    ],
  },
  'Karpenter: the controller': {
    build: everything,
    role: 'cluster_workload-karpenter',
    allowed: (on) => [
      ...started('instance'),
      ...started('volume'),
      ['ec2:RunInstances', ec2('subnet/subnet-1')],
      ['ec2:RunInstances', 'arn:aws:ec2:eu-west-1::image/ami-1'],
      ['ec2:CreateLaunchTemplate', ec2('launch-template/*'), MARKED],
      ['ec2:RunInstances', ec2('launch-template/lt-1'), OWN],
      ['ec2:CreateTags', ec2('instance/*'), { ...MARKED, 'ec2:CreateAction': 'RunInstances' }],
      ['ec2:TerminateInstances', ec2('instance/i-1'), OWN],
      ['ec2:DeleteLaunchTemplate', ec2('launch-template/lt-1'), OWN],
      ...READS.map((action): Request => [action, '*', HERE]),
      ['pricing:GetProducts', '*'],
      ...['sqs:DeleteMessage', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'].map(
        (action): Request => [action, on.arn('aws_sqs_queue', 'karpenter_interruption')],
      ),
      ['iam:GetInstanceProfile', `arn:aws:iam::${account}:instance-profile/stack-karpenter-e4a31653`],
      ['iam:ListInstanceProfiles', '*'],
      ['eks:DescribeCluster', `arn:aws:eks:eu-west-1:${account}:cluster/${NAME}`],
      ['iam:PassRole', on.arn('aws_iam_role', 'karpenter_node-role'), { 'iam:PassedToService': 'ec2.amazonaws.com' }],
    ],
    // The simulator knows no parameter that belongs to no account, as AWS's public ones.
    notSimulated: ['ssm:GetParameter'],
    refused: (on) => [
      // Without its mark it starts nothing, and what is not its own it neither stops nor marks.
      ['ec2:RunInstances', ec2('instance/*')],
      ['ec2:RunInstances', ec2('instance/*'), { ...MARKED, 'aws:RequestTag/eks:eks-cluster-name': 'another' }],
      ['ec2:RunInstances', ec2('launch-template/lt-9'), FOREIGN],
      ['ec2:TerminateInstances', ec2('instance/i-9'), FOREIGN],
      ['ec2:TerminateInstances', ec2('instance/i-9')],
      ['ec2:CreateTags', ec2('instance/i-9'), { ...MARKED, 'ec2:CreateAction': 'CreateTags' }],
      ['ec2:DescribeInstances', '*', { 'aws:RequestedRegion': 'us-east-1' }],
      [
        'iam:PassRole',
        on.arn('aws_iam_role', 'karpenter_node-role'),
        { 'iam:PassedToService': 'lambda.amazonaws.com' },
      ],
      ['iam:PassRole', on.arn('aws_iam_role', 'cluster_node-role'), { 'iam:PassedToService': 'ec2.amazonaws.com' }],
      ['iam:AddRoleToInstanceProfile', `arn:aws:iam::${account}:instance-profile/stack-karpenter-e4a31653`],
      ['iam:CreateInstanceProfile', `arn:aws:iam::${account}:instance-profile/any`],
      ['sqs:SendMessage', on.arn('aws_sqs_queue', 'karpenter_interruption')],
    ],
  },
};

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
];

function clusterKey(on: Deployment): string {
  return on.arn('aws_kms_key', 'cluster_key');
}

const AUTOSCALER_READS = [
  'autoscaling:DescribeAutoScalingGroups',
  'autoscaling:DescribeAutoScalingInstances',
  'autoscaling:DescribeLaunchConfigurations',
  'autoscaling:DescribeScalingActivities',
  'ec2:DescribeImages',
  'ec2:DescribeInstanceTypes',
  'ec2:DescribeLaunchTemplateVersions',
  'ec2:GetInstanceTypesFromInstanceRequirements',
];
