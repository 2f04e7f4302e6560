/** Policies of identities, resources and keys: classes 26, 27, 29, 30 and 32 to 40 by every way. */
import { type ClassRow, describeRoutes } from './generic-routes';
import { tags } from './support';

const account = '123456789012';
const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allow = (fields: object) => policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...fields });
const byService = policy({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' });
const tlsOnly = (bucket: string) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [`${bucket}`, `${bucket}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});
const owner = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' };
const identity = (name: string, rule: string, bad: object, good: object): ClassRow => ({
  name,
  rule,
  type: 'aws_iam_policy',
  bad: { policy: allow(bad), tags },
  good: { policy: allow(good), tags },
});
const key = (name: string, rule: string, bad: object, good: object = {}): ClassRow => ({
  name,
  rule,
  type: 'aws_kms_key',
  bad: { enable_key_rotation: true, tags, ...bad },
  good: { enable_key_rotation: true, tags, ...good },
});
const trust = (name: string, rule: string, bad: object, good: object): ClassRow => ({
  name,
  rule,
  type: 'aws_iam_role',
  bad: { assume_role_policy: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', ...bad }), tags },
  good: { assume_role_policy: policy({ Effect: 'Allow', Action: 'sts:AssumeRole', ...good }), tags },
});
const resource = (name: string, type: string, bad: object, good: object, attribute = 'policy'): ClassRow => ({
  name,
  rule: 'SEC-RES-POLICY',
  type,
  bad: { [attribute]: policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', ...bad }) },
  good: { [attribute]: policy({ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*', ...good }) },
});
const ofAccount = { Condition: { StringEquals: { 'aws:PrincipalAccount': account } } };
const github = 'token.actions.githubusercontent.com';
const token = (sub: string) => ({
  Action: 'sts:AssumeRoleWithWebIdentity',
  Principal: { Federated: `arn:aws:iam::${account}:oidc-provider/${github}` },
  Condition: { StringEquals: { [`${github}:aud`]: 'sts.amazonaws.com' }, StringLike: { [`${github}:sub`]: sub } },
});

describeRoutes([
  {
    name: '26 a second bucket policy',
    rule: 'SEC-S3-TLS',
    type: 'aws_s3_bucket_policy',
    beside: {
      aws_s3_bucket: { b: { bucket: 'docs', tags } },
      aws_s3_bucket_policy: { p: { bucket: '${aws_s3_bucket.b.id}', policy: policy(tlsOnly('arn:aws:s3:::docs')) } },
      aws_s3_bucket_public_access_block: {
        b: {
          bucket: '${aws_s3_bucket.b.id}',
          block_public_acls: true,
          block_public_policy: true,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        },
      },
      aws_s3_bucket_server_side_encryption_configuration: {
        b: {
          bucket: '${aws_s3_bucket.b.id}',
          rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'aws:kms', kms_master_key_id: 'k' }] }],
        },
      },
    },
    at: 'aws_s3_bucket.b',
    bad: { bucket: 'docs', policy: allow({ Principal: { AWS: account }, Resource: 'arn:aws:s3:::docs/*' }) },
    good: { bucket: 'other', policy: policy(tlsOnly('arn:aws:s3:::other')) },
  },
  {
    name: '27 a bucket for whoever says the right referer',
    rule: 'SEC-S3-PUBLIC',
    type: 'aws_s3_bucket_policy',
    bad: {
      bucket: 'docs',
      policy: allow({ Principal: { AWS: ['*'] }, Condition: { StringLike: { 'aws:Referer': '*' } } }),
    },
    good: { bucket: 'docs', policy: allow({ Principal: { AWS: ['*'] }, ...ofAccount }) },
  },
  key(
    '29 a key for everybody',
    'SEC-KMS-POLICY',
    { policy: policy(owner, { ...owner, Principal: '*', Action: 'kms:Decrypt' }) },
    { policy: policy(owner, { ...owner, Principal: '*', Action: 'kms:Decrypt', ...ofAccount }) },
  ),
  key('29 a policy that may lock out', 'SEC-KMS-POLICY', { bypass_policy_lockout_safety_check: true }),
  key('30 a key without rotation', 'SEC-KMS-ROTATE', { enable_key_rotation: false }),
  key('30 a disabled key', 'SEC-KMS-ROTATE', { is_enabled: false }, { is_enabled: true }),
  key('30 a week to notice', 'REL-KMS-WINDOW', { deletion_window_in_days: 7 }, { deletion_window_in_days: 30 }),
  identity('32 admin by star', 'SEC-IAM-ADMIN', { Action: '*:*', Resource: 'arn:*' }, { Action: 's3:List*' }),
  identity(
    '33 everything except',
    'SEC-IAM-NOTACTION',
    { Action: undefined, NotAction: 'iam:*' },
    { Effect: 'Deny', Action: undefined, NotAction: 'iam:*' },
  ),
  identity('34 a service behind a wildcard', 'SEC-IAM-WILDCARD', { Action: 'i?m:Get*' }, { Action: 'iam:Get*' }),
  identity(
    '35 any role can be passed',
    'SEC-IAM-PASSROLE',
    { Action: 'iam:PassRole' },
    {
      Action: 'iam:PassRole',
      Resource: `arn:aws:iam::${account}:role/task`,
      Condition: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    },
  ),
  trust(
    '36 a role for everybody',
    'SEC-IAM-TRUST',
    { Principal: { AWS: '*' } },
    { Principal: { AWS: `arn:aws:iam::${account}:role/ci` } },
  ),
  trust(
    '36 a role for another account',
    'SEC-IAM-TRUST',
    { Principal: { AWS: 'arn:aws:iam::210987654321:root' } },
    {
      Principal: { AWS: 'arn:aws:iam::210987654321:root' },
      Condition: { StringEquals: { 'sts:ExternalId': '8f1c-77aa' } },
    },
  ),
  trust('37 any repository', 'SEC-OIDC-SUB', token('repo:acme/*'), token('repo:acme/shop:environment:prod')),
  {
    name: '38 AdministratorAccess',
    rule: 'SEC-IAM-MANAGED',
    type: 'aws_iam_role_policy_attachment',
    bad: { role: 'ci', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    good: { role: 'ci', policy_arn: 'arn:aws:iam::aws:policy/SecurityAudit' },
  },
  {
    name: '38 in the role',
    rule: 'SEC-IAM-MANAGED',
    type: 'aws_iam_role',
    bad: { assume_role_policy: byService, managed_policy_arns: ['arn:aws:iam::aws:policy/PowerUserAccess'], tags },
    good: { assume_role_policy: byService, managed_policy_arns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'], tags },
  },
  {
    name: '39 two halves on one role',
    rule: 'SEC-IAM-PRIVESC',
    type: 'aws_iam_role_policy',
    beside: {
      aws_iam_role: { r: { name: 'r', assume_role_policy: byService, tags } },
      aws_iam_role_policy: { a: { role: '${aws_iam_role.r.id}', policy: allow({ Action: 'iam:CreateRole' }) } },
      aws_iam_policy: { b: { policy: allow({ Action: 'ec2:RunInstances' }), tags } },
      aws_iam_role_policy_attachment: { b: { role: 'r', policy_arn: '${aws_iam_policy.b.arn}' } },
    },
    at: 'aws_iam_role.r',
    bad: { role: '${aws_iam_role.r.name}', policy: allow({ Action: 'iam:PassRole' }) },
    good: {
      role: '${aws_iam_role.r.name}',
      policy: allow({
        Action: 'iam:PassRole',
        Resource: `arn:aws:iam::${account}:role/node`,
        Condition: { StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } },
      }),
    },
  },
  resource('40 a queue', 'aws_sqs_queue_policy', {}, ofAccount),
  resource('40 a topic', 'aws_sns_topic_policy', {}, ofAccount),
  resource('40 a secret', 'aws_secretsmanager_secret_policy', {}, ofAccount),
  resource('40 an image', 'aws_ecr_repository_policy', {}, ofAccount),
  resource('40 a registry', 'aws_ecr_registry_policy', {}, ofAccount),
  resource('40 a backup vault', 'aws_backup_vault_policy', {}, ofAccount),
  resource('40 an endpoint', 'aws_vpc_endpoint_policy', {}, ofAccount),
  resource('40 log groups', 'aws_cloudwatch_log_resource_policy', {}, ofAccount, 'policy_document'),
  {
    name: '40 a function',
    rule: 'SEC-RES-POLICY',
    type: 'aws_lambda_permission',
    bad: { action: 'lambda:InvokeFunction', function_name: 'f', principal: '*' },
    good: { action: 'lambda:InvokeFunction', function_name: 'f', principal: '*', principal_org_id: 'o-abcdef1234' },
  },
]);
