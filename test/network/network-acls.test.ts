import { Nat } from '../../lib/network';
import { AclSimulator } from './acl-simulator';
import { CONFIGURATIONS, type LooseVpcProps, vpcTemplate } from './fixtures';

const INTERNET = '203.0.113.7';
const INTERNET_6 = '2a00:1450::7';
const S3 = '52.218.0.10';

const simulate = (props: LooseVpcProps = {}) => new AclSimulator(vpcTemplate(props));

describe('network ACLs', () => {
  const plain = simulate();
  const hosts = {
    balancer: plain.host('public-eu-west-1a'),
    nat: plain.host('public-eu-west-1a', 4, 20n),
    pod: plain.host('private-eu-west-1a'),
    pod2: plain.host('private-eu-west-1b'),
    database: plain.host('data-eu-west-1a'),
    database2: plain.host('data-eu-west-1b'),
    internet: INTERNET,
    s3: S3,
  };
  type Host = keyof typeof hosts;

  it.each<[Host, Host, number, boolean, string]>([
    ['internet', 'balancer', 443, true, 'customers reach a load balancer'],
    ['internet', 'balancer', 80, true, 'and are redirected to HTTPS'],
    ['internet', 'balancer', 22, false, 'CIS AWS 7.0 6.2'],
    ['internet', 'balancer', 3389, false, 'CIS AWS 7.0 6.2'],
    ['internet', 'balancer', 25, false, 'not a web port'],
    ['balancer', 'pod', 8080, true, 'a load balancer reaches its targets'],
    ['balancer', 'pod', 80, true, 'on any port'],
    ['pod', 'pod2', 53, true, 'pods talk to each other'],
    ['pod', 'pod2', 443, true, 'and to interface endpoints, also of another zone'],
    ['pod', 'database', 5432, true, 'workloads reach databases'],
    ['pod2', 'database', 443, true, 'on any port: OpenSearch listens on 443'],
    ['database', 'database2', 3306, true, 'replication between zones'],
    ['database', 'pod', 443, true, 'a database calls an interface endpoint'],
    ['database', 'pod', 22, false, 'and nothing else of the private tier below 1024'],
    ['balancer', 'database', 5432, false, 'the public tier never reaches data'],
    ['balancer', 'database', 443, false, 'the public tier never reaches data'],
    ['database', 'balancer', 443, false, 'and data never reaches it'],
    ['database', 'internet', 443, false, 'no way out of the data tier'],
    ['database', 's3', 443, false, 'not to S3 either, unless it was chosen'],
    ['internet', 'database', 5432, false, 'and none in'],
    ['internet', 'pod', 443, false, 'nobody reaches the private tier from outside'],
    ['internet', 'pod', 22, false, 'nobody reaches the private tier from outside'],
    ['pod', 's3', 443, true, 'by the gateway endpoint, which answers from public addresses'],
  ])('%s to %s:%d: %s (%s)', (client, server, port, expected) => {
    expect(plain.connects(hosts[client], hosts[server], port)).toBe(expected);
  });

  it.each([
    [443, 32_768, 1024, true, 'a host’s own first ephemeral port'],
    [443, 60_999, 65_535, true, 'and its last'],
    [443, 1024, 40_000, true, 'a node that translates its pods’ addresses uses ports from 1024 on'],
    [80, 40_000, 40_000, true, 'package repositories'],
    [5432, 40_000, 40_000, true, 'a database service elsewhere'],
    [22, 40_000, 40_000, false, 'no SSH to the internet'],
    [443, 40_000, 3389, false, 'the price of never admitting 3389: one NAT port of 64,512'],
    [443, 3389, 40_000, false, 'and one of a translating node’s'],
  ])(
    'private to the internet:%d by NAT, from port %d, translated to %d: %s (%s)',
    (port, clientPort, natPort, expected) => {
      expect(plain.connectsByNat(hosts.pod, hosts.nat, INTERNET, port, clientPort, natPort)).toBe(expected);
    },
  );

  it('lets no new port out of the private tier without NAT, but still S3 and DynamoDB', () => {
    const none = simulate({ nat: Nat.none() });
    const pod = none.host('private-eu-west-1a');
    expect(none.connects(pod, S3, 443)).toBe(true);
    expect(none.connects(pod, INTERNET, 80)).toBe(false);
    expect(none.connects(pod, INTERNET, 5432)).toBe(false);
  });

  it('answers from any load balancer port, also 3389', () => {
    expect(plain.connects(hosts.balancer, hosts.pod, 8080, 3389)).toBe(true);
  });

  it('lets UDP of the world in nowhere', () => {
    expect(plain.connects(INTERNET, hosts.balancer, 443, 40_000, 'udp')).toBe(false);
    expect(plain.connects(INTERNET, hosts.pod, 53, 40_000, 'udp')).toBe(false);
  });

  it.each(['balancer', 'pod'] as const)('lets path MTU discovery reach a %s', (host) => {
    const packet = { source: INTERNET, destination: hosts[host], protocol: 'icmp' } as const;
    expect(plain.passes({ ...packet, icmp: [3, 4] })).toBe(true);
    expect(plain.passes({ ...packet, icmp: [8, 0] })).toBe(false);
  });

  describe('pods in a second block belong to the private tier', () => {
    const acls = simulate({ pods: '100.64.0.0/16' });
    const pod = acls.host('pods-eu-west-1a');
    it.each([
      ['public-eu-west-1b', 'client', 8080, true],
      ['data-eu-west-1b', 'server', 5432, true],
      ['private-eu-west-1b', 'server', 443, true],
      ['pods-eu-west-1b', 'server', 8080, true],
      ['data-eu-west-1b', 'client', 443, false],
    ])('%s as %s on port %d: %s', (subnet, side, port, expected) => {
      const other = acls.host(subnet);
      expect(side === 'server' ? acls.connects(pod, other, port) : acls.connects(other, pod, port)).toBe(expected);
    });

    it('and reach the internet by NAT', () => {
      expect(acls.connectsByNat(pod, acls.host('public-eu-west-1a'), INTERNET, 443, 40_000, 40_000)).toBe(true);
    });
  });

  describe('with IPv6', () => {
    const acls = simulate({ ipv6: true, pods: '100.64.0.0/16', nat: Nat.none() });
    const host = (subnet: string): string => acls.host(subnet, 6);
    it.each<[string, string, number, boolean]>([
      [INTERNET_6, host('public-eu-west-1a'), 443, true],
      [INTERNET_6, host('public-eu-west-1a'), 22, false],
      [INTERNET_6, host('public-eu-west-1a'), 3389, false],
      [host('public-eu-west-1a'), host('private-eu-west-1b'), 8080, true],
      [host('public-eu-west-1a'), host('pods-eu-west-1b'), 8080, true],
      [host('public-eu-west-1a'), host('data-eu-west-1b'), 5432, false],
      [host('private-eu-west-1a'), host('data-eu-west-1b'), 5432, true],
      [host('pods-eu-west-1a'), host('data-eu-west-1b'), 5432, true],
      [host('private-eu-west-1a'), INTERNET_6, 443, true],
      [host('pods-eu-west-1a'), INTERNET_6, 443, true],
      [host('pods-eu-west-1a'), INTERNET_6, 22, false],
      [host('data-eu-west-1a'), INTERNET_6, 443, false],
      [INTERNET_6, host('data-eu-west-1a'), 5432, false],
      [INTERNET_6, host('private-eu-west-1a'), 443, false],
    ])('%s to %s:%d: %s', (client, server, port, expected) => {
      expect(acls.connects(client, server, port)).toBe(expected);
    });

    it('lets packet-too-big in, which IPv6 cannot do without', () => {
      const packet = { source: INTERNET_6, destination: host('private-eu-west-1a'), protocol: 'icmpv6' } as const;
      expect(acls.passes({ ...packet, icmp: [2, 0] })).toBe(true);
    });
  });

  it('lets data reach S3 where that was chosen, and no other port', () => {
    const acls = simulate({ dataTier: { s3: true } });
    const database = acls.host('data-eu-west-1a');
    expect(acls.connects(database, S3, 443)).toBe(true);
    expect(acls.connects(database, S3, 80)).toBe(false);
    expect(acls.connects(S3, database, 5432)).toBe(false);
  });

  it.each(CONFIGURATIONS)('stay within EC2’s limits %s', (_name, props) => {
    for (const acl of Object.values(vpcTemplate(props).resources('aws_network_acl'))) {
      for (const direction of ['ingress', 'egress']) {
        const rules = acl[direction] as { rule_no: number }[];
        expect(rules.length).toBeLessThanOrEqual(20);
        expect(new Set(rules.map(({ rule_no }) => rule_no)).size).toBe(rules.length);
      }
    }
  });

  it.each(CONFIGURATIONS)(
    'never let the world in to 22 or 3389, read rule by rule as auditors do %s',
    (_name, props) => {
      const acls = Object.values(vpcTemplate(props).resources('aws_network_acl'));
      const ingress = acls.flatMap((acl) => acl.ingress as Record<string, string | number | null>[]);
      const fromWorld = ingress.filter((rule) => rule.cidr_block === '0.0.0.0/0' || rule.ipv6_cidr_block === '::/0');
      expect(fromWorld.length).toBeGreaterThan(0);
      for (const { protocol, from_port: from, to_port: to } of fromWorld) {
        const hits = [22, 3389].filter((port) => Number(from) <= port && port <= Number(to));
        expect(['-1', '17', ...(hits.length > 0 ? ['6'] : [])]).not.toContain(protocol);
      }
    },
  );
});
