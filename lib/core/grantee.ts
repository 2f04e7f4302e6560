/** The conditions of an IAM statement: operator → condition key → value(s). */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** What a grant lets its grantee do: exact actions on named resources. */
export interface Permission {
  /** Exact IAM actions, such as `s3:GetObject`. A wildcard is refused. */
  readonly actions: readonly [string, ...string[]];
  /** ARNs; `*` only for actions that have no resource type. */
  readonly resources: readonly [string, ...string[]];
  /** @default none */
  readonly conditions?: Conditions;
}

/**
 * Somebody who can be given access: a role, or a workload that has one. Access is a verb on the thing that is accessed
 * (`bucket.grantRead(grantee)`), which calls `allow` with the exact actions.
 */
export interface Grantee {
  /** The ARN of the IAM role behind it, for resource policies. */
  readonly roleArn: string;
  /** Adds the permission to the grantee's own policy. */
  allow(permission: Permission): void;
}
