import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { App, TerraformStack } from 'cdktf';
import fc from 'fast-check';
import type { Permission } from '../../lib/core';
import { PolicyDocument, type PolicyStatement, Principal, Role } from '../../lib/security';
import { Template, testStack } from '../support/template';

interface Statement {
  readonly Action: string | string[];
  readonly Resource?: string | string[];
  readonly Condition?: object;
}

/** The statements that a role's policy comes to. */
function merged(...permissions: Permission[]): Statement[] {
  const template = Template.of((stack) => {
    const role = new Role(stack, 'role', { assumedBy: Principal.service('ec2.amazonaws.com') });
    for (const permission of permissions) role.allow(permission);
  });
  return JSON.parse(template.resource('aws_iam_role_policy').policy as string).Statement;
}

const list = (value: string | string[] = []): string[] => (typeof value === 'string' ? [value] : value);
const pairs = (statements: readonly Statement[]): Set<string> =>
  new Set(
    statements.flatMap(({ Action, Resource, Condition }) =>
      list(Action).flatMap((action) => list(Resource).map((arn) => `${action} ${arn} ${JSON.stringify(Condition)}`)),
    ),
  );

describe('the merge of grants', () => {
  it('joins the actions on one resource, and the resources of the same actions', () => {
    expect(
      merged(
        { actions: ['s3:PutObject'], resources: ['arn:b/*'] },
        { actions: ['s3:GetObject'], resources: ['arn:b/*'] },
        { actions: ['s3:GetObject', 's3:PutObject'], resources: ['arn:a/*'] },
      ),
    ).toEqual([{ Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: ['arn:a/*', 'arn:b/*'] }]);
  });

  it('drops what a wider resource covers', () => {
    expect(
      merged(
        { actions: ['s3:GetObject'], resources: ['arn:b/reports/*'] },
        { actions: ['s3:GetObject'], resources: ['arn:b/*'] },
        { actions: ['s3:PutObject'], resources: ['arn:b/reports/*'] },
      ),
    ).toEqual([
      { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:b/*' },
      { Effect: 'Allow', Action: 's3:PutObject', Resource: 'arn:b/reports/*' },
    ]);
  });

  it('keeps different conditions apart, and joins equal ones in any order', () => {
    const conditions = { StringEquals: { 'kms:ViaService': ['b', 'a'], 'aws:SourceAccount': '1' } };
    const same = { StringEquals: { 'aws:SourceAccount': ['1'], 'kms:ViaService': ['a', 'b'] } };
    const statements = merged(
      { actions: ['kms:Decrypt'], resources: ['arn:k'], conditions },
      { actions: ['kms:Encrypt'], resources: ['arn:k'], conditions: same },
      { actions: ['kms:Encrypt'], resources: ['arn:k'] },
    );
    expect(statements.map(({ Action }) => Action)).toEqual([['kms:Decrypt', 'kms:Encrypt'], 'kms:Encrypt']);
  });

  it('knows one reference in two tokens', () => {
    const template = Template.of((stack) => {
      const bucket = new S3Bucket(stack, 'b', {});
      const role = new Role(stack, 'role', { assumedBy: Principal.service('ec2.amazonaws.com') });
      for (const action of ['s3:GetObject', 's3:PutObject']) {
        role.allow({ actions: [action], resources: [`${bucket.arn}/*`, `${bucket.arn}/*`] });
      }
    });
    expect(JSON.parse(template.resource('aws_iam_role_policy').policy as string).Statement).toEqual([
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: '${aws_s3_bucket.b.arn}/*' },
    ]);
  });

  const permission = fc.record({
    actions: fc.uniqueArray(fc.constantFrom('s3:A', 's3:B', 's3:C'), { minLength: 1 }),
    resources: fc.uniqueArray(fc.constantFrom('arn:x', 'arn:y', 'arn:z', 'arn:w'), { minLength: 1 }),
    conditions: fc.constantFrom(undefined, { Bool: { 'aws:SecureTransport': 'true' } }),
  }) as fc.Arbitrary<unknown> as fc.Arbitrary<Permission>;
  const some = fc.array(permission, { minLength: 1, maxLength: 8 });

  it('allows exactly what was asked for, in no more statements than were asked for', () => {
    fc.assert(
      fc.property(some, (permissions) => {
        const statements = merged(...permissions);
        const asked = permissions.map(({ actions, resources, conditions }) => ({
          Action: [...actions],
          Resource: [...resources],
          Condition: conditions,
        }));
        expect(pairs(statements)).toEqual(pairs(asked));
        expect(statements.length).toBeLessThanOrEqual(permissions.length);
      }),
      { numRuns: 100 },
    );
  });

  it('finds the two statements of an overlap, which no listing by action or by resource does', () => {
    expect(
      merged(
        { actions: ['s3:A', 's3:B'], resources: ['arn:x', 'arn:y'] },
        { actions: ['s3:B', 's3:C'], resources: ['arn:y', 'arn:z'] },
      ),
    ).toHaveLength(2);
  });

  it('does not depend on the order of the grants', () => {
    const reversed = (permissions: readonly Permission[]): Permission[] =>
      [...permissions].reverse().map((each) => ({ ...each, actions: [...each.actions].reverse() as [string] }));
    fc.assert(
      fc.property(some, (permissions) => {
        expect(merged(...permissions)).toEqual(merged(...reversed(permissions)));
      }),
      { numRuns: 30 },
    );
  });
});

describe('the written policy', () => {
  it('is one literal JSON string, also when it refers to another stack', () => {
    const app = new App();
    const [first, second] = [new TerraformStack(app, 'first'), new TerraformStack(app, 'second')];
    new AwsProvider(second, 'aws');
    const bucket = new S3Bucket(first, 'b', {});
    const role = new Role(second, 'role', { assumedBy: Principal.service('ec2.amazonaws.com') });
    role.allow({ actions: ['s3:GetObject'], resources: [`${bucket.arn}/*`] });
    const policy = Template.fromStack(second).resource('aws_iam_role_policy').policy as string;
    expect(JSON.parse(policy).Statement[0].Resource).toBe(
      '${data.terraform_remote_state.cross-stack-reference-input-first.outputs.cross-stack-output-aws_s3_bucketbarn}/*',
    );
  });

  it('hands IAM’s own variables through Terraform', () => {
    expect(merged({ actions: ['s3:GetObject'], resources: ['arn:b/${aws:username}/*'] })[0]?.Resource).toBe(
      'arn:b/$${aws:username}/*',
    );
  });

  it('takes statements until the stack is written', () => {
    const stack = testStack();
    const role = new Role(stack, 'role', { assumedBy: Principal.service('ec2.amazonaws.com') });
    role.allow({ actions: ['s3:GetObject'], resources: ['arn:a'] });
    Template.fromStack(stack);
    role.allow({ actions: ['s3:PutObject'], resources: ['arn:a'] });
    const policy = Template.fromStack(stack).resource('aws_iam_role_policy').policy as string;
    expect(JSON.parse(policy).Statement[0].Action).toEqual(['s3:GetObject', 's3:PutObject']);
  });

  it('becomes its token, not a quoted text, inside of other JSON', () => {
    const document = new PolicyDocument(testStack(), 'identity').add({ actions: ['s3:GetObject'], resources: ['a'] });
    expect(JSON.parse(JSON.stringify({ document })).document).toBe(document.json);
    expect(`${document}`).toBe(document.json);
  });

  it('puts denials first and joins principals', () => {
    const document = new PolicyDocument(testStack(), 'resource').add(
      { actions: ['s3:GetObject'], resources: ['a'], principals: { aws: ['arn:1'], services: ['x.amazonaws.com'] } },
      { actions: ['s3:GetObject'], resources: ['a'], principals: { aws: ['arn:0'], federated: ['arn:f'] } },
      { effect: 'Deny', actions: ['s3:*'], resources: ['a'], principals: 'everyone' },
    );
    expect(JSON.parse(document.resolve({ resolve: (text: string) => text } as never)).Statement).toEqual([
      { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'a' },
      {
        Effect: 'Allow',
        Principal: { AWS: ['arn:0', 'arn:1'], Federated: 'arn:f', Service: 'x.amazonaws.com' },
        Action: 's3:GetObject',
        Resource: 'a',
      },
    ]);
  });

  it('refuses two different statements of one name', () => {
    const document = new PolicyDocument(testStack(), 'resource').add(
      {
        sid: 'Twice',
        effect: 'Deny',
        actions: ['s3:*'],
        resources: ['a'],
        principals: 'everyone',
        conditions: { Bool: { a: 'b' } },
      },
      { sid: 'Twice', effect: 'Deny', actions: ['s3:*'], resources: ['a'], principals: 'everyone' },
    );
    expect(() => document.resolve({ resolve: (text: string) => text } as never)).toThrow(
      'stack: `policy.sid` must be a name for one statement only, got Twice.',
    );
  });
});

describe('a statement', () => {
  const everyone = {
    actions: ['s3:GetObject'],
    resources: ['a'],
    principals: 'everyone',
  } as unknown as PolicyStatement;

  it.each<[string, 'identity' | 'resource' | 'trust', PolicyStatement, string]>([
    ['a wildcard action', 'identity', { actions: ['s3:Get*'], resources: ['a'] }, 'got s3:Get*. Use bucket.grantRead'],
    ['every action', 'identity', { actions: ['*'], resources: ['a'] }, 'List the actions one by one.'],
    ['a one-letter wildcard', 'identity', { actions: ['i?m:CreateUser'], resources: ['a'] }, 'exact actions'],
    ['PassRole of every role', 'identity', { actions: ['iam:PassRole'], resources: ['*'] }, 'role.grantPassRole'],
    [
      'PassRole to every service',
      'identity',
      { actions: ['iam:PassRole'], resources: ['arn:r'] },
      'iam:PassedToService',
    ],
    ['an Allow for everyone', 'resource', everyone, 'only a Deny may be about everyone'],
    ['an Allow for *', 'resource', { ...everyone, principals: { aws: ['*'] } } as PolicyStatement, 'named roles'],
    [
      'an Allow for arn:aws:iam::*',
      'resource',
      { ...everyone, principals: { aws: ['arn:aws:iam::*:root'] } } as PolicyStatement,
      'named roles',
    ],
    [
      'no principal in a resource policy',
      'resource',
      { actions: ['s3:GetObject'], resources: ['a'] },
      'given in a resource policy',
    ],
    [
      'a principal in a role’s policy',
      'identity',
      { actions: ['s3:GetObject'], resources: ['a'], principals: { aws: ['x'] } },
      'left out',
    ],
    ['no resource', 'identity', { actions: ['s3:GetObject'] }, 'at least one ARN'],
    [
      'a resource in a trust policy',
      'trust',
      { actions: ['sts:AssumeRole'], resources: ['a'], principals: { aws: ['x'] } },
      'left out in a trust policy',
    ],
    ['no action', 'identity', { actions: [], resources: ['a'] }, 'at least one action'],
  ])('refuses %s', (_name, kind, statement, message) => {
    expect(() => new PolicyDocument(testStack(), kind).add(statement)).toThrow(message);
  });

  it('allows PassRole of one role to one service', () => {
    const conditions = { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } };
    const document = new PolicyDocument(testStack(), 'identity');
    expect(document.isEmpty).toBe(true);
    document.add({ actions: ['iam:PassRole'], resources: ['arn:r'], conditions });
    expect(document.isEmpty).toBe(false);
  });
});
