/** What is known of a service that assumes roles. */
export interface ServiceTrust {
  /** True where the service documents that it sends `aws:SourceAccount` when it assumes a role. */
  readonly sourceAccount: boolean;
  /** What it does besides `sts:AssumeRole`. @default nothing */
  readonly alsoActions?: readonly string[];
}

const SENDS_ACCOUNT: ServiceTrust = { sourceAccount: true };

/**
 * The services whose pages on the confused deputy tell to put `aws:SourceAccount` into the trust policy. A service that is
 * not here may ignore or lack the key, and a condition on a missing key would lock it out.
 */
export const SERVICE_TRUST: Readonly<Record<string, ServiceTrust>> = {
  'bedrock.amazonaws.com': SENDS_ACCOUNT,
  'config.amazonaws.com': SENDS_ACCOUNT,
  'ecs-tasks.amazonaws.com': SENDS_ACCOUNT,
  // Auto Mode tags its sessions: https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html
  'eks.amazonaws.com': { sourceAccount: true, alsoActions: ['sts:TagSession'] },
  'events.amazonaws.com': SENDS_ACCOUNT,
  'monitoring.rds.amazonaws.com': SENDS_ACCOUNT,
  'pipes.amazonaws.com': SENDS_ACCOUNT,
  'pods.eks.amazonaws.com': { sourceAccount: true, alsoActions: ['sts:TagSession'] },
  'sagemaker.amazonaws.com': SENDS_ACCOUNT,
  'scheduler.amazonaws.com': SENDS_ACCOUNT,
  'ssm.amazonaws.com': SENDS_ACCOUNT,
  'states.amazonaws.com': SENDS_ACCOUNT,
  'transfer.amazonaws.com': SENDS_ACCOUNT,
  'vpc-flow-logs.amazonaws.com': SENDS_ACCOUNT,
};
