import type { Waiver } from './waiver';

/** How bad a finding is, worst first. Every severity fails a check: what need not fail is no finding but a note. */
export type Severity = 'critical' | 'high' | 'medium' | 'low';

/** All severities, worst first. */
export const severities: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** One thing that a rule refuses, at one resource. */
export interface Finding {
  /** `SEC-…`, `REL-…`, `DET-…` or `COST-…`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly stack: string;
  /** Terraform address inside the stack. */
  readonly address: string;
  /** Path of the construct; null when the resource came from no construct. */
  readonly constructPath: string | null;
  /** How the value got there: a construct's props, `addOverride`, `stack.addOverride`, injected, a file, a plan. */
  readonly how: string;
  /** `attribute = value`, as it stands in the JSON; secrets are not shown. */
  readonly value: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
  /** Of SEC-UNVERIFIABLE: the rules that could not decide. */
  readonly undecided?: readonly string[];
  readonly why: string;
  readonly fix: string;
  /** Control ids, `AWS-FSBP RDS.2`. */
  readonly controls: readonly string[];
  /** Whether a waiver that is in force covers it. */
  readonly waived: boolean;
  /** The waiver, when {@link waived}. */
  readonly waiver?: Waiver;
  /** File and line of the resource's block, for tools that show findings in a file. */
  readonly file: string;
  readonly line: number | undefined;
}

/** Something that these files cannot show and that is no reason to fail: a resource outside them was trusted. */
export interface Note {
  readonly rule: string;
  readonly stack: string;
  readonly address: string;
  readonly message: string;
}
