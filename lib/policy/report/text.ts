import { createColors } from 'picocolors';
import type { CheckResult } from '../engine';
import { type Finding, severities } from '../finding';
import { safeLine } from './safe';

/** How the text is drawn. */
export interface TextOptions {
  /** @default false: colours are for a terminal only */
  readonly colors?: boolean;
}

/** Writes a result for people: grouped by resource, the fix first. */
export function renderText(result: CheckResult, options: TextOptions = {}): string {
  const colors = createColors(options.colors ?? false);
  const open = result.findings.filter((finding) => !finding.waived);
  const waived = result.findings.filter((finding) => finding.waived);
  const lines: string[] = [];
  for (const group of byResource(open)) {
    const [first] = group;
    if (!first) continue;
    const path = first.constructPath ? `  (${first.constructPath})` : '';
    lines.push(colors.bold(safeLine(`${first.stack} ${first.address}`)) + colors.dim(safeLine(path)));
    for (const finding of group) lines.push(...describe(finding, colors));
    lines.push('');
  }
  if (waived.length > 0) {
    lines.push(colors.bold('Waived'));
    for (const { rule, stack, address, waiver } of waived) {
      lines.push(
        safeLine(`  ${rule} ${stack} ${address}: until ${waiver?.expires}, ${waiver?.owner}: ${waiver?.reason}`),
      );
    }
    lines.push('');
  }
  if (result.notes.length > 0) {
    lines.push(colors.bold('Not looked at, because it lies outside these files'));
    for (const note of result.notes)
      lines.push(safeLine(`  ${note.rule} ${note.stack} ${note.address}: ${note.message}`));
    lines.push('');
  }
  lines.push(summary(result, open.length, waived.length, colors));
  return `${lines.join('\n')}\n`;
}

function describe(finding: Finding, colors: ReturnType<typeof createColors>): string[] {
  const paint = finding.severity === 'critical' || finding.severity === 'high' ? colors.red : colors.yellow;
  return [
    `  ${paint(finding.rule)} ${colors.dim(finding.severity)}  ${safeLine(finding.message)}`,
    `    ${colors.green('fix')}   ${safeLine(finding.fix)}`,
    `    value ${safeLine(finding.value)} ${colors.dim(`(${safeLine(finding.how)})`)}`,
    `    why   ${safeLine(finding.why)}${finding.controls.length > 0 ? colors.dim(` [${finding.controls.join(', ')}]`) : ''}`,
  ];
}

/** Groups by stack and address, the worst first. */
function byResource(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  const rank = (finding: Finding) => severities.indexOf(finding.severity);
  for (const finding of [...findings].sort((a, b) => rank(a) - rank(b))) {
    const key = `${finding.stack}\n${finding.address}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
}

function summary(result: CheckResult, open: number, waived: number, colors: ReturnType<typeof createColors>): string {
  const counted = `${count(result.resources, 'resource')}, ${count(result.rules, 'rule')}${waived > 0 ? `, ${waived} waived` : ''}`;
  return open === 0 ? colors.green(`No findings: ${counted}.`) : colors.red(`${count(open, 'finding')}: ${counted}.`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
