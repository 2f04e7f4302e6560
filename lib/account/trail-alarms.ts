import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { tagsOf } from '../core';
import { MONITORED_EVENTS, type MonitoredEvent } from './monitored-events';
import type { Trail } from './trail';

/** What {@link TrailAlarms} are made of. */
export interface TrailAlarmsProps {
  /** Whose events are watched. */
  readonly trail: Trail;
  /** The SNS topic that tells people; `cloudwatch.amazonaws.com` must be allowed to publish. */
  readonly topicArn: string;
}

const NAMESPACE = 'Rampart/Account';
const FIVE_MINUTES = 300;

/**
 * A metric filter and an alarm for each event that CIS AWS Foundations asks one for: use of the root user, sign-ins without a
 * second factor, changes of the trail, of policies, keys and detectors.
 *
 * See https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudwatch-alarms-for-cloudtrail.html
 */
export class TrailAlarms extends Construct {
  constructor(scope: Construct, id: string, props: TrailAlarmsProps) {
    super(scope, id);
    for (const event of MONITORED_EVENTS) this.watch(event, props);
  }

  private watch({ id, description, control, pattern }: MonitoredEvent, { trail, topicArn }: TrailAlarmsProps): void {
    const metricName = id;
    new CloudwatchLogMetricFilter(this, `${id}-filter`, {
      name: id,
      logGroupName: trail.logGroup.name,
      pattern,
      metricTransformation: { namespace: NAMESPACE, name: metricName, value: '1', defaultValue: '0' },
    });
    new CloudwatchMetricAlarm(this, id, {
      alarmName: `${NAMESPACE}/${id}`,
      alarmDescription: control === undefined ? `${description}.` : `${description}. CIS AWS Foundations ${control}.`,
      namespace: NAMESPACE,
      metricName,
      statistic: 'Sum',
      period: FIVE_MINUTES,
      evaluationPeriods: 1,
      comparisonOperator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      treatMissingData: 'notBreaching',
      alarmActions: [topicArn],
      tags: tagsOf(this),
    });
  }
}
