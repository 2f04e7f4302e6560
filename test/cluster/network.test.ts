import { clusterTemplate } from './fixtures';

type Rule = Record<string, unknown>;

/** `from -> to protocol ports`, for each rule of a kind. */
function lines(kind: 'ingress' | 'egress'): string[] {
  const template = clusterTemplate();
  const groupOf = (reference: unknown): string =>
    /aws_security_group\.cluster_network_([\w-]+)_group/.exec(String(reference))?.[1] ?? String(reference);
  return Object.entries(template.resources(`aws_vpc_security_group_${kind}_rule`))
    .filter(([name]) => name.startsWith('cluster_'))
    .map(([, rule]: [string, Rule]) => {
      const other = groupOf(rule.referenced_security_group_id ?? rule.cidr_ipv4);
      const own = groupOf(rule.security_group_id);
      const [from, to] = kind === 'ingress' ? [other, own] : [own, other];
      const ports = rule.from_port === rule.to_port ? rule.from_port : `${rule.from_port}-${rule.to_port}`;
      return `${from} -> ${to} ${rule.ip_protocol} ${ports}`;
    })
    .sort();
}

const BETWEEN = [
  'control-plane -> nodes tcp 10250',
  'control-plane -> nodes tcp 10251',
  'control-plane -> nodes tcp 4443',
  'control-plane -> nodes tcp 8443',
  'control-plane -> nodes tcp 9443',
  'nodes -> control-plane tcp 443',
  'nodes -> nodes tcp 1025-65535',
  'nodes -> nodes tcp 53',
  'nodes -> nodes udp 53',
];

describe('the security groups of a cluster', () => {
  it('let in kubelet, metrics-server, webhooks, DNS and pods, and nothing from elsewhere', () => {
    expect(lines('ingress')).toEqual(BETWEEN);
  });

  it('let out the same, and HTTPS to AWS and registries', () => {
    expect(lines('egress')).toEqual([...BETWEEN, 'nodes -> 0.0.0.0/0 tcp 443'].sort());
  });

  it('are found by the load balancer controller', () => {
    const groups = clusterTemplate().resources('aws_security_group');
    const nodes = Object.entries(groups).find(([name]) => name.startsWith('cluster_network_nodes'))?.[1];
    expect(nodes?.tags).toMatchObject({
      Name: 'stack-cluster-network-nodes',
      'kubernetes.io/cluster/stack-cluster-c89d1426': 'owned',
      environment: 'staging',
    });
  });
});
