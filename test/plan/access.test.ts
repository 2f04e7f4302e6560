import { previewOf } from '../../lib/plan';
import { type Entry, plan } from './support/plan';

const texts = (...entries: readonly Entry[]): readonly string[] =>
  previewOf(plan(entries)).access.map(({ reach, text }) => (reach === 'somebody' ? text : `${reach}: ${text}`));
const same = (address: string, value: object): Entry => ({ address, before: value, after: value, actions: ['no-op'] });
const policy = (...statements: readonly object[]): string => JSON.stringify({ Statement: statements });

const rule = (cidrs: readonly string[], more: object = {}) => ({
  from_port: 443,
  to_port: 443,
  protocol: 'tcp',
  cidr_blocks: cidrs,
  ...more,
});
const group = (before: readonly object[], after: readonly object[]): Entry => ({
  address: 'aws_security_group.web',
  before: { id: 'sg-1', name: 'web', ingress: before },
  after: { id: 'sg-1', name: 'web', ingress: after },
});
const through = 'of whatever carries the group through security group aws_security_group.web';

describe('who reaches more than before', () => {
  it.each<[string, Entry, readonly string[]]>([
    ['the same addresses split', group([rule(['10.0.0.0/8'])], [rule(['10.0.0.0/9', '10.128.0.0/9'])]), []],
    ['the same addresses merged', group([rule(['10.0.0.0/9', '10.128.0.0/9'])], [rule(['10.0.0.0/8'])]), []],
    ['fewer addresses', group([rule(['10.0.0.0/8'])], [rule(['10.1.0.0/16'])]), []],
    ['fewer ports', group([rule(['10.0.0.0/8'], { from_port: 0, to_port: 65535 })], [rule(['10.0.0.0/8'])]), []],
    [
      'one port of every protocol',
      group([rule(['10.0.0.0/8'], { protocol: '-1', from_port: 0, to_port: 0 })], [rule(['10.0.0.0/8'])]),
      [],
    ],
    [
      'another network',
      group([rule(['10.0.0.0/8'])], [rule(['10.0.0.0/8', '192.0.2.0/24'])]),
      [`192.0.2.0/24 (256 addresses) can reach tcp/443 ${through}`],
    ],
    [
      'the part that is wider',
      group([rule(['10.0.0.0/9'])], [rule(['10.0.0.0/8'])]),
      [`10.128.0.0/9 (8,388,608 addresses) can reach tcp/443 ${through}`],
    ],
    [
      'the ports that are more',
      group([rule(['10.0.0.0/8'])], [rule(['10.0.0.0/8'], { from_port: 440, to_port: 443 })]),
      [`10.0.0.0/8 (16,777,216 addresses) can reach tcp/440-442 ${through}`],
    ],
    [
      'the internet',
      group([rule(['10.0.0.0/8'])], [rule(['0.0.0.0/1', '128.0.0.0/1'])]),
      [`everybody: The internet (100 % of public IPv4) can reach tcp/443 ${through}`],
    ],
  ])('by a security group: %s', (_, entry, expected) => {
    expect(texts(entry)).toEqual(expected);
  });

  it('by a group that is admitted, told by what carries it', () => {
    const api = same('aws_security_group.api', { id: 'sg-2', name: 'api', ingress: [] });
    const task = same('aws_instance.api', { id: 'i-1', vpc_security_group_ids: ['sg-2'] });
    const database = same('aws_db_instance.d', { id: 'd', vpc_security_group_ids: ['sg-1'] });
    expect(texts(group([], [rule([], { security_groups: ['sg-2'] })]), api, task, database)).toEqual([
      'aws_instance.api (aws_security_group.api) can reach tcp/443 of aws_db_instance.d through security group aws_security_group.web',
    ]);
  });

  it('not by a group that only moved to another address', () => {
    const entry = group([rule(['10.0.0.0/8'])], [rule(['10.0.0.0/8'])]);
    expect(
      texts(
        { ...entry, actions: ['no-op'], entry: { previous_address: 'aws_security_group.old' } },
        { address: 'aws_thing.x', after: { a: 1 } },
      ),
    ).toEqual([]);
  });
});

describe('who may do more than before', () => {
  const role = same('aws_iam_role.api', { id: 'api', name: 'api', arn: 'arn:aws:iam::111111111111:role/api' });
  const inline = (before: readonly object[], after: readonly object[]): Entry => ({
    address: 'aws_iam_role_policy.api',
    before: { role: 'api', policy: policy(...before) },
    after: { role: 'api', policy: policy(...after) },
  });
  const allow = (Action: unknown, Resource: unknown = 'arn:aws:s3:::a/*', more: object = {}) => ({
    Effect: 'Allow',
    Action,
    Resource,
    ...more,
  });
  const mfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };

  it.each<[string, Entry, readonly string[]]>([
    [
      'the same in two statements',
      inline([allow(['s3:GetObject', 's3:PutObject'])], [allow('s3:GetObject'), allow('s3:PutObject')]),
      [],
    ],
    ['what a wildcard already gave', inline([allow('s3:Get*', '*')], [allow('s3:getobject')]), []],
    ['less', inline([allow('s3:*', '*')], [allow('s3:GetObject')]), []],
    [
      'another action',
      inline([allow('s3:GetObject')], [allow(['s3:GetObject', 's3:DeleteObject'])]),
      ['Role aws_iam_role.api may now delete arn:aws:s3:::a/* (s3:DeleteObject)'],
    ],
    [
      'another resource',
      inline([allow('s3:GetObject')], [allow('s3:GetObject', ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'])]),
      ['Role aws_iam_role.api may now read arn:aws:s3:::b/* (s3:GetObject)'],
    ],
    [
      'a condition that is gone',
      inline([allow('s3:GetObject', '*', mfa)], [allow('s3:GetObject', '*')]),
      [
        'Role aws_iam_role.api may now read every resource (s3:GetObject), no longer only when bool aws:multifactorauthpresent true',
      ],
    ],
    [
      'a Deny that is gone',
      inline([allow('s3:*', '*'), { Effect: 'Deny', Action: 's3:PutObject', Resource: '*' }], [allow('s3:*', '*')]),
      ['Role aws_iam_role.api is no longer kept by a Deny from what it may write every resource (s3:PutObject)'],
    ],
    [
      'everything but',
      inline([allow('s3:GetObject')], [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }]),
      [expect.stringMatching(/^Role aws_iam_role\.api may now .*everything but iam:\*/)],
    ],
  ])('by a policy of a role: %s', (_, entry, expected) => {
    expect(texts(role, entry)).toEqual(expected);
  });

  it('by a managed policy and without a boundary', () => {
    const before = { id: 'api', name: 'api', permissions_boundary: 'arn:aws:iam::1:policy/b' };
    const [without, managed] = texts(
      { address: 'aws_iam_role.api', before, after: { id: 'api', name: 'api' } },
      {
        address: 'aws_iam_role_policy_attachment.a',
        after: { role: 'api', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      },
    );
    expect(without).toBe('Role aws_iam_role.api is no longer held by a permissions boundary');
    expect(managed).toBe(
      'Role aws_iam_role.api gets the AWS managed policy AdministratorAccess, which gives all of a service or of the account',
    );
  });
});

describe('what is opened', () => {
  const bucket = same('aws_s3_bucket.b', { id: 'b', bucket: 'b', arn: 'arn:aws:s3:::b' });
  const bucketPolicy = (before: readonly object[], after: readonly object[]): Entry => ({
    address: 'aws_s3_bucket_policy.b',
    before: { bucket: 'b', policy: policy(...before) },
    after: { bucket: 'b', policy: policy(...after) },
  });
  const read = (Principal: unknown) => ({
    Effect: 'Allow',
    Principal,
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::b/*',
  });

  it('a bucket to everybody, or to another account', () => {
    expect(texts(bucket, bucketPolicy([], [read('*')]))).toEqual([
      'everybody: Everybody may now read b (s3:GetObject)',
    ]);
    expect(texts(bucket, bucketPolicy([read('*')], [read({ AWS: '222222222222' })]))).toEqual([]);
    expect(texts(bucket, bucketPolicy([], [read({ AWS: '222222222222' })]))).toEqual([
      'Account 222222222222 (whomever its IAM policies allow) may now read b (s3:GetObject)',
    ]);
  });

  it('a role to whoever assumes it, and a key to another account', () => {
    const trust = (service: string) =>
      policy({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });
    const key = (principal: string) =>
      policy({ Effect: 'Allow', Principal: { AWS: principal }, Action: 'kms:*', Resource: '*' });
    expect(
      texts(
        {
          address: 'aws_iam_role.r',
          before: { name: 'r', assume_role_policy: trust('ec2.amazonaws.com') },
          after: { name: 'r', assume_role_policy: trust('lambda.amazonaws.com') },
        },
        {
          address: 'aws_kms_key.k',
          before: { id: 'k', policy: key('arn:aws:iam::111111111111:root') },
          after: { id: 'k', policy: key('arn:aws:iam::222222222222:role/x') },
        },
      ),
    ).toEqual([
      'arn:aws:iam::222222222222:role/x may now do anything with aws_kms_key.k (kms:*)',
      'The service lambda.amazonaws.com can now become aws_iam_role.r (sts:AssumeRole)',
    ]);
  });

  it('by an argument, and by taking away what keeps it closed', () => {
    const block = {
      bucket: 'b',
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    };
    expect(
      texts(
        bucket,
        { address: 'aws_s3_bucket_public_access_block.b', before: block },
        {
          address: 'aws_db_instance.d',
          before: { id: 'd', publicly_accessible: false },
          after: { id: 'd', publicly_accessible: true },
        },
        { address: 'aws_lb.l', before: { id: 'l', internal: true }, after: { id: 'l', internal: false } },
      ),
    ).toEqual([
      'everybody: aws_db_instance.d gets an address on the internet (publicly_accessible)',
      'everybody: aws_lb.l faces the internet (internal is not true)',
      'aws_s3_bucket.b can be made public: its public access block is taken away',
    ]);
  });
});
