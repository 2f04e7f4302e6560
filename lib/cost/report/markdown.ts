import type { Estimate } from '../estimate/result';
import { money } from './money';

/** How many resources of a stack are listed. */
const ROWS = 15;

/** The estimate for a page or a pull request. */
export function renderCostMarkdown(estimate: Estimate): string {
  const summary = [
    '| stack | USD a month | by use | on demand | saving | with what is bought |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...estimate.stacks
      .filter((stack) => stack.onDemandMonthly > 0)
      .map(
        (stack) =>
          `| ${stack.name} | ${money(stack.monthly)} | ${money(stack.low)} – ${money(stack.high)} | ${money(stack.onDemandMonthly)} | ${stack.savingsPercent.toFixed(0)} % | ${money(stack.ownedMonthly)} |`,
      ),
  ];
  const details = estimate.stacks.flatMap(({ name }) => {
    const own = estimate.resources.filter((resource) => resource.stack === name && resource.monthly >= 0.01);
    if (own.length === 0) return [];
    const dearest = [...own].sort((a, b) => b.monthly - a.monthly).slice(0, ROWS);
    return [
      '',
      `### ${name}`,
      '',
      '| resource | bought as | USD a month |',
      '| --- | --- | ---: |',
      ...dearest.map(({ address, purchase, monthly }) => `| \`${address}\` | ${purchase} | ${money(monthly)} |`),
      ...(own.length > ROWS
        ? [
            `| … ${own.length - ROWS} more | | ${money(own.reduce((sum, each) => sum + each.monthly, 0) - dearest.reduce((sum, each) => sum + each.monthly, 0))} |`,
          ]
        : []),
    ];
  });
  const gaps = estimate.unpriced.map(
    ({ stack, address, what, reason }) => `- \`${stack}/${address}\`: ${what}: ${reason}`,
  );
  return `${[
    ...summary,
    ...details,
    ...(gaps.length > 0 ? ['', '### Unpriced, not zero', '', ...gaps] : []),
    ...(estimate.warnings.length > 0
      ? ['', '### Warnings', '', ...estimate.warnings.map((warning) => `- ${warning}`)]
      : []),
  ].join('\n')}\n`;
}
