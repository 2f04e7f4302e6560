import { S3BucketNotification } from '@cdktf/provider-aws/lib/s3-bucket-notification';
import type { Construct } from 'constructs';
import { Faults } from '../core';

/** What can happen in a bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html */
export type BucketEvent =
  | 's3:ObjectCreated:*'
  | 's3:ObjectCreated:Put'
  | 's3:ObjectCreated:Post'
  | 's3:ObjectCreated:Copy'
  | 's3:ObjectCreated:CompleteMultipartUpload'
  | 's3:ObjectRemoved:*'
  | 's3:ObjectRemoved:Delete'
  | 's3:ObjectRemoved:DeleteMarkerCreated'
  | 's3:ObjectRestore:*'
  | 's3:ObjectRestore:Completed'
  | 's3:LifecycleExpiration:*'
  | 's3:LifecycleTransition'
  | 's3:Replication:*'
  | 's3:Replication:OperationFailedReplication'
  | 's3:ObjectTagging:*';

/** Which events a receiver gets. */
export interface NotificationOptions {
  /** What it is for, such as `index-reports`: its id, unique in the bucket. */
  readonly name: string;
  /** The events. */
  readonly events: readonly [BucketEvent, ...BucketEvent[]];
  /** Objects whose key starts with it. @default all */
  readonly prefix?: string;
  /** Objects whose key ends with it, such as `.csv`. @default all */
  readonly suffix?: string;
}

/** The kinds of receivers, by the service in their ARN. */
const RECEIVERS = { sqs: 'queue', sns: 'topic', lambda: 'function' } as const;
type Service = keyof typeof RECEIVERS;

interface Notification extends NotificationOptions {
  readonly service: Service;
  readonly arn: string;
}

/** The one notification configuration of a bucket: S3 keeps one, a second resource would overwrite the first. */
export class Notifications {
  private readonly notifications: Notification[] = [];
  private resource: S3BucketNotification | undefined;

  constructor(
    private readonly scope: Construct,
    private readonly bucketId: string,
    private readonly eventBridge: boolean,
  ) {
    if (eventBridge) this.write();
  }

  /** Adds a receiver. */
  add(service: Service, arn: string, options: NotificationOptions): void {
    const faults = new Faults(this.scope);
    faults.check(new RegExp(`^arn:[a-z-]+:${service}:`).test(arn) || arn.includes('${'), {
      prop: 'arn',
      expected: `the ARN of a ${RECEIVERS[service]}`,
      got: arn,
      fix: 'Pass the ARN, not the name or the URL.',
    });
    faults.check(!this.notifications.some(({ name }) => name === options.name), {
      prop: 'name',
      expected: 'different from the other notifications of the bucket',
      got: options.name,
      fix: 'Name each after what it does.',
    });
    faults.throwIfAny();
    this.notifications.push({ ...options, service, arn });
    this.write();
  }

  private write(): void {
    this.resource ??= new S3BucketNotification(this.scope, 'notification', {
      bucket: this.bucketId,
      eventbridge: this.eventBridge || undefined,
    });
    const queues = this.of('sqs').map(({ arn: queueArn, ...rest }) => ({ ...rest, queueArn }));
    const topics = this.of('sns').map(({ arn: topicArn, ...rest }) => ({ ...rest, topicArn }));
    const functions = this.of('lambda').map(({ arn: lambdaFunctionArn, ...rest }) => ({ ...rest, lambdaFunctionArn }));
    if (queues.length > 0) this.resource.putQueue(queues);
    if (topics.length > 0) this.resource.putTopic(topics);
    if (functions.length > 0) this.resource.putLambdaFunction(functions);
  }

  private of(
    service: Service,
  ): { id: string; arn: string; events: string[]; filterPrefix?: string; filterSuffix?: string }[] {
    return this.notifications
      .filter((notification) => notification.service === service)
      .map(({ name, arn, events, prefix, suffix }) => ({
        id: name,
        arn,
        events: [...events],
        filterPrefix: prefix,
        filterSuffix: suffix,
      }));
  }
}
