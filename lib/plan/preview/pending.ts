import type { Stage } from '../../policy';
import { digestOf } from '../digest/digest';
import type { Counts, Preview } from './preview';

/** What cannot be planned yet, and why. */
export interface PendingStack {
  /** The stack: `prod-workloads`. */
  readonly environment: string;
  readonly stage: Stage;
  /** What has to be there first, and how it comes to be: one sentence. */
  readonly why: string;
}

const NOTHING: Counts = {
  create: 0,
  update: 0,
  replace: 0,
  delete: 0,
  move: 0,
  import: 0,
  forget: 0,
  read: 0,
  unknown: 0,
  drift: 0,
  deferred: 0,
};

/** The preview of a stack that cannot be planned before another is applied: it says what it waits for, and has no changes. */
export function pendingPreview({ environment, stage, why }: PendingStack): Preview {
  return {
    rampartPreview: 1,
    environment,
    stage,
    stageDeclared: true,
    pending: true,
    digest: digestOf([]),
    digests: [],
    verdict: { level: 'look', text: `Pending: ${why}` },
    counts: NOTHING,
    terraformVersion: '',
    plannedAt: '',
    warnings: [],
    destructions: [],
    findings: { compared: false, added: [], altered: [], known: 0, repaired: 0, waived: 0 },
    cost: null,
    access: [],
    groups: [],
    outputs: [],
    drift: [],
    deferred: [],
  };
}
