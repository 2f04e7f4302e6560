import { show } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { items } from '../values';

/** What each type gives a user that a user should not have. */
const given: Readonly<Record<string, string>> = {
  aws_iam_access_key: 'an access key that never expires, and whose secret stands in the state',
  aws_iam_user_login_profile: 'a password of its own',
  aws_iam_service_specific_credential: 'a password for one service that never expires',
  aws_iam_user_policy: 'a policy of its own',
  aws_iam_user_policy_attachment: 'a policy of its own',
  aws_iam_user_policy_attachments_exclusive: 'policies of its own',
  aws_iam_policy_attachment: 'a policy of its own',
};

/** SEC-IAM-USER */
export const longLivedUser: ResourceRule = {
  id: 'SEC-IAM-USER',
  severity: 'medium',
  title: 'A user has credentials or policies of its own',
  why: 'Keys of users do not expire, are copied about and are what most break-ins start with; policies of single users are overlooked when somebody leaves.',
  fix: 'Give people a permission set of IAM Identity Center, workloads a role (Pod Identity, instance profile), pipelines a role that trusts their OIDC tokens. What remains goes through a group.',
  controls: ['CIS-AWS-7.0 2.13', 'CIS-AWS-7.0 2.19'],
  example: {
    bad: '{ "aws_iam_access_key": { "ci": { "user": "ci" } } }',
    good: '{ "aws_iam_role": { "ci": { "assume_role_policy": "…the pipeline’s OIDC provider, with :sub and :aud…" } } }',
  },
  types: Object.keys(given),
  *check(resource) {
    const attribute =
      resource.type === 'aws_iam_policy_attachment'
        ? 'users'
        : resource.type.endsWith('exclusive')
          ? 'user_name'
          : 'user';
    const users = items(resource.get(attribute));
    if (users.length === 0) return;
    yield { attribute, value: users, message: `it gives user ${users.map(show).join(', ')} ${given[resource.type]}` };
  },
};
