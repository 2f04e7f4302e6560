import { Cloudtrail } from '@cdktf/provider-aws/lib/cloudtrail';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Construct } from 'constructs';
import { accountIdOf, arnOf, Duration, physicalName, tagsOf } from '../core';
import { Key, Principal, Role } from '../security';
import { Bucket, ObjectLock } from '../storage';

/** What a {@link Trail} is made of. */
export interface TrailProps {
  /** How long nobody can delete its files, in whole days. @default Duration.days(365) */
  readonly retention?: Duration;
  /**
   * The organization whose management account this is, such as `o-a1b2c3d4e5`: the trail then records every account of it.
   *
   * @default this account only
   */
  readonly organizationId?: string;
}

const SERVICE = 'cloudtrail.amazonaws.com';
/** What CloudTrail asks of a bucket that is told who owns what is written. */
const OWNED = { 's3:x-amz-acl': 'bucket-owner-full-control' };

/**
 * The record of everything that is done in the account, in every region: validated files in a bucket with an object lock, under
 * a key of their own, and the same events in a log group that alarms read. Besides management events it records every write and
 * deletion of an object in S3. In prod Terraform refuses to destroy bucket and key.
 *
 * See https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html; CIS AWS Foundations 4.1 to 4.9.
 */
export class Trail extends Construct {
  /** The `aws_cloudtrail`. */
  readonly resource: Cloudtrail;
  /** Where its files are. */
  readonly bucket: Bucket;
  /** Where its events are for a year. */
  readonly logGroup: CloudwatchLogGroup;
  private readonly key: Key;
  private readonly name: string;

  constructor(scope: Construct, id: string, props: TrailProps = {}) {
    super(scope, id);
    const { retention = Duration.days(365), organizationId } = props;
    this.name = physicalName(this, 'log-group');
    this.key = this.createKey();
    this.bucket = this.createBucket(retention, organizationId);
    this.logGroup = this.createLogGroup();
    const role = this.createRole();
    this.resource = new Cloudtrail(this, 'trail', {
      name: this.name,
      s3BucketName: this.bucket.resource.id,
      kmsKeyId: this.key.arn,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      isOrganizationTrail: organizationId !== undefined,
      cloudWatchLogsGroupArn: `${this.logGroup.arn}:*`,
      cloudWatchLogsRoleArn: role.roleArn,
      advancedEventSelector: [
        { name: 'Management events', fieldSelector: [{ field: 'eventCategory', equalTo: ['Management'] }] },
        {
          name: 'Writes and deletions of objects',
          fieldSelector: [
            { field: 'eventCategory', equalTo: ['Data'] },
            { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
            { field: 'readOnly', equalTo: ['false'] },
          ],
        },
      ],
      tags: tagsOf(this),
      dependsOn: [this.bucket.policyResource, ...(role.policyResource ? [role.policyResource] : [])],
    });
  }

  /** The trail's ARN, known before it is made: bucket and key name it. */
  private get arn(): string {
    return arnOf(this, 'cloudtrail', `trail/${this.name}`);
  }

  private createKey(): Key {
    const key = new Key(this, 'key', { description: 'The trail of the account' });
    const context = arnOf(this, 'cloudtrail', 'trail/*').replace(/:cloudtrail:[^:]*:/, ':cloudtrail:*:');
    key.allowService(SERVICE, ['kms:GenerateDataKey', 'kms:DescribeKey'], {
      StringEquals: { 'aws:SourceArn': this.arn },
      StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': context },
    });
    key.allowService('logs.amazonaws.com');
    return key;
  }

  private createBucket(retention: Duration, organizationId: string | undefined): Bucket {
    const bucket = new Bucket(this, 'files', { key: this.key, objectLock: ObjectLock.governance(retention) });
    const principals = { services: [SERVICE] };
    const mine = { 'aws:SourceArn': this.arn };
    bucket.addToPolicy({
      sid: 'TrailLooks',
      principals,
      actions: ['s3:GetBucketAcl'],
      resources: [bucket.arn],
      conditions: { StringEquals: mine },
    });
    const folders = [accountIdOf(this), ...(organizationId === undefined ? [] : [organizationId])];
    bucket.addToPolicy({
      sid: 'TrailWrites',
      principals,
      actions: ['s3:PutObject'],
      resources: folders.map((folder) => `${bucket.arn}/AWSLogs/${folder}/*`),
      conditions: { StringEquals: { ...mine, ...OWNED } },
    });
    return bucket;
  }

  private createLogGroup(): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, 'events', {
      name: this.name,
      retentionInDays: 365,
      kmsKeyId: this.key.arn,
      tags: tagsOf(this),
    });
  }

  private createRole(): Role {
    const role = new Role(this, 'role', {
      assumedBy: Principal.service(SERVICE, { sourceArn: this.arn, sourceAccount: true }),
      description: 'Writes the events of the trail to its log group',
    });
    role.allow({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      resources: [`${this.logGroup.arn}:log-stream:*`],
    });
    return role;
  }
}
