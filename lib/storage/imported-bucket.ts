import type { Construct } from 'constructs';
import { Faults, type Grantee, partitionOf, regionOf } from '../core';
import type { IKey } from '../security';
import { BucketGrants } from './grants';

/** A bucket, made here or elsewhere: what it can be granted for and used as. */
export interface IBucket extends Construct {
  /** The bucket's ARN. */
  readonly arn: string;
  /** The bucket's name. */
  readonly bucketName: string;
  /** The bucket's region. */
  readonly region: string;
  /** The key that encrypts the objects. @default none: S3's own key */
  readonly key?: IKey;
  /** Whether it has an object lock. @default unknown */
  readonly hasObjectLock?: boolean;
  /** Adds `s3:GetObject` on the objects below the prefix, and `kms:Decrypt` through S3. */
  grantRead(grantee: Grantee, prefix?: string): void;
  /** Adds `s3:PutObject`, `s3:AbortMultipartUpload`, `s3:ListMultipartUploadParts`, and encrypting and decrypting through S3. */
  grantWrite(grantee: Grantee, prefix?: string): void;
  /** Adds what `grantRead` and `grantWrite` add. */
  grantReadWrite(grantee: Grantee, prefix?: string): void;
  /** Adds `s3:DeleteObject`: a deleted object stays as a noncurrent version. */
  grantDelete(grantee: Grantee, prefix?: string): void;
  /** Adds `s3:ListBucket`, for the prefix only if one is given. */
  grantList(grantee: Grantee, prefix?: string): void;
}

/** What must be known of a bucket that exists elsewhere. */
export interface BucketAttributes {
  /** Its name. */
  readonly bucketName: string;
  /** Its region. @default the stack's */
  readonly region?: string;
  /** The key that encrypts it. @default none: S3's own key */
  readonly key?: IKey;
}

/** A bucket that this app does not manage; grants go to the grantee's policy. Made by `Bucket.fromAttributes`. */
export class ImportedBucket extends BucketGrants {
  /** The bucket's name. */
  readonly bucketName: string;
  /** The bucket's region. */
  readonly region: string;
  /** The key that encrypts the objects, if it has one of its own. */
  readonly key?: IKey;

  constructor(scope: Construct, id: string, props: BucketAttributes) {
    super(scope, id);
    const { bucketName, region, key } = props;
    const faults = new Faults(this);
    faults.check(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucketName) || bucketName.includes('${'), {
      prop: 'bucketName',
      expected: 'the name of a bucket, not its ARN',
      got: bucketName,
      fix: 'Take it from `aws s3 ls`.',
    });
    faults.throwIfAny();
    this.bucketName = bucketName;
    this.region = region ?? regionOf(this);
    this.key = key;
  }

  /** The bucket's ARN. */
  get arn(): string {
    return `arn:${partitionOf(this)}:s3:::${this.bucketName}`;
  }
}
