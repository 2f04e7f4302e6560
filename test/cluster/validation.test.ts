import { ApiAccess, ClusterAccess, onDemandPool, reservedPool, spotPool } from '../../lib/cluster';
import { Size } from '../../lib/core';
import { Nat } from '../../lib/network';
import { Role } from '../../lib/security';
import { testStack } from '../support/template';
import { ADD_ONS, base, clusterIn, clusterTemplate, type LooseProps, spot, vpcIn } from './fixtures';

describe('a cluster refuses', () => {
  it.each<[string, LooseProps, string]>([
    ['a version that is out of support', { version: '1.33' }, '`version` must be one of 1.34, 1.35, 1.36'],
    [
      'no nodes',
      { nodePools: [] },
      '`nodePools` must be one pool without taints that is not spot and has scaling.min 1 or more in staging',
    ],
    [
      'spot nodes only',
      { nodePools: [spot({ scaling: { min: 3, max: 9 } })] },
      'Add an onDemandPool or a reservedPool',
    ],
    [
      'nodes that take nothing',
      { nodePools: [base({ taints: [{ key: 'dedicated', effect: 'NoSchedule' }] })] },
      'CoreDNS and the controllers have to run somewhere',
    ],
    ['two pools of one name', { nodePools: [base(), base()] }, '`nodePools` must be pools of different names'],
    [
      'neither pools nor Auto Mode',
      { nodePools: undefined },
      '`nodePools` must be given, or else `autoMode`, got neither',
    ],
    ['both', { autoMode: {} }, 'got both'],
    ['an add-on twice', { addOns: [...ADD_ONS, ...ADD_ONS] }, '`addOns` must be each add-on once'],
    ['services on public addresses', { serviceCidr: '203.0.113.0/24' }, '`serviceCidr` must be /12 to /24 inside'],
    ['services on shared addresses', { serviceCidr: '100.64.0.0/16' }, '`serviceCidr` must be /12 to /24 inside'],
    [
      'services on the VPC’s',
      { serviceCidr: '10.20.128.0/20' },
      "`serviceCidr` must be outside the VPC's 10.20.0.0/16",
    ],
    ['a block that is none', { serviceCidr: '172.20.0.1/16' }, 'Did you mean 172.20.0.0/16?'],
    ['another stage', { stage: 'prod' }, '`stage` must be the stage of its stack, staging, got prod'],
    [
      'zones that the VPC lacks',
      { nodePools: [base({ zones: ['a', 'f'] })] },
      '`zones` must be among the zones of the VPC, a, b',
    ],
  ])('%s', (_, props, message) => {
    expect(() => clusterTemplate(props)).toThrow(message);
  });

  it.each<[string, LooseProps, string]>([
    ['a base of one node', { nodePools: [base({ scaling: { min: 1, max: 4 } })] }, 'scaling.min 2 or more in prod'],
    [
      'nodes in one zone',
      { nodePools: [base(), spot({ zones: ['a'] })] },
      '`nodePools.zones` must be two zones or more in prod',
    ],
    ['short logs', { logRetentionDays: 90 }, '`logRetentionDays` must be a year or more in prod'],
  ])('%s in prod', (_, props, message) => {
    expect(() => clusterTemplate(props, { stage: 'prod' })).toThrow(message);
  });

  it('services on the pods’ block', () => {
    const stack = testStack();
    vpcIn(stack, { pods: '100.64.0.0/16' });
    expect(() => clusterIn(stack, { serviceCidr: '100.64.0.0/20' })).toThrow('`serviceCidr` must be outside');
  });

  it('a VPC of one zone', () => {
    const stack = testStack({ stage: 'sandbox' });
    vpcIn(stack, { stage: 'sandbox', availabilityZones: ['a'], nat: Nat.none() } as object);
    expect(() => clusterIn(stack)).toThrow('`vpc` must be with private subnets in two zones or more');
  });

  it('all at once', () => {
    expect(() => clusterTemplate({ version: '1.20', nodePools: [], serviceCidr: '10.20.0.0/16' })).toThrow(
      /`version`.*\n.*`serviceCidr`.*\n.*`nodePools`/,
    );
  });

  it('a second pool, profile, workload or access of one name', () => {
    expect(() => clusterTemplate({}, {}, (cluster) => cluster.addNodePool(base()))).toThrow(
      '`nodePools` must be each name once, got base',
    );
    expect(() =>
      clusterTemplate({}, {}, (cluster) => {
        cluster.addWorkload('api', { namespace: 'orders' });
        cluster.addWorkload('api', { namespace: 'payments' });
      }),
    ).toThrow('`workloads` must be each name once, got api');
  });

  it('pools beside Auto Mode', () => {
    const props = { nodePools: undefined, autoMode: {} };
    expect(() => clusterTemplate(props, {}, (cluster) => cluster.addNodePool(base()))).toThrow(
      '`nodePools` must be left out with Auto Mode, got base',
    );
  });
});

describe('a pool refuses', () => {
  const loose = (changes: object) =>
    onDemandPool({ ...{ name: 'p', instanceTypes: ['m7g.large'], scaling: { min: 0, max: 1 } }, ...changes });

  it.each<[string, () => unknown, string]>([
    ['a name that no group can have', () => loose({ name: 'Base' }), '`name` must be 1 to 30 lower-case letters'],
    ['less than nothing', () => loose({ scaling: { min: -1, max: 1 } }), '`scaling` must be whole numbers'],
    ['a least above the most', () => loose({ scaling: { min: 3, max: 2 } }), '`scaling` must be whole numbers'],
    ['more than EKS takes', () => loose({ scaling: { min: 0, max: 451 } }), 'max <= 450'],
    ['no type', () => loose({ instanceTypes: [] }), '`instanceTypes` must be 1 to 20 different types'],
    ['a type twice', () => loose({ instanceTypes: ['m7g.large', 'm7g.large'] }), '1 to 20 different types'],
    [
      'an Intel type for arm64',
      () => loose({ instanceTypes: ['m7i.large'] }),
      '`instanceTypes` must be types of arm64',
    ],
    [
      'a type too small for a node',
      () => loose({ instanceTypes: ['t4g.nano'] }),
      'of 2 processors and 4 GiB or more, got t4g.nano',
    ],
    ['a type that does not exist', () => loose({ instanceTypes: ['toString.large'] }), 'got toString.large'],
    ['a small volume', () => loose({ volume: Size.gibibytes(8) }), '`volume` must be 20 GiB to 16 TiB'],
    ['an update of nothing', () => loose({ maxUnavailablePercent: 0 }), '`maxUnavailablePercent` must be 1 to 100'],
    [
      'EKS’s own labels',
      () => loose({ labels: { 'eks.amazonaws.com/nodegroup': 'x' } }),
      'outside the domains of Kubernetes',
    ],
    [
      'Kubernetes’ own labels',
      () => loose({ labels: { 'node-role.kubernetes.io/admin': '' } }),
      'outside the domains of Kubernetes',
    ],
    ['its own name as a label', () => loose({ labels: { pool: 'other' } }), '`labels` must be without `pool`'],
    ['a label with a space', () => loose({ labels: { 'a b': 'c' } }), '`labels` must be a name of 1 to 63'],
    ['a label of two domains', () => loose({ labels: { 'a/b/c': 'd' } }), '`labels` must be a name of 1 to 63'],
    ['a long label', () => loose({ labels: { a: 'x'.repeat(64) } }), '`labels.a` must be empty, or 1 to 63'],
    [
      'an unknown effect',
      () => loose({ taints: [{ key: 'a', effect: 'Never' }] }),
      '`taints.effect` must be NoSchedule',
    ],
    [
      'a taint twice',
      () =>
        loose({
          taints: [
            { key: 'a', effect: 'NoSchedule' },
            { key: 'a', value: 'b', effect: 'NoSchedule' },
          ],
        }),
      '`taints` must be each key and effect once',
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(message);
  });

  it('spot nodes of one family, or of few types', () => {
    const scaling = { min: 0, max: 9 };
    expect(() => spotPool({ name: 's', families: ['m7g', 'm7g'], sizes: ['large'], scaling })).toThrow(
      '`families` must be two families or more',
    );
    expect(() => spotPool({ name: 's', families: ['m7g', 'm6g'], sizes: ['large', 'xlarge'], scaling })).toThrow(
      'spotPool s: `families` must be 6 instance types or more, families times sizes, got ["m7g.large","m6g.large","m7g.xlarge","m6g.xlarge"]. Add families or sizes: a pool of few types is taken back all at once.',
    );
  });

  it('a commitment that may stand idle', () => {
    const scaling = { min: 0, max: 2 };
    expect(() => reservedPool({ name: 'r', instanceType: 'm7g.large', term: '1y', scaling })).toThrow(
      '`scaling.min` must be 1 or more: a commitment is paid for whether it is used or not, got 0',
    );
  });
});

describe('an API that is open to networks refuses', () => {
  it.each<[string, string[], string]>([
    ['none', [], '`cidrs` must be one block or more'],
    ['everybody', ['0.0.0.0/0'], 'of 65536 addresses in all at most'],
    ['everybody in two halves', ['0.0.0.0/1', '128.0.0.0/1'], 'of 65536 addresses in all at most'],
    ['two large networks', ['203.0.0.0/16', '198.51.0.0/16'], 'of 65536 addresses in all at most'],
    ['private addresses', ['10.0.0.0/24'], 'Private networks reach the private endpoint'],
    ['what is no block', ['203.0.113.7/24'], 'Did you mean 203.0.113.0/24?'],
    ['IPv6', ['::/0'], '`cidrs` must be an IPv4 block'],
  ])('%s', (_, cidrs, message) => {
    expect(() => ApiAccess.from(cidrs as [string])).toThrow(message);
  });
});

describe('access refuses', () => {
  const principal = Role.fromArn('arn:aws:iam::123456789012:role/team');
  const give = (access: ClusterAccess) => () => clusterTemplate({ access: { team: { principal, access } } });
  const reason = 'The on-call engineer, when nothing else helps';

  it.each<[string, ClusterAccess, string]>([
    ['every namespace by a pattern', ClusterAccess.edit(['*']), '`access.namespaces` must be exact names'],
    ['the system’s namespace', ClusterAccess.edit(['kube-system']), 'kube-system for view only'],
    ['the administration of it', ClusterAccess.admin(['kube-system']), 'kube-system for view only'],
    ['an empty list', ClusterAccess.edit([] as unknown as ['a']), '`access.namespaces` must be one namespace or more'],
    [
      'a group of Kubernetes’ own',
      ClusterAccess.groups(['system:masters']),
      '`access.groups` must be a group of your own',
    ],
    [
      'breaking glass without a reason',
      ClusterAccess.breakGlass({ reason: 'because' }),
      '`access.reason` must be 20 to 256',
    ],
  ])('%s', (_, access, message) => {
    expect(give(access)).toThrow(message);
  });

  it('nothing that is right', () => {
    expect(give(ClusterAccess.view(['kube-system']))).not.toThrow();
    expect(give(ClusterAccess.breakGlass({ reason }))).not.toThrow();
  });
});

describe('a workload refuses', () => {
  it.each<[string, object, string]>([
    ['the default namespace', { namespace: 'default' }, "`namespace` must be a namespace's name"],
    ['any namespace', { namespace: '*' }, 'a wildcard would let others be it'],
    ['the default service account', { namespace: 'a', serviceAccount: 'default' }, '`serviceAccount` must be'],
    ['any service account', { namespace: 'a', serviceAccount: 'api-*' }, '`serviceAccount` must be'],
    ['another way to prove itself', { namespace: 'a', identity: 'node' }, "`identity` must be 'podIdentity' or 'irsa'"],
  ])('%s', (_, options, message) => {
    expect(() =>
      clusterTemplate({}, {}, (cluster) => cluster.addWorkload('api', options as { namespace: string })),
    ).toThrow(message);
  });
});

describe('a Fargate profile refuses', () => {
  it.each<[string, unknown[], string]>([
    ['nothing', [], '`selectors` must be 1 to 5'],
    ['too much', Array(6).fill({ namespace: 'a' }), '`selectors` must be 1 to 5'],
    ['a pattern', [{ namespace: 'team-*' }], '`selectors.namespace` must be the exact name'],
    ['a label that is none', [{ namespace: 'a', labels: { 'a b': 'c' } }], '`selectors.labels` must be'],
  ])('%s', (_, selectors, message) => {
    expect(() =>
      clusterTemplate({}, {}, (cluster) =>
        cluster.addFargateProfile('p', { selectors: selectors as [{ namespace: string }] }),
      ),
    ).toThrow(message);
  });
});
