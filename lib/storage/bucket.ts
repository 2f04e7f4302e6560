import type { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import type { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import type { Construct } from 'constructs';
import { accountIdOf, regionOf, stageOf } from '../core';
import { type IKey, Key, type PolicyStatement } from '../security';
import { objectsArn } from './access';
import { AccessLogBucket } from './access-log-bucket';
import { type BucketProps, validateBucket } from './bucket-props';
import { addCors, addEncryption, addLifecycle, addObjectLock, addTiering } from './features';
import { type Foundation, layFoundation } from './foundation';
import { BucketGrants } from './grants';
import { type BucketAttributes, type IBucket, ImportedBucket } from './imported-bucket';
import { addInventory, type InventoryOptions } from './inventory';
import { type NotificationOptions, Notifications } from './notifications';
import { Replication, type ReplicationOptions } from './replication';

/** What a service may do to a bucket. */
export interface BucketServiceOptions {
  /** Where the service writes, such as `AWSLogs/`. @default anywhere */
  readonly prefix?: string;
  /** The one resource on whose behalf the service acts: `aws:SourceArn`. @default any of the account */
  readonly sourceArn?: string;
}

/**
 * An S3 bucket for production without any props: never public, encrypted with a KMS key of its own, versioned, reached by TLS
 * 1.2 or later only, its accesses logged to the stack's access log bucket, unfinished uploads and old versions cleaned up. In
 * prod Terraform refuses to destroy it. Website hosting, ACLs and public access have no spelling.
 *
 * See https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html; CIS AWS Foundations 2.1.1 to 2.1.4.
 *
 * @throws ValidationError when a prop breaks one of S3's limits or the stage is not the stack's
 */
export class Bucket extends BucketGrants {
  /**
   * A bucket that exists elsewhere: it can be granted for and replicated to.
   *
   * @throws ValidationError when the name is not one of a bucket
   */
  static fromAttributes(scope: Construct, id: string, attributes: BucketAttributes): IBucket {
    return new ImportedBucket(scope, id, attributes);
  }

  /** The `aws_s3_bucket`. */
  readonly resource: S3Bucket;
  /** The key that encrypts the objects. */
  readonly key: IKey;
  /** Whether the bucket has an object lock; it can be given only when the bucket is made. */
  readonly hasObjectLock: boolean;
  private readonly foundation: Foundation;
  private readonly notifications: Notifications;
  private replication: Replication | undefined;

  constructor(scope: Construct, id: string, props: BucketProps = {}) {
    super(scope, id);
    const stage = stageOf(this, props.stage);
    validateBucket(this, stage, props);
    this.hasObjectLock = props.objectLock !== undefined;
    this.foundation = layFoundation(this, {
      stage,
      forceDestroy: 'forceDestroy' in props ? props.forceDestroy : undefined,
      objectLockEnabled: this.hasObjectLock || undefined,
      tags: props.objectLock?.reason === undefined ? {} : { 'object-lock-reason': props.objectLock.reason },
    });
    this.resource = this.foundation.bucket;
    this.key = props.key ?? new Key(this, 'key', { description: `Objects of ${this.node.path}` });
    addEncryption(this, this.foundation, this.key);
    addLifecycle(this, this.foundation, stage, props);
    addObjectLock(this, this.foundation, props.objectLock);
    addCors(this, this.resource, props.cors ?? []);
    addTiering(this, this.resource, props.intelligentTiering ?? []);
    AccessLogBucket.of(this).logAccessTo(this, this.resource);
    this.notifications = new Notifications(this, this.resource.id, props.eventBridge ?? false);
  }

  /** The bucket's ARN. */
  get arn(): string {
    return this.resource.arn;
  }

  /** The bucket's name, as a reference. */
  get bucketName(): string {
    return this.resource.bucket;
  }

  /** The bucket's one policy, for `dependsOn` of what it must let in first. */
  get policyResource(): S3BucketPolicy {
    return this.foundation.policyResource;
  }

  /** The bucket's region. */
  get region(): string {
    return regionOf(this);
  }

  /**
   * Adds a statement to the bucket's one policy: a second `aws_s3_bucket_policy` would overwrite it.
   *
   * @throws ValidationError for a wildcard action in an Allow, or for an Allow to everyone
   */
  addToPolicy(statement: PolicyStatement): void {
    this.foundation.policy.add(statement);
  }

  /**
   * Lets an AWS service write objects: `s3:PutObject` for the service, bound to this account, and `kms:Decrypt` and
   * `kms:GenerateDataKey` in the key's policy. An imported key's policy must allow the service already.
   *
   * @param service such as `delivery.logs.amazonaws.com`
   */
  allowService(service: string, { prefix, sourceArn }: BucketServiceOptions = {}): void {
    const conditions = {
      StringEquals: { 'aws:SourceAccount': accountIdOf(this) },
      ...(sourceArn !== undefined && { ArnLike: { 'aws:SourceArn': sourceArn } }),
    };
    const principals = { services: [service] };
    this.addToPolicy({ actions: ['s3:PutObject'], principals, resources: [objectsArn(this, prefix)], conditions });
    if ('allowService' in this.key) {
      (this.key as Key).allowService(service, ['kms:Decrypt', 'kms:GenerateDataKey'], conditions);
    }
  }

  /**
   * Copies new objects to another bucket of the account, of this or another region, under the other bucket's key.
   *
   * @throws ValidationError when the destination is this bucket, or is there already
   */
  replicateTo(destination: IBucket, options: ReplicationOptions = {}): void {
    this.replication ??= new Replication(this, this.foundation.versioning);
    this.replication.add(destination, options);
  }

  /** Lists the objects into `inventory/<path>/` of a bucket, again and again; that bucket's policy and key let S3 write. */
  addInventory(destination: Bucket, options: InventoryOptions): void {
    addInventory(this, this.resource.id, destination, options);
  }

  /**
   * Sends events to an SQS queue. The queue's policy must allow `sqs:SendMessage` to `s3.amazonaws.com` with `aws:SourceArn`
   * of this bucket, and so must the policy of its key (`kms:Decrypt`, `kms:GenerateDataKey`).
   */
  notifyQueue(queueArn: string, options: NotificationOptions): void {
    this.notifications.add('sqs', queueArn, options);
  }

  /** Sends events to an SNS topic. The topic's policy must allow `sns:Publish` to `s3.amazonaws.com` with `aws:SourceArn` of this bucket. */
  notifyTopic(topicArn: string, options: NotificationOptions): void {
    this.notifications.add('sns', topicArn, options);
  }

  /** Sends events to a Lambda function. It needs an `aws_lambda_permission` for `s3.amazonaws.com` with this bucket as `source_arn`. */
  notifyFunction(functionArn: string, options: NotificationOptions): void {
    this.notifications.add('lambda', functionArn, options);
  }
}
