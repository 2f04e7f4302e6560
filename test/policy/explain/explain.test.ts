import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Explanation, explainPaths, renderExplanations, renderExplanationsJson } from '../../../lib/policy';
import { shop } from './fixture';

const folder = mkdtempSync(join(tmpdir(), 'explain-'));
afterAll(() => rmSync(folder, { recursive: true }));

function all(name: string, config: object = shop): readonly Explanation[] {
  const file = join(folder, 'shop.tf.json');
  writeFileSync(file, JSON.stringify(config));
  return explainPaths(name, [file]);
}

function one(name: string, config: object = shop): Explanation {
  const found = all(name, config);
  expect(found).toHaveLength(1);
  return found[0] as Explanation;
}

describe('finds a resource by', () => {
  it.each([
    'aws_rds_cluster.orders',
    'shop/aws_rds_cluster.orders',
    'shop aws_rds_cluster.orders',
    'prod/orders/cluster',
  ])('%s', (name) => expect(one(name).address).toBe('aws_rds_cluster.orders'));

  it('an address without instance key, which means all instances', () => {
    const names = ['aws_rds_cluster_instance.orders["a"]', 'aws_rds_cluster_instance.orders["b"]'];
    expect(all('aws_rds_cluster_instance.orders').map(({ address }) => address)).toEqual(names);
    expect(one(names[1] as string).address).toBe(names[1]);
  });

  it('nothing, and offers what is similar', () => {
    expect(() => all('aws_rds_cluster.order')).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining('Did you mean\n  shop/aws_rds_cluster'),
      }),
    );
  });
});

it.each([
  ['public', 'aws_route_table.public route[0] 0.0.0.0/0 → aws_internet_gateway.main'],
  ['private', 'aws_route.out 0.0.0.0/0 → aws_nat_gateway.main'],
  ['data', 'no route leads out of the VPC (aws_route_table.data)'],
])('tells the tier of a %s subnet by its route', (tier, because) => {
  expect(one(`aws_subnet.${tier}`).placement).toEqual([
    { subnet: `aws_subnet.${tier}`, tier, because: expect.stringContaining(because) },
  ]);
});

it('finds the subnets through the subnet group, and from an instance through its cluster', () => {
  const places = [
    expect.objectContaining({ subnet: 'aws_subnet.data', tier: 'data' }),
    expect.objectContaining({ subnet: 'aws_subnet.lonely', tier: 'unknown' }),
  ];
  expect(one('aws_rds_cluster.orders').placement).toEqual(places);
  expect(one('aws_rds_cluster_instance.orders["a"]').placement).toEqual(places);
});

describe('who may connect', () => {
  it('names addresses, groups with what carries them, and groups from elsewhere', () => {
    const { groups, inbound } = one('aws_rds_cluster.orders').reachability ?? {};
    expect(groups).toEqual(['aws_security_group.db']);
    expect(inbound).toEqual([
      {
        ports: 'tcp/5432',
        kind: 'group',
        from: 'aws_security_group.api',
        carriedBy: ['aws_ecs_service.api'],
        rule: 'aws_vpc_security_group_ingress_rule.api',
      },
      expect.objectContaining({ kind: 'addresses', from: '203.0.113.7/32' }),
      expect.objectContaining({ kind: 'group', from: 'security group sg-0123, not among these files' }),
    ]);
  });

  it('follows the groups back to the internet', () => {
    expect(one('aws_rds_cluster.orders').reachability).toMatchObject({
      publicAddress: null,
      waysFromInternet: [
        'the internet (0.0.0.0/0) → tcp/443 aws_lb.web → tcp/8080 aws_ecs_service.api → tcp/5432 aws_rds_cluster.orders',
      ],
    });
    expect(one('aws_lb.web').reachability?.publicAddress).toContain('internet-facing');
  });

  it('ends where groups admit each other', () => {
    const { resource } = structuredClone(shop);
    Object.assign(resource.aws_vpc_security_group_ingress_rule.world, {
      cidr_ipv4: undefined,
      referenced_security_group_id: '${aws_security_group.db.id}',
    });
    expect(one('aws_rds_cluster.orders', { resource }).reachability?.waysFromInternet).toEqual([]);
  });

  it.each<[string, object, object]>([
    [
      'inline rules',
      { ingress: [{ protocol: '-1', cidr_blocks: ['::/0'], self: true }] },
      { kind: 'internet', ports: 'every port of every protocol' },
    ],
    ['blocks that are not known', { ingress: '${var.rules}' }, { kind: 'unknown' }],
    [
      'half of the world',
      { ingress: [{ protocol: 'tcp', from_port: 22, to_port: 22, cidr_blocks: ['0.0.0.0/1'] }] },
      { kind: 'internet', ports: 'tcp/22' },
    ],
    [
      'the group itself',
      { ingress: [{ protocol: 'tcp', from_port: 1, to_port: 9, self: true }] },
      { kind: 'itself', ports: 'tcp/1-9' },
    ],
  ])('reads %s', (_, group, expected) => {
    const config = { resource: { aws_security_group: { g: group } } };
    const [first] = one('aws_security_group.g', config).reachability?.inbound ?? [];
    expect(first).toMatchObject(expected);
  });

  it('says nothing of what has no security group', () => {
    expect(one('aws_s3_bucket.docs').reachability).toBeNull();
  });
});

describe('who may read', () => {
  it('finds statements of roles by literal ARN, and of the resource policy', () => {
    expect(one('aws_s3_bucket.docs').access).toEqual([
      {
        effect: 'Allow',
        who: 'role aws_iam_role.api',
        actions: ['s3:GetObject'],
        reads: true,
        conditions: [],
        where: 'aws_iam_role_policy.literal statement "Read"',
      },
      {
        effect: 'Allow',
        who: 'aws_iam_role.api',
        actions: ['s3:GetObject'],
        reads: true,
        conditions: ['stringequals aws:sourcevpce vpce-1'],
        where: 'aws_s3_bucket_policy.docs statement "Read"',
      },
      expect.objectContaining({ actions: ['s3:ListAllMyBuckets'], reads: false }),
    ]);
  });

  it('does not take a bucket for another whose name begins alike', () => {
    expect(one('aws_s3_bucket.other').access.filter(({ reads }) => reads)).toEqual([]);
  });

  it('finds who may connect by a reference to its resource id', () => {
    expect(one('aws_rds_cluster.orders').access).toMatchObject([{ actions: ['rds-db:connect'], reads: true }]);
  });

  it('says which policies of AWS it did not read', () => {
    expect(one('aws_s3_bucket.docs').notRead).toEqual(['CloudWatchLogsReadOnlyAccess']);
  });
});

it('finds the keys, through an alias too, and who may use them', () => {
  const { keys } = one('aws_rds_cluster.orders');
  expect(keys.map(({ key }) => key)).toEqual(['aws_kms_key.data']);
  expect(keys[0]?.users.map(({ who }) => who)).toEqual([
    'role aws_iam_role.api',
    'account 123456789012 (whomever its IAM policies allow)',
  ]);
});

it('lists findings at the resource and at what it stands on', () => {
  const found = one('aws_lb.web').findings.map(({ rule, address }) => `${rule} ${address}`);
  expect(found[0]).toMatch(/ aws_lb\.web$/);
  expect(found).toContain('DET-TAGS aws_lb.web');
  expect(found.some((name) => name.endsWith('aws_security_group.lb'))).toBe(true);
});

it('writes text for people, without colours unless asked, and JSON', () => {
  const explanation = one('aws_rds_cluster.orders');
  const text = renderExplanations([explanation]);
  for (const part of [
    'shop aws_rds_cluster.orders  (prod/orders/cluster)',
    'Where it stands\n  data     aws_subnet.data: no route leads out',
    'it has no public address',
    'opened by role aws_iam_role.api',
    'Not read, because AWS writes them: CloudWatchLogsReadOnlyAccess.',
  ])
    expect(text).toContain(part);
  expect(text).not.toContain('\u001b');
  expect(renderExplanations([explanation], { colors: true })).toContain('\u001b[1m');
  expect(JSON.parse(renderExplanationsJson([explanation]))[0].address).toBe('aws_rds_cluster.orders');
});

it('makes hostile names harmless', () => {
  const config = { resource: { aws_s3_bucket: { 'x\u001b[2J\u202e': { bucket: '\u001b[31m' } } } };
  const found = all('aws_s3_bucket.x\u001b[2J\u202e', config);
  for (const text of [renderExplanations(found), renderExplanationsJson(found)])
    expect(text).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
});
