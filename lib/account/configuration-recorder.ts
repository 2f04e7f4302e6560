import { ConfigConfigurationRecorder } from '@cdktf/provider-aws/lib/config-configuration-recorder';
import { ConfigConfigurationRecorderStatus } from '@cdktf/provider-aws/lib/config-configuration-recorder-status';
import { ConfigDeliveryChannel } from '@cdktf/provider-aws/lib/config-delivery-channel';
import { IamServiceLinkedRole } from '@cdktf/provider-aws/lib/iam-service-linked-role';
import { Construct } from 'constructs';
import { accountIdOf, tagsOf } from '../core';
import { Bucket } from '../storage';

const SERVICE = 'config.amazonaws.com';

/**
 * AWS Config: what every resource of the account and region looked like, and when it changed. History and snapshots go to a
 * bucket without an object lock, because Config delivers to none that has one; its versions are kept.
 *
 * See https://docs.aws.amazon.com/config/latest/developerguide/best-practices.html; CIS AWS Foundations 4.3.
 */
export class ConfigurationRecorder extends Construct {
  /** The `aws_config_configuration_recorder`. */
  readonly resource: ConfigConfigurationRecorder;
  /** Where the history is. */
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bucket = this.createBucket();
    const role = new IamServiceLinkedRole(this, 'role', { awsServiceName: SERVICE, tags: tagsOf(this) });
    this.resource = new ConfigConfigurationRecorder(this, 'recorder', {
      name: 'account',
      roleArn: role.arn,
      recordingGroup: { allSupported: true, includeGlobalResourceTypes: true },
      recordingMode: { recordingFrequency: 'CONTINUOUS' },
    });
    const channel = new ConfigDeliveryChannel(this, 'channel', {
      name: 'account',
      s3BucketName: this.bucket.resource.id,
      snapshotDeliveryProperties: { deliveryFrequency: 'TwentyFour_Hours' },
      dependsOn: [this.resource, this.bucket.policyResource],
    });
    new ConfigConfigurationRecorderStatus(this, 'status', {
      name: this.resource.name,
      isEnabled: true,
      dependsOn: [channel],
    });
  }

  private createBucket(): Bucket {
    const bucket = new Bucket(this, 'history');
    const conditions = { StringEquals: { 'aws:SourceAccount': accountIdOf(this) } };
    const principals = { services: [SERVICE] };
    bucket.addToPolicy({
      sid: 'ConfigLooks',
      principals,
      actions: ['s3:GetBucketAcl', 's3:ListBucket'],
      resources: [bucket.arn],
      conditions,
    });
    bucket.allowService(SERVICE, { prefix: `AWSLogs/${accountIdOf(this)}/Config/` });
    return bucket;
  }
}
