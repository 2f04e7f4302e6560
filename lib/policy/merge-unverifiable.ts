import type { Finding } from './finding';

/** How the message of a finding begins that says that a rule could not decide. */
export function cannotBeVerified(rule: string): string {
  return `${rule} cannot be verified: `;
}

/**
 * One value that several rules need and nobody knows is one finding that names them all: it is repaired in one go. The
 * first of them keeps its place.
 */
export function mergeUnverifiable(findings: readonly Finding[]): readonly Finding[] {
  const merged = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (finding.undecided === undefined) continue;
    const alike = merged.get(keyOf(finding));
    if (alike) alike.push(finding);
    else merged.set(keyOf(finding), [finding]);
  }
  return findings.flatMap((finding) => {
    const alike = finding.undecided === undefined ? [finding] : (merged.get(keyOf(finding)) ?? []);
    return alike[0] === finding ? [alike.length > 1 ? together(alike, finding) : finding] : [];
  });
}

function keyOf({ stack, address, value }: Finding): string {
  return `${stack}\n${address}\n${value}`;
}

function together(alike: readonly Finding[], first: Finding): Finding {
  const undecided = [...new Set(alike.flatMap((finding) => finding.undecided ?? []))];
  const questions = alike.map(({ message, undecided: [rule = ''] = [] }) =>
    message.slice(cannotBeVerified(rule).length),
  );
  return {
    ...first,
    undecided,
    message: `${cannotBeVerified(undecided.join(', '))}${[...new Set(questions)].join('; ')}`,
    controls: [...new Set(alike.flatMap((finding) => finding.controls))],
  };
}
