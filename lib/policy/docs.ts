import type { RuleInfo } from './rule';
import { catalogue } from './rules/catalogue';

/** The policy's pages by path: an index, and a page a rule. They are generated from the rules, so they cannot be stale. */
export function renderPolicyDocs(): Record<string, string> {
  const pages: Record<string, string> = { 'docs/policy/README.md': index() };
  for (const rule of catalogue) pages[`docs/policy/${rule.id}.md`] = page(rule);
  return pages;
}

function index(): string {
  const rows = catalogue.map(
    (rule) =>
      `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${stagesOf(rule)} | ${rule.title} | ${rule.controls.join(', ') || '–'} |`,
  );
  return [
    '# Rules',
    '',
    'Generated from the rules by `npm run docs`. `rampart rules <id>` prints the same.',
    '',
    '| rule | severity | stages | refuses | controls |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    'Every severity fails a check. What a check cannot see because it lies outside the files (a subnet named by a literal id) is a note, which fails nothing.',
    '',
  ].join('\n');
}

function page(rule: RuleInfo): string {
  return [
    `# ${rule.id}: ${rule.title}`,
    '',
    `Severity: ${rule.severity}. Stages: ${stagesOf(rule)}.`,
    '',
    '## Why',
    rule.why,
    '',
    '## Fix',
    rule.fix,
    '',
    '## Refused',
    '```json',
    rule.example.bad,
    '```',
    '',
    '## Accepted',
    '```json',
    rule.example.good,
    '```',
    '',
    '## Controls',
    ...(rule.controls.length > 0 ? rule.controls.map((control) => `- ${control}`) : [rule.noControl ?? '']),
    '',
  ].join('\n');
}

function stagesOf(rule: RuleInfo): string {
  return rule.stages?.join(', ') ?? 'all';
}
