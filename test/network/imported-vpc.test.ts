import { Peer, Port, SecurityGroup, Vpc, type VpcAttributes } from '../../lib/network';
import { Template, testStack } from '../support/template';

type Json = Record<string, unknown>;
const id = (digit: number): string => `subnet-0123456789abcdef${digit}`;
const ATTRIBUTES = {
  vpcId: 'vpc-0123456789abcdef0',
  cidr: '10.0.0.0/16',
  privateSubnetIds: { a: id(1), b: id(2) },
  dataSubnetIds: { b: id(4), a: id(3) },
} satisfies VpcAttributes;

describe('Vpc.fromAttributes', () => {
  const imported = () => {
    const stack = testStack();
    return { stack, vpc: Vpc.fromAttributes(stack, 'vpc', ATTRIBUTES) };
  };
  const data = (type: string): Record<string, Json> => {
    const { stack } = imported();
    return (Template.fromStack(stack).json.data as Record<string, Record<string, Json>>)[type] ?? {};
  };
  const proofs = (tier: string): Json[] =>
    Object.entries(data('aws_route_table'))
      .filter(([name]) => name.startsWith(`vpc_${tier}-`))
      .flatMap(([, table]) => (table.lifecycle as { postcondition: Json[] }).postcondition);

  it('looks up each subnet and its route table at plan', () => {
    expect(Object.values(data('aws_route_table')).map((it) => it.subnet_id)).toEqual([id(1), id(2), id(3), id(4)]);
    expect(Object.values(data('aws_subnet')).map((it) => it.id)).toEqual([id(1), id(2), id(3), id(4)]);
  });

  it('proves that a subnet is of this VPC and zone', () => {
    const [first] = Object.values(data('aws_subnet'));
    expect(first).toHaveProperty(
      'lifecycle.postcondition.0.condition',
      '${self.vpc_id == "vpc-0123456789abcdef0" && self.availability_zone == "eu-west-1a"}',
    );
  });

  it('hands out subnets that wait for the proof', () => {
    const [name, first] = Object.entries(data('aws_subnet'))[0] ?? [];
    expect(first).toHaveProperty(
      'lifecycle.precondition.0.condition',
      expect.stringMatching(/data\.aws_route_table\.vpc_private-eu-west-1a-routes_\w+\.id/),
    );
    const { stack, vpc } = imported();
    const group = new SecurityGroup(stack, 'db', { vpc: vpc.subnets.data.vpc, description: 'Database' });
    group.allowFrom(Peer.subnets(vpc.subnets.private), Port.tcp(5432), 'workloads');
    const rules = Object.values(Template.fromStack(stack).resources('aws_vpc_security_group_ingress_rule'));
    expect(rules).toHaveLength(2);
    expect(rules[0]?.cidr_ipv4).toBe(`\${data.aws_subnet.${name}.cidr_block}`);
    expect(vpc.subnets.data.availabilityZones).toEqual(['eu-west-1a', 'eu-west-1b']);
  });

  it('says which subnet fails its proof, and why', () => {
    expect(proofs('private')[0]?.error_message).toBe(
      `stack/vpc: the private subnet ${id(1)} has a route to an internet gateway, so it is public, not private.`,
    );
    expect(proofs('data')[0]?.error_message).toContain(`stack/vpc: the data subnet ${id(3)} has a way out of the VPC`);
  });

  it('has no tier that was not named', () => {
    const vpc = Vpc.fromAttributes(testStack(), 'vpc', { vpcId: 'vpc-0123456789abcdef0', cidr: '10.0.0.0/16' });
    expect(vpc.subnets).toEqual({ public: undefined, private: undefined, data: undefined });
  });

  it('asks of a private table that no route leads to an internet gateway, of a data table that only inner targets are left', () => {
    expect(proofs('private')[1]?.condition).toContain('!startswith(route.gateway_id, "igw-")');
    expect(proofs('data')[1]?.condition).toContain('route.gateway_id == "local"');
  });

  it.each<[string, Json, string]>([
    ['an id that is none', { vpcId: 'my-vpc' }, 'stack/vpc: `vpcId` must be the id of a vpc, got my-vpc.'],
    [
      'a name for a subnet',
      { dataSubnetIds: { a: 'data-a' } },
      '`dataSubnetIds.a` must be the id of a subnet, got data-a.',
    ],
    [
      'a whole zone as key',
      { privateSubnetIds: { 'eu-west-1a': id(1) } },
      '`privateSubnetIds` must be keyed by the letter of the zone',
    ],
    ['a block that is not canonical', { cidr: '10.0.0.1/16' }, 'Did you mean 10.0.0.0/16?'],
  ])('refuses %s', (_name, wrong, message) => {
    expect(() => Vpc.fromAttributes(testStack(), 'vpc', { ...ATTRIBUTES, ...wrong })).toThrow(message);
  });

  it('needs the region', () => {
    const stack = testStack({ region: undefined });
    expect(() => Vpc.fromAttributes(stack, 'vpc', ATTRIBUTES)).toThrow('stack/vpc: `region` must be known at synth');
    expect(() => Vpc.fromAttributes(stack, 'vpc2', { ...ATTRIBUTES, region: 'eu-west-1' })).not.toThrow();
  });
});
