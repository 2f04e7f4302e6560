/**
 * What each role that the library makes may do, and what each grant gives, decided by a simulator of IAM over the
 * synthesized policies, those of keys and buckets included: the listed actions on the listed resources, and nothing else.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template, testStack } from '../support/template';
import { type Request, type RoleRow, roles } from './support/roles';
import { account, Deployment } from './support/simulation';

/** What no role of the library may ever do, on its own resources as on those of others. */
function dangerous(own: string): readonly Request[] {
  const elsewhere = `arn:aws:iam::${account}:role/admin`;
  return [
    ['iam:CreateUser', `arn:aws:iam::${account}:user/mallory`],
    ['iam:CreateAccessKey', `arn:aws:iam::${account}:user/admin`],
    ['iam:AttachRolePolicy', own],
    ['iam:PutRolePolicy', own],
    ['iam:UpdateAssumeRolePolicy', own],
    ['iam:DeleteRolePermissionsBoundary', own],
    ['iam:CreatePolicyVersion', `arn:aws:iam::${account}:policy/any`],
    ['iam:PassRole', elsewhere, { 'iam:PassedToService': 'ec2.amazonaws.com' }],
    ['sts:AssumeRole', elsewhere],
    ['ec2:RunInstances', `arn:aws:ec2:eu-west-1:${account}:instance/*`],
    ['lambda:CreateFunction', `arn:aws:lambda:eu-west-1:${account}:function:any`],
    ['lambda:UpdateFunctionCode', `arn:aws:lambda:eu-west-1:${account}:function:any`],
    ['eks:CreateAccessEntry', `arn:aws:eks:eu-west-1:${account}:cluster/any`],
    ['s3:GetObject', 'arn:aws:s3:::somebody-elses/secret'],
    ['s3:PutObject', 'arn:aws:s3:::somebody-elses/secret'],
    ['s3:PutBucketPolicy', 'arn:aws:s3:::somebody-elses'],
    ['s3:PutBucketPublicAccessBlock', 'arn:aws:s3:::somebody-elses'],
    ['s3:ListAllMyBuckets', '*'],
    ['kms:Decrypt', `arn:aws:kms:eu-west-1:${account}:key/0f0f0f0f`],
    ['kms:ScheduleKeyDeletion', `arn:aws:kms:eu-west-1:${account}:key/0f0f0f0f`],
    ['kms:PutKeyPolicy', `arn:aws:kms:eu-west-1:${account}:key/0f0f0f0f`],
    ['kms:CreateGrant', `arn:aws:kms:eu-west-1:${account}:key/0f0f0f0f`],
    ['secretsmanager:GetSecretValue', `arn:aws:secretsmanager:eu-west-1:${account}:secret:other-AbCdEf`],
    ['secretsmanager:DeleteSecret', `arn:aws:secretsmanager:eu-west-1:${account}:secret:other-AbCdEf`],
    ['ssm:GetParameter', `arn:aws:ssm:eu-west-1:${account}:parameter/any`],
    ['rds:DeleteDBInstance', `arn:aws:rds:eu-west-1:${account}:db:any`],
    ['rds-db:connect', `arn:aws:rds-db:eu-west-1:${account}:dbuser:db-ANY/postgres`],
    ['logs:DeleteLogGroup', `arn:aws:logs:eu-west-1:${account}:log-group:any`],
    ['cloudtrail:StopLogging', `arn:aws:cloudtrail:eu-west-1:${account}:trail/any`],
    ['organizations:LeaveOrganization', '*'],
  ];
}

/** What no role may do to what it is given: take it away, or open it. */
const ofEveryone: Readonly<Record<string, readonly string[]>> = {
  aws_s3_bucket: [
    's3:DeleteBucket',
    's3:PutBucketPolicy',
    's3:PutBucketPublicAccessBlock',
    's3:PutEncryptionConfiguration',
  ],
  aws_kms_key: ['kms:ScheduleKeyDeletion', 'kms:PutKeyPolicy', 'kms:DisableKey', 'kms:CreateGrant'],
  aws_secretsmanager_secret: [
    'secretsmanager:DeleteSecret',
    'secretsmanager:PutResourcePolicy',
    'secretsmanager:RotateSecret',
  ],
  aws_iam_role: ['iam:PutRolePolicy', 'iam:UpdateAssumeRolePolicy', 'iam:DeleteRole'],
};

function deploy({ build }: RoleRow): { readonly deployment: Deployment; readonly template: Template } {
  const stack = testStack();
  build(stack);
  const template = Template.fromStack(stack);
  return { deployment: new Deployment(template), template };
}

async function answers(deployment: Deployment, role: string, requests: readonly Request[]): Promise<string[]> {
  return Promise.all(
    requests.map(async ([action, resource, context]) => {
      const answer = await deployment.decide(role, action, resource, context);
      return `${answer === 'Allowed' ? 'allowed' : 'refused'}: ${action} on ${resource} ${JSON.stringify(context ?? {})}`;
    }),
  );
}

describe.each(Object.entries(roles))('%s', (_, row) => {
  const { deployment, template } = deploy(row);

  it('allows what it lists', async () => {
    const given = await answers(deployment, row.role, row.allowed(deployment));
    expect(given.filter((answer) => !answer.startsWith('allowed'))).toEqual([]);
  });

  it('holds no action that is not listed', () => {
    const listed = new Set([...row.allowed(deployment).map(([action]) => action), ...(row.notSimulated ?? [])]);
    expect(deployment.actionsOf(row.role)).toEqual([...listed].sort());
  });

  it('refuses what lies close by', async () => {
    const given = await answers(deployment, row.role, row.refused(deployment));
    expect(given.filter((answer) => !answer.startsWith('refused'))).toEqual([]);
  });

  it('refuses what is dangerous, and to change what it is given', async () => {
    const own = deployment.arn('aws_iam_role', row.role);
    const changes = Object.entries(ofEveryone).flatMap(([type, actions]) =>
      Object.keys(template.resources(type)).flatMap((name) =>
        actions.map((action): Request => [action, deployment.arn(type, name)]),
      ),
    );
    const given = await answers(deployment, row.role, [...dangerous(own), ...changes]);
    expect(given.filter((answer) => !answer.startsWith('refused'))).toEqual([]);
  });
});

it('has a row for each file of the library that makes a role', () => {
  const files = readdirSync('lib', { recursive: true, encoding: 'utf8' })
    .map((file) => join('lib', file))
    .filter((file) => file.endsWith('.ts') && /\bnew (Iam)?Role\(/.test(readFileSync(file, 'utf8')))
    // The pipeline's hundreds of actions are simulated under its boundaries by test/delivery/pipeline-role.test.ts.
    .filter(
      (file) => ![join('lib', 'security', 'role.ts'), join('lib', 'delivery', 'pipeline-role.ts')].includes(file),
    );
  expect(
    Object.values(roles)
      .flatMap(({ madeIn }) => madeIn ?? [])
      .sort(),
  ).toEqual(files.sort());
});
