import { EbsEncryptionByDefault } from '@cdktf/provider-aws/lib/ebs-encryption-by-default';
import { EbsSnapshotBlockPublicAccess } from '@cdktf/provider-aws/lib/ebs-snapshot-block-public-access';
import { Ec2ImageBlockPublicAccess } from '@cdktf/provider-aws/lib/ec2-image-block-public-access';
import { Ec2InstanceMetadataDefaults } from '@cdktf/provider-aws/lib/ec2-instance-metadata-defaults';
import { IamAccountPasswordPolicy } from '@cdktf/provider-aws/lib/iam-account-password-policy';
import { S3AccountPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-account-public-access-block';
import { Construct } from 'constructs';

/**
 * Defaults of the account that keep safe what nobody thought of: no public bucket, snapshot or image, encrypted volumes,
 * instance metadata by token only, long passwords. Those of EC2 hold for the stack's region.
 *
 * See https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html; CIS AWS Foundations 2.8,
 * 2.9, 3.1.4, 6.1.1 and 6.7.
 */
export class AccountDefaults extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new S3AccountPublicAccessBlock(this, 's3', {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new EbsEncryptionByDefault(this, 'ebs', { enabled: true });
    new EbsSnapshotBlockPublicAccess(this, 'snapshots', { state: 'block-all-sharing' });
    new Ec2ImageBlockPublicAccess(this, 'images', { state: 'block-new-sharing' });
    // Two hops would let a container of a node ask for the node's credentials.
    new Ec2InstanceMetadataDefaults(this, 'instance-metadata', {
      httpEndpoint: 'enabled',
      httpTokens: 'required',
      httpPutResponseHopLimit: 1,
    });
    new IamAccountPasswordPolicy(this, 'passwords', {
      minimumPasswordLength: 14,
      passwordReusePrevention: 24,
      requireLowercaseCharacters: true,
      requireUppercaseCharacters: true,
      requireNumbers: true,
      requireSymbols: true,
      allowUsersToChangePassword: true,
    });
  }
}
