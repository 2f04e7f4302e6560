/** Clusters with every option, for the policy and for the real provider. */
import type { TerraformStack } from 'cdktf';
import {
  ApiAccess,
  Cluster,
  ClusterAccess,
  type ClusterProps,
  type ClusterVpc,
  Karpenter,
  onDemandPool,
  poolPair,
  reservedPool,
} from '../../lib/cluster';
import { Size } from '../../lib/core';
import { Peer } from '../../lib/network';
import { Key, Role } from '../../lib/security';
import { ADD_ONS, base, LONG_BEFORE, spot, vpcIn } from './fixtures';

/** Versions of add-ons, so that nothing has to be looked up at plan. */
const VERSION = 'v1.0.0-eksbuild.1';
const PINNED = {
  'vpc-cni': VERSION,
  'kube-proxy': VERSION,
  'eks-pod-identity-agent': VERSION,
  coredns: VERSION,
  'metrics-server': VERSION,
  'aws-ebs-csi-driver': VERSION,
  'aws-efs-csi-driver': VERSION,
  'amazon-cloudwatch-observability': VERSION,
} as const;

const team = (name: string) => Role.fromArn(`arn:aws:iam::123456789012:role/${name}`);
const legacy = { key: 'dedicated', value: 'legacy', effect: 'NoSchedule' } as const;

function pools(): ClusterProps['nodePools'] {
  const intel = onDemandPool({
    name: 'intel',
    architecture: 'amd64',
    image: 'al2023',
    instanceTypes: ['m7i.large', 'm6a.xlarge'],
    scaling: { min: 0, max: 4 },
    volume: Size.gibibytes(80),
    labels: { 'acme.example/team': 'orders' },
    taints: [legacy, { key: 'quiet', effect: 'PreferNoSchedule' }],
    maxUnavailablePercent: 50,
    zones: ['a', 'b'],
  });
  const reserved = reservedPool({
    name: 'reserved',
    instanceType: 'r7g.xlarge',
    term: '3y',
    payment: 'partial-upfront',
    scaling: { min: 2, max: 2 },
  });
  return [...poolPair({ base: base(), spot: spot() }).pools, reserved, intel];
}

/** How many clusters {@link buildOptions} makes. */
export const CLUSTERS = 2;

/** A cluster with every option on nodes of its own, and one of Auto Mode. Ids begin with the prefix. */
export function buildOptions(stack: TerraformStack, prefix: string): void {
  const vpc = vpcIn(stack, { karpenterDiscovery: prefix });
  const common = { addOns: ADD_ONS, addOnVersions: PINNED, asOf: LONG_BEFORE } as const;
  const key = new Key(stack, `${prefix}-key`);
  key.allowService('logs.amazonaws.com');
  const cluster = new Cluster(stack, `${prefix}-pools`, {
    ...common,
    vpc,
    key,
    version: '1.36',
    api: ApiAccess.from(['203.0.113.0/24']),
    nodePools: pools() ?? [],
    serviceCidr: '192.168.0.0/20',
    logRetentionDays: 731,
    zonalShift: false,
    access: {
      support: { principal: team('support'), access: ClusterAccess.view() },
      orders: { principal: team('orders'), access: ClusterAccess.edit(['orders']) },
      payments: { principal: team('payments'), access: ClusterAccess.admin(['payments']) },
      deployers: { principal: team('deployers'), access: ClusterAccess.groups(['acme:deployers']) },
    },
  });
  fill(cluster);
  new Karpenter(stack, `${prefix}-karpenter`, { cluster, discovery: prefix });
  buildAutoMode(stack, `${prefix}-auto`, vpc);
}

function fill(cluster: Cluster): void {
  cluster.addWorkload('api', { namespace: 'orders', serviceAccount: 'orders-api' });
  const profile = cluster.addFargateProfile('batch', { selectors: [{ namespace: 'batch', labels: { kind: 'job' } }] });
  cluster.addWorkload('importer', { namespace: 'batch', identity: 'irsa', runsOn: profile });
  cluster.allowApiFrom(Peer.cidr('10.99.0.0/24'), 'Runners deploy');
  cluster.allowWebhook(15_017, 'Mesh injector');
}

function buildAutoMode(stack: TerraformStack, id: string, vpc: ClusterVpc): void {
  const cluster = new Cluster(stack, id, { vpc, autoMode: {}, addOns: [], asOf: LONG_BEFORE });
  cluster.addWorkload('web', { namespace: 'web' });
}
