import type { Payment, SavingsPlanKind, Term } from '../../core';

/** What every bought commitment says. */
interface Bought {
  readonly term: Term;
  readonly payment: Payment;
  /** The day on which it began, `2026-03-01`: it ends one or three years later, and covers nothing from then on. */
  readonly start: string;
}

/** Reserved database instances: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithReservedDBInstances.html */
export interface BoughtDatabases extends Bought {
  /** What was bought: reserved DB instances. */
  readonly bought: 'database';
  /** Such as `db.m7g.large`: it covers other sizes of its family in proportion. */
  readonly class: string;
  /** Such as `postgres`. */
  readonly engine: string;
  /** Whether it covers an instance with its standby. */
  readonly multiAz: boolean;
  /** How many. */
  readonly count: number;
}

/** Reserved cache nodes: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.Reserved.html */
export interface BoughtCacheNodes extends Bought {
  /** What was bought: reserved cache nodes. */
  readonly bought: 'cache';
  /** Such as `cache.m7g.large`. */
  readonly nodeType: string;
  /** Such as `valkey`. */
  readonly engine: string;
  /** How many nodes. */
  readonly count: number;
}

/** Standard reserved EC2 instances: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ri-types.html */
export interface BoughtInstances extends Bought {
  /** What was bought: reserved EC2 instances. */
  readonly bought: 'instance';
  /** Such as `m7g.large`. */
  readonly type: string;
  /** How many. */
  readonly count: number;
}

/** A savings plan: https://docs.aws.amazon.com/savingsplans/latest/userguide/plan-types.html */
export interface BoughtSavingsPlan extends Bought {
  /** What was bought: a savings plan. */
  readonly bought: 'savings-plan';
  /** What the plan covers. */
  readonly kind: SavingsPlanKind;
  /** What was committed to, in USD an hour at the plan's own rates. */
  readonly usdPerHour: number;
}

/** One row of the inventory of bought commitments. */
export type BoughtCommitment = BoughtDatabases | BoughtCacheNodes | BoughtInstances | BoughtSavingsPlan;

/** When a commitment ends. */
function endOf({ start, term }: BoughtCommitment): Date {
  const end = new Date(`${start}T00:00:00Z`);
  end.setUTCFullYear(end.getUTCFullYear() + (term === '1y' ? 1 : 3));
  return end;
}

/** Whether a commitment covers anything today. */
export function isActive(commitment: BoughtCommitment, now: Date): boolean {
  return new Date(`${commitment.start}T00:00:00Z`) <= now && now < endOf(commitment);
}

/** Reads the inventory of a stack's JSON; what is not such a list is none. */
export function readInventory(notes: unknown): readonly BoughtCommitment[] {
  return Array.isArray(notes) ? (notes as BoughtCommitment[]).filter((row) => typeof row?.bought === 'string') : [];
}

/** Such as `1 × db.m7g.large postgres Multi-AZ, reserved 1y no-upfront since 2026-03-01`. */
export function describeCommitment(commitment: BoughtCommitment): string {
  const { term, payment, start } = commitment;
  const how = `${term} ${payment} since ${start}`;
  switch (commitment.bought) {
    case 'database':
      return `${commitment.count} × ${commitment.class} ${commitment.engine} ${commitment.multiAz ? 'Multi-AZ' : 'Single-AZ'}, reserved ${how}`;
    case 'cache':
      return `${commitment.count} × ${commitment.nodeType} ${commitment.engine}, reserved ${how}`;
    case 'instance':
      return `${commitment.count} × ${commitment.type}, reserved ${how}`;
    case 'savings-plan':
      return `USD ${commitment.usdPerHour}/hour ${commitment.kind} savings plan ${how}`;
  }
}
