import type { Construct } from 'constructs';
import { type Conditions, Faults, type Grantee, type Permission } from '../core';
import type { IKey } from '../security';

/** What grants can be made on: the parts of a bucket that they name. */
interface Accessible extends Construct {
  readonly arn: string;
  readonly key?: IKey;
  /** The region of the bucket, for `kms:ViaService`. */
  readonly region: string;
}

/** The exact actions of each grant. */
export const BUCKET_ACTIONS = {
  read: ['s3:GetObject'],
  write: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'],
  delete: ['s3:DeleteObject'],
  list: ['s3:ListBucket'],
} as const satisfies Record<string, Permission['actions']>;

/** Lets the grantee work on the objects below the prefix, and use the key through S3 as far as that needs it. */
export function grantOnObjects(
  bucket: Accessible,
  grantee: Grantee,
  actions: Permission['actions'],
  prefix: string | undefined,
): void {
  grantee.allow({ actions, resources: [objectsArn(bucket, prefix)] });
}

/** Lets the grantee use the bucket's key, through S3 only. */
export function grantKey(bucket: Accessible, grantee: Grantee, verb: 'grantDecrypt' | 'grantEncryptDecrypt'): void {
  bucket.key?.[verb](grantee, { viaService: viaS3(bucket.region) });
}

/** Lets the grantee list the bucket, or only what is below the prefix. */
export function grantOnList(bucket: Accessible, grantee: Grantee, prefix: string | undefined): void {
  if (prefix !== undefined) validatePrefix(bucket, prefix);
  const conditions: Conditions | undefined =
    prefix === undefined ? undefined : { StringLike: { 's3:prefix': [prefix, `${prefix}*`] } };
  grantee.allow({ actions: BUCKET_ACTIONS.list, resources: [bucket.arn], ...(conditions && { conditions }) });
}

/**
 * The ARN pattern of the objects below a prefix.
 *
 * @throws ValidationError when the prefix holds a wildcard or does not end with a slash
 */
export function objectsArn(bucket: Accessible, prefix = ''): string {
  if (prefix !== '') validatePrefix(bucket, prefix);
  return `${bucket.arn}/${prefix}*`;
}

/** The name under which S3 uses a key in the name of its caller. */
export function viaS3(region: string): string {
  return `s3.${region}.amazonaws.com`;
}

function validatePrefix(bucket: Construct, prefix: string): void {
  const faults = new Faults(bucket);
  faults.check(/^[^/*?$][^*?$]*\/$/.test(prefix), {
    prop: 'prefix',
    expected: 'a prefix that ends with a slash and holds no wildcard, such as reports/',
    got: prefix,
    fix: 'A prefix without its slash would also match its neighbours: reports2/.',
  });
  faults.throwIfAny();
}
