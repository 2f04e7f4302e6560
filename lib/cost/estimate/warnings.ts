import { ageInDays, lastRead } from '../prices/price';
import type { ResourceCost } from './result';

/** Older prices than this are worth a word. */
const OLD_DAYS = 180;

/** COST-UNCOVERED: a declared commitment that nobody has bought saves nothing. */
export function coverageWarnings(costs: readonly ResourceCost[]): readonly string[] {
  const warnings: string[] = [];
  for (const { stack, address, lines } of costs) {
    for (const { rent, purchase, coveredShare, label } of lines) {
      if (!rent || coveredShare === undefined || coveredShare > 0.99 || !/reserved|savings plan/.test(purchase))
        continue;
      const missing = Math.ceil(rent.units * (1 - coveredShare));
      const what = purchase.startsWith('reserved')
        ? `buy ${missing} × ${rent.item} ${purchase}`
        : `buy a ${purchase} (\`rampart commitments\` says how much)`;
      warnings.push(
        `COST-UNCOVERED ${stack}/${address}: ${label} is declared as ${purchase}, and ${Math.round(coveredShare * 100)} % of it is covered by bought commitments: ${what}, and write it into \`commitments\` of the environment.`,
      );
    }
  }
  return warnings;
}

/** Says which part of the total rests on old prices. */
export function priceWarnings(costs: readonly ResourceCost[], now: Date): readonly string[] {
  const lines = costs.flatMap((cost) => cost.lines);
  const total = lines.reduce((sum, line) => sum + line.declared.expected, 0);
  const old = lines.filter((line) => ageInDays(line.price, now) > OLD_DAYS && line.declared.expected > 0);
  if (old.length === 0 || total === 0) return [];
  const part = old.reduce((sum, line) => sum + line.declared.expected, 0) / total;
  const [oldest = ''] = old.map((line) => lastRead(line.price)).sort();
  return [
    `${Math.round(part * 100)} % of the total rests on prices that were last read more than ${OLD_DAYS} days ago, the oldest on ${oldest}: \`rampart prices refresh\` reads AWS's current list.`,
  ];
}
