/**
 * No role that is made for nodes, add-ons, Karpenter or workloads can give itself, or somebody else, more than it has: every
 * known way, decided by a simulator of IAM over the role's own policy and AWS's managed ones.
 */
import { AddOn, Karpenter } from '../../lib/cluster';
import { escalations } from '../../lib/policy/iam/escalation';
import { account, Deployment } from '../policy/support/simulation';
import { Template, testStack } from '../support/template';
import managed from './data/managed-policies.json';
import { ADD_ONS, clusterIn, vpcIn } from './fixtures';

const { '//': _, ...documents } = managed;

function everything(): Template {
  const stack = testStack();
  const vpc = vpcIn(stack, { karpenterDiscovery: 'shop' });
  const cluster = clusterIn(stack, { addOns: ADD_ONS });
  cluster.addWorkload('api', { namespace: 'orders' });
  cluster.addNodeAutoscaler();
  const profile = cluster.addFargateProfile('batch', { selectors: [{ namespace: 'batch' }] });
  cluster.addWorkload('importer', { namespace: 'batch', identity: 'irsa', runsOn: profile });
  new Karpenter(stack, 'karpenter', { cluster, discovery: 'shop' });
  clusterIn(stack, { vpc, nodePools: undefined, autoMode: {}, addOns: [AddOn.metricsServer()] }, 'auto');
  return Template.fromStack(stack);
}

const template = everything();
const deployment = new Deployment(template, documents);
/** EKS's own roles, which no pod and no node can be: those of the control planes, and of the VPC's flow logs. */
const OF_AWS = /^(cluster|auto)_role_|flow-logs/;
const roles = Object.keys(template.resources('aws_iam_role')).filter((name) => !OF_AWS.test(name));

const admin = `arn:aws:iam::${account}:role/admin`;
/** Tags and names that a caller can choose: an attacker writes whatever a condition asks for. */
const CHOSEN: Record<string, string> = {
  'aws:RequestedRegion': 'eu-west-1',
  'aws:RequestTag/eks:eks-cluster-name': 'stack-cluster-c89d1426',
  'aws:RequestTag/kubernetes.io/cluster/stack-cluster-c89d1426': 'owned',
  'aws:RequestTag/karpenter.sh/nodepool': 'any',
  'aws:RequestTag/CSIVolumeName': 'any',
  'aws:ResourceTag/k8s.io/cluster-autoscaler/stack-cluster-c89d1426': 'owned',
};

/** What a way is done to: any of the account, none of them the role's own. */
const TARGETS = {
  role: admin,
  user: `arn:aws:iam::${account}:user/admin`,
  group: `arn:aws:iam::${account}:group/admins`,
  policy: `arn:aws:iam::${account}:policy/any`,
  'permission set': `arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef`,
  function: 'arn:aws:lambda:eu-west-1:123456789012:function:any',
  instance: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0',
} as const;

describe('the roles of a cluster', () => {
  it('are those of nodes, add-ons, Fargate, Karpenter and workloads', () => {
    expect(roles.map((name) => name.replace(/_[0-9A-F]{8}$/, '')).sort()).toEqual([
      'auto_node-role',
      'cluster_add-on-amazon-cloudwatch-observability_role',
      'cluster_add-on-aws-ebs-csi-driver_role',
      'cluster_add-on-aws-efs-csi-driver_role',
      'cluster_add-on-vpc-cni_role',
      'cluster_fargate-batch_role',
      'cluster_node-role',
      'cluster_workload-api_role',
      'cluster_workload-cluster-autoscaler_role',
      'cluster_workload-importer_role',
      'cluster_workload-karpenter_role',
      'karpenter_node-role',
    ]);
  });

  it('have no managed policy that was not looked at, but for those of EKS itself', () => {
    const unseen = deployment.attached().filter((name) => !(name in documents));
    expect(unseen.sort()).toEqual([
      'AmazonEKSBlockStoragePolicy',
      'AmazonEKSClusterPolicy',
      'AmazonEKSComputePolicy',
      'AmazonEKSLoadBalancingPolicy',
      'AmazonEKSNetworkingPolicy',
    ]);
  });
});

describe.each(roles)('%s', (role) => {
  const own = deployment.arn('aws_iam_role', role);
  const decide = async (action: string, resource: string, context = {}): Promise<boolean> =>
    (await deployment.decide(role, action, resource, { ...CHOSEN, ...context })) === 'Allowed';

  it('cannot change an identity, become another role, or change itself', async () => {
    const found: string[] = [];
    for (const { actions, target, onItself } of escalations.filter((way) => way.passedTo === undefined)) {
      const [action = ''] = actions;
      const targets = [TARGETS[target ?? 'role'], ...(onItself && target === 'role' ? [own] : [])];
      for (const resource of targets) if (await decide(action, resource)) found.push(`${action} on ${resource}`);
    }
    expect(found).toEqual([]);
  });

  it('cannot pass a role to a service that would run what it likes', async () => {
    const services = [...new Set(escalations.flatMap(({ passedTo }) => passedTo ?? []))];
    const found: string[] = [];
    for (const service of services)
      for (const passed of [admin, own])
        if (await decide('iam:PassRole', passed, { 'iam:PassedToService': service }))
          found.push(`${passed} to ${service}`);
    expect(found).toEqual([]);
  });
});

describe('what Karpenter may pass', () => {
  it('is the role of its nodes, to EC2 only: which can do no more than any node', async () => {
    const allowed: string[] = [];
    for (const name of Object.keys(template.resources('aws_iam_role')))
      for (const service of ['ec2.amazonaws.com', 'pods.eks.amazonaws.com', 'ssm.amazonaws.com']) {
        const context = { ...CHOSEN, 'iam:PassedToService': service };
        const passed = deployment.arn('aws_iam_role', name);
        const decision = await deployment.decide('cluster_workload-karpenter', 'iam:PassRole', passed, context);
        if (decision === 'Allowed') allowed.push(`${name.replace(/_[0-9A-F]{8}$/, '')} to ${service}`);
      }
    expect(allowed).toEqual(['karpenter_node-role to ec2.amazonaws.com']);
  });
});
