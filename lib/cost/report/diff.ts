import type { CostChange, CostDiff } from '../diff/diff';
import { money, rounded } from './money';

/** How many rows a reviewer reads before the rest is summed up. */
const ROWS = 25;

/** A comparison for a pull request. */
export function renderDiffMarkdown(diff: CostDiff): string {
  const rows = diff.changes.slice(0, ROWS).map(row);
  const rest = diff.changes.slice(ROWS);
  const restRow =
    rest.length > 0
      ? [
          `| … ${rest.length} more | | ${money(sum(rest, 'before'))} | ${money(sum(rest, 'after'))} | ${signed(sum(rest, 'after') - sum(rest, 'before'))} |`,
        ]
      : [];
  const table =
    rows.length === 0
      ? ['No resource costs more or less than before.']
      : [
          '| resource | bought as | before | after | change |',
          '| --- | --- | ---: | ---: | ---: |',
          ...rows,
          ...restRow,
        ];
  return `${[`**${headline(diff)}**`, '', ...table, ...unpriced(diff)].join('\n')}\n`;
}

/** A comparison for a terminal. */
export function renderDiffText(diff: CostDiff): string {
  const lines = diff.changes.map(
    (change) =>
      `${signed(change.after - change.before).padStart(12)}  ${change.kind.padEnd(7)}  ${place(change)}  (${money(change.before)} → ${money(change.after)}, ${change.purchase})`,
  );
  return `${[headline(diff), ...lines, ...unpriced(diff)].join('\n')}\n`;
}

/** A comparison for a program. */
export function renderDiffJson(diff: CostDiff): string {
  const { before, after, changes, newlyUnpriced } = diff;
  return `${JSON.stringify(
    {
      currency: 'USD',
      before: rounded(before),
      after: rounded(after),
      change: rounded(after - before),
      changes: changes.map((change) => ({ ...change, change: rounded(change.after - change.before) })),
      newlyUnpriced,
    },
    null,
    2,
  )}\n`;
}

function headline({ before, after }: CostDiff): string {
  const change = after - before;
  const percent = before === 0 ? '' : ` (${change >= 0 ? '+' : '−'}${Math.abs((change / before) * 100).toFixed(1)} %)`;
  return `USD ${money(after)} a month, ${signed(change)}${percent}`;
}

function row(change: CostChange): string {
  const mark = { added: 'new: ', removed: 'gone: ', changed: '' }[change.kind];
  return `| ${mark}\`${place(change).replaceAll('|', '\\|')}\` | ${change.purchase} | ${money(change.before)} | ${money(change.after)} | ${signed(change.after - change.before)} |`;
}

function place({ stack, address }: CostChange): string {
  return stack === '' ? address : `${stack}/${address}`;
}

function unpriced({ newlyUnpriced }: CostDiff): string[] {
  return newlyUnpriced.length === 0 ? [] : ['', `Newly unpriced (not zero): ${newlyUnpriced.join(', ')}`];
}

function sum(changes: readonly CostChange[], field: 'before' | 'after'): number {
  return changes.reduce((total, change) => total + change[field], 0);
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${money(Math.abs(value))}`;
}
