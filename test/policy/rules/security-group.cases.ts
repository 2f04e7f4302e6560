import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const single = (fields: object, more: object = {}) =>
  resources({
    aws_security_group: { g: {} },
    aws_vpc_security_group_ingress_rule: {
      r: {
        security_group_id: '${aws_security_group.g.id}',
        ip_protocol: 'tcp',
        from_port: 5432,
        to_port: 5432,
        ...fields,
      },
    },
    ...more,
  });
const inline = (...ingress: object[]) => resources({ aws_security_group: { g: { ingress } } });
const tcp = (port: number, cidrs: string[]) => ({
  protocol: 'tcp',
  from_port: port,
  to_port: port,
  cidr_blocks: cidrs,
});
const balancer = (fields: object = {}) => ({
  aws_lb: { web: { security_groups: ['${aws_security_group.g.id}'], ...fields } },
});
const web = { from_port: 443, to_port: 443, cidr_ipv4: '0.0.0.0/0' };

const worldOpen: RuleCases = {
  rule: 'SEC-SG-WORLD',
  failing: {
    ...Object.fromEntries(
      ['0.0.0.0/0', '0.0.0.0/00', ' 0.0.0.0/0 ', '0.0.0.0/1', '8.0.0.0/6'].map((cidr) => [
        `IPv4 ${JSON.stringify(cidr)}`,
        single({ cidr_ipv4: cidr }),
      ]),
    ),
    ...Object.fromEntries(
      ['::/0', '0::/0', '0:0:0:0:0:0:0:0/0', '2000::/3', '::/1', '2600::/12'].map((cidr) => [
        `IPv6 ${cidr}`,
        single({ cidr_ipv6: cidr }),
      ]),
    ),
    ...Object.fromEntries(
      ['-1', 'all', '6', 'tcp', '50'].map((protocol) => [
        `protocol ${protocol}`,
        single({ ip_protocol: protocol, from_port: undefined, to_port: undefined, cidr_ipv4: '0.0.0.0/0' }),
      ]),
    ),
    folded: single({ cidr_ipv4: '${join("/", ["0.0.0.0", "0"])}' }),
    'two halves in one rule': inline(tcp(6379, ['0.0.0.0/1', '128.0.0.0/1'])),
    'two halves in two rules': inline(tcp(6379, ['0.0.0.0/2', '64.0.0.0/2']), {
      protocol: 'tcp',
      from_port: 6000,
      to_port: 7000,
      cidr_blocks: ['128.0.0.0/2', '192.0.0.0/2'],
    }),
    'many /8': inline(...Array.from({ length: 64 }, (_, index) => tcp(9092, [`${index + 11}.0.0.0/8`]))),
    'behind self': inline({ protocol: '-1', from_port: 0, to_port: 0, self: true }, tcp(27017, ['0.0.0.0/0'])),
    'dynamic block': resources({
      aws_security_group: {
        g: {
          dynamic: {
            ingress: {
              for_each: ['0.0.0.0/0'],
              content: { protocol: 'tcp', from_port: 22, to_port: 22, cidr_blocks: ['${ingress.value}'] },
            },
          },
        },
      },
    }),
    'prefix list': single(
      { prefix_list_id: '${aws_ec2_managed_prefix_list.p.id}' },
      { aws_ec2_managed_prefix_list: { p: { entry: [{ cidr: '10.0.0.0/8' }, { cidr: '0.0.0.0/0' }] } } },
    ),
    'entry of a prefix list': single(
      { prefix_list_id: '${aws_ec2_managed_prefix_list.p.id}' },
      {
        aws_ec2_managed_prefix_list: { p: {} },
        aws_ec2_managed_prefix_list_entry: {
          e: { prefix_list_id: '${aws_ec2_managed_prefix_list.p.id}', cidr: '0.0.0.0/0' },
        },
      },
    ),
    'prefix list beside an open rule': inline({
      protocol: 'tcp',
      from_port: 22,
      to_port: 22,
      prefix_list_ids: ['${aws_vpc_endpoint.s3.prefix_list_id}'],
      cidr_blocks: ['0.0.0.0/0'],
    }),
    'default security group': resources({ aws_default_security_group: { d: { ingress: [tcp(22, ['0.0.0.0/0'])] } } }),
    'classic rule': resources({
      aws_security_group_rule: {
        r: {
          type: 'ingress',
          security_group_id: 'sg-1',
          protocol: 'tcp',
          from_port: 0,
          to_port: 65_535,
          cidr_blocks: ['0.0.0.0/0'],
        },
      },
    }),
    'range around 443': single({ ...web, from_port: 80 }, balancer()),
    '443 of an instance': single(web, {
      aws_instance: { i: { vpc_security_group_ids: ['${aws_security_group.g.id}'] } },
    }),
    '443 of an internal load balancer': single(web, balancer({ internal: true })),
    '443 of a load balancer and an instance': single(web, {
      ...balancer(),
      aws_instance: { i: { vpc_security_group_ids: ['${aws_security_group.g.id}'] } },
    }),
    'every ICMP type': single({ ip_protocol: 'icmp', from_port: -1, to_port: -1, cidr_ipv4: '0.0.0.0/0' }),
  },
  passing: {
    'private block': single({ cidr_ipv4: '10.0.0.0/8' }),
    'all private blocks': inline(tcp(5432, ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10'])),
    'an office': single({ cidr_ipv4: '203.0.113.7/32' }),
    'security group': single({ referenced_security_group_id: '${aws_security_group.g.id}' }),
    'own VPC block': single(
      { cidr_ipv4: '${aws_vpc.v.cidr_block}' },
      { aws_vpc: { v: { ipv4_ipam_pool_id: 'ipam-1' } } },
    ),
    'an elastic IP': single({ cidr_ipv4: '${aws_eip.nat.public_ip}/32' }, { aws_eip: { nat: {} } }),
    'unique local IPv6': single({ cidr_ipv6: 'fd00::/8' }),
    'a company’s IPv6': single({ cidr_ipv6: '2a01:4f8::/32' }),
    '443 of an internet-facing load balancer': single(web, balancer()),
    '80 of an internet-facing load balancer': single(
      { ...web, from_port: 80, to_port: 80 },
      balancer({ internal: false }),
    ),
    '443 of a group that nothing here carries': single(web),
    'path MTU discovery': single({ ip_protocol: 'icmp', from_port: 3, to_port: 4, cidr_ipv4: '0.0.0.0/0' }),
    outbound: resources({
      aws_security_group: { g: { egress: [tcp(443, ['0.0.0.0/0'])] } },
      aws_security_group_rule: {
        e: {
          type: 'egress',
          security_group_id: '${aws_security_group.g.id}',
          protocol: '-1',
          from_port: 0,
          to_port: 0,
          cidr_blocks: ['0.0.0.0/0'],
        },
      },
    }),
    'halves at different ports': inline(tcp(1000, ['11.0.0.0/8']), tcp(2000, ['12.0.0.0/8'])),
    'emptied default group': resources({ aws_default_security_group: { d: { ingress: [], egress: [] } } }),
    'list of AWS': single({ prefix_list_id: '${data.aws_ec2_managed_prefix_list.cf.id}' }, {}),
  },
  notApplicable: {
    'network ACL': resources({
      aws_network_acl: {
        n: {
          ingress: [
            { protocol: 'tcp', from_port: 443, to_port: 443, cidr_block: '0.0.0.0/0', action: 'allow', rule_no: 1 },
          ],
        },
      },
    }),
  },
  unknown: {
    variable: resources(
      { aws_security_group: { g: { ingress: [tcp(22, ['${var.cidr}'])] } } },
      { variable: { cidr: {} } },
    ),
    'foreign prefix list': single({ prefix_list_id: 'pl-123' }),
    octal: single({ cidr_ipv4: '010.0.0.0/8' }),
    'no CIDR': single({ cidr_ipv4: 'anywhere' }),
    'unknown rules': resources({ aws_security_group: { g: { ingress: '${var.rules}' } } }, { variable: { rules: {} } }),
  },
};
Object.assign(worldOpen.passing['list of AWS'] ?? {}, {
  data: { aws_ec2_managed_prefix_list: { cf: { name: 'com.amazonaws.global.cloudfront.origin-facing' } } },
});

const rule = {
  r: {
    security_group_id: '${aws_security_group.g.id}',
    ip_protocol: 'tcp',
    from_port: 1,
    to_port: 1,
    cidr_ipv4: '10.0.0.0/8',
  },
};

const mixed: RuleCases = {
  rule: 'SEC-SG-MIXED',
  failing: {
    'inline and separate': resources({
      aws_security_group: { g: { ingress: [tcp(1, ['10.0.0.0/8'])] } },
      aws_vpc_security_group_ingress_rule: rule,
    }),
    'emptied and separate': resources({
      aws_security_group: { g: { ingress: [] } },
      aws_vpc_security_group_ingress_rule: rule,
    }),
    'inline and classic': resources({
      aws_security_group: { g: { egress: [tcp(1, ['10.0.0.0/8'])] } },
      aws_security_group_rule: { e: { type: 'egress', security_group_id: '${aws_security_group.g.id}' } },
    }),
  },
  passing: {
    'separate only': resources({ aws_security_group: { g: {} }, aws_vpc_security_group_ingress_rule: rule }),
    'inline only': inline(tcp(1, ['10.0.0.0/8'])),
    'one direction each': resources({
      aws_security_group: { g: { egress: [tcp(1, ['10.0.0.0/8'])] } },
      aws_vpc_security_group_ingress_rule: rule,
    }),
  },
  notApplicable: {
    'no group': resources({ aws_vpc_security_group_ingress_rule: { r: { security_group_id: 'sg-1' } } }),
  },
  unknown: {
    'unknown inline rules': resources(
      { aws_security_group: { g: { ingress: '${var.rules}' } }, aws_vpc_security_group_ingress_rule: rule },
      { variable: { rules: {} } },
    ),
  },
};

export const securityGroupCases: readonly RuleCases[] = [worldOpen, mixed];
