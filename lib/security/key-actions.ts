/** Encrypting under a key, directly or by a data key. */
export const ENCRYPT_ACTIONS = ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:GenerateDataKeyWithoutPlaintext'] as const;

/** Decrypting what was encrypted under a key. */
export const DECRYPT_ACTIONS = ['kms:Decrypt'] as const;

/** What a service does with a key that it encrypts data at rest with. */
export const SERVICE_ACTIONS = [
  ...ENCRYPT_ACTIONS,
  ...DECRYPT_ACTIONS,
  'kms:DescribeKey',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
] as const;

/** What a key policy can allow a service. */
export type KeyAction = (typeof SERVICE_ACTIONS)[number] | 'kms:CreateGrant';

/**
 * What administrators of the account may do, if IAM lets them. Written out: `kms:*` would take in whatever KMS adds.
 * `kms:PutKeyPolicy` is what keeps the key manageable. `kms:CreateGrant` is apart, with a condition.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export const ADMINISTRATION_ACTIONS = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListKeyRotations',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:ReplicateKey',
  'kms:RetireGrant',
  'kms:RevokeGrant',
  'kms:RotateKeyOnDemand',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
  'kms:UpdatePrimaryRegion',
] as const;
