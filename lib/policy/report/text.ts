import { createColors } from 'picocolors';
import type { CheckResult } from '../engine';
import { type Finding, severities } from '../finding';
import { safeLine } from './safe';

/** How the text is drawn. */
export interface TextOptions {
  /** @default false: colours are for a terminal only */
  readonly colors?: boolean;
}

/** Writes a result for people: grouped by resource and rule, the worst first, the fix before the reason. */
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
    lines.push(colors.dim(safeLine(`  ${first.file}${first.line === undefined ? '' : `:${first.line}`}`)));
    for (const alike of byRule(group)) lines.push(...describe(alike, colors));
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

/** Places of one rule at one resource that are printed, so that they fit on a screen; the other formats have all. */
const mostPlaces = 8;

/** Findings of one rule at one resource: what is repaired in one go is told in one go. */
function describe(alike: readonly Finding[], colors: ReturnType<typeof createColors>): string[] {
  const [finding] = alike;
  if (!finding) return [];
  const paint = finding.severity === 'critical' || finding.severity === 'high' ? colors.red : colors.yellow;
  const head = `  ${paint(finding.rule)} ${colors.dim(finding.severity)}`;
  // Nobody wrote what is not set.
  const how = (one: Finding) => (one.value.endsWith('= (not set)') ? '' : ` ${colors.dim(`(${safeLine(one.how)})`)}`);
  const value = (one: Finding) => `${safeLine(one.value)}${how(one)}`;
  const sameValue = alike.every((one) => one.value === finding.value);
  const places = alike
    .slice(0, mostPlaces)
    .flatMap((one) => [`    - ${safeLine(one.message)}`, ...(sameValue ? [] : [`      value ${value(one)}`])]);
  return [
    ...(alike.length === 1 ? [`${head}  ${safeLine(finding.message)}`] : [`${head}  ${alike.length} times`, ...places]),
    ...(alike.length > mostPlaces ? [`    - and ${alike.length - mostPlaces} more`] : []),
    `    ${colors.green('fix')}   ${safeLine(finding.fix)}`,
    ...(sameValue ? [`    value ${value(finding)}`] : []),
    `    why   ${safeLine(finding.why)}${finding.controls.length > 0 ? colors.dim(` [${finding.controls.join(', ')}]`) : ''}`,
  ];
}

/** Groups what has the same rule and the same fix. */
function byRule(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.rule}\n${finding.fix}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return [...groups.values()];
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
  if (open === 0) return colors.green(`No findings: ${counted}.`);
  const found = result.findings.filter((finding) => !finding.waived);
  const bySeverity = severities
    .map((severity) => [found.filter((finding) => finding.severity === severity).length, severity] as const)
    .filter(([number]) => number > 0)
    .map(([number, severity]) => `${number} ${severity}`);
  const [first] = found;
  return [
    colors.red(`${count(open, 'finding')} (${bySeverity.join(', ')}): ${counted}.`),
    ...assumption(result).map(colors.dim),
    colors.dim(
      `More: rampart rules ${first?.rule} says what is right; rampart explain '${safeLine(first?.address ?? '')}' <path> shows what is known of a resource.`,
    ),
  ].join('\n');
}

/** Who named no stage did not choose the strictest: it is said, and how to choose. */
function assumption({ assumedStages = [] }: CheckResult): string[] {
  const [first] = assumedStages.filter(({ stage }) => stage === 'prod');
  return first
    ? [safeLine(`${first.stack} names no stage, so it counts as prod; --stage staging or sandbox asks for less.`)]
    : [];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
