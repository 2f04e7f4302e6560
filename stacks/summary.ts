import Table from 'cli-table3';
import pc from 'picocolors';
import type { GuardrailsReport, StackReport } from '../lib/policy';

/** Parts of a platform, and the Terraform types that belong to each; the first that fits counts. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['storage', /^aws_s3_/],
  ['security', /^aws_(iam|kms|secretsmanager)_/],
  ['database', /^aws_(db|rds)_/],
  ['cache', /^aws_elasticache_/],
  ['cluster', /^aws_eks_/],
  ['logs', /^aws_(cloudwatch|flow)_/],
  ['network', /^aws_(vpc|subnet|route|nat|eip|internet|egress|network|default|security_group)/],
];

const NEXT: Readonly<Record<string, string>> = {
  account: 'docs/bootstrap.md, once',
  sandbox: 'npm run sandbox',
};

/** A line a stack: what is in it, what the policy says, what to do next. */
export function renderSummary({ stacks, resources, rules }: GuardrailsReport): string {
  const table = new Table({
    head: ['stack', 'stage', 'resources', 'of which', 'findings', 'next'],
    style: { head: [], border: [] },
    colAligns: ['left', 'left', 'right', 'left', 'right', 'left'],
  });
  for (const stack of stacks) table.push(row(stack));
  return `${table.toString()}\n${resources} resources in ${stacks.length} stacks passed ${rules} rules. Terraform JSON is in cdktf.out/stacks/<stack>.`;
}

function row({ name, stage, resources, kinds, findings, waived }: StackReport): string[] {
  const count = findings === 0 ? pc.green('0') : pc.red(String(findings));
  return [
    pc.bold(name),
    stage,
    String(resources),
    countKinds(kinds),
    waived > 0 ? `${count} (${waived} waived)` : count,
    NEXT[name] ?? `npx cdktf diff ${name}`,
  ];
}

function countKinds(kinds: StackReport['kinds']): string {
  const counts = new Map<string, number>();
  for (const [type, count] of Object.entries(kinds)) {
    const kind = KINDS.find(([, pattern]) => pattern.test(type))?.[0] ?? 'other';
    counts.set(kind, (counts.get(kind) ?? 0) + count);
  }
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${kind} ${count}`)
    .join(', ');
}
