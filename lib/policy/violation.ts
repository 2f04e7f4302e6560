import type { CheckResult } from './engine';
import type { Finding } from './finding';
import { renderText } from './report/text';

const mark = Symbol.for('rampart/PolicyViolation');

/** A synth was refused. The message is complete and meant for people: print it without the stack trace, exit 1. */
export class PolicyViolation extends Error {
  override readonly name = 'PolicyViolation';
  /** Every finding, waived ones included. */
  readonly findings: readonly Finding[];

  constructor(result: CheckResult, where: string) {
    const open = result.findings.filter((finding) => !finding.waived).length;
    super(
      `Rampart refuses this synth: ${open} finding${open === 1 ? '' : 's'}. Nothing deployable was left in ${where}.\n\n${renderText(result)}` +
        '\nAn exception that is right is written down: allow({ rule, address or path, reason, owner, expires }).',
    );
    this.findings = result.findings;
    Object.defineProperty(this, mark, { value: true });
  }
}

/** Whether an error is a {@link PolicyViolation}, also one of another copy of the library. */
export function isPolicyViolation(error: unknown): error is PolicyViolation {
  return typeof error === 'object' && error !== null && mark in error;
}
