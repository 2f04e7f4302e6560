import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';
import {
  actions,
  allow,
  each,
  one,
  otherPolicies,
  passedTo,
  policy,
  roleArn,
  unknownPolicies,
} from '../support/identity';

export const wildcard: RuleCases = {
  rule: 'SEC-IAM-WILDCARD',
  failing: {
    ...each(['i?m:*', 'ia*:*', 'i*:Get*', '?3:GetObject', 's*', '*:Put*', 'a*:*'], (action) => actions(action)),
    ...each(['ec2:*', 's3:*', 'EC2:*', 'ec2:**', 'kms:*', 'not-known-yet:*'], (action) => actions(action)),
    ...each(['iam:Pass*', 'iam:*Role', 'iam:Create*', 'iam:*RolePolicy', 'iam:?assRole'], (action) => actions(action)),
    'a service in pieces': actions(...'abcdefghijklmnopqrstuvwxyz'.split('').map((letter) => `sqs:${letter}*`)),
    'every bucket': one({ Action: 's3:*', Resource: 'arn:aws:s3:::*' }),
    'every object': one({ Action: 's3:*', Resource: ['arn:aws:s3:::*', 'arn:aws:s3:::*/*'] }),
    'every table': one({ Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:*:*:table/*' }),
    'with MFA': one({ Action: 'ec2:*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    'every role': one({ Action: 'iam:Put*', Resource: 'arn:aws:iam::123456789012:role/*' }),
    'all things of IoT': resources({
      aws_iot_policy: { p: { policy: policy({ Effect: 'Allow', Action: 'iot:*', Resource: '*' }) } },
    }),
  },
  passing: {
    reading: actions('s3:Get*', 'ec2:Describe*', 'iam:Get*', 'iam:List*', 'logs:FilterLogEvents'),
    'some changes': actions('sqs:*Message'),
    'one bucket': one({ Action: 's3:*', Resource: ['arn:aws:s3:::docs', 'arn:aws:s3:::docs/*'] }),
    'tables with a prefix': one({ Action: 'dynamodb:*', Resource: 'arn:aws:dynamodb:*:*:table/orders-*' }),
    'a bucket of the graph': resources({
      aws_s3_bucket: { b: {} },
      aws_iam_policy: {
        p: { policy: policy({ Effect: 'Allow', Action: 's3:*', Resource: '${aws_s3_bucket.b.arn}/*' }) },
      },
    }),
    'tagged machines': one({ Action: 'ec2:*', Condition: { StringEquals: { 'aws:ResourceTag/team': 'data' } } }),
    'roles on one path': one({ Action: 'iam:Put*', Resource: 'arn:aws:iam::123456789012:role/app/*' }),
    deny: one({ Effect: 'Deny', Action: ['iam:*', 's*'] }),
    'everything on one bucket': one({ Action: '*', Resource: 'arn:aws:s3:::docs/*' }),
  },
  notApplicable: otherPolicies,
  unknown: { ...unknownPolicies, 'the actions': one({ Action: ['s3:GetObject', '${var.action}'] }) },
};

const pass = (fields: object) => one({ Action: 'iam:PassRole', Resource: roleArn, ...fields });
export const passRole: RuleCases = {
  rule: 'SEC-IAM-PASSROLE',
  failing: {
    'any role': pass({ Resource: '*' }),
    'any role to one service': pass({ Resource: '*', ...passedTo('StringEquals', 'ec2.amazonaws.com') }),
    'every role of the account': pass({
      Resource: 'arn:aws:iam::123456789012:role/*',
      ...passedTo('StringEquals', 'ec2.amazonaws.com'),
    }),
    'every role by reference': resources(
      {
        aws_iam_policy: {
          p: {
            policy: policy({
              Effect: 'Allow',
              Action: 'iam:PassRole',
              Resource: 'arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/*',
            }),
          },
        },
      },
      { data: { aws_caller_identity: { me: {} } } },
    ),
    'one role to any service': pass({}),
    'one role of the graph to any service': resources({
      aws_iam_role: { r: {} },
      aws_iam_role_policy: {
        p: {
          role: 'x',
          policy: policy({ Effect: 'Allow', Action: 'iam:PassRole', Resource: '${aws_iam_role.r.arn}' }),
        },
      },
    }),
    'to every service': pass(passedTo('StringLike', '*')),
    'to every service, in words': pass(passedTo('StringLike', '*.amazonaws.com')),
    'to a service if there is one': pass(passedTo('StringEqualsIfExists', 'ec2.amazonaws.com')),
    'not to one service': pass(passedTo('StringNotEquals', 'lambda.amazonaws.com')),
    ...each(['iam:Pass*', 'iam:*', '*', 'IAM:PASSROLE'], (action) => pass({ Action: action })),
    'every role but some': pass({ Resource: undefined, NotResource: roleArn }),
    'in the role itself': resources({
      aws_iam_role: {
        r: { inline_policy: { policy: policy({ Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' }) } },
      },
    }),
  },
  passing: {
    'one role to one service': pass(passedTo('StringEquals', 'ecs-tasks.amazonaws.com')),
    'a prefix to two services': pass({
      Resource: 'arn:aws:iam::*:role/app-*',
      ...passedTo('StringLike', ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn']),
    }),
    'a role of the graph': resources({
      aws_iam_role: { r: {} },
      aws_iam_policy: {
        p: {
          policy: policy({
            Effect: 'Allow',
            Action: 'iam:PassRole',
            Resource: '${aws_iam_role.r.arn}',
            ...passedTo('StringEquals', 'lambda.amazonaws.com'),
          }),
        },
      },
    }),
    'everything on one bucket': one({ Action: '*', Resource: 'arn:aws:s3:::docs/*' }),
    'everything on a bucket of the graph': resources({
      aws_s3_bucket: { b: {} },
      aws_iam_policy: { p: { policy: policy({ Effect: 'Allow', Action: '*', Resource: '${aws_s3_bucket.b.arn}' }) } },
    }),
    'reading roles': one({ Action: ['iam:GetRole', 'iam:List*'] }),
    denied: allow(
      { Effect: 'Allow', Action: 'iam:*', Resource: 'arn:aws:iam::*:role/*' },
      { Effect: 'Deny', Action: 'iam:PassRole', Resource: '*' },
    ),
  },
  notApplicable: otherPolicies,
  unknown: {
    ...unknownPolicies,
    'the role': pass({ Resource: '${var.role}', ...passedTo('StringEquals', 'ec2.amazonaws.com') }),
  },
};

const decrypt = (fields: object) => one({ Action: 'kms:Decrypt', ...fields });

export const decryptEverything: RuleCases = {
  rule: 'SEC-IAM-DECRYPT',
  failing: {
    ...each(['*', 'arn:aws:kms:*:*:key/*', 'arn:aws:kms:eu-west-1:123456789012:key/*', 'arn:*:kms:*:*:*'], (Resource) =>
      decrypt({ Resource }),
    ),
    ...each(['kms:*', 'kms:De*', 'KMS:decrypt', 'kms:ReEncrypt*', '*'], (Action) => decrypt({ Action })),
    'every key but one': decrypt({ Resource: undefined, NotResource: 'arn:aws:kms:*:*:key/0f' }),
    'from one address': decrypt({ Condition: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }),
  },
  passing: {
    'one key': decrypt({ Resource: 'arn:aws:kms:eu-west-1:123456789012:key/0f0f' }),
    'a key of the graph': resources({
      aws_kms_key: { k: {} },
      aws_iam_policy: {
        p: { policy: policy({ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '${aws_kms_key.k.arn}' }) },
      },
    }),
    'through one service': decrypt({
      Condition: { StringEquals: { 'kms:ViaService': 'secretsmanager.eu-west-1.amazonaws.com' } },
    }),
    'by alias': decrypt({ Condition: { StringEquals: { 'kms:RequestAlias': 'alias/orders' } } }),
    'other actions': actions('kms:DescribeKey', 'kms:List*'),
    'another service': one({ Action: '*', Resource: 'arn:aws:s3:::docs/*' }),
  },
  notApplicable: otherPolicies,
  unknown: unknownPolicies,
};
