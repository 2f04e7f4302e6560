import type { Severity, Stage } from '../../policy';
import type { Action } from '../action';
import type { AttributeChange } from '../diff/attribute-change';
import type { DigestedChange } from '../digest/digest';

/** How much of a reviewer's attention a plan needs, the most first. */
export type Level = 'stop' | 'look' | 'ok' | 'none';

/**
 * What a reviewer reads of one plan: redacted, so that it may be printed, stored and posted. `--format json` writes it as it
 * is, and a preview that was stored is taken in place of its plan.
 */
export interface Preview {
  /** Version of this format. */
  readonly rampartPreview: 1;
  /** The stack: `staging`, `prod`. */
  readonly environment: string;
  readonly stage: Stage;
  /** Whether anything named the stage; one that nothing names counts as prod. */
  readonly stageDeclared: boolean;
  /** True for a stack that cannot be planned yet: the verdict says what it waits for, and everything else is empty. */
  readonly pending: boolean;
  /** Digest of everything that the plan changes, see `canonicalDigest`. */
  readonly digest: string;
  /** What the digest is made of, so that two plans can be compared change by change. */
  readonly digests: readonly DigestedChange[];
  readonly verdict: { readonly level: Level; readonly text: string };
  readonly counts: Counts;
  readonly terraformVersion: string;
  /** When the plan was made, RFC 3339; empty when it does not say. */
  readonly plannedAt: string;
  /** What is wrong with the plan as a whole. */
  readonly warnings: readonly string[];
  readonly destructions: readonly Destruction[];
  readonly findings: FindingSummary;
  /** Null when nothing has a price. */
  readonly cost: CostChange | null;
  readonly access: readonly AccessChange[];
  readonly groups: readonly ChangeGroup[];
  readonly outputs: readonly PreviewedOutput[];
  /** What was changed outside Terraform. */
  readonly drift: readonly PreviewedChange[];
  /** Changes that are left to a later plan. */
  readonly deferred: readonly { readonly why: string; readonly change: PreviewedChange }[];
}

/** How many resource instances a plan changes, by what it does to them. */
export interface Counts {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
  readonly move: number;
  readonly import: number;
  readonly forget: number;
  readonly read: number;
  readonly unknown: number;
  readonly drift: number;
  readonly deferred: number;
}

/** One resource instance that changes. */
export interface PreviewedChange {
  readonly address: string;
  readonly type: string;
  readonly action: Action;
  /** Path of the construct; null when no source tells. */
  readonly constructPath: string | null;
  readonly reason: string | null;
  readonly previousAddress: string | null;
  readonly importId: string | null;
  readonly deposed: string | null;
  readonly attributes: readonly AttributeChange[];
}

/** Changes of one construct. */
export interface ChangeGroup {
  /** `prod/orders`; without a source the module, or the service (`aws_db`). */
  readonly name: string;
  readonly changes: readonly PreviewedChange[];
}

/** An output that changes. */
export interface PreviewedOutput {
  readonly name: string;
  readonly action: Action;
  readonly attributes: readonly AttributeChange[];
}

/** A resource that ceases to exist, or is lost to Terraform. */
export interface Destruction {
  readonly address: string;
  readonly type: string;
  readonly constructPath: string | null;
  readonly action: Action;
  /** Whether it holds what nobody can make again. */
  readonly stateful: boolean;
  readonly why: readonly string[];
  /** What becomes of what it holds: final snapshot, recovery window, protection. */
  readonly fate: readonly string[];
}

/** A finding of the policy on what the plan leads to. */
export interface PreviewedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly address: string;
  readonly constructPath: string | null;
  readonly value: string;
  readonly message: string;
  readonly fix: string;
}

/** Findings, held against those of the base branch. */
export interface FindingSummary {
  /** Whether the findings of the base branch were given; without them every finding is new. */
  readonly compared: boolean;
  readonly added: readonly PreviewedFinding[];
  /** Same rule at the same place as on the base branch, with another value or message. */
  readonly altered: readonly PreviewedFinding[];
  /** Findings that the base branch has as well. */
  readonly known: number;
  /** Findings of the base branch that this plan repairs. */
  readonly repaired: number;
  readonly waived: number;
}

/** What a plan does to the bill. Amounts are a month, in {@link CostChange.currency}. */
export interface CostChange {
  readonly currency: string;
  /** `declared`: as the purchase options say, against the estimate of the base branch. `on-demand`: both sides without any. */
  readonly basis: 'declared' | 'on-demand';
  readonly before: number;
  readonly after: number;
  readonly resources: readonly CostLine[];
  /** Addresses that are without a price, and were not there before. */
  readonly unpriced: readonly string[];
}

/** What one resource costs more or less. */
export interface CostLine {
  readonly address: string;
  /** Where the construct stands, when the source says so. */
  readonly constructPath: string | null;
  readonly before: number;
  readonly after: number;
  /** How it is paid for, `reserved 1y`. */
  readonly purchase: string;
}

/** Somebody who can do more than before. */
export interface AccessChange {
  /** `network`: reaches a port. `identity`: a role or user may do more. `resource`: a resource lets more in. */
  readonly kind: 'network' | 'identity' | 'resource';
  /** `everybody`: the internet or any AWS account. */
  readonly reach: 'everybody' | 'somebody' | 'unknown';
  /** True when what is opened is made by this very plan: nothing that was there before is reached. */
  readonly onNew: boolean;
  readonly address: string;
  /** The whole of it in one sentence; constructs by their paths, where these are known. */
  readonly text: string;
}
