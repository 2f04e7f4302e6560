import type { Finding } from './finding';
import type { Graph } from './graph/graph';
import { waiverRule } from './rules/waiver';
import { lastMoment, replaceRule, type Waiver } from './waiver';

/** Marks the findings that a waiver covers, and adds a finding for each waiver that is expired, ambiguous or covers nothing. */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  graph: Graph,
  now: Date,
): readonly Finding[] {
  const result = [...findings];
  const stacks = new Set(graph.stacks.map((stack) => stack.name));
  for (const waiver of waivers) {
    const scope = waiver.stack ?? waiver.path?.split('/', 1)[0];
    // A waiver for a stack that is not under check is neither used nor unused.
    if (scope !== undefined && !stacks.has(scope)) continue;
    // Only a plan replaces something: a check of the configuration says nothing about this waiver.
    if (waiver.rule === replaceRule && !graph.stacks.some((stack) => stack.kind === 'plan')) continue;
    const covered = result.flatMap((finding, index) => (covers(waiver, finding) ? [index] : []));
    const fault = faultOf(
      waiver,
      covered.map((index) => result[index]?.stack),
      now,
    );
    if (fault) result.push(waiverFinding(waiver, fault, scope ?? [...stacks][0] ?? ''));
    else for (const index of covered) result[index] = { ...(result[index] as Finding), waived: true, waiver };
  }
  return result;
}

function covers(waiver: Waiver, finding: Finding): boolean {
  if (finding.rule !== waiver.rule || finding.rule === waiverRule.id) return false;
  if (waiver.stack !== undefined && waiver.stack !== finding.stack) return false;
  return waiver.path === undefined ? finding.address === waiver.address : finding.constructPath === waiver.path;
}

function faultOf(waiver: Waiver, covered: readonly (string | undefined)[], now: Date): string | undefined {
  const end = lastMoment(waiver.expires);
  if (end === undefined || end < now)
    return `expired on ${waiver.expires}; repair the resource, or review the reason again and renew it`;
  if (covered.length === 0) return 'covers no finding; remove it, so that it does not cover one that is made later';
  const stacks = [...new Set(covered)];
  return stacks.length > 1 ? `matches in several stacks (${stacks.join(', ')}); name one with \`stack\`` : undefined;
}

function waiverFinding(waiver: Waiver, fault: string, stack: string): Finding {
  return {
    rule: waiverRule.id,
    severity: waiverRule.severity,
    stack,
    address: waiver.address ?? waiver.path ?? '',
    constructPath: waiver.path ?? null,
    how: 'in the waivers',
    value: `allow({ rule: ${waiver.rule}, owner: ${waiver.owner}, expires: ${waiver.expires} })`,
    message: `the waiver of ${waiver.rule} ${fault}`,
    why: waiverRule.why,
    fix: waiverRule.fix,
    controls: waiverRule.controls,
    waived: false,
    file: 'waivers',
    line: undefined,
  };
}
