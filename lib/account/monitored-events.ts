/** An event of the trail that people are told of. */
export interface MonitoredEvent {
  /** Id of filter and alarm. */
  readonly id: string;
  /** What happened, as the alarm says it. */
  readonly description: string;
  /** The control of CIS AWS Foundations 7.0. @default it has none */
  readonly control?: string;
  /** A metric filter of CloudWatch Logs. */
  readonly pattern: string;
}

const any = (...names: readonly string[]): string => names.map((name) => `($.eventName = ${name})`).join(' || ');
const of = (source: string, ...names: readonly string[]): string =>
  `{ ($.eventSource = ${source}.amazonaws.com) && (${any(...names)}) }`;

/**
 * The events that CIS AWS Foundations 7.0 asks alarms for, in its section on monitoring.
 * The patterns are those of https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html.
 */
export const MONITORED_EVENTS: readonly MonitoredEvent[] = [
  {
    id: 'root-use',
    description: 'The root user did something: nothing but the loss of every other way in is a reason to use it',
    control: '5.3',
    pattern:
      '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  },
  {
    id: 'sign-in-without-mfa',
    description: 'Somebody signed in to the console without a second factor',
    control: '5.2',
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
  },
  {
    id: 'sign-in-failed',
    description: 'Sign-ins to the console fail',
    control: '5.6',
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
  },
  {
    id: 'trail-changed',
    description: 'The trail was changed, stopped or deleted',
    control: '5.5',
    pattern: `{ ${any('CreateTrail', 'UpdateTrail', 'DeleteTrail', 'StartLogging', 'StopLogging')} }`,
  },
  {
    id: 'permissions-changed',
    description: 'Policies of identities were changed outside the pipeline’s session',
    control: '5.4',
    pattern: `{ ($.eventSource = iam.amazonaws.com) && ($.userIdentity.arn != "*:assumed-role/rampart-apply-*") && (${any(
      'AttachGroupPolicy',
      'AttachRolePolicy',
      'AttachUserPolicy',
      'CreatePolicy',
      'CreatePolicyVersion',
      'DeleteRolePermissionsBoundary',
      'PutGroupPolicy',
      'PutRolePermissionsBoundary',
      'PutRolePolicy',
      'PutUserPolicy',
      'UpdateAssumeRolePolicy',
    )}) }`,
  },
  {
    id: 'key-disabled',
    description: 'A KMS key was disabled, or will be deleted',
    control: '5.7',
    pattern: of('kms', 'DisableKey', 'ScheduleKeyDeletion'),
  },
  {
    id: 'bucket-policy-changed',
    description: 'Who may read a bucket was changed outside the pipeline’s session',
    control: '5.8',
    pattern: `{ ($.eventSource = s3.amazonaws.com) && ($.userIdentity.arn != "*:assumed-role/rampart-apply-*") && (${any(
      'DeleteBucketPolicy',
      'DeletePublicAccessBlock',
      'PutBucketAcl',
      'PutBucketPolicy',
      'PutPublicAccessBlock',
    )}) }`,
  },
  {
    id: 'config-changed',
    description: 'The recorder of AWS Config was stopped or changed',
    control: '5.9',
    pattern: of(
      'config',
      'DeleteDeliveryChannel',
      'PutConfigurationRecorder',
      'PutDeliveryChannel',
      'StopConfigurationRecorder',
    ),
  },
  {
    id: 'detector-changed',
    description: 'GuardDuty was switched off or changed',
    pattern: of(
      'guardduty',
      'DeleteDetector',
      'DisassociateFromAdministratorAccount',
      'StopMonitoringMembers',
      'UpdateDetector',
    ),
  },
];
