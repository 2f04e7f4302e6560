import { TerraformOutput, type TerraformStack } from 'cdktf';
import { REQUIRED_TAGS } from '../../lib/core';
import { Nat } from '../../lib/network';
import { Template, testStack } from '../support/template';
import { CONFIGURATIONS, type LooseVpcProps, vpcIn, vpcTemplate } from './fixtures';

type Json = Record<string, unknown>;
const references = (type: string, value: unknown): string =>
  new RegExp(`${type}\\.([\\w-]+)\\.`).exec(String(value))?.[1] ?? '';

describe('Vpc', () => {
  describe.each(CONFIGURATIONS)('%s', (_name, props) => {
    const template = vpcTemplate(props);
    const subnets = Object.entries(template.resources('aws_subnet'));
    const one = (type: string, key: string, name: string): Json => {
      const found = Object.values(template.resources(type)).filter((it) => references('aws_subnet', it[key]) === name);
      expect(found).toHaveLength(1);
      return found[0] as Json;
    };

    it('gives each subnet the route table and the ACL of its tier, so that none falls back to a default', () => {
      for (const [name] of subnets) {
        const tier = /vpc_(public|data|private|pods)-/.exec(name)?.[1]?.replace('pods', 'private') ?? 'none';
        const table = references(
          'aws_route_table',
          one('aws_route_table_association', 'subnet_id', name).route_table_id,
        );
        const acl = references('aws_network_acl', one('aws_network_acl_association', 'subnet_id', name).network_acl_id);
        expect(table).toMatch(new RegExp(`^vpc_${tier}-`));
        expect(acl).toMatch(new RegExp(`^vpc_${tier}-acl`));
      }
    });

    it('leads out of the data tier nowhere', () => {
      const tables = Object.values(template.resources('aws_route')).map((it) =>
        references('aws_route_table', it.route_table_id),
      );
      expect(tables.filter((name) => name.startsWith('vpc_data'))).toEqual([]);
      const inline = Object.values(template.resources('aws_route_table')).filter((table) => 'route' in table);
      expect(inline).toEqual([]);
    });

    it('leads to the internet gateway from the public tier only', () => {
      const routes = Object.values(template.resources('aws_route')).filter((route) => 'gateway_id' in route);
      expect(routes.length).toBeGreaterThan(0);
      for (const route of routes) expect(references('aws_route_table', route.route_table_id)).toMatch(/^vpc_public-/);
    });

    it('gives no instance a public address by itself', () => {
      for (const [, subnet] of subnets) expect(subnet.map_public_ip_on_launch).toBe(false);
    });

    it('tags all that can be tagged', () => {
      const taggable = [
        'aws_vpc',
        'aws_subnet',
        'aws_route_table',
        'aws_network_acl',
        'aws_eip',
        'aws_nat_gateway',
        'aws_vpc_endpoint',
      ];
      for (const resource of taggable.flatMap((type) => Object.values(template.resources(type)))) {
        expect(Object.keys(resource.tags as Json)).toEqual(expect.arrayContaining([...REQUIRED_TAGS, 'Name']));
      }
    });
  });

  it('empties the default security group, route table and network ACL', () => {
    const template = vpcTemplate();
    expect(template.resource('aws_default_security_group')).toMatchObject({ ingress: [], egress: [] });
    expect(template.resource('aws_default_route_table')).toHaveProperty('route', []);
    const acl = template.resource('aws_default_network_acl');
    expect(acl).not.toHaveProperty('ingress');
    expect(acl).not.toHaveProperty('egress');
    expect(acl).toMatchObject({ lifecycle: { ignore_changes: ['subnet_ids'] } });
  });

  it('resolves private names', () => {
    expect(vpcTemplate().resource('aws_vpc')).toMatchObject({ enable_dns_support: true, enable_dns_hostnames: true });
  });

  describe('NAT', () => {
    const targets = (props: LooseVpcProps): Record<string, string> =>
      Object.fromEntries(
        Object.values(vpcTemplate(props).resources('aws_route'))
          .filter((route) => 'nat_gateway_id' in route)
          .map((route) => [
            references('aws_route_table', route.route_table_id),
            references('aws_nat_gateway', route.nat_gateway_id),
          ])
          .map(([table, nat]) => [table?.slice(4, 22) ?? '', nat?.slice(4, 18) ?? '']),
      );
    const zones = ['a', 'b', 'c'];

    it('a zone keeps each zone independent', () => {
      expect(targets({ availabilityZones: zones, nat: Nat.perZone() })).toEqual({
        'private-eu-west-1a': 'nat-eu-west-1a',
        'private-eu-west-1b': 'nat-eu-west-1b',
        'private-eu-west-1c': 'nat-eu-west-1c',
      });
    });

    it.each([
      ['where it was said', Nat.single('b'), 'nat-eu-west-1b'],
      ['in the first zone given', Nat.single(), 'nat-eu-west-1c'],
    ])('single serves all zones from one, %s', (_name, nat, gateway) => {
      const made = targets({ availabilityZones: ['c', 'a', 'b'], nat });
      expect(new Set(Object.values(made))).toEqual(new Set([gateway]));
      expect(Object.keys(made)).toHaveLength(3);
    });

    it('none leaves the private tier without a route out', () => {
      const template = vpcTemplate({ nat: Nat.none() });
      expect(targets({ nat: Nat.none() })).toEqual({});
      expect(template.resources('aws_nat_gateway')).toEqual({});
      expect(template.resources('aws_eip')).toEqual({});
    });

    it('waits for the internet gateway', () => {
      const [gateway] = Object.values(vpcTemplate().resources('aws_nat_gateway'));
      expect(gateway?.depends_on).toEqual([expect.stringMatching(/^aws_internet_gateway\./)]);
    });
  });

  describe('another zone', () => {
    const everything: LooseVpcProps = {
      ipv6: true,
      pods: '100.64.0.0/16',
      dataTier: { s3: true },
      interfaceEndpoints: ['sts'],
      clusters: ['main'],
    };
    const resources = (zones: string[]): Record<string, unknown> => {
      const template = vpcTemplate({ ...everything, availabilityZones: zones });
      const json = template.json.resource as Record<string, Record<string, unknown>>;
      return Object.fromEntries(
        Object.entries(json).flatMap(([type, all]) => Object.entries(all).map(([name, it]) => [`${type}.${name}`, it])),
      );
    };
    /** The one intended exception: an interface endpoint gets a network interface in the new zone, in place. */
    const isInterfaceEndpoint = (it: unknown): boolean => (it as Json).vpc_endpoint_type === 'Interface';

    it.each([
      ['behind the others', ['a', 'b'], ['a', 'b', 'c']],
      ['in front of them', ['b', 'c'], ['a', 'b', 'c']],
    ])('%s changes no resource that exists', (_name, before, after) => {
      const [old, now] = [resources(before), resources(after)];
      expect(Object.keys(now).length).toBeGreaterThan(Object.keys(old).length);
      for (const [address, it] of Object.entries(old)) {
        if (!isInterfaceEndpoint(it)) expect([address, now[address]]).toEqual([address, it]);
      }
      const endpoint = Object.entries(old).find(([, it]) => isInterfaceEndpoint(it))?.[0] as string;
      expect({ ...(now[endpoint] as Json), subnet_ids: [] }).toEqual({ ...(old[endpoint] as Json), subnet_ids: [] });
    });

    it('in another order changes nothing at all', () => {
      expect(resources(['c', 'a', 'b'])).toEqual(resources(['a', 'b', 'c']));
    });
  });

  describe('IPv6', () => {
    const template = vpcTemplate({ ipv6: true, nat: Nat.none() });

    it('gives each subnet a /64 that depends on tier and zone alone', () => {
      const blocks = Object.entries(template.resources('aws_subnet')).map(([name, it]) => [
        name.slice(4, -9),
        it.ipv6_cidr_block,
      ]);
      const nth = (index: number): unknown => expect.stringMatching(new RegExp(`ipv6_cidr_block, 8, ${index}\\)}$`));
      expect(Object.fromEntries(blocks)).toEqual({
        'private-eu-west-1a': nth(0),
        'private-eu-west-1b': nth(1),
        'data-eu-west-1a': nth(64),
        'data-eu-west-1b': nth(65),
        'public-eu-west-1a': nth(96),
        'public-eu-west-1b': nth(97),
      });
    });

    it('lets the private tier out by an egress-only gateway', () => {
      const routes = Object.values(template.resources('aws_route')).filter(
        (it) => it.destination_ipv6_cidr_block === '::/0',
      );
      const ways = routes.map((it) => [
        references('aws_route_table', it.route_table_id).split('-')[0],
        'gateway_id' in it,
      ]);
      expect(ways.sort()).toEqual([
        ['vpc_private', false],
        ['vpc_private', false],
        ['vpc_public', true],
      ]);
      expect(template.resource('aws_egress_only_internet_gateway')).toBeDefined();
    });

    it('gives addresses by itself in the private tier only', () => {
      const auto = Object.entries(template.resources('aws_subnet')).filter(
        ([, it]) => it.assign_ipv6_address_on_creation,
      );
      expect(auto.map(([name]) => name.slice(4, 22))).toEqual(['private-eu-west-1a', 'private-eu-west-1b']);
    });
  });

  it('waits with pods’ subnets until the second block is there', () => {
    const pods = Object.entries(vpcTemplate({ pods: '100.64.0.0/16' }).resources('aws_subnet')).filter(([name]) =>
      name.includes('pods'),
    );
    expect(pods.map(([, it]) => it.cidr_block)).toEqual(['100.64.0.0/18', '100.64.64.0/18']);
    for (const [, it] of pods) expect(it.vpc_id).toMatch(/aws_vpc_ipv4_cidr_block_association\..*\.vpc_id/);
  });

  it('tells load balancers, Karpenter and the CNI which subnets are theirs', () => {
    const template = vpcTemplate({
      clusters: ['main'],
      karpenterDiscovery: 'main',
      pods: '100.64.0.0/16',
      availabilityZones: ['a'],
      stage: 'staging',
    });
    const tags = Object.entries(template.resources('aws_subnet')).map(([name, { tags }]) => [
      /vpc_(\w+)-/.exec(name)?.[1],
      Object.keys(tags as Json)
        .filter((key) => key.includes('/'))
        .sort(),
    ]);
    expect(Object.fromEntries(tags)).toEqual({
      public: ['kubernetes.io/cluster/main', 'kubernetes.io/role/elb'],
      private: ['karpenter.sh/discovery', 'kubernetes.io/cluster/main', 'kubernetes.io/role/internal-elb'],
      pods: ['kubernetes.io/cluster/main', 'kubernetes.io/role/cni'],
      data: [],
    });
  });

  it('offers its subnets by tier', () => {
    const stack = testStack();
    const { subnets } = vpcIn(stack, { availabilityZones: ['b', 'a'] });
    new TerraformOutput(stack, 'data', { value: [...subnets.data.ids, subnets.data.vpc.vpcId] });
    expect(subnets.data.availabilityZones).toEqual(['eu-west-1a', 'eu-west-1b']);
    expect(Template.fromStack(stack).json).toHaveProperty('output.data.value', [
      expect.stringMatching(/aws_subnet\.vpc_data-eu-west-1a_\w+\.id/),
      expect.stringMatching(/aws_subnet\.vpc_data-eu-west-1b_\w+\.id/),
      expect.stringMatching(/aws_vpc\.vpc_\w+\.id/),
    ]);
    expect(subnets.public.tier).toBe('public');
    expect(subnets.private.blocks).toEqual({ ipv4: ['10.20.0.0/17'], ipv6: [] });
    expect(subnets.pods).toBeUndefined();
  });

  it('is the same for both majors of the provider', () => {
    const build = (stack: TerraformStack): void => void vpcIn(stack, { ipv6: true, interfaceEndpoints: ['sts'] });
    const json = ([5, 6] as const).map((providerMajor) => Template.of(build, { providerMajor }).json.resource);
    expect(json[0]).toEqual(json[1]);
  });
});
