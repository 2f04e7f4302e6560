import { markdownCode as code, markdownText as text } from '../report/markdown';
import type { ControlEvidence, ControlResult, Evidence, Subject } from './evidence';

const results: readonly ControlResult[] = ['satisfied', 'finding', 'waived', 'noted', 'not applicable', 'not checked'];
const meaning: Readonly<Record<ControlResult, string>> = {
  satisfied: 'no rule that names the control refuses anything',
  finding: 'a rule refuses something',
  waived: 'what a rule refuses is covered by a waiver in force',
  noted: 'something outside the files decides, and was trusted',
  'not applicable': 'the files hold nothing that its rules look at',
  'not checked': 'no rule names the control: nothing is claimed',
};

/** Resources of a control that are listed; the JSON has all. */
const longestList = 12;

/** Writes evidence for an auditor: what was checked, an overview by framework, then control by control. */
export function renderEvidenceMarkdown(evidence: Evidence): string {
  const frameworks = [...new Set(evidence.controls.map(({ control }) => control.framework))];
  return [
    '# Evidence',
    '',
    `Made by ${text(evidence.tool)} at ${evidence.time}. A rule helps to meet the controls that it names; where a control asks for more than configuration (a process, a person, a setting outside these stacks), "satisfied" covers the configuration only.`,
    '',
    '| stack | stage | file | SHA-256 |',
    '|---|---|---|---|',
    ...evidence.stacks.flatMap(({ name, stage, files }) =>
      files.map(({ file, sha256 }) => `| ${text(name)} | ${stage} | ${code(file)} | ${code(sha256)} |`),
    ),
    '',
    `| framework | ${results.join(' | ')} |`,
    `|---|${results.map(() => '--:').join('|')}|`,
    ...frameworks.map((framework) => overview(framework, evidence.controls)),
    '',
    ...results.map((result) => `- **${result}**: ${meaning[result]}`),
    '',
    ...frameworks.flatMap((framework) => section(framework, evidence.controls)),
  ].join('\n');
}

function overview(framework: string, controls: readonly ControlEvidence[]): string {
  const own = controls.filter(({ control }) => control.framework === framework);
  const counts = results.map((result) => own.filter((one) => one.result === result).length);
  return `| ${framework} | ${counts.join(' | ')} |`;
}

function section(framework: string, controls: readonly ControlEvidence[]): string[] {
  const own = controls.filter(({ control }) => control.framework === framework);
  return [
    `## ${framework}`,
    '',
    '| control | asks for | result | rules | evidence |',
    '|---|---|---|---|---|',
    ...own.map(
      ({ control, result, rules, subjects }) =>
        `| ${control.id} (${text(control.level)}) | ${text(control.setting)} | ${result} | ${rules.join(', ') || '–'} | ${list(subjects) || '–'} |`,
    ),
    '',
  ];
}

/** What is refused first, with its detail; what is satisfied as addresses alone. */
function list(subjects: readonly Subject[]): string {
  const open = subjects.filter(({ outcome }) => outcome !== 'satisfied');
  const satisfied = [...new Set(subjects.filter(({ outcome }) => outcome === 'satisfied').map(nameOf))];
  const lines = [
    ...open.map((subject) => `${subject.outcome}: ${code(nameOf(subject))} ${text(subject.detail)}`),
    ...satisfied.map(code),
  ];
  const more = lines.length - longestList;
  return [...lines.slice(0, longestList), ...(more > 0 ? [`and ${more} more`] : [])].join('<br>');
}

function nameOf({ stack, address }: Subject): string {
  return `${stack} ${address}`;
}
