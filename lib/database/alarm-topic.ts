/**
 * Where alarms and events go: an `SnsTopic`, or anything that has the ARN of one. The topic's policy must let
 * `cloudwatch.amazonaws.com` and `events.rds.amazonaws.com` publish, and so must its key.
 */
export interface AlarmTopic {
  /** The topic's ARN. */
  readonly arn: string;
}
