import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';
import {
  actions,
  allow,
  ci,
  each,
  grant,
  one,
  otherPolicies,
  passedTo,
  policy,
  roleArn,
  unknownPolicies,
} from '../support/identity';

const boundary = { StringEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::123456789012:policy/boundary' } };

export const escalation: RuleCases = {
  rule: 'SEC-IAM-PRIVESC',
  failing: {
    ...each(
      [
        ['iam:CreatePolicyVersion'],
        ['iam:AttachRolePolicy'],
        ['iam:PutRolePolicy'],
        ['iam:UpdateAssumeRolePolicy'],
        ['iam:CreateAccessKey'],
        ['iam:AddUserToGroup'],
        ['iam:PassRole', 'lambda:CreateFunction'],
        ['iam:PassRole', 'ec2:RunInstances'],
        ['iam:PassRole', 'eks:CreateNodegroup'],
        ['iam:PassRole', 'ecs:RegisterTaskDefinition', 'ecs:RunTask'],
        ['iam:PassRole', 'cloudformation:*'],
        ['IAM:passrole', 'EC2:runinstances'],
        ['iam:Pass*', 'ec2:Run*'],
        ['sts:AssumeRole'],
      ],
      (names) => actions(...names),
    ),
    'split over two policies of a role': resources({
      ...ci,
      aws_iam_role_policy: {
        a: { role: '${aws_iam_role.ci.id}', policy: grant('iam:PassRole') },
        b: { role: '${aws_iam_role.ci.name}', policy: grant('ec2:RunInstances') },
      },
    }),
    'split over an inline and an attached policy': resources({
      aws_iam_role: { ci: { inline_policy: [{ name: 'a', policy: grant('iam:PassRole') }] } },
      aws_iam_policy: { b: { policy: grant('lambda:CreateFunction') } },
      aws_iam_role_policy_attachment: {
        b: { role: '${aws_iam_role.ci.name}', policy_arn: '${aws_iam_policy.b.arn}' },
      },
    }),
    'split over policies of a role elsewhere': resources({
      aws_iam_role_policy: {
        a: { role: 'ci', policy: grant('iam:PassRole') },
        b: { role: 'ci', policy: grant('ec2:RunInstances') },
      },
    }),
    'split by managed_policy_arns and an exclusive list': resources({
      aws_iam_role: { ci: { name: 'ci', managed_policy_arns: ['${aws_iam_policy.a.arn}'] } },
      aws_iam_policy: { a: { policy: grant('iam:PassRole') }, b: { name: 'b', policy: grant('ec2:RunInstances') } },
      aws_iam_role_policy_attachments_exclusive: {
        x: { role_name: 'ci', policy_arns: ['arn:aws:iam::123456789012:policy/b'] },
      },
    }),
    'split over a user and its group': resources({
      aws_iam_user: { u: { name: 'u' } },
      aws_iam_group: { g: { name: 'g' } },
      aws_iam_group_policy: { g: { group: '${aws_iam_group.g.name}', policy: grant('iam:PassRole') } },
      aws_iam_user_policy: { u: { user: '${aws_iam_user.u.name}', policy: grant('ec2:RunInstances') } },
      aws_iam_user_group_membership: { m: { user: '${aws_iam_user.u.name}', groups: ['${aws_iam_group.g.name}'] } },
    }),
    'split over one attachment to several': resources({
      ...ci,
      aws_iam_policy: { a: { policy: grant('iam:PassRole') } },
      aws_iam_policy_attachment: {
        a: { name: 'a', roles: ['${aws_iam_role.ci.name}'], policy_arn: '${aws_iam_policy.a.arn}' },
      },
      aws_iam_role_policy: { b: { role: 'ci', policy: grant('ec2:RunInstances') } },
    }),
    'permission set': resources({
      aws_ssoadmin_permission_set_inline_policy: {
        p: { permission_set_arn: 'x', inline_policy: grant('iam:PutRolePolicy') },
      },
    }),
    'its own role only': resources({
      ...ci,
      aws_iam_role_policy: { a: { role: 'ci', policy: grant('iam:PutRolePolicy', '${aws_iam_role.ci.arn}') } },
    }),
    'its own role by name': resources({
      ...ci,
      aws_iam_role_policy: {
        a: { role: 'ci', policy: grant('iam:AttachRolePolicy', 'arn:aws:iam::123456789012:role/ci') },
      },
    }),
    'its own user': resources({
      aws_iam_user_policy: {
        a: { user: 'u', policy: grant('iam:PutUserPolicy', 'arn:aws:iam::*:user/$${aws:username}') },
      },
    }),
    'its own policy': resources({
      ...ci,
      aws_iam_policy: {
        a: { name: 'a', policy: grant('iam:CreatePolicyVersion', 'arn:aws:iam::123456789012:policy/a') },
      },
      aws_iam_role_policy_attachment: { a: { role: 'ci', policy_arn: '${aws_iam_policy.a.arn}' } },
    }),
    'every role of the account': one({ Action: 'iam:AttachRolePolicy', Resource: 'arn:aws:iam::123456789012:role/*' }),
    'any role to the service that runs it': allow(
      { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*', ...passedTo('StringLike', 'ec2*') },
      { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' },
    ),
    'with MFA': one({ Action: 'iam:PutRolePolicy', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }),
    'any policy may be attached': one({
      Action: 'iam:AttachRolePolicy',
      Condition: { ArnLike: { 'iam:PolicyARN': 'arn:aws:iam::*:policy/*' } },
    }),
    'everything except': one({ Action: undefined, NotAction: ['s3:*', 'iam:DeleteUser'] }),
    'a deny that does not reach': allow(
      { Effect: 'Allow', Action: 'iam:*', Resource: '*' },
      { Effect: 'Deny', Action: 'iam:*', Resource: 'arn:aws:iam::*:role/admin' },
    ),
    'within a boundary that allows it': resources({
      aws_iam_policy: { b: { policy: grant('*') } },
      aws_iam_role: {
        ci: {
          permissions_boundary: '${aws_iam_policy.b.arn}',
          inline_policy: [{ policy: grant('iam:PutRolePolicy') }],
        },
      },
    }),
  },
  passing: {
    'halves on two roles': resources({
      aws_iam_role_policy: {
        a: { role: 'a', policy: grant('iam:PassRole') },
        b: { role: 'b', policy: grant('ec2:RunInstances') },
      },
    }),
    'one role to one service': allow(
      {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: roleArn,
        ...passedTo('StringEquals', 'lambda.amazonaws.com'),
      },
      { Effect: 'Allow', Action: 'lambda:CreateFunction', Resource: '*' },
    ),
    'any role to another service': allow(
      {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: '*',
        ...passedTo('StringEquals', 'ecs-tasks.amazonaws.com'),
      },
      { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' },
    ),
    'under a boundary': one({
      Action: ['iam:CreateRole', 'iam:PutRolePolicy', 'iam:AttachRolePolicy'],
      Condition: boundary,
    }),
    'listed policies only': one({
      Action: 'iam:AttachRolePolicy',
      Condition: { ArnEquals: { 'iam:PolicyARN': ['arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy'] } },
    }),
    'denied outside a boundary': allow(
      { Effect: 'Allow', Action: 'iam:PutRolePolicy', Resource: '*' },
      {
        Effect: 'Deny',
        Action: 'iam:Put*',
        Resource: '*',
        Condition: { StringNotEquals: { 'iam:PermissionsBoundary': 'arn:aws:iam::123456789012:policy/boundary' } },
      },
    ),
    'denied by another policy': resources({
      aws_iam_role_policy: {
        a: { role: 'ci', policy: grant(['iam:PassRole', 'ec2:RunInstances']) },
        b: { role: 'ci', policy: policy({ Effect: 'Deny', Action: 'iam:*', Resource: '*' }) },
      },
    }),
    'outside its boundary': resources({
      aws_iam_policy: { b: { policy: grant(['s3:*', 'ec2:*']) } },
      aws_iam_role: {
        ci: {
          permissions_boundary: '${aws_iam_policy.b.arn}',
          inline_policy: [{ policy: grant(['iam:PassRole', 'ec2:RunInstances']) }],
        },
      },
    }),
    'roles of one path': one({ Action: 'iam:PutRolePolicy', Resource: 'arn:aws:iam::123456789012:role/app/*' }),
    'its own access key': resources({
      aws_iam_group_policy: {
        a: { group: 'people', policy: grant('iam:CreateAccessKey', 'arn:aws:iam::*:user/$${aws:username}') },
      },
    }),
    'one role to assume': one({ Action: 'sts:AssumeRole', Resource: roleArn }),
    reading: actions('iam:Get*', 'iam:List*', 'ec2:Describe*'),
    'machines without roles': actions('ec2:RunInstances', 'lambda:CreateFunction'),
    'boundary policy': resources({
      aws_iam_policy: { b: { policy: grant('*') } },
      aws_iam_role: { r: { permissions_boundary: '${aws_iam_policy.b.arn}' } },
    }),
  },
  notApplicable: otherPolicies,
  unknown: unknownPolicies,
};
