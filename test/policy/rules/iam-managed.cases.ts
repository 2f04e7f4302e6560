import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';
import { ci, each, grant } from '../support/identity';

const attach = (arn: unknown, more: object = {}, rest: object = {}) =>
  resources({ aws_iam_role_policy_attachment: { a: { role: 'r', policy_arn: arn } }, ...more }, rest);

export const managed: RuleCases = {
  rule: 'SEC-IAM-MANAGED',
  failing: {
    ...each(
      [
        'AdministratorAccess',
        'PowerUserAccess',
        'IAMFullAccess',
        'AmazonS3FullAccess',
        'AWSLambda_FullAccess',
        'CloudWatchFullAccessV2',
        'AWSCloudShellFullAccess',
        'AdministratorAccess-Amplify',
        'job-function/SystemAdministrator',
      ],
      (name) => attach(`arn:aws:iam::aws:policy/${name}`),
    ),
    'another partition': attach('arn:aws-us-gov:iam::aws:policy/AdministratorAccess'),
    'partition by data source': attach(
      'arn:${data.aws_partition.p.partition}:iam::aws:policy/AdministratorAccess',
      {},
      { data: { aws_partition: { p: {} } } },
    ),
    'partition of a variable': attach('arn:${var.partition}:iam::aws:policy/AdministratorAccess'),
    'in pieces': attach('${join("/", ["arn:aws:iam::aws:policy", "AdministratorAccess"])}'),
    'data source by name': attach(
      '${data.aws_iam_policy.a.arn}',
      {},
      { data: { aws_iam_policy: { a: { name: 'PowerUserAccess' } } } },
    ),
    'data source by ARN': attach(
      '${data.aws_iam_policy.a.arn}',
      {},
      { data: { aws_iam_policy: { a: { arn: 'arn:aws:iam::aws:policy/AdministratorAccess' } } } },
    ),
    'one of a set': resources({
      aws_iam_role_policy_attachment: {
        a: {
          for_each:
            '${toset(["arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::aws:policy/AdministratorAccess"])}',
          role: 'r',
          policy_arn: '${each.value}',
        },
      },
    }),
    'on a condition': attach(
      '${var.admin ? "arn:aws:iam::aws:policy/AdministratorAccess" : "arn:aws:iam::aws:policy/ReadOnlyAccess"}',
    ),
    'in the role': resources({
      aws_iam_role: { r: { managed_policy_arns: ['arn:aws:iam::aws:policy/AdministratorAccess'] } },
    }),
    'exclusive list': resources({
      aws_iam_role_policy_attachments_exclusive: {
        a: { role_name: 'r', policy_arns: ['arn:aws:iam::aws:policy/AmazonEC2FullAccess'] },
      },
    }),
    'attachment to many': resources({
      aws_iam_policy_attachment: { a: { groups: ['g'], policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' } },
    }),
    group: resources({
      aws_iam_group_policy_attachment: { a: { group: 'g', policy_arn: 'arn:aws:iam::aws:policy/PowerUserAccess' } },
    }),
    user: resources({
      aws_iam_user_policy_attachment: { a: { user: 'u', policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' } },
    }),
    'permission set': resources({
      aws_ssoadmin_managed_policy_attachment: {
        a: { permission_set_arn: 'x', managed_policy_arn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
      },
    }),
  },
  passing: {
    ...each(
      [
        'AmazonEKSWorkerNodePolicy',
        'ReadOnlyAccess',
        'SecurityAudit',
        'job-function/ViewOnlyAccess',
        'AWSSupportAccess',
        'service-role/AWSLambdaBasicExecutionRole',
        'AmazonEC2ContainerRegistryPullOnly',
        'AmazonSSMManagedInstanceCore',
      ],
      (name) => attach(`arn:aws:iam::aws:policy/${name}`),
    ),
    'a policy of the graph': attach('${aws_iam_policy.p.arn}', { aws_iam_policy: { p: {} } }),
    'a policy of the account': attach('arn:aws:iam::123456789012:policy/OrdersFullAccess'),
    'one of two': attach(
      '${var.audit ? "arn:aws:iam::aws:policy/SecurityAudit" : "arn:aws:iam::aws:policy/ReadOnlyAccess"}',
    ),
    'as a boundary': resources({
      aws_iam_role: { r: { permissions_boundary: 'arn:aws:iam::aws:policy/PowerUserAccess' } },
    }),
  },
  notApplicable: { 'role without policies': resources(ci) },
  unknown: { 'the ARN': attach('${var.policy_arn}') },
};

export const user: RuleCases = {
  rule: 'SEC-IAM-USER',
  failing: {
    key: resources({ aws_iam_access_key: { k: { user: 'ci' } } }),
    password: resources({ aws_iam_user_login_profile: { p: { user: 'jo' } } }),
    policy: resources({ aws_iam_user_policy: { p: { user: 'ci', policy: grant('s3:GetObject') } } }),
    attachment: resources({ aws_iam_user_policy_attachment: { p: { user: 'ci', policy_arn: 'x' } } }),
    'attachment to many': resources({ aws_iam_policy_attachment: { p: { users: ['ci'], policy_arn: 'x' } } }),
    'exclusive list': resources({
      aws_iam_user_policy_attachments_exclusive: { p: { user_name: 'ci', policy_arns: ['x'] } },
    }),
    'user of the graph': resources({
      aws_iam_user: { u: {} },
      aws_iam_access_key: { k: { user: '${aws_iam_user.u.name}' } },
    }),
  },
  passing: {
    'attachment to roles': resources({ aws_iam_policy_attachment: { p: { roles: ['ci'], policy_arn: 'x' } } }),
    'no users': resources({ aws_iam_policy_attachment: { p: { users: [], groups: ['g'], policy_arn: 'x' } } }),
  },
  notApplicable: { role: resources(ci), group: resources({ aws_iam_group: { g: {} } }) },
  unknown: { user: resources({ aws_iam_access_key: { k: { user: '${var.user}' } } }) },
};
