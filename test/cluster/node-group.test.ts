import {
  type NodePool,
  onDemandPool,
  poolPair,
  reservedPool,
  SPOT_TAINT,
  spotPool,
  statelessPods,
} from '../../lib/cluster';
import { Size } from '../../lib/core';
import { base, clusterTemplate, spot } from './fixtures';

/** The group and the launch template of one pool, beside a base. */
function made(pool: NodePool) {
  const template = clusterTemplate({ nodePools: pool.name === 'base' ? [pool] : [base(), pool] });
  const ofPool = (type: string) =>
    Object.entries(template.resources(type)).find(([name]) => name.startsWith(`cluster_pool-${pool.name}_`))?.[1] ?? {};
  return { group: ofPool('aws_eks_node_group'), launch: ofPool('aws_launch_template') };
}

const text = (launch: Record<string, unknown>): string => Buffer.from(String(launch.user_data), 'base64').toString();

describe('a node group', () => {
  it('runs Bottlerocket on arm64 in private subnets, replaced and repaired by EKS', () => {
    expect(made(base()).group).toMatchObject({
      ami_type: 'BOTTLEROCKET_ARM_64',
      capacity_type: 'ON_DEMAND',
      instance_types: ['m7g.large'],
      node_group_name_prefix: 'base-',
      version: '1.36',
      subnet_ids: [
        expect.stringContaining('vpc_private-eu-west-1a'),
        expect.stringContaining('vpc_private-eu-west-1b'),
      ],
      scaling_config: { min_size: 2, max_size: 6, desired_size: 2 },
      update_config: { max_unavailable_percentage: 25 },
      node_repair_config: { enabled: true },
      labels: { pool: 'base' },
      taint: [],
      lifecycle: { create_before_destroy: true, ignore_changes: ['scaling_config[0].desired_size'] },
    });
  });

  it('has no SSH, and no disk or remote access of EKS’s own', () => {
    const { group } = made(base());
    for (const argument of ['remote_access', 'disk_size', 'release_version'])
      expect(group).not.toHaveProperty(argument);
  });

  it('starts from a template with the nodes’ group alone, encrypted volumes and metadata that pods do not reach', () => {
    const { launch, group } = made(base());
    expect(launch).toMatchObject({
      metadata_options: { http_endpoint: 'enabled', http_tokens: 'required', http_put_response_hop_limit: 1 },
      monitoring: { enabled: true },
      vpc_security_group_ids: [expect.stringContaining('aws_security_group.cluster_network_nodes_group')],
      block_device_mappings: [
        { device_name: '/dev/xvda', ebs: { encrypted: 'true', volume_type: 'gp3', volume_size: 4 } },
        { device_name: '/dev/xvdb', ebs: { encrypted: 'true', volume_type: 'gp3', volume_size: 50 } },
      ],
      update_default_version: true,
    });
    for (const argument of ['key_name', 'network_interfaces', 'iam_instance_profile', 'image_id', 'instance_type'])
      expect(launch).not.toHaveProperty(argument);
    expect(group.launch_template).toEqual({
      id: expect.stringMatching(/^\$\{aws_launch_template\.cluster_pool-base_template_\w+\.id\}$/),
      version: expect.stringMatching(/^\$\{aws_launch_template\.cluster_pool-base_template_\w+\.latest_version\}$/),
    });
  });

  it('tags instances, volumes and interfaces as it is tagged itself', () => {
    const specifications = made(base()).launch.tag_specifications as { resource_type: string; tags: object }[];
    expect(specifications.map(({ resource_type }) => resource_type)).toEqual([
      'instance',
      'volume',
      'network-interface',
    ]);
    for (const { tags } of specifications) expect(tags).toMatchObject({ environment: 'staging', owner: 'team' });
  });

  it('takes 110 pods, and nobody logs in', () => {
    expect(text(made(base()).launch)).toBe(
      '[settings.kubernetes]\nmax-pods = 110\n\n[settings.host-containers.admin]\nenabled = false\n\n[settings.host-containers.control]\nenabled = false\n',
    );
  });

  it('runs Amazon Linux 2023 on amd64 when it is told to', () => {
    const pool = onDemandPool({
      name: 'intel',
      architecture: 'amd64',
      image: 'al2023',
      instanceTypes: ['m7i.large', 'm6i.large'],
      scaling: { min: 0, max: 4 },
      volume: Size.gibibytes(80),
      maxUnavailablePercent: 50,
      zones: ['b'],
      labels: { 'acme.example/team': 'orders' },
      taints: [
        { key: 'dedicated', value: 'legacy', effect: 'NoExecute' },
        { key: 'quiet', effect: 'PreferNoSchedule' },
      ],
    });
    const { group, launch } = made(pool);
    expect(group).toMatchObject({
      ami_type: 'AL2023_x86_64_STANDARD',
      instance_types: ['m7i.large', 'm6i.large'],
      subnet_ids: [expect.stringContaining('vpc_private-eu-west-1b')],
      scaling_config: { min_size: 0, max_size: 4, desired_size: 0 },
      update_config: { max_unavailable_percentage: 50 },
      labels: { 'acme.example/team': 'orders', pool: 'intel' },
      taint: [
        { key: 'dedicated', value: 'legacy', effect: 'NO_EXECUTE' },
        { key: 'quiet', value: '', effect: 'PREFER_NO_SCHEDULE' },
      ],
    });
    expect(launch.block_device_mappings).toEqual([
      {
        device_name: '/dev/xvda',
        ebs: { encrypted: 'true', volume_type: 'gp3', volume_size: 80, delete_on_termination: 'true' },
      },
    ]);
    expect(text(launch)).toContain('kind: NodeConfig\nspec:\n  kubelet:\n    config:\n      maxPods: 110');
  });
});

describe('how nodes are paid for', () => {
  it('spot: many types, a taint, and recorded for the estimate', () => {
    const { group } = made(spot());
    expect(group).toMatchObject({
      capacity_type: 'SPOT',
      instance_types: [
        ...['m7g.large', 'm6g.large', 'r7g.large', 'r6g.large'],
        ...['m7g.xlarge', 'm6g.xlarge', 'r7g.xlarge', 'r6g.xlarge'],
      ],
      taint: [{ key: 'capacity', value: 'spot', effect: 'NO_SCHEDULE' }],
      '//': { rampart: { purchase: { option: 'spot' } } },
    });
  });

  it('reserved: one type that is always there', () => {
    const scaling = { min: 2, max: 2 };
    const pool = reservedPool({
      name: 'base',
      instanceType: 'r7g.xlarge',
      term: '3y',
      payment: 'all-upfront',
      scaling,
    });
    expect(made(pool).group).toMatchObject({
      capacity_type: 'ON_DEMAND',
      instance_types: ['r7g.xlarge'],
      '//': { rampart: { purchase: { option: 'reserved', term: '3y', payment: 'all-upfront' } } },
    });
  });

  it('a savings plan', () => {
    const pool = reservedPool({
      name: 'base',
      instanceType: 'm7g.large',
      term: '1y',
      savingsPlan: true,
      scaling: { min: 2, max: 2 },
    });
    expect(pool.purchase).toEqual({ option: 'savings-plan', kind: 'ec2-instance', term: '1y', payment: 'no-upfront' });
  });

  it('by the hour: nothing is recorded', () => {
    expect(made(base()).group['//']).not.toHaveProperty('rampart');
  });

  it('a size that a burstable family lacks is left out', () => {
    const pool = spotPool({
      name: 'small',
      families: ['t4g', 'm7g', 'm6g'],
      sizes: ['large', '4xlarge', 'xlarge'],
      scaling: { min: 0, max: 3 },
    });
    expect(pool.instanceTypes).toEqual([
      ...['t4g.large', 'm7g.large', 'm6g.large'],
      ...['t4g.xlarge', 'm7g.xlarge', 'm6g.xlarge'],
      ...['m7g.4xlarge', 'm6g.4xlarge'],
    ]);
  });
});

describe('a pair of pools', () => {
  const pair = poolPair({ base: base(), spot: spot(), spotWeight: 70 });

  it('lets stateless pods prefer spot and come back to the base', () => {
    expect(pair.pools.map(({ name }) => name)).toEqual(['base', 'spot']);
    expect(pair.preferences).toEqual([
      { weight: 70, preference: { matchExpressions: [{ key: 'pool', operator: 'In', values: ['spot'] }] } },
      { weight: 30, preference: { matchExpressions: [{ key: 'pool', operator: 'In', values: ['base'] }] } },
    ]);
    expect(pair.tolerations).toEqual([{ ...SPOT_TAINT, operator: 'Equal' }]);
  });

  it('is what stateless pods of any list of pools are told, and nothing where none is spot', () => {
    expect(
      statelessPods([base(), spot(), base({ name: 'legacy', taints: [{ key: 'a', effect: 'NoSchedule' }] })]),
    ).toEqual({
      preferences: [
        { weight: 80, preference: { matchExpressions: [{ key: 'pool', operator: 'In', values: ['spot'] }] } },
        { weight: 20, preference: { matchExpressions: [{ key: 'pool', operator: 'In', values: ['base'] }] } },
      ],
      tolerations: pair.tolerations,
    });
    expect(statelessPods([base()])).toEqual({ preferences: [], tolerations: [] });
  });

  it('is two groups in a cluster', () => {
    const groups = clusterTemplate({ nodePools: pair.pools }).resources('aws_eks_node_group');
    expect(
      Object.values(groups)
        .map(({ capacity_type }) => capacity_type)
        .sort(),
    ).toEqual(['ON_DEMAND', 'SPOT']);
  });

  it.each<[string, () => unknown, string]>([
    ['a spot base', () => poolPair({ base: spot(), spot: spot() }), '`base` must be an on-demand or reserved pool'],
    [
      'an empty base',
      () => poolPair({ base: base({ scaling: { min: 0, max: 1 } }), spot: spot() }),
      'scaling.min 1 or more',
    ],
    ['two bases', () => poolPair({ base: base(), spot: base() }), '`spot` must be a spot pool, got on-demand'],
    [
      'a weight of everything',
      () => poolPair({ base: base(), spot: spot(), spotWeight: 100 }),
      '`spotWeight` must be 1 to 99',
    ],
    [
      'two architectures',
      () =>
        poolPair({
          base: base({ architecture: 'amd64', instanceTypes: ['m7i.large'] }),
          spot: spot(),
        }),
      "`spot.architecture` must be the base's, amd64, got arm64",
    ],
  ])('refuses %s', (_, make, message) => {
    expect(make).toThrow(message);
  });
});
