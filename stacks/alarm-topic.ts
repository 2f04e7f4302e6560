import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { Construct } from 'constructs';
import { accountIdOf, physicalName, tagsOf } from '../lib/core';
import { Key, PolicyDocument } from '../lib/security';

/** Who publishes: alarms of CloudWatch, events of RDS. */
const PUBLISHERS = ['cloudwatch.amazonaws.com', 'events.rds.amazonaws.com'];

/** The encrypted SNS topic that tells people when something is in trouble. */
export class AlarmTopic extends Construct {
  /** The topic's ARN. */
  readonly arn: string;

  /** @param emails who is subscribed; each confirms once */
  constructor(scope: Construct, id: string, emails: readonly string[]) {
    super(scope, id);
    const key = new Key(this, 'key', { description: 'Alarms on their way' });
    for (const service of PUBLISHERS) key.allowService(service);
    const topic = new SnsTopic(this, 'topic', {
      name: physicalName(this, 'sns-topic'),
      kmsMasterKeyId: key.arn,
      tags: tagsOf(this),
    });
    this.arn = topic.arn;
    this.letPublish();
    for (const email of emails) {
      new SnsTopicSubscription(this, email, { topicArn: this.arn, protocol: 'email', endpoint: email });
    }
  }

  /** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html */
  private letPublish(): void {
    const policy = new PolicyDocument(this, 'resource').add({
      actions: ['sns:Publish'],
      principals: { services: PUBLISHERS },
      resources: [this.arn],
      conditions: { StringEquals: { 'aws:SourceAccount': accountIdOf(this) } },
    });
    new SnsTopicPolicy(this, 'policy', { arn: this.arn, policy: policy.json });
  }
}
