import { CeAnomalyMonitor } from '@cdktf/provider-aws/lib/ce-anomaly-monitor';
import { CeAnomalySubscription } from '@cdktf/provider-aws/lib/ce-anomaly-subscription';
import { Construct } from 'constructs';
import { Faults, physicalName, tagsOf } from '../../core';

/** What {@link AnomalyDetection} is made of. */
export interface AnomalyDetectionProps {
  /** Who gets a mail once a day when there was one, up to 10 addresses. */
  readonly emails: readonly [string, ...string[]];
  /** From which sum above what was expected an anomaly is worth a mail, in USD. @default 50 */
  readonly aboveUsd?: number;
}

/**
 * Cost anomaly detection over every AWS service of the account: what is spent differently from what AWS has learned is told
 * within a day, long before a monthly budget is reached. It costs nothing.
 *
 * See https://docs.aws.amazon.com/cost-management/latest/userguide/manage-ad.html
 *
 * @throws ValidationError with every fault of the props
 */
export class AnomalyDetection extends Construct {
  /** The `aws_ce_anomaly_monitor`. */
  readonly resource: CeAnomalyMonitor;
  /** The `aws_ce_anomaly_subscription`. */
  readonly subscription: CeAnomalySubscription;

  constructor(scope: Construct, id: string, props: AnomalyDetectionProps) {
    super(scope, id);
    validate(this, props);
    const { emails, aboveUsd = 50 } = props;
    const name = physicalName(this, 'budget');
    this.resource = new CeAnomalyMonitor(this, 'monitor', {
      name,
      monitorType: 'DIMENSIONAL',
      monitorDimension: 'SERVICE',
      tags: tagsOf(this),
    });
    this.subscription = new CeAnomalySubscription(this, 'subscription', {
      name,
      // Mail goes out once a day or once a week; at once goes to SNS only.
      frequency: 'DAILY',
      monitorArnList: [this.resource.arn],
      subscriber: emails.map((address) => ({ type: 'EMAIL', address })),
      thresholdExpression: {
        dimension: {
          key: 'ANOMALY_TOTAL_IMPACT_ABSOLUTE',
          matchOptions: ['GREATER_THAN_OR_EQUAL'],
          values: [String(aboveUsd)],
        },
      },
      tags: tagsOf(this),
    });
  }
}

function validate(scope: Construct, { emails, aboveUsd = 50 }: AnomalyDetectionProps): void {
  const faults = new Faults(scope);
  faults.check(emails.length >= 1 && emails.length <= 10 && emails.every((email) => /^[^@\s]+@[^@\s]+$/.test(email)), {
    prop: 'emails',
    expected: '1 to 10 addresses',
    got: emails,
    fix: 'Write a list of the team; a subscription tells no more.',
  });
  faults.check(Number.isFinite(aboveUsd) && aboveUsd > 0, {
    prop: 'aboveUsd',
    expected: 'a sum of USD above 0',
    got: aboveUsd,
    fix: 'Leave it out for 50.',
  });
  faults.throwIfAny();
}
