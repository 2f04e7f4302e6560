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

/** RDS changes nothing that is stopped; what it has stopped can be deleted. */
const UNCHANGEABLE = /(^|\.)aws_(db_instance|rds_cluster)\./;

/**
 * Addresses of what a plan would update while it is stopped: the apply has to wait until somebody works.
 *
 * @param changes addresses and actions as a plan has them, `update` or `delete, create`
 */
export function blockedByNight(
  changes: readonly { readonly address: string; readonly actions: string }[],
  { offHours, sleepers }: StackHours,
): readonly string[] {
  if (!offHours) return [];
  const updates = changes.filter(({ actions }) => actions === 'update').map(({ address }) => address);
  return updates.filter((address) => UNCHANGEABLE.test(address) && sleepers.includes(address));
}
