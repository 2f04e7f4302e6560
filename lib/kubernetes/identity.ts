import type { Labels } from '../cluster';

/**
 * Who pods are to AWS: an IAM role that one service account of one namespace gets. It is what `cluster.addWorkload(…)`
 * returns; written by hand where the cluster is in another app. By `podIdentity` the agent of the node hands out the
 * credentials, and an association in AWS names the role; by `irsa`, which Fargate needs, the service account names it.
 */
export interface PodIdentity {
  /** The namespace of the service account. */
  readonly namespace: string;
  /** The service account's name. */
  readonly serviceAccount: string;
  /** How pods get their credentials. */
  readonly identity: 'podIdentity' | 'irsa';
  /** What the service account is annotated with: the role's ARN for `irsa`, nothing for `podIdentity`. */
  readonly serviceAccountAnnotations: Labels;
}
