import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { configureStack } from '../../lib/core';
import { type Connectable, type Exposure, Peer, Port, SecurityGroup, type WebPort } from '../../lib/network';
import { Template, testStack } from '../support/template';
import { vpcIn } from './fixtures';

type Json = Record<string, unknown>;
const VPC = { vpcId: 'vpc-0123456789abcdef0' };
const group = <E extends Exposure = 'private'>(stack: TerraformStack, id: string, exposure?: E): SecurityGroup<E> =>
  new SecurityGroup(stack, id, { vpc: VPC, description: `The ${id}`, exposure });

/** Every rule as "direction group: other port", readable in a failure. */
function rules(template: Template): string[] {
  const write = (direction: string, rule: Json): string => {
    const name = (value: unknown): string =>
      /aws_security_group\.(\w+?)_group/.exec(String(value))?.[1] ?? String(value);
    const other = rule.cidr_ipv4 ?? rule.cidr_ipv6 ?? rule.prefix_list_id ?? name(rule.referenced_security_group_id);
    const ports = rule.ip_protocol === '-1' ? 'all' : `${rule.ip_protocol} ${rule.from_port}-${rule.to_port}`;
    return `${direction} ${name(rule.security_group_id)}: ${other} ${ports}`;
  };
  return ['ingress', 'egress'].flatMap((direction) =>
    Object.values(template.resources(`aws_vpc_security_group_${direction}_rule`)).map((rule) => write(direction, rule)),
  );
}

const rulesOf = (build: (stack: TerraformStack) => void): string[] => rules(Template.of(build));

describe('SecurityGroup', () => {
  it('lets nothing in or out by itself, and has no inline rule', () => {
    const template = Template.of((stack) => void group(stack, 'api'));
    expect(rules(template)).toEqual([]);
    const made = template.resource('aws_security_group');
    expect(made).toMatchObject({ name_prefix: 'stack-api-', description: 'The api', vpc_id: VPC.vpcId });
    expect(made).not.toHaveProperty('ingress');
    expect(made).not.toHaveProperty('egress');
  });

  it('can be replaced while it is in use', () => {
    expect(Template.of((stack) => void group(stack, 'api')).resource('aws_security_group')).toHaveProperty(
      'lifecycle.create_before_destroy',
      true,
    );
  });

  it.each<[string, (api: SecurityGroup, database: SecurityGroup) => void]>([
    ['allowFrom', (api, database) => database.allowFrom(api, Port.tcp(5432), 'reads orders')],
    ['allowTo', (api, database) => api.allowTo(database, Port.tcp(5432), 'reads orders')],
  ])('%s makes a rule on both sides, with the reason', (_name, allow) => {
    const template = Template.of((stack) => allow(group(stack, 'api'), group(stack, 'database')));
    expect(rules(template)).toEqual(['ingress database: api tcp 5432-5432', 'egress api: database tcp 5432-5432']);
    for (const direction of ['ingress', 'egress']) {
      expect(template.resource(`aws_vpc_security_group_${direction}_rule`)).toMatchObject({
        description: 'reads orders',
        tags: { owner: 'team' },
      });
    }
  });

  it('makes a rule once, from whichever side and however often it is asked for', () => {
    const build = (stack: TerraformStack): void => {
      const [api, database] = [group(stack, 'api'), group(stack, 'database')];
      database.allowFrom(api, Port.tcp(5432), 'reads orders');
      api.allowTo(database, Port.tcp(5432), 'writes orders');
      api.allowFrom(Peer.cidr('10.0.0.0/8'), Port.https(), 'offices');
      api.allowFrom(Peer.cidr('10.0.0.0/8'), Port.tcp(443), 'offices');
    };
    expect(rulesOf(build)).toHaveLength(3);
    expect(Template.of(build).resource('aws_vpc_security_group_egress_rule').description).toBe('reads orders');
  });

  it('tells peers apart whose paths look alike', () => {
    const build = (stack: TerraformStack): void => {
      const client = group(stack, 'client');
      for (const id of ['a-b', 'a.b', 'ab']) client.allowTo(group(stack, id), Port.tcp(80), 'test');
    };
    expect(rulesOf(build)).toHaveLength(6);
  });

  it('names rules after what they allow, so that the order of calls does not matter', () => {
    const build =
      (reverse: boolean) =>
      (stack: TerraformStack): void => {
        const server = group(stack, 'server');
        const blocks = ['10.0.0.0/8', '192.168.0.0/16'];
        for (const block of reverse ? blocks.reverse() : blocks)
          server.allowFrom(Peer.cidr(block), Port.https(), 'test');
      };
    expect(Template.of(build(true)).json.resource).toEqual(Template.of(build(false)).json.resource);
  });

  it('allows a group to talk to itself', () => {
    const build = (stack: TerraformStack): void => {
      const nodes = group(stack, 'nodes');
      nodes.allowFrom(nodes, Port.all(), 'nodes of one cluster');
    };
    expect(rulesOf(build)).toEqual(['ingress nodes: nodes all', 'egress nodes: nodes all']);
  });

  it('accepts anything that has a security group', () => {
    const build = (stack: TerraformStack): void => {
      const database: Connectable = { securityGroup: group(stack, 'database') };
      group(stack, 'api').allowTo(database, Port.tcpRange(5432, 5433), 'reads orders');
    };
    expect(rulesOf(build)).toEqual(['ingress database: api tcp 5432-5433', 'egress api: database tcp 5432-5433']);
  });

  it('accepts a group that something else made', () => {
    const build = (stack: TerraformStack): void => {
      const nodes = SecurityGroup.fromSecurityGroupId(stack, 'nodes', 'sg-0123456789abcdef0');
      group(stack, 'database').allowFrom(nodes, Port.tcp(5432), 'pods read orders');
    };
    expect(rulesOf(build)).toEqual([
      'ingress database: sg-0123456789abcdef0 tcp 5432-5432',
      'egress sg-0123456789abcdef0: database tcp 5432-5432',
    ]);
  });

  it.each<[string, (stack: TerraformStack) => void, string[]]>([
    [
      'a private block',
      (stack) => group(stack, 'g').allowFrom(Peer.cidr('172.16.0.0/12'), Port.udp(53), 'x'),
      ['ingress g: 172.16.0.0/12 udp 53-53'],
    ],
    [
      'the subnets of a tier',
      (stack) => group(stack, 'g').allowFrom(Peer.subnets(vpcIn(stack).subnets.private), Port.udpRange(53, 54), 'x'),
      ['ingress g: 10.20.0.0/17 udp 53-54'],
    ],
    [
      'the internet',
      (stack) => group(stack, 'g', 'internet').allowFrom(Peer.internet(), Port.http(), 'x'),
      ['ingress g: 0.0.0.0/0 tcp 80-80'],
    ],
    [
      'out to the internet',
      (stack) => group(stack, 'g', 'outbound').allowTo(Peer.internet(), Port.https(), 'x'),
      ['egress g: 0.0.0.0/0 tcp 443-443'],
    ],
    [
      'out to S3',
      (stack) => group(stack, 'g').allowTo(Peer.prefixList('s3'), Port.https(), 'x'),
      ['egress g: ${data.aws_ec2_managed_prefix_list.prefix-list-s3.id} tcp 443-443'],
    ],
  ])('opens to %s', (_name, build, expected) => {
    expect(rulesOf(build)).toEqual(expected);
  });

  it('opens to the internet over IPv6 too where the VPC has it', () => {
    const build = (stack: TerraformStack): void => {
      const vpc = vpcIn(stack, { ipv6: true });
      new SecurityGroup(stack, 'lb', { vpc, description: 'x', exposure: 'internet' }).allowFrom(
        Peer.internet(),
        Port.https(),
        'x',
      );
    };
    expect(rulesOf(build)).toEqual(['ingress lb: 0.0.0.0/0 tcp 443-443', 'ingress lb: ::/0 tcp 443-443']);
  });

  it.each([
    ['s3', 'com.amazonaws.eu-west-1.s3'],
    ['cloudfront.origin-facing', 'com.amazonaws.global.cloudfront.origin-facing'],
  ] as const)('looks AWS’s list of %s up by its name, which nobody else can take', (list, name) => {
    const template = Template.of((stack) =>
      group(stack, 'lb', 'internet').allowFrom(Peer.prefixList(list), Port.https(), 'x'),
    );
    expect(Object.values((template.json.data as Record<string, Json>).aws_ec2_managed_prefix_list as Json)).toEqual([
      expect.objectContaining({ name }),
    ]);
  });

  describe('across stacks', () => {
    const app = new App();
    const stackOf = (id: string): TerraformStack => {
      const stack = new TerraformStack(app, id);
      new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
      configureStack(stack, { stage: 'staging', region: 'eu-west-1' });
      return stack;
    };
    const [platform, shop] = [stackOf('platform'), stackOf('shop')];
    const database = group(platform, 'database');
    database.allowFrom(group(shop, 'api'), Port.tcp(5432), 'reads orders');

    it('makes both rules in the client’s stack, which then depends on the server’s', () => {
      const template = Template.fromStack(shop);
      const remote = expect.stringContaining('data.terraform_remote_state');
      expect(template.resource('aws_vpc_security_group_ingress_rule').security_group_id).toEqual(remote);
      expect(template.resource('aws_vpc_security_group_egress_rule').referenced_security_group_id).toEqual(remote);
      expect(Template.fromStack(platform).addresses()).toEqual([expect.stringMatching(/^aws_security_group\./)]);
      expect(shop.dependencies).toEqual([platform]);
      expect(platform.dependencies).toEqual([]);
    });
  });

  describe('refuses', () => {
    const loose =
      (build: (api: SecurityGroup<'internet'>, stack: TerraformStack) => void, exposure: Exposure) => () => {
        const stack = testStack();
        build(group(stack, 'api', exposure) as SecurityGroup<'internet'>, stack);
      };

    it.each<[string, Exposure, (api: SecurityGroup<'internet'>) => void, string]>([
      [
        'the internet on a data port',
        'internet',
        (api) => api.allowFrom(Peer.internet(), Port.tcp(5432) as unknown as WebPort, 'x'),
        'stack/api: `port` must be Port.https() or Port.http() where the other end is public, got tcp-5432. Put a load balancer in front',
      ],
      [
        'the internet on every port',
        'internet',
        (api) => api.allowTo(Peer.internet(), Port.all() as unknown as WebPort, 'x'),
        'got all.',
      ],
      [
        'the internet into a private group',
        'private',
        (api) => api.allowFrom(Peer.internet(), Port.https(), 'x'),
        "stack/api: `peer` must be private: the group was made with exposure 'private', got internet.",
      ],
      [
        'the internet into an outbound group',
        'outbound',
        (api) => api.allowFrom(Peer.internet(), Port.https(), 'x'),
        "with exposure: 'internet'.",
      ],
      [
        'a private group out to the internet',
        'private',
        (api) => api.allowTo(Peer.internet(), Port.https(), 'x'),
        "with exposure: 'outbound'.",
      ],
      [
        'CloudFront into a private group',
        'private',
        (api) => api.allowFrom(Peer.prefixList('cloudfront.origin-facing'), Port.https(), 'x'),
        'got prefixList.',
      ],
      [
        'every port to a block',
        'private',
        (api) => api.allowFrom(Peer.cidr('10.0.0.0/8'), Port.all() as unknown as WebPort, 'x'),
        '`port` must be named ports, got all.',
      ],
      ['no reason', 'private', (api) => api.allowFrom(api, Port.https(), ' '), '`reason` must be 1 to 255 letters'],
      [
        'a reason that EC2 refuses',
        'private',
        (api) => api.allowFrom(api, Port.https(), "it's <needed>"),
        "got it's <needed>. Leave out ' < >",
      ],
      [
        'a reason that is too long',
        'private',
        (api) => api.allowFrom(api, Port.https(), 'x'.repeat(256)),
        '`reason` must be 1 to 255 letters',
      ],
    ])('%s', (_name, exposure, build, message) => {
      expect(loose(build, exposure)).toThrow(message);
    });

    it.each([
      [
        '8.8.8.0/24',
        '`block` must be private: inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, got 8.8.8.0/24.',
      ],
      ['0.0.0.0/0', '`block` must be private'],
      ['0.0.0.0/1', '`block` must be private'],
      ['10.0.0.0/7', '`block` must be private'],
      ['0.0.0.0/00', 'Did you mean 0.0.0.0/0?'],
      ['::/0', 'an IPv4 block'],
    ])('%s as a peer', (block, message) => {
      expect(() => Peer.cidr(block)).toThrow(message);
    });

    it.each([0, 65_536, 1.5, Number.NaN])('port %d', (port) => {
      expect(() => Port.tcp(port)).toThrow('Port.tcp: `port` must be a whole number of 1 to 65535');
      expect(() => Port.udp(port)).toThrow('Port.udp: `port` must be a whole number of 1 to 65535');
    });

    it('a range that runs backwards', () => {
      expect(() => Port.tcpRange(90, 80)).toThrow('the first of a range not above the last, got [90,80].');
    });

    it('a description that EC2 refuses, and a wrong exposure, at once', () => {
      const props = { vpc: VPC, description: '', exposure: 'public' as 'private' };
      expect(() => new SecurityGroup(testStack(), 'api', props)).toThrow(
        /stack\/api: `description` must be .*, got ""\. Say what it is for.*\nstack\/api: `exposure` must be 'private', 'outbound' or 'internet', got public\./,
      );
    });
  });
});
