import type { RuleInfo } from '../rule';

/** What other rules report under when a value that they need is not known. */
export const unverifiableRule: RuleInfo = {
  id: 'SEC-UNVERIFIABLE',
  severity: 'high',
  title: 'A value that decides about security cannot be known',
  why: 'A value that is only known later can be the insecure one, and nobody looks again after this check.',
  fix: 'Write the literal value, give the variable a default, or refer to a resource of the same app. For a plan, pass its configuration with --source <dir>. If the value is right and cannot be written down: allow({ rule: "SEC-UNVERIFIABLE", address, reason, owner, expires }).',
  controls: [],
  noControl: 'The controls of the rule that could not decide are listed with the finding.',
  example: { bad: '{ "publicly_accessible": "${var.public}" }', good: '{ "publicly_accessible": false }' },
};
