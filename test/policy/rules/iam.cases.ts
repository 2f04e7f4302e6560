import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const allow = (...statements: object[]) =>
  resources({ aws_iam_policy: { p: { policy: JSON.stringify({ Version: '2012-10-17', Statement: statements }) } } });
const one = (fields: object) => allow({ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...fields });
const document = (statement: object, type = 'aws_iam_role_policy') =>
  resources(
    { [type]: { p: { policy: '${data.aws_iam_policy_document.d.json}' } } },
    { data: { aws_iam_policy_document: { d: { statement } } } },
  );
const letters = 'abcdefghijklmnopqrstuvwxyz'.split('').map((letter) => `${letter}*`);

const admin: RuleCases = {
  rule: 'SEC-IAM-ADMIN',
  failing: {
    ...Object.fromEntries(
      [
        '*',
        '*:*',
        '**',
        '?*',
        ['s3:GetObject', '*'],
        letters,
        letters.map((letter) => `${letter}:*`.toUpperCase()),
      ].map((action) => [JSON.stringify(action), one({ Action: action })]),
    ),
    ...Object.fromEntries(
      ['arn:*', 'arn:aws:*', '*:*', 'arn:*:*:*:*:*'].map((resource) => [
        `on ${resource}`,
        one({ Action: '*', Resource: resource }),
      ]),
    ),
    ...Object.fromEntries(
      ['iam:*', 'i?m:*', 'ia*:*', 'IAM:*', '?am:*'].map((action) => [
        `power over identities: ${action}`,
        one({ Action: action }),
      ]),
    ),
    'on every role': one({ Action: 'iam:*', Resource: 'arn:aws:iam::*:*' }),
    'cut into statements': allow(
      { Effect: 'Allow', Action: letters.slice(0, 13), Resource: '*' },
      { Effect: 'Allow', Action: letters.slice(13), Resource: 'arn:*' },
    ),
    'with a condition': one({ Action: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    'one statement, not a list': resources({
      aws_iam_user_policy: { p: { policy: '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}' } },
    }),
    'policy document, default effect': document({ actions: ['*'], resources: ['*'] }),
    'inline policy of a role': resources({
      aws_iam_role: {
        r: { inline_policy: [{ name: 'x', policy: '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}' }] },
      },
    }),
    folded: resources({
      aws_iam_group_policy: {
        p: {
          policy:
            '${jsonencode({ Statement = [{ Effect = "Allow", Action = join(":", ["*", "*"]), Resource = "*" }] })}',
        },
      },
    }),
    'permission set': resources({
      aws_ssoadmin_permission_set_inline_policy: {
        p: { inline_policy: '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}' },
      },
    }),
  },
  passing: {
    exact: one({ Resource: 'arn:aws:s3:::docs/*' }),
    'one service': one({ Action: 's3:*' }),
    'everything on one bucket': one({ Action: '*', Resource: 'arn:aws:s3:::docs/*' }),
    'deny everything': one({ Effect: 'Deny', Action: '*' }),
    'reading identities': one({ Action: ['iam:Get*', 'iam:List*'] }),
    'iam on one path': one({ Action: 'iam:*', Resource: 'arn:aws:iam::123456789012:role/app/*' }),
    'boundary only': resources({
      aws_iam_policy: { p: { policy: '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}' } },
      aws_iam_role: { r: { permissions_boundary: '${aws_iam_policy.p.arn}' } },
    }),
    'document that nobody uses': resources(
      {},
      { data: { aws_iam_policy_document: { d: { statement: { actions: ['*'], resources: ['*'] } } } } },
    ),
    'resources of the graph': resources({
      aws_s3_bucket: { b: {} },
      aws_iam_policy: {
        p: { policy: '{"Statement":[{"Effect":"Allow","Action":"*","Resource":"${aws_s3_bucket.b.arn}/*"}]}' },
      },
    }),
  },
  notApplicable: {
    'key policy': resources({
      aws_kms_key: {
        k: {
          policy:
            '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"kms:*","Resource":"*"}]}',
        },
      },
    }),
  },
  unknown: {
    'the document': resources({ aws_iam_policy: { p: { policy: '${var.policy}' } } }),
    'the actions': resources({
      aws_iam_policy: {
        p: { policy: '${jsonencode({ Statement = [{ Effect = "Allow", Action = var.actions, Resource = "*" }] })}' },
      },
    }),
    'a statement': resources({ aws_iam_policy: { p: { policy: '${jsonencode({ Statement = [var.statement] })}' } } }),
  },
};

const notAction: RuleCases = {
  rule: 'SEC-IAM-NOTACTION',
  failing: {
    NotAction: one({ Action: undefined, NotAction: 'iam:DeleteUser' }),
    NotResource: one({ Resource: undefined, NotResource: 'arn:aws:s3:::secret/*' }),
    'policy document': document({ not_actions: ['iam:*'], resources: ['*'] }),
  },
  passing: {
    'deny with NotAction': one({ Effect: 'Deny', Action: undefined, NotAction: ['iam:*', 'sts:*'] }),
    'policy document, empty list': document({
      effect: 'Allow',
      actions: ['s3:GetObject'],
      not_actions: [],
      resources: ['arn:aws:s3:::docs/*'],
    }),
  },
  notApplicable: { 'no policy': resources({ aws_iam_role: { r: {} } }) },
  unknown: { 'the document': resources({ aws_iam_policy: { p: { policy: '${var.policy}' } } }) },
};

const trust = (fields: object, more: object = {}, beside: object = {}) =>
  resources(
    {
      ...beside,
      aws_iam_role: {
        r: {
          assume_role_policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', ...fields }] }),
        },
      },
    },
    more,
  );
const other = { AWS: 'arn:aws:iam::210987654321:root' };

const openTrust: RuleCases = {
  rule: 'SEC-IAM-TRUST',
  failing: {
    'bare star': trust({ Principal: '*' }),
    'AWS star': trust({ Principal: { AWS: '*' } }),
    'service star': trust({ Principal: { Service: '*' } }),
    NotPrincipal: trust({ NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' } }),
    'star with an external id only': trust({
      Principal: { AWS: '*' },
      Condition: { StringEquals: { 'sts:ExternalId': 'x' } },
    }),
    'another account': trust({ Principal: other }),
    'another account, bare': trust({ Principal: { AWS: '210987654321' } }),
    'another account, any external id': trust({
      Principal: other,
      Condition: { StringLike: { 'sts:ExternalId': '*' } },
    }),
    'another account, every role of it': trust({
      Principal: other,
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::210987654321:*' } },
    }),
    'another account, of that account': trust({
      Principal: other,
      Condition: { StringEquals: { 'aws:PrincipalAccount': '210987654321' } },
    }),
    'another account, external id if it exists': trust({
      Principal: other,
      Condition: { StringEqualsIfExists: { 'sts:ExternalId': 'x' } },
    }),
  },
  passing: {
    'a service': trust({ Principal: { Service: 'ec2.amazonaws.com' } }),
    'a role': trust({ Principal: { AWS: 'arn:aws:iam::210987654321:role/ci' } }),
    'another account with an external id': trust({
      Principal: other,
      Condition: { StringEquals: { 'sts:ExternalId': '8f1c' } },
    }),
    'another account of the organization': trust({
      Principal: other,
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdef' } },
    }),
    'own account': trust({ Principal: other }, { provider: { aws: { allowed_account_ids: ['210987654321'] } } }),
    'own account by the role that the provider assumes': trust(
      { Principal: other },
      { provider: { aws: { assume_role: [{ role_arn: 'arn:aws:iam::210987654321:role/terraform' }] } } },
    ),
    'own account by the ARN of a policy': trust(
      { Principal: other },
      {},
      {
        aws_iam_role_policy_attachment: {
          a: { role: 'r', policy_arn: 'arn:aws:iam::210987654321:policy/app' },
        },
      },
    ),
    'own account by reference': trust(
      { Principal: { AWS: 'arn:aws:iam::${data.aws_caller_identity.me.account_id}:root' } },
      { data: { aws_caller_identity: { me: {} } } },
    ),
    'the organization': trust({ Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdef' } } }),
    'an identity provider': trust(
      { Principal: { Federated: '${aws_iam_openid_connect_provider.p.arn}' }, Action: 'sts:AssumeRoleWithWebIdentity' },
      {},
      { aws_iam_openid_connect_provider: { p: {} } },
    ),
  },
  notApplicable: { user: resources({ aws_iam_user: { u: {} } }) },
  unknown: {
    'the document': resources({ aws_iam_role: { r: { assume_role_policy: '${var.trust}' } } }),
    'the principal': trust({ Principal: { AWS: '${var.who}' } }),
    'the account': trust({ Principal: { AWS: 'arn:aws:iam::${var.partner}:root' } }),
  },
};

export const iamCases: readonly RuleCases[] = [admin, notAction, openTrust];
