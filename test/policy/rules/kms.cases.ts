import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const account = '123456789012';
const root = { AWS: `arn:aws:iam::${account}:root` };
const stranger = { AWS: 'arn:aws:iam::210987654321:root' };
const own = { Effect: 'Allow', Principal: root, Action: 'kms:*', Resource: '*' };
const policy = (...statements: object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const key = (...statements: object[]) => resources({ aws_kms_key: { k: { policy: policy(...statements) } } });
const use = (fields: object) =>
  key(own, { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*', ...fields });
const condition = (operator: string, name: string, value: unknown) =>
  use({ Condition: { [operator]: { [name]: value } } });

export const keyPolicy: RuleCases = {
  rule: 'SEC-KMS-POLICY',
  failing: {
    'anybody uses it': use({}),
    'any AWS account': use({ Principal: { AWS: ['*'] } }),
    'any service': use({ Principal: { Service: '*' } }),
    NotPrincipal: use({ Principal: undefined, NotPrincipal: root }),
    'encryption context is the caller’s': condition('StringEquals', 'kms:EncryptionContext:app', 'orders'),
    'any account': condition('StringLike', 'kms:CallerAccount', '*'),
    'account if there is one': condition('StringEqualsIfExists', 'kms:CallerAccount', account),
    'through any service': condition('StringLike', 'kms:ViaService', '*.amazonaws.com'),
    'its own account, whoever that is': condition('StringEquals', 'aws:PrincipalAccount', '$${aws:PrincipalAccount}'),
    'a stranger administers it': key(own, { ...own, Principal: stranger }),
    'a stranger beside the account by reference': resources(
      {
        aws_kms_key: {
          k: {
            policy: policy(
              { ...own, Principal: { AWS: 'arn:aws:iam::${data.aws_caller_identity.me.account_id}:root' } },
              { ...own, Principal: stranger },
            ),
          },
        },
      },
      { data: { aws_caller_identity: { me: {} } } },
    ),
    'a stranger, told by the provider': resources(
      { aws_kms_key: { k: { policy: policy({ ...own, Principal: stranger }) } } },
      { provider: { aws: { allowed_account_ids: [account] } } },
    ),
    'a stranger by its number, in wildcards': key(own, { ...own, Action: 'k?s:*', Principal: { AWS: '210987654321' } }),
    'lockout check off': resources({ aws_kms_key: { k: { bypass_policy_lockout_safety_check: 'true' } } }),
    'policy of its own': resources({
      aws_kms_key_policy: { p: { key_id: 'x', policy: policy({ ...own, Principal: '*' }) } },
    }),
    replica: resources({ aws_kms_replica_key: { k: { policy: policy({ ...own, Principal: { AWS: '*' } }) } } }),
    'external key': resources({ aws_kms_external_key: { k: { policy: policy({ ...own, Principal: '*' }) } } }),
    'grant to anybody': resources({ aws_kms_grant: { g: { grantee_principal: '*', operations: ['Decrypt'] } } }),
    'policy document': resources(
      { aws_kms_key: { k: { policy: '${data.aws_iam_policy_document.d.json}' } } },
      {
        data: {
          aws_iam_policy_document: {
            d: {
              statement: [
                { actions: ['kms:*'], resources: ['*'], principals: [{ type: 'AWS', identifiers: [root.AWS] }] },
                { actions: ['kms:Decrypt'], resources: ['*'], principals: [{ type: '*', identifiers: ['*'] }] },
              ],
            },
          },
        },
      },
    ),
  },
  passing: {
    'the account': key(own),
    'everybody of the account, through a service': use({
      Condition: {
        StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': 's3.eu-west-1.amazonaws.com' },
      },
    }),
    'the organization': condition('StringEquals', 'aws:PrincipalOrgID', 'o-abcdef1234'),
    'a service': use({ Principal: { Service: 'logs.eu-west-1.amazonaws.com' } }),
    'another account uses it': use({ Principal: stranger, Action: ['kms:Decrypt', 'kms:DescribeKey'] }),
    'deny to everybody': use({ Effect: 'Deny', Action: 'kms:ScheduleKeyDeletion' }),
    'two own accounts': resources(
      { aws_kms_key: { k: { policy: policy(own, { ...own, Principal: stranger }) } } },
      { provider: { aws: { allowed_account_ids: [account, '210987654321'] } } },
    ),
    'the account beside a role of the graph': resources({
      aws_iam_role: { admin: {} },
      aws_kms_key: { k: { policy: policy(own, { ...own, Principal: { AWS: '${aws_iam_role.admin.arn}' } }) } },
    }),
    'no policy: AWS’s own': resources({ aws_kms_key: { k: {} } }),
    'lockout check on': resources({ aws_kms_key: { k: { bypass_policy_lockout_safety_check: false } } }),
    'grant to a role': resources({
      aws_kms_grant: { g: { grantee_principal: '${aws_iam_role.r.arn}', operations: ['Decrypt'] } },
      aws_iam_role: { r: {} },
    }),
  },
  notApplicable: { alias: resources({ aws_kms_alias: { a: { target_key_id: 'x' } } }) },
  unknown: {
    'the document': resources({ aws_kms_key: { k: { policy: '${var.policy}' } } }),
    'a statement': resources({ aws_kms_key: { k: { policy: '${jsonencode({ Statement = [var.statement] })}' } } }),
    'the account under a pattern': condition('StringLike', 'kms:CallerAccount', '${var.account}'),
    'the lockout check': resources({ aws_kms_key: { k: { bypass_policy_lockout_safety_check: '${var.bypass}' } } }),
    'the grantee': resources({ aws_kms_grant: { g: { grantee_principal: '${var.who}' } } }),
  },
};

const one = (fields: object, type = 'aws_kms_key') => resources({ [type]: { k: fields } });

export const rotation: RuleCases = {
  rule: 'SEC-KMS-ROTATE',
  failing: {
    'left out': one({}),
    off: one({ enable_key_rotation: false }),
    'off, folded': one({ enable_key_rotation: '${!true}' }),
    'symmetric by name': one({ customer_master_key_spec: 'SYMMETRIC_DEFAULT', key_usage: 'ENCRYPT_DECRYPT' }),
    'once in seven years': one({ enable_key_rotation: true, rotation_period_in_days: 2560 }),
    disabled: one({ enable_key_rotation: true, is_enabled: 'false' }),
    'disabled replica': one({ enabled: false }, 'aws_kms_replica_key'),
    'disabled external key': one({ enabled: false }, 'aws_kms_external_key'),
    'disabled asymmetric key': one({ customer_master_key_spec: 'RSA_4096', is_enabled: 0 }),
  },
  passing: {
    on: one({ enable_key_rotation: true }),
    'on, as a string': one({ enable_key_rotation: 'true' }),
    'twice a year': one({ enable_key_rotation: true, rotation_period_in_days: '180' }),
    asymmetric: one({ customer_master_key_spec: 'RSA_4096', key_usage: 'SIGN_VERIFY' }),
    HMAC: one({ customer_master_key_spec: 'HMAC_256', key_usage: 'GENERATE_VERIFY_MAC', enable_key_rotation: false }),
    'key agreement': one({ customer_master_key_spec: 'ECC_NIST_P256', key_usage: 'KEY_AGREEMENT' }),
    'in a custom key store': one({ custom_key_store_id: 'cks-1234567890abcdef0' }),
    'imported material': one({ enabled: true }, 'aws_kms_external_key'),
    replica: one({ primary_key_arn: '${aws_kms_key.p.arn}' }, 'aws_kms_replica_key'),
  },
  notApplicable: { alias: resources({ aws_kms_alias: { a: {} } }) },
  unknown: {
    rotation: one({ enable_key_rotation: '${var.rotate}' }),
    enabled: one({ enable_key_rotation: true, is_enabled: '${var.on}' }),
    period: one({ enable_key_rotation: true, rotation_period_in_days: '${var.days}' }),
  },
};

export const deletionWindow: RuleCases = {
  rule: 'REL-KMS-WINDOW',
  failing: {
    'a week': one({ deletion_window_in_days: 7 }),
    'a string': one({ deletion_window_in_days: '29' }),
    folded: one({ deletion_window_in_days: '${min(7, 30)}' }),
    replica: one({ deletion_window_in_days: 10 }, 'aws_kms_replica_key'),
    'external key': one({ deletion_window_in_days: 7 }, 'aws_kms_external_key'),
    'no number': one({ deletion_window_in_days: 'soon' }),
  },
  passing: {
    'thirty days': one({ deletion_window_in_days: 30 }),
    'a string': one({ deletion_window_in_days: '30' }),
    'AWS’s default': one({}),
  },
  notApplicable: {
    staging: { ...one({ deletion_window_in_days: 7 }), '//': { rampart: { stage: 'staging' } } },
    secret: resources({ aws_secretsmanager_secret: { s: { recovery_window_in_days: 7 } } }),
  },
  unknown: { days: one({ deletion_window_in_days: '${var.days}' }) },
};
