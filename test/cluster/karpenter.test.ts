import { parseAllDocuments } from 'yaml';
import { Karpenter, type KarpenterProps, karpenterNodePool, renderManifests } from '../../lib/cluster';
import { Duration, Size, type Stage } from '../../lib/core';
import { Template, testStack } from '../support/template';
import { faultsOf } from '../support/validate-models';
import { clusterIn, vpcIn } from './fixtures';

function karpenterIn(props: Partial<KarpenterProps> = {}, stage: Stage = 'staging') {
  const stack = testStack({ stage });
  vpcIn(stack, { karpenterDiscovery: 'shop' });
  const cluster = clusterIn(stack);
  const karpenter = new Karpenter(stack, 'karpenter', { cluster, discovery: 'shop', ...props });
  return { karpenter, cluster, template: () => Template.fromStack(stack) };
}

const limits = { cpus: 100, memoryGibibytes: 400 };

describe('Karpenter', () => {
  const { karpenter, template: synthesize } = karpenterIn();
  const template = synthesize();

  it('hears from AWS before a node goes', () => {
    const patterns = Object.values(template.resources('aws_cloudwatch_event_rule')).map(({ event_pattern }) =>
      JSON.parse(String(event_pattern)),
    );
    expect(patterns.map((pattern) => pattern['detail-type'][0]).sort()).toEqual([
      'AWS Health Event',
      'EC2 Capacity Reservation Instance Interruption Warning',
      'EC2 Instance Rebalance Recommendation',
      'EC2 Instance State-change Notification',
      'EC2 Spot Instance Interruption Warning',
    ]);
    const targets = Object.values(template.resources('aws_cloudwatch_event_target'));
    expect(new Set(targets.map(({ arn }) => arn)).size).toBe(1);
    expect(targets).toHaveLength(5);
  });

  it('reads a queue that only these rules fill, over TLS, encrypted', () => {
    expect(template.resource('aws_sqs_queue')).toMatchObject({
      name: karpenter.queueName,
      message_retention_seconds: 300,
      sqs_managed_sse_enabled: true,
    });
    const { Statement: statements } = JSON.parse(String(template.resource('aws_sqs_queue_policy').policy));
    expect(statements).toEqual([
      expect.objectContaining({ Sid: 'DenyWithoutTls', Effect: 'Deny', Principal: '*', Action: 'sqs:*' }),
      expect.objectContaining({ Sid: 'OnlyTheRulesSend', Principal: { Service: 'events.amazonaws.com' } }),
    ]);
    expect(statements[1].Condition.ArnEquals['aws:SourceArn']).toHaveLength(5);
  });

  it('passes a role of its own for nodes, with a profile and an entry that Terraform makes', () => {
    expect(template.resource('aws_iam_instance_profile')).toMatchObject({
      name: karpenter.instanceProfileName,
      role: expect.stringContaining('aws_iam_role.karpenter_node-role'),
    });
    expect(template.resource('aws_eks_access_entry')).toMatchObject({
      type: 'EC2_LINUX',
      principal_arn: expect.stringContaining('aws_iam_role.karpenter_node-role'),
    });
  });

  it('is told its cluster and its queue', () => {
    expect(karpenter.chartValues).toEqual({
      settings: { clusterName: 'stack-cluster-c89d1426', interruptionQueue: karpenter.queueName },
    });
    expect(karpenter.controller).toMatchObject({ namespace: 'karpenter', serviceAccount: 'karpenter' });
  });

  it('refuses a cluster without a pool of its own', () => {
    const stack = testStack();
    vpcIn(stack);
    const cluster = clusterIn(stack, { nodePools: undefined, autoMode: {} });
    expect(() => new Karpenter(stack, 'karpenter', { cluster, discovery: 'shop' })).toThrow(
      '`cluster` must be with a node pool, on which Karpenter itself runs',
    );
  });
});

describe('a node class', () => {
  it('is hardened as the cluster’s own nodes are, and found by tags that Terraform sets', () => {
    const { karpenter, template } = karpenterIn();
    const { spec } = karpenter.nodeClass('default');
    expect(spec).toMatchObject({
      amiSelectorTerms: [{ alias: 'bottlerocket@latest' }],
      instanceProfile: karpenter.instanceProfileName,
      metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
      associatePublicIPAddress: false,
      blockDeviceMappings: [
        { deviceName: '/dev/xvda', ebs: { encrypted: true, volumeSize: '4Gi', volumeType: 'gp3' } },
        { deviceName: '/dev/xvdb', ebs: { encrypted: true, volumeSize: '50Gi', volumeType: 'gp3' } },
      ],
      tags: { environment: 'staging', owner: 'team' },
    });
    const json = template();
    const [term] = spec.securityGroupSelectorTerms as { tags: object }[];
    const groups = Object.entries(json.resources('aws_security_group')).filter(([, { tags }]) =>
      Object.entries(term?.tags ?? {}).every(([name, value]) => (tags as Record<string, string>)[name] === value),
    );
    expect(groups.map(([name]) => name)).toEqual([expect.stringMatching(/^cluster_network_nodes_group_/)]);
    const [subnets] = spec.subnetSelectorTerms as { tags: Record<string, string> }[];
    const found = Object.values(json.resources('aws_subnet')).filter(
      ({ tags }) =>
        (tags as Record<string, string>)['karpenter.sh/discovery'] === subnets?.tags['karpenter.sh/discovery'],
    );
    expect(found).toHaveLength(2);
  });

  it('takes another image, version and volume', () => {
    const options = { image: 'al2023', imageVersion: 'v20261105', volume: Size.gibibytes(200) } as const;
    const { spec } = karpenterIn().karpenter.nodeClass('big', options);
    expect(spec).toMatchObject({
      amiSelectorTerms: [{ alias: 'al2023@v20261105' }],
      blockDeviceMappings: [{ deviceName: '/dev/xvda', ebs: { volumeSize: '200Gi' } }],
    });
    expect(spec.userData).toBeUndefined();
  });

  it('of prod has an image that somebody chose', () => {
    const { karpenter } = karpenterIn({}, 'prod');
    expect(() => karpenter.nodeClass('default')).toThrow('`imageVersion` must be a version in prod, got latest');
    expect(() => karpenter.nodeClass('default', { imageVersion: '1.51' })).toThrow(
      "'latest', or a version that begins",
    );
    expect(() => karpenter.nodeClass('Default', { imageVersion: 'v1.51.0' })).toThrow('`name` must be 1 to 63');
  });
});

describe('a node pool of Karpenter', () => {
  const nodeClass = karpenterIn().karpenter.nodeClass('default');
  const good = { name: 'apps', nodeClass, capacity: 'spot', families: ['m7g', 'm6g'], limits } as const;

  it('says what may be made, how much of it, and for how long', () => {
    const pool = karpenterNodePool({ ...good, sizes: ['large'], weight: 50, labels: { 'acme.example/a': 'b' } });
    expect(pool.spec).toMatchObject({
      weight: 50,
      limits: { cpu: '100', memory: '400Gi' },
      template: {
        metadata: { labels: { pool: 'apps', 'acme.example/a': 'b' } },
        spec: {
          expireAfter: '336h',
          taints: [{ key: 'capacity', value: 'spot', effect: 'NoSchedule' }],
          nodeClassRef: { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'default' },
          requirements: [
            { key: 'karpenter.sh/capacity-type', operator: 'In', values: ['spot'] },
            { key: 'kubernetes.io/arch', operator: 'In', values: ['arm64'] },
            { key: 'kubernetes.io/os', operator: 'In', values: ['linux'] },
            { key: 'karpenter.k8s.aws/instance-family', operator: 'In', values: ['m7g', 'm6g'] },
            { key: 'karpenter.k8s.aws/instance-size', operator: 'In', values: ['large'] },
          ],
        },
      },
    });
  });

  it('on-demand takes everything', () => {
    expect(karpenterNodePool({ ...good, capacity: 'on-demand' }).spec).toMatchObject({
      template: { spec: { taints: [] } },
    });
  });

  it.each<[string, object, string]>([
    ['a name that is none', { name: 'A' }, '`name` must be 1 to 63'],
    ['one family', { families: ['m7g', 'm7g'] }, '`families` must be two families or more'],
    ['no limit', { limits: { cpus: 0, memoryGibibytes: 0 } }, '`limits` must be 2 processors'],
    ['a weight of nothing', { weight: 0 }, '`weight` must be 1 to 100'],
    ['nodes for ever', { expireAfter: Duration.days(365) }, '`expireAfter` must be 1 to 30 days'],
  ])('refuses %s', (_, changes, message) => {
    expect(() => karpenterNodePool({ ...good, ...changes } as typeof good)).toThrow(message);
  });

  it('and its class are valid to Karpenter’s own schemas, as YAML', () => {
    const documents = parseAllDocuments(renderManifests([nodeClass, karpenterNodePool(good)])).map((one) => one.toJS());
    expect(documents.map(({ kind }) => kind)).toEqual(['EC2NodeClass', 'NodePool']);
    expect(faultsOf(documents)).toEqual([]);
    const broken = { ...documents[1], spec: { ...documents[1].spec, weight: 1000 } };
    expect(faultsOf([broken])).toEqual([expect.stringContaining('NodePool apps: ')]);
  });
});
