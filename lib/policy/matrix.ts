import { allControls, type Control, controlName } from './evidence/controls';
import type { RuleInfo } from './rule';

const titles: Readonly<Record<string, string>> = {
  'CIS-AWS-7.0': 'CIS Amazon Web Services Foundations 7.0',
  'AWS-FSBP': 'AWS Foundational Security Best Practices',
  'CIS-EKS-1.4': 'CIS Amazon EKS 1.4',
  'K8S-PSS': 'Kubernetes Pod Security Standards',
};

/** The page that says which rule serves which control, and which controls no rule serves. */
export function renderMatrix(rules: readonly RuleInfo[]): string {
  const frameworks = [...new Set(allControls.map(({ framework }) => framework))];
  const naming = (control: Control) => rules.filter((rule) => rule.controls.includes(controlName(control)));
  const own = (framework: string) => allControls.filter((control) => control.framework === framework);
  const covered = (framework: string) => own(framework).filter((control) => naming(control).length > 0);
  return [
    '# Rules and controls',
    '',
    'Generated from the rules and from `lib/policy/data/controls.json` by `npm run docs`. A rule named here *helps* to meet the control: it refuses configurations that break',
    'it. Controls ask for processes and people too, and some rules look at a part of a control only. `rampart evidence` says what this means for an environment.',
    '',
    '| framework | controls | with a rule | without |',
    '|---|--:|--:|--:|',
    ...frameworks.map((framework) => {
      const [all, some] = [own(framework).length, covered(framework).length];
      return `| ${titles[framework] ?? framework} | ${all} | ${some} | ${all - some} |`;
    }),
    '',
    ...frameworks.flatMap((framework) => [
      `## ${titles[framework] ?? framework}`,
      '',
      '| control | level | asks for | rules |',
      '|---|---|---|---|',
      ...covered(framework).map(
        (control) =>
          `| ${control.id} | ${control.level} | ${cell(control.setting)} | ${naming(control).map(link).join(', ')} |`,
      ),
      '',
      ...without(own(framework).filter((control) => naming(control).length === 0)),
    ]),
    '## Rules without a control',
    '',
    'No framework asks for what these refuse.',
    '',
    ...rules
      .filter((rule) => rule.controls.length === 0)
      .map((rule) => `- ${link(rule)}: ${rule.title}. ${rule.noControl ?? ''}`),
    '',
  ].join('\n');
}

function without(controls: readonly Control[]): string[] {
  if (controls.length === 0) return ['Every control of the table has a rule.', ''];
  return [
    `No rule covers these ${controls.length}; meet them another way:`,
    '',
    ...controls.map((control) => `- ${control.id} (${control.level}): ${cell(control.setting)}`),
    '',
  ];
}

function link({ id }: RuleInfo): string {
  return `[${id}](${id}.md)`;
}

/** Text of the data file in a cell: code, so that no mark of it is read as Markdown. */
function cell(text: string): string {
  return `\`${text.replace(/\|/g, '\\|')}\``;
}
