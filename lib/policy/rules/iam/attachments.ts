import type { Resource, Value } from '../../graph/value';
import { items } from '../values';

/** What a policy can be attached to. */
export type IdentityKind = 'role' | 'user' | 'group' | 'permission set';

/** Where a resource names the identities that it gives permissions to, by kind. */
const identityAttributes: ReadonlyMap<string, readonly (readonly [IdentityKind, string])[]> = new Map<
  string,
  readonly (readonly [IdentityKind, string])[]
>([
  ['aws_iam_role_policy', [['role', 'role']]],
  ['aws_iam_user_policy', [['user', 'user']]],
  ['aws_iam_group_policy', [['group', 'group']]],
  ['aws_iam_role_policy_attachment', [['role', 'role']]],
  ['aws_iam_user_policy_attachment', [['user', 'user']]],
  ['aws_iam_group_policy_attachment', [['group', 'group']]],
  ['aws_iam_role_policy_attachments_exclusive', [['role', 'role_name']]],
  ['aws_iam_user_policy_attachments_exclusive', [['user', 'user_name']]],
  ['aws_iam_group_policy_attachments_exclusive', [['group', 'group_name']]],
  [
    'aws_iam_policy_attachment',
    [
      ['role', 'roles'],
      ['user', 'users'],
      ['group', 'groups'],
    ],
  ],
  ['aws_ssoadmin_permission_set_inline_policy', [['permission set', 'permission_set_arn']]],
  ['aws_ssoadmin_managed_policy_attachment', [['permission set', 'permission_set_arn']]],
  ['aws_ssoadmin_customer_managed_policy_attachment', [['permission set', 'permission_set_arn']]],
]);

/** Where a resource names policies by ARN. */
const policyArnAttributes: ReadonlyMap<string, string> = new Map([
  ['aws_iam_role', 'managed_policy_arns'],
  ['aws_iam_role_policy_attachment', 'policy_arn'],
  ['aws_iam_user_policy_attachment', 'policy_arn'],
  ['aws_iam_group_policy_attachment', 'policy_arn'],
  ['aws_iam_policy_attachment', 'policy_arn'],
  ['aws_iam_role_policy_attachments_exclusive', 'policy_arns'],
  ['aws_iam_user_policy_attachments_exclusive', 'policy_arns'],
  ['aws_iam_group_policy_attachments_exclusive', 'policy_arns'],
  ['aws_ssoadmin_managed_policy_attachment', 'managed_policy_arn'],
  ['aws_quicksight_iam_policy_assignment', 'policy_arn'],
]);

/** Types that attach policies by ARN. */
export const attachmentTypes: readonly string[] = [...policyArnAttributes.keys()];

/** Types that name the identities to which they give permissions. */
export const grantingTypes: readonly string[] = [...identityAttributes.keys()];

/** The policies that a resource attaches, with the attribute that names them. */
export function attachedPolicies(resource: Resource): {
  readonly attribute: string;
  readonly policies: readonly Value[];
} {
  const attribute = policyArnAttributes.get(resource.type) ?? 'policy_arn';
  // A plan shows under managed_policy_arns also what separate attachments gave the role before.
  const written = resource.type !== 'aws_iam_role' || resource.isWritten(attribute);
  return { attribute, policies: written ? items(resource.get(attribute)) : [] };
}

/** The identities that a resource gives permissions to. */
export function namedIdentities(resource: Resource): readonly { readonly kind: IdentityKind; readonly value: Value }[] {
  return (identityAttributes.get(resource.type) ?? []).flatMap(([kind, attribute]) =>
    items(resource.get(attribute)).map((value) => ({ kind, value })),
  );
}
