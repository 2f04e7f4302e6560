import { AddOn } from '../../lib/cluster';
import type { Template } from '../support/template';
import { ADD_ONS, base, clusterTemplate, spot } from './fixtures';

type Resources = Record<string, Record<string, Record<string, unknown>>>;

/** Every resource by address, as one text each. */
function texts(template: Template): Map<string, string> {
  const all = { ...(template.json.resource as Resources), ...prefixed(template.json.data as Resources | undefined) };
  return new Map(
    Object.entries(all).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, body]) => [`${type}.${name}`, JSON.stringify(body)]),
    ),
  );
}

const prefixed = (data: Resources = {}): Resources =>
  Object.fromEntries(Object.entries(data).map(([type, byName]) => [`data.${type}`, byName]));

/** Everything that a resource waits for, by its references and by what it says. */
function waitsFor(template: Template, address: string): Set<string> {
  const all = texts(template);
  const seen = new Set<string>();
  const visit = (at: string): void => {
    const text = all.get(at) ?? '';
    for (const other of all.keys())
      if (!seen.has(other) && new RegExp(`\\b${other.replace(/[.]/g, '\\.')}\\b`).test(text.split('"//"')[0] ?? '')) {
        seen.add(other);
        visit(other);
      }
  };
  visit(address);
  return seen;
}

const find = (template: Template, pattern: RegExp): string =>
  [...texts(template).keys()].find((address) => pattern.test(address)) ?? `nothing like ${pattern}`;
const addOn = (name: string): RegExp => new RegExp(`^aws_eks_addon\\.cluster_add-on-${name}_`);
const group = (name: string): RegExp => new RegExp(`^aws_eks_node_group\\.cluster_pool-${name}_`);

describe('the order of add-ons and nodes', () => {
  const template = clusterTemplate({ nodePools: [base(), spot()], addOns: ADD_ONS });

  it.each(['base', 'spot'])('nodes of %s wait for what they need to become ready', (pool) => {
    const needed = waitsFor(template, find(template, group(pool)));
    for (const name of ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent'])
      expect(needed).toContain(find(template, addOn(name)));
    expect(
      [...needed].filter((address) => /^aws_iam_role_policy_attachment\.cluster_node-role/.test(address)),
    ).toHaveLength(2);
    expect(
      [...needed].filter((address) => /^aws_vpc_security_group_(in|e)gress_rule\.cluster_/.test(address)),
    ).toHaveLength(19);
  });

  it.each(['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent'])('%s waits for no node', (name) => {
    const needed = waitsFor(template, find(template, addOn(name)));
    expect(needed).toContain(find(template, /^aws_eks_cluster\./));
    expect([...needed].filter((address) => address.startsWith('aws_eks_node_group'))).toEqual([]);
  });

  it.each(['coredns', 'metrics-server', 'aws-ebs-csi-driver', 'aws-efs-csi-driver', 'amazon-cloudwatch-observability'])(
    '%s waits for the nodes that take it, and for no other',
    (name) => {
      const needed = waitsFor(template, find(template, addOn(name)));
      expect([...needed].filter((address) => address.startsWith('aws_eks_node_group'))).toEqual([
        find(template, group('base')),
      ]);
    },
  );

  it.each(['vpc-cni', 'aws-ebs-csi-driver', 'aws-efs-csi-driver'])('%s waits for the policies of its role', (name) => {
    const attached = new RegExp(`^aws_iam_role_policy_attachment\\.cluster_add-on-${name}_`);
    expect(waitsFor(template, find(template, addOn(name)))).toContain(find(template, attached));
  });

  it('has no cycle', () => {
    for (const address of texts(template).keys()) expect(waitsFor(template, address)).not.toContain(address);
  });
});

describe('what goes', () => {
  const whole = { nodePools: [base(), spot(), spot({ name: 'batch' })], addOns: ADD_ONS };

  /** What is gone, and what is different. */
  function compare(after: object): { gone: string[]; changed: string[]; added: string[] } {
    const before = texts(clusterTemplate(whole));
    const left = texts(clusterTemplate({ ...whole, ...after }));
    return {
      gone: [...before.keys()].filter((address) => !left.has(address)),
      changed: [...left]
        .filter(([address, text]) => before.has(address) && before.get(address) !== text)
        .map(([at]) => at),
      added: [...left.keys()].filter((address) => !before.has(address)),
    };
  }

  it('takes a pool’s group and template with it, and touches nothing else', () => {
    const { gone, changed, added } = compare({ nodePools: [base(), spot({ name: 'batch' })] });
    expect(gone).toEqual([
      expect.stringMatching(/^aws_launch_template\.cluster_pool-spot_/),
      expect.stringMatching(/^aws_eks_node_group\.cluster_pool-spot_/),
    ]);
    expect([changed, added]).toEqual([[], []]);
  });

  it('takes an add-on with its role and look-up, and touches nothing else', () => {
    const addOns = ADD_ONS.filter(({ name }) => name !== 'aws-efs-csi-driver');
    const { gone, changed, added } = compare({ addOns });
    expect(gone.sort()).toEqual([
      expect.stringMatching(/^aws_eks_addon\.cluster_add-on-aws-efs-csi-driver_/),
      expect.stringMatching(/^aws_iam_role\.cluster_add-on-aws-efs-csi-driver_/),
      expect.stringMatching(/^aws_iam_role_policy_attachment\.cluster_add-on-aws-efs-csi-driver_/),
      expect.stringMatching(/^data\.aws_eks_addon_version\.cluster_add-on-aws-efs-csi-driver_/),
    ]);
    expect([changed, added]).toEqual([[], []]);
  });

  it('lets add-ons wait for the next pool when the one that took them goes, which no plan shows', () => {
    const nodePools = [base(), base({ name: 'more' }), spot()];
    const before = texts(clusterTemplate({ ...whole, nodePools }));
    const after = texts(clusterTemplate({ ...whole, nodePools: nodePools.slice(1) }));
    const withoutOrder = (text = ''): string => text.replace(/"depends_on":\[[^\]]*\]/, '');
    const changed = [...after].filter(([address, text]) => before.get(address) !== text);
    expect(changed.map(([address]) => address.split('.')[0])).toEqual(Array(ADD_ONS.length + 1).fill('aws_eks_addon'));
    for (const [address, text] of changed) expect(withoutOrder(text)).toBe(withoutOrder(before.get(address)));
  });

  it('does not matter in which order pools and add-ons are listed', () => {
    const { gone, changed, added } = compare({
      nodePools: [...whole.nodePools].reverse(),
      addOns: [...ADD_ONS].reverse(),
    });
    expect([gone, changed, added]).toEqual([[], [], []]);
  });
});

describe('an add-on', () => {
  const template = clusterTemplate({
    addOns: [AddOn.ebsCsiDriver({ version: 'v1.51.0-eksbuild.1' })],
    addOnVersions: { coredns: 'v1.13.1-eksbuild.1' },
  });
  const addOns = Object.values(template.resources('aws_eks_addon'));
  const named = (name: string) => addOns.find(({ addon_name }) => addon_name === name) ?? {};

  it('says what happens when something else is there', () => {
    for (const one of addOns)
      expect(one).toMatchObject({ resolve_conflicts_on_create: 'NONE', resolve_conflicts_on_update: 'OVERWRITE' });
  });

  it('has the version that is pinned, or EKS’s default for the cluster’s version', () => {
    expect(named('aws-ebs-csi-driver').addon_version).toBe('v1.51.0-eksbuild.1');
    expect(named('coredns').addon_version).toBe('v1.13.1-eksbuild.1');
    expect(named('vpc-cni').addon_version).toMatch(/^\$\{data\.aws_eks_addon_version\.cluster_add-on-vpc-cni_version_/);
    const versions = Object.values((template.json.data as Resources).aws_eks_addon_version ?? {});
    expect(versions.map(({ kubernetes_version }) => kubernetes_version)).toEqual(['1.36', '1.36', '1.36']);
  });

  it('of the network enforces policies and hands out prefixes', () => {
    expect(JSON.parse(String(named('vpc-cni').configuration_values))).toEqual({
      enableNetworkPolicy: 'true',
      env: { ENABLE_PREFIX_DELEGATION: 'true', WARM_PREFIX_TARGET: '1' },
    });
  });

  it.each([
    ['vpc-cni', 'aws-node'],
    ['aws-ebs-csi-driver', 'ebs-csi-controller-sa'],
  ])('%s has a role of its own, for its service account in this cluster', (name, serviceAccount) => {
    const [association] = named(name).pod_identity_association as Record<string, string>[];
    expect(association).toMatchObject({ service_account: serviceAccount });
    const role = /aws_iam_role\.([\w-]+)\.arn/.exec(association?.role_arn ?? '')?.[1] ?? '';
    const trust = JSON.parse(String(template.resources('aws_iam_role')[role]?.assume_role_policy));
    expect(trust.Statement[0].Condition.ArnLike).toEqual({
      'aws:SourceArn': 'arn:aws:eks:eu-west-1:123456789012:cluster/stack-cluster-c89d1426',
    });
  });

  it('that does not call AWS has none', () => {
    expect(named('kube-proxy')).not.toHaveProperty('pod_identity_association');
  });

  it('can be added later, once', () => {
    const twice = () =>
      clusterTemplate({}, {}, (cluster) => {
        cluster.addAddOn(AddOn.efsCsiDriver());
        cluster.addAddOn(AddOn.efsCsiDriver());
      });
    expect(twice).toThrow(
      'stack/cluster: `addOns` must be each name once, got aws-efs-csi-driver. Take another name, or use the one that was returned at first.',
    );
  });
});
