import { Construct } from 'constructs';
import type { Grantee } from '../core';
import type { IKey } from '../security';
import { BUCKET_ACTIONS, grantKey, grantOnList, grantOnObjects } from './access';
import type { IBucket } from './imported-bucket';

/** What a bucket, made here or elsewhere, lets a grantee do. */
export abstract class BucketGrants extends Construct implements IBucket {
  /** The bucket's ARN. */
  abstract readonly arn: string;
  /** The bucket's name, as a reference. */
  abstract readonly bucketName: string;
  /** The bucket's region. */
  abstract readonly region: string;
  /** The key that encrypts the objects. */
  abstract readonly key?: IKey;

  /** Adds `s3:GetObject` on the objects below the prefix, and `kms:Decrypt` through S3. */
  grantRead(grantee: Grantee, prefix?: string): void {
    grantOnObjects(this, grantee, BUCKET_ACTIONS.read, prefix);
    grantKey(this, grantee, 'grantDecrypt');
  }

  /** Adds `s3:PutObject`, `s3:AbortMultipartUpload`, `s3:ListMultipartUploadParts`, and encrypting and decrypting through S3. */
  grantWrite(grantee: Grantee, prefix?: string): void {
    grantOnObjects(this, grantee, BUCKET_ACTIONS.write, prefix);
    grantKey(this, grantee, 'grantEncryptDecrypt');
  }

  /** Adds what `grantRead` and `grantWrite` add. */
  grantReadWrite(grantee: Grantee, prefix?: string): void {
    this.grantRead(grantee, prefix);
    this.grantWrite(grantee, prefix);
  }

  /** Adds `s3:DeleteObject`: a deleted object stays as a noncurrent version. */
  grantDelete(grantee: Grantee, prefix?: string): void {
    grantOnObjects(this, grantee, BUCKET_ACTIONS.delete, prefix);
  }

  /** Adds `s3:ListBucket`, for the prefix only if one is given. */
  grantList(grantee: Grantee, prefix?: string): void {
    grantOnList(this, grantee, prefix);
  }
}
