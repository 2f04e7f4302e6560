import type { StackHours } from './stack-hours';

/** What was changed outside Terraform, by attribute. */
interface Drift {
  readonly address: string;
  readonly type: string;
  readonly attributes: readonly { readonly path: string }[];
}

/** Sizes that Terraform leaves to the schedules, and between them to the autoscaler. */
const SIZES = /^scaling_config(\[0\])?\.(min_size|desired_size)$/;
/** What RDS says of an instance or a cluster that is stopped. */
const STOPPED = /^(status|latest_restorable_time)$/;

/**
 * Whether a change is the schedules' doing and no drift: the sizes of a node group that they move, at any time; that a database
 * is stopped, while nobody works. Whatever else was changed on the same resource stays drift.
 */
export function isMovedBySchedule({ address, type, attributes }: Drift, { offHours, sleepers }: StackHours): boolean {
  if (!sleepers.includes(address) || attributes.length === 0) return false;
  if (type === 'aws_eks_node_group') return attributes.every(({ path }) => SIZES.test(path));
  return offHours && attributes.every(({ path }) => STOPPED.test(path));
}
