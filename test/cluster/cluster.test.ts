import { ApiAccess } from '../../lib/cluster';
import { STAGES, type Stage } from '../../lib/core';
import { Peer } from '../../lib/network';
import { Key } from '../../lib/security';
import { clusterIn, clusterTemplate } from './fixtures';

const cluster = (props: object = {}, stage: Stage = 'staging') =>
  clusterTemplate(props, { stage }).resource('aws_eks_cluster');

describe('a cluster without options', () => {
  it.each(STAGES)('is private, logged, encrypted and closed to whoever made it: %s', (stage) => {
    expect(cluster({}, stage)).toMatchObject({
      version: '1.36',
      bootstrap_self_managed_addons: false,
      access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false },
      enabled_cluster_log_types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
      encryption_config: {
        resources: ['secrets'],
        provider: { key_arn: expect.stringMatching(/^\$\{aws_kms_key\.cluster_key_/) },
      },
      upgrade_policy: { support_type: 'STANDARD' },
      zonal_shift_config: { enabled: true },
      kubernetes_network_config: { ip_family: 'ipv4', service_ipv4_cidr: '172.20.0.0/16' },
      vpc_config: { endpoint_private_access: true, endpoint_public_access: false },
      tags: { environment: stage, 'managed-by': 'rampart', owner: 'team', 'cost-center': 'cc-1' },
    });
  });

  it.each<[Stage, boolean]>([
    ['sandbox', false],
    ['staging', false],
    ['prod', true],
  ])('is kept from deletion in prod only: %s', (stage, kept) => {
    const { deletion_protection, lifecycle } = cluster({}, stage);
    expect(deletion_protection).toBe(kept);
    expect(lifecycle).toEqual(kept ? { prevent_destroy: true } : undefined);
  });

  it('leaves the guard out for provider 5, which lacks it', () => {
    const template = clusterTemplate({}, { stage: 'prod', providerMajor: 5 });
    expect(template.resource('aws_eks_cluster')).not.toHaveProperty('deletion_protection');
  });

  it('stands in private subnets only', () => {
    const { subnet_ids: ids } = cluster().vpc_config as { subnet_ids: string[] };
    expect(ids).toEqual([
      expect.stringMatching(/^\$\{aws_subnet\.vpc_private-eu-west-1a_\w+\.id\}$/),
      expect.stringMatching(/^\$\{aws_subnet\.vpc_private-eu-west-1b_\w+\.id\}$/),
    ]);
  });

  it.each<[Stage, number]>([
    ['sandbox', 7],
    ['staging', 90],
    ['prod', 365],
  ])('keeps its logs, encrypted, in a group that is there before it: %s', (stage, days) => {
    const template = clusterTemplate({}, { stage });
    const groups = template.resources('aws_cloudwatch_log_group');
    const [name, group] = Object.entries(groups).find(([id]) => id.startsWith('cluster_')) ?? [];
    expect(group).toMatchObject({
      name: '/aws/eks/stack-cluster-c89d1426/cluster',
      retention_in_days: days,
      kms_key_id: expect.stringContaining('aws_kms_key.cluster_key_'),
    });
    expect(template.resource('aws_eks_cluster').depends_on).toContain(`aws_cloudwatch_log_group.${name}`);
  });

  it('is assumed by EKS for this one cluster, which is named the same at synth', () => {
    const template = clusterTemplate();
    const roles = Object.entries(template.resources('aws_iam_role'));
    const role = roles.find(([name]) => name.startsWith('cluster_role'))?.[1];
    expect(JSON.parse(String(role?.assume_role_policy))).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'eks.amazonaws.com' },
          Condition: {
            StringEquals: { 'aws:SourceAccount': '123456789012' },
            ArnLike: { 'aws:SourceArn': 'arn:aws:eks:eu-west-1:123456789012:cluster/stack-cluster-c89d1426' },
          },
        },
      ],
    });
    expect(template.resource('aws_eks_cluster').name).toBe('stack-cluster-c89d1426');
  });

  it('waits for its role’s permissions, without which EKS could not clean up', () => {
    expect(cluster().depends_on).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^aws_iam_role_policy\.cluster_role_/),
        expect.stringMatching(/^aws_iam_role_policy_attachment\.cluster_role_AmazonEKSClusterPolicy_/),
      ]),
    );
  });

  it('lets EKS make a grant on its key in the name of whoever creates it', () => {
    const keys = clusterTemplate().resources('aws_kms_key');
    const policy = Object.entries(keys).find(([name]) => name.startsWith('cluster_key'))?.[1].policy;
    expect(JSON.parse(String(policy)).Statement).toContainEqual({
      Sid: 'AccountLetsEksUseTheKeyForTheCluster',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::123456789012:root' },
      Action: 'kms:CreateGrant',
      Resource: '*',
      Condition: { StringEquals: { 'kms:CallerAccount': '123456789012' } },
    });
  });
});

describe('what a cluster can be told', () => {
  it('is reached from the networks that are listed, and still from inside', () => {
    expect(cluster({ api: ApiAccess.from(['203.0.113.0/24', '198.51.100.7/32']) }).vpc_config).toMatchObject({
      endpoint_private_access: true,
      endpoint_public_access: true,
      public_access_cidrs: ['203.0.113.0/24', '198.51.100.7/32'],
    });
  });

  it('takes another version, service block, retention and no zonal shift', () => {
    const template = clusterTemplate({
      version: '1.36',
      serviceCidr: '192.168.0.0/20',
      logRetentionDays: 30,
      zonalShift: false,
    });
    expect(template.resource('aws_eks_cluster')).toMatchObject({
      version: '1.36',
      kubernetes_network_config: { service_ipv4_cidr: '192.168.0.0/20' },
      zonal_shift_config: { enabled: false },
    });
    expect(template.resource('aws_eks_node_group')).toMatchObject({ version: '1.36' });
    expect(JSON.stringify(template.resources('aws_cloudwatch_log_group'))).toContain('"retention_in_days":30');
  });

  it('is encrypted with a key that is given, and makes none', () => {
    const arn = 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const template = clusterTemplate({ key: Key.fromArn(arn) });
    expect(template.resource('aws_eks_cluster')).toMatchObject({ encryption_config: { provider: { key_arn: arn } } });
    expect(Object.keys(template.resources('aws_kms_key')).filter((name) => name.startsWith('cluster'))).toEqual([]);
  });

  it('lets runners in the VPC reach its API, and its API reach one more webhook', () => {
    const template = clusterTemplate({}, {}, (made) => {
      made.allowApiFrom(Peer.cidr('10.99.0.0/24'), 'Runners deploy');
      made.allowWebhook(15_017, 'Mesh injector');
    });
    const rules = Object.values(template.resources('aws_vpc_security_group_ingress_rule'));
    expect(rules).toContainEqual(
      expect.objectContaining({
        cidr_ipv4: '10.99.0.0/24',
        from_port: 443,
        to_port: 443,
        description: 'Runners deploy',
      }),
    );
    expect(rules).toContainEqual(expect.objectContaining({ from_port: 15_017, to_port: 15_017 }));
  });

  it('makes two clusters in one stack, each with a name of its own', () => {
    const names = clusterTemplate({}, {}, (_, stack) => void clusterIn(stack, {}, 'second')).resources(
      'aws_eks_cluster',
    );
    expect(Object.values(names).map(({ name }) => name)).toEqual([
      'stack-cluster-c89d1426',
      expect.stringMatching(/^stack-second-/),
    ]);
  });
});

describe('Auto Mode', () => {
  const template = clusterTemplate({ nodePools: undefined, autoMode: {} });

  it('switches compute, volumes and load balancers on together, with a minimal role for its nodes', () => {
    expect(template.resource('aws_eks_cluster')).toMatchObject({
      compute_config: {
        enabled: true,
        node_pools: ['general-purpose', 'system'],
        node_role_arn: expect.stringContaining('aws_iam_role.cluster_node-role'),
      },
      storage_config: { block_storage: { enabled: true } },
      kubernetes_network_config: { elastic_load_balancing: { enabled: true } },
    });
    const attached = Object.values(template.resources('aws_iam_role_policy_attachment')).map(({ policy_arn }) =>
      String(policy_arn).split('/').pop(),
    );
    expect(attached.sort()).toEqual([
      'AmazonEC2ContainerRegistryPullOnly',
      'AmazonEKSBlockStoragePolicy',
      'AmazonEKSClusterPolicy',
      'AmazonEKSComputePolicy',
      'AmazonEKSLoadBalancingPolicy',
      'AmazonEKSNetworkingPolicy',
      'AmazonEKSWorkerNodeMinimalPolicy',
    ]);
  });

  it('installs none of what EKS runs itself, and no node group', () => {
    const addOns = Object.values(template.resources('aws_eks_addon')).map(({ addon_name }) => addon_name);
    expect(addOns).toEqual(['metrics-server']);
    expect(template.resources('aws_eks_node_group')).toEqual({});
  });

  it('opens databases for the group that its nodes stand in, which EKS makes', () => {
    const rules = clusterTemplate({ nodePools: undefined, autoMode: {} }, {}, (made) =>
      made.allowApiFrom(made.nodes, 'Pods call the API'),
    ).resources('aws_vpc_security_group_ingress_rule');
    expect(Object.values(rules)).toContainEqual(
      expect.objectContaining({
        referenced_security_group_id: expect.stringMatching(
          /^\$\{aws_eks_cluster\.cluster_\w+\.vpc_config\[0\]\.cluster_security_group_id\}$/,
        ),
      }),
    );
  });

  it('takes pools of Auto Mode’s own only, or none', () => {
    const none = clusterTemplate({ nodePools: undefined, autoMode: { pools: [] } }).resource('aws_eks_cluster');
    expect(none.compute_config).toEqual({ enabled: true, node_pools: [] });
  });
});
