import type { CheckResult } from '../engine';
import type { Finding } from '../finding';
import { safeLine } from './safe';

/** Writes a result for a pull request: a table of findings, and the waivers that are in force. */
export function renderMarkdown(result: CheckResult): string {
  const open = result.findings.filter((finding) => !finding.waived);
  const waived = result.findings.filter((finding) => finding.waived);
  const lines = [
    `### Rampart: ${open.length === 0 ? 'no findings' : `${open.length} finding${open.length === 1 ? '' : 's'}`}`,
    '',
  ];
  lines.push(`${result.resources} resources, ${result.rules} rules, ${waived.length} waived.`, '');
  if (open.length > 0) lines.push('| rule | where | what | fix |', '|---|---|---|---|', ...open.map(row), '');
  if (waived.length > 0) {
    lines.push('| waived | where | until | owner | reason |', '|---|---|---|---|---|');
    for (const { rule, stack, address, waiver } of waived) {
      lines.push(
        `| ${rule} | ${markdownCode(`${stack} ${address}`)} | ${markdownText(waiver?.expires ?? '')} | ${markdownText(waiver?.owner ?? '')} | ${markdownText(waiver?.reason ?? '')} |`,
      );
    }
    lines.push('');
  }
  if (result.notes.length > 0) {
    lines.push(
      'Not looked at, because it lies outside these files:',
      '',
      ...result.notes.map(
        (note) => `- ${markdownCode(`${note.stack} ${note.address}`)}: ${markdownText(note.message)}`,
      ),
      '',
    );
  }
  return lines.join('\n');
}

function row(finding: Finding): string {
  const where = finding.constructPath
    ? `${markdownCode(`${finding.stack} ${finding.address}`)}<br>${markdownCode(finding.constructPath)}`
    : markdownCode(`${finding.stack} ${finding.address}`);
  return `| ${finding.rule} (${finding.severity}) | ${where} | ${markdownText(finding.message)}<br>${markdownCode(finding.value)} (${markdownText(finding.how)}) | ${markdownText(finding.fix)} |`;
}

/** Text that can neither end the cell nor be read as markup or HTML. */
export function markdownText(value: string): string {
  return safeLine(value).replace(/[\\`*_{}[\]<>|#!~@]/g, (mark) =>
    mark === '<' ? '&lt;' : mark === '>' ? '&gt;' : mark === '@' ? '&#64;' : `\\${mark}`,
  );
}

/** A value as it stands, in a code span that it cannot leave. */
export function markdownCode(value: string): string {
  return `\`${safeLine(value).replace(/`/g, 'ˋ').replace(/\|/g, '\\|')}\``;
}
