import { S3BucketInventory } from '@cdktf/provider-aws/lib/s3-bucket-inventory';
import { accountIdOf, formerPath } from '../core';
import type { IBucket } from './imported-bucket';

/** What S3 may be told to list besides the name of an object. */
export type InventoryField =
  | 'Size'
  | 'LastModifiedDate'
  | 'StorageClass'
  | 'ETag'
  | 'IsMultipartUploaded'
  | 'ReplicationStatus'
  | 'EncryptionStatus'
  | 'BucketKeyStatus'
  | 'ObjectLockMode'
  | 'ObjectLockRetainUntilDate'
  | 'ObjectLockLegalHoldStatus'
  | 'IntelligentTieringAccessTier'
  | 'ChecksumAlgorithm';

/** A list of all objects that S3 writes to another bucket again and again. */
export interface InventoryOptions {
  /** What it is for, such as `weekly-audit`: its name, unique in the bucket. */
  readonly name: string;
  /** How often. @default "Weekly" */
  readonly frequency?: 'Daily' | 'Weekly';
  /** The objects that are listed. @default all */
  readonly prefix?: string;
  /** What is said of each. @default Size, LastModifiedDate, StorageClass, EncryptionStatus, ReplicationStatus */
  readonly fields?: readonly InventoryField[];
  /** `All` lists noncurrent versions too. @default "Current" */
  readonly versions?: 'All' | 'Current';
}

const DEFAULT_FIELDS: readonly InventoryField[] = [
  'Size',
  'LastModifiedDate',
  'StorageClass',
  'EncryptionStatus',
  'ReplicationStatus',
];

/** A bucket that lets services write to it. */
interface Receiver extends IBucket {
  allowService(service: string, options: { readonly prefix: string; readonly sourceArn: string }): void;
}

/** Lists the source's objects into `inventory/<source>/` of the destination, and lets S3 do so. */
export function addInventory(
  source: IBucket,
  bucketId: string,
  destination: Receiver,
  options: InventoryOptions,
): void {
  const { name, prefix, frequency = 'Weekly', fields = DEFAULT_FIELDS, versions = 'Current' } = options;
  const folder = `inventory/${formerPath(source)}`;
  destination.allowService('s3.amazonaws.com', { prefix: `${folder}/`, sourceArn: source.arn });
  new S3BucketInventory(source, `inventory-${name}`, {
    bucket: bucketId,
    name,
    includedObjectVersions: versions,
    optionalFields: [...fields],
    schedule: { frequency },
    filter: prefix === undefined ? undefined : { prefix },
    destination: {
      bucket: {
        bucketArn: destination.arn,
        accountId: accountIdOf(source),
        format: 'Parquet',
        prefix: folder,
        encryption: destination.key ? { sseKms: { keyId: destination.key.arn } } : { sseS3: {} },
      },
    },
  });
}
