import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import { Construct } from 'constructs';
import { Duration, physicalName, tagsOf } from '../core';
import { PolicyDocument } from '../security';

/** What AWS says before it takes a node away: https://karpenter.sh/docs/concepts/disruption/#interruption */
const EVENTS: Readonly<Record<string, { readonly source: string; readonly type: string }>> = {
  'spot-interruption': { source: 'aws.ec2', type: 'EC2 Spot Instance Interruption Warning' },
  rebalance: { source: 'aws.ec2', type: 'EC2 Instance Rebalance Recommendation' },
  'state-change': { source: 'aws.ec2', type: 'EC2 Instance State-change Notification' },
  maintenance: { source: 'aws.health', type: 'AWS Health Event' },
  'capacity-reservation': { source: 'aws.ec2', type: 'EC2 Capacity Reservation Instance Interruption Warning' },
};

/** How long a warning is worth reading. */
const RETENTION = Duration.minutes(5);

/** The queue that tells Karpenter which nodes AWS takes back, so that their pods move first; only EventBridge fills it. */
export class InterruptionQueue extends Construct {
  /** The queue. */
  readonly queue: SqsQueue;
  /** Its name, known at synth. */
  readonly queueName: string;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.queueName = physicalName(this, 'sqs-queue');
    this.queue = new SqsQueue(this, 'queue', {
      name: this.queueName,
      messageRetentionSeconds: RETENTION.toSeconds(),
      sqsManagedSseEnabled: true,
      tags: tagsOf(this),
    });
    const rules = Object.entries(EVENTS).map(([event, { source, type }]) => this.forward(event, source, type));
    this.letEventBridgeIn(rules);
  }

  private forward(event: string, source: string, type: string): CloudwatchEventRule {
    const rule = new CloudwatchEventRule(this, event, {
      name: physicalName(new Construct(this, `${event}-name`), 'event-rule'),
      description: `${type}, for Karpenter`,
      eventPattern: JSON.stringify({ source: [source], 'detail-type': [type] }),
      tags: tagsOf(this),
    });
    new CloudwatchEventTarget(this, `${event}-target`, { rule: rule.name, arn: this.queue.arn });
    return rule;
  }

  private letEventBridgeIn(rules: readonly CloudwatchEventRule[]): void {
    const policy = new PolicyDocument(this, 'resource').add(
      {
        sid: 'OnlyTheRulesSend',
        principals: { services: ['events.amazonaws.com'] },
        actions: ['sqs:SendMessage'],
        resources: [this.queue.arn],
        conditions: { ArnEquals: { 'aws:SourceArn': rules.map(({ arn }) => arn) } },
      },
      {
        sid: 'DenyWithoutTls',
        effect: 'Deny',
        principals: 'everyone',
        actions: ['sqs:*'],
        resources: [this.queue.arn],
        conditions: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    );
    new SqsQueuePolicy(this, 'policy', { queueUrl: this.queue.url, policy: policy.json });
  }
}
