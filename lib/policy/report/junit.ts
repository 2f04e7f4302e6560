import type { CheckResult } from '../engine';
import type { Finding } from '../finding';

/** Writes JUnit XML: a suite a stack, a failed case a finding, a skipped case a waiver, and one passed case for a clean stack. */
export function renderJunit(result: CheckResult): string {
  const stacks = new Map<string, Finding[]>();
  for (const finding of result.findings) stacks.set(finding.stack, [...(stacks.get(finding.stack) ?? []), finding]);
  if (stacks.size === 0) stacks.set('rampart', []);
  const suites = [...stacks].map(([stack, findings]) => suite(stack, findings));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="rampart">\n${suites.join('\n')}\n</testsuites>\n`;
}

function suite(stack: string, findings: readonly Finding[]): string {
  const waived = findings.filter((finding) => finding.waived).length;
  const cases =
    findings.length === 0 ? ['    <testcase classname="rampart" name="no findings"/>'] : findings.map(testcase);
  const counts = `tests="${cases.length}" failures="${findings.length - waived}" skipped="${waived}"`;
  return `  <testsuite name="${xml(stack)}" ${counts}>\n${cases.join('\n')}\n  </testsuite>`;
}

function testcase(finding: Finding): string {
  const open = `    <testcase classname="${xml(finding.rule)}" name="${xml(finding.address)}">`;
  if (finding.waived) return `${open}<skipped message="${xml(finding.waiver?.reason ?? '')}"/></testcase>`;
  const text = [`value: ${finding.value} (${finding.how})`, `why: ${finding.why}`, `fix: ${finding.fix}`].join('\n');
  return `${open}<failure message="${xml(finding.message)}" type="${finding.severity}">${xml(text)}</failure></testcase>`;
}

/** Escapes markup, and drops control characters and direction marks; XML 1.0 cannot hold most of them. */
function xml(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  return text
    .replace(/(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
}
