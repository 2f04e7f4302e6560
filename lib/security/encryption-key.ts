import { Faults, type Grantee, type Permission } from '../core';
import { DECRYPT_ACTIONS, ENCRYPT_ACTIONS } from './key-actions';

/** Narrows a grant on a key. */
export interface KeyGrantOptions {
  /**
   * The service on whose behalf alone the key may be used, such as `s3.eu-west-1.amazonaws.com`: `kms:ViaService`.
   *
   * @default any, also by direct calls
   */
  readonly viaService?: string;
}

/** A KMS key, made here or elsewhere: what encrypted constructs accept. */
export interface IKey {
  /** The key's ARN. */
  readonly arn: string;
  /** Adds to the grantee: `kms:Encrypt`, `kms:GenerateDataKey`, `kms:GenerateDataKeyWithoutPlaintext`. */
  grantEncrypt(grantee: Grantee, options?: KeyGrantOptions): void;
  /** Adds to the grantee: `kms:Decrypt`. */
  grantDecrypt(grantee: Grantee, options?: KeyGrantOptions): void;
  /** Adds to the grantee what `grantEncrypt` and `grantDecrypt` add. */
  grantEncryptDecrypt(grantee: Grantee, options?: KeyGrantOptions): void;
}

/**
 * A key that this app does not manage. Grants go to the grantee's policy; the key's own policy must leave the decision to
 * IAM (as ours does), or name the grantee.
 */
export class ImportedKey implements IKey {
  /**
   * @param arn such as `arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab`
   * @throws ValidationError when it is not the ARN of a key; an alias can be pointed elsewhere, so it is refused
   */
  constructor(readonly arn: string) {
    const faults = new Faults('Key.fromArn');
    faults.check(/^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/.test(arn) || arn.startsWith('${'), {
      prop: 'arn',
      expected: 'the ARN of a key, not of an alias',
      got: arn,
      fix: 'Take it from `aws kms describe-key`.',
    });
    faults.throwIfAny();
  }

  /** Adds to the grantee: `kms:Encrypt`, `kms:GenerateDataKey`, `kms:GenerateDataKeyWithoutPlaintext`. */
  grantEncrypt(grantee: Grantee, options?: KeyGrantOptions): void {
    grantee.allow(keyPermission(this, ENCRYPT_ACTIONS, options));
  }

  /** Adds to the grantee: `kms:Decrypt`. */
  grantDecrypt(grantee: Grantee, options?: KeyGrantOptions): void {
    grantee.allow(keyPermission(this, DECRYPT_ACTIONS, options));
  }

  /** Adds to the grantee what `grantEncrypt` and `grantDecrypt` add. */
  grantEncryptDecrypt(grantee: Grantee, options?: KeyGrantOptions): void {
    grantee.allow(keyPermission(this, [...ENCRYPT_ACTIONS, ...DECRYPT_ACTIONS], options));
  }
}

/** The permission for actions on one key. */
export function keyPermission(
  key: { readonly arn: string },
  actions: Permission['actions'],
  { viaService }: KeyGrantOptions = {},
): Permission {
  return {
    actions,
    resources: [key.arn],
    ...(viaService !== undefined && { conditions: { StringEquals: { 'kms:ViaService': viaService } } }),
  };
}
