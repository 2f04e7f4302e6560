import { join } from 'node:path';
import Table from 'cli-table3';
import pc from 'picocolors';
import { type Estimate, estimatePaths, money, type StackCost } from '../lib/cost';

/** How many of the dearest resources a stack's row names. */
const NAMED = 3;

/** A line an environment: what it costs a month, what it would cost on demand, and its dearest resources. */
export function renderCosts(outdir: string, stacks: readonly string[]): string {
  const estimate = estimatePaths(stacks.map((stack) => join(outdir, 'stacks', stack, 'cdk.tf.json')));
  const table = new Table({
    head: ['stack', 'USD a month', 'by use', 'on demand', 'saving', 'with what is bought', 'dearest'],
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'left'],
  });
  for (const stack of estimate.stacks) if (stack.onDemandMonthly > 0) table.push(row(stack, estimate));
  return [table.toString(), ...footnotes(estimate)].join('\n');
}

function row(stack: StackCost, { resources }: Estimate): string[] {
  const dearest = resources
    .filter((resource) => resource.stack === stack.name)
    .sort((a, b) => b.monthly - a.monthly)
    .slice(0, NAMED)
    .map(
      ({ constructPath, address, monthly }) =>
        `${(constructPath ?? address).replace(`${stack.name}/`, '')} ${money(monthly)}`,
    );
  return [
    pc.bold(stack.name),
    money(stack.monthly),
    `${money(stack.low)} – ${money(stack.high)}`,
    money(stack.onDemandMonthly),
    `${stack.savingsPercent.toFixed(0)} %`,
    money(stack.ownedMonthly),
    dearest.join('\n'),
  ];
}

function footnotes({ unpriced, warnings }: Estimate): string[] {
  const uncovered = warnings.filter((warning) => warning.startsWith('COST-UNCOVERED')).length;
  const rest = warnings.filter((warning) => !warning.startsWith('COST-UNCOVERED'));
  return [
    ...groups(unpriced).map(([reason, places]) => `Unpriced, not zero: ${places.join(', ')}: ${reason}.`),
    ...(uncovered > 0
      ? [
          `COST-UNCOVERED: ${uncovered} declared commitments are not bought; \`npm run -s rampart -- commitments cdktf.out\` says what to buy.`,
        ]
      : []),
    ...rest,
    'Every line, assumption and source: npm run -s rampart -- cost cdktf.out',
  ];
}

/** What is unpriced for one reason, with the places. */
function groups(unpriced: Estimate['unpriced']): [string, string[]][] {
  const found = new Map<string, string[]>();
  for (const { stack, address, what, reason } of unpriced) {
    const key = what === 'the resource' ? reason : `${what}: ${reason}`;
    found.set(key, [...(found.get(key) ?? []), `${stack}/${address}`]);
  }
  return [...found];
}
