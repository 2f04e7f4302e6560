import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { type App, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { configureStack, Duration } from '../../lib/core';
import { type ManagedPolicy, Principal, Role } from '../../lib/security';
import { Template, testStack } from '../support/template';

const ec2 = Principal.service('ec2.amazonaws.com');

/** The one statement of the trust policy of a role that the principal assumes. */
function trustOf(assumedBy: Principal): unknown {
  const template = Template.of((stack) => void new Role(stack, 'role', { assumedBy }));
  const { Statement } = JSON.parse(template.resource('aws_iam_role').assume_role_policy as string);
  expect(Statement).toHaveLength(1);
  return Statement[0];
}

describe('who may assume a role', () => {
  const ofThisAccount = { StringEquals: { 'aws:SourceAccount': '123456789012' } };

  it('is a service, on behalf of this account where the service says so', () => {
    expect(trustOf(Principal.service('vpc-flow-logs.amazonaws.com'))).toEqual({
      Effect: 'Allow',
      Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: ofThisAccount,
    });
    expect(trustOf(ec2)).not.toHaveProperty('Condition');
  });

  it('is a service bound as asked', () => {
    const sourceArn = 'arn:aws:backup:eu-west-1:123456789012:backup-vault:v';
    expect(trustOf(Principal.service('backup.amazonaws.com', { sourceAccount: true, sourceArn }))).toMatchObject({
      Condition: { ...ofThisAccount, ArnLike: { 'aws:SourceArn': sourceArn } },
    });
  });

  it('is a pod of the cluster, whose session carries tags', () => {
    expect(trustOf(Principal.service('pods.eks.amazonaws.com'))).toMatchObject({
      Action: ['sts:AssumeRole', 'sts:TagSession'],
      Condition: ofThisAccount,
    });
  });

  it('is an account with its external id, or one of the organization', () => {
    expect(trustOf(Principal.account('210987654321', { externalId: 'handshake' }))).toMatchObject({
      Principal: { AWS: 'arn:aws:iam::210987654321:root' },
      Condition: { StringEquals: { 'sts:ExternalId': 'handshake' } },
    });
    expect(trustOf(Principal.account('210987654321', { organizationId: 'o-a1b2c3d4e5' }))).toMatchObject({
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } },
    });
  });

  it('is one subject of an OIDC provider', () => {
    const provider = {
      arn: 'arn:aws:iam::123456789012:oidc-provider/x',
      issuer: 'token.actions.githubusercontent.com',
    };
    const subject = 'repo:acme/shop:environment:prod';
    expect(trustOf(Principal.oidc({ provider, subject, audience: 'sts.amazonaws.com' }))).toEqual({
      Effect: 'Allow',
      Principal: { Federated: provider.arn },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { [`${provider.issuer}:sub`]: subject, [`${provider.issuer}:aud`]: 'sts.amazonaws.com' },
      },
    });
  });

  const provider = { arn: 'a', issuer: 'i' };
  it.each<[string, () => Principal, string]>([
    ['every service', () => Principal.service('*'), 'Principal.service: `name` must be a service principal'],
    ['a service without its domain', () => Principal.service('ec2'), 'got ec2'],
    ['an ARN as an account', () => Principal.account('arn:aws:iam::1:root', { externalId: 'abc' }), '12 digits'],
    ['an empty external id', () => Principal.account('210987654321', { externalId: '' }), 'got "". Agree on'],
    ['any organization', () => Principal.account('210987654321', { organizationId: '*' }), 'an organization id'],
    ['any subject', () => Principal.oidc({ provider, subject: 'repo:acme/*', audience: 'a' }), 'one exact subject'],
    ['no audience', () => Principal.oidc({ provider, subject: 's', audience: '' }), 'one exact audience'],
    [
      'an issuer with its scheme',
      () => Principal.oidc({ provider: { arn: 'a', issuer: 'https://i' }, subject: 's', audience: 'a' }),
      'Write i.',
    ],
  ])('is not %s', (_name, make, message) => {
    expect(make).toThrow(message);
  });
});

describe('Role', () => {
  it('has a name, a description, an hour, tags and the boundary of its stack', () => {
    const permissionsBoundary = 'arn:aws:iam::123456789012:policy/boundary';
    const template = Template.of((stack) => void new Role(stack, 'api', { assumedBy: ec2 }), { permissionsBoundary });
    expect(template.resource('aws_iam_role')).toMatchObject({
      name: expect.stringMatching(/^stack-api-[0-9a-f]{8}$/),
      description: 'stack/api',
      max_session_duration: 3600,
      permissions_boundary: permissionsBoundary,
      tags: { owner: 'team', 'managed-by': 'rampart' },
    });
    expect(template.addresses()).toEqual([expect.stringMatching(/^aws_iam_role\.api_role_/)]);
  });

  it('attaches managed policies by the partition of the stack', () => {
    const template = Template.of(
      (stack) =>
        void new Role(stack, 'api', {
          assumedBy: ec2,
          managedPolicies: ['service-role/AmazonECSTaskExecutionRolePolicy'],
        }),
      { region: 'cn-north-1' },
    );
    expect(template.resource('aws_iam_role_policy_attachment').policy_arn).toBe(
      'arn:aws-cn:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy',
    );
  });

  it('can be passed to one service', () => {
    const template = Template.of((stack) => {
      const task = new Role(stack, 'task', { assumedBy: Principal.service('ecs-tasks.amazonaws.com') });
      task.grantPassRole(new Role(stack, 'ci', { assumedBy: ec2 }), 'ecs-tasks.amazonaws.com');
    });
    expect(JSON.parse(template.resource('aws_iam_role_policy').policy as string).Statement).toEqual([
      {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: expect.stringMatching(/^\$\{aws_iam_role\.task_role_\w+\.arn}$/),
        Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
      },
    ]);
  });

  it('can be assumed by another role, by both sides and without a cycle', () => {
    const template = Template.of((stack) => {
      const target = new Role(stack, 'target', { assumedBy: ec2 });
      target.grantAssume(new Role(stack, 'ci', { assumedBy: ec2 }));
    });
    const policy = JSON.parse(template.resource('aws_iam_role_policy').policy as string);
    expect(policy.Statement[0].Resource).toMatch(/^arn:aws:iam::123456789012:role\/stack-target-[0-9a-f]{8}$/);
    const trusts = Object.values(template.resources('aws_iam_role')).map(
      ({ assume_role_policy }) => assume_role_policy,
    );
    expect(trusts[0]).toMatch(/"AWS":"\$\{aws_iam_role\.ci_role_\w+\.arn}"/);
    expect(trusts[1]).not.toContain('target');
  });

  it('can be assumed from another stack, in one direction of dependency', () => {
    const first = testStack({}, 'first');
    const second = new TerraformStack(first.node.root as App, 'second');
    new AwsProvider(second, 'aws');
    configureStack(second, { stage: 'staging', accountId: '123456789012', region: 'eu-west-1' });
    const caller = new Role(first, 'caller', { assumedBy: ec2 });
    new Role(second, 'target', { assumedBy: ec2 }).grantAssume(caller);
    const trust = Template.fromStack(second).resource('aws_iam_role').assume_role_policy;
    expect(trust).toContain('${data.terraform_remote_state.cross-stack-reference-input-first.outputs.');
    const policy = Template.fromStack(first).resource('aws_iam_role_policy').policy;
    expect(policy).toMatch(/"arn:aws:iam::123456789012:role\/second-target-[0-9a-f]{8}"/);
    expect([first, second].map(({ dependencies }) => dependencies.length)).toEqual([0, 1]);
  });

  it('tells who needs its grants which resource they are', () => {
    const role = new Role(testStack(), 'api', { assumedBy: ec2 });
    expect(role.policyResource).toBeUndefined();
    role.allow({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] });
    expect(role.policyResource?.node.path).toBe('stack/api/grants');
  });

  it('is imported as somebody that only resource policies can name', () => {
    expect(Role.fromArn('arn:aws:iam::123456789012:role/ci').roleArn).toBe('arn:aws:iam::123456789012:role/ci');
    expect(Role.fromArn('arn:aws:iam::123456789012:role/ci')).not.toHaveProperty('allow');
    expect(() => Role.fromArn('arn:aws:iam::123456789012:role/*')).toThrow('the ARN of one role');
  });

  it('reports every fault at once', () => {
    const make = (): Role =>
      new Role(new Construct(testStack(), 'team'), 'api', {
        assumedBy: ec2,
        description: 'x'.repeat(1001),
        maxSessionDuration: Duration.hours(13),
        managedPolicies: ['AdministratorAccess' as ManagedPolicy, 'AmazonEKS_CNI_Policy', 'AmazonEKS_CNI_Policy'],
      });
    expect(make).toThrow(
      /`description` must be 1 to 1000.*\nstack\/team\/api: `maxSessionDuration` must be 1 to 12 hours, got 13 hours.*\n.*got AdministratorAccess\. Grant what is needed.*\n.*without duplicates/,
    );
  });

  it.each(['s3:*', '*', 's3:Get*'])('refuses to allow %s', (action) => {
    const role = new Role(testStack(), 'api', { assumedBy: ec2 });
    expect(() => role.allow({ actions: [action], resources: ['*'] })).toThrow(
      /^stack\/api: `policy.actions` must be exact/,
    );
  });
});
