import type { Advice, CommitmentReport } from '../commitments/advice';
import { money, rounded } from './money';

/** What to buy, for a terminal. */
export function renderCommitmentsText({ advice, left, savesMonthly }: CommitmentReport): string {
  const head =
    advice.length === 0
      ? ['Nothing to buy: what runs all the time is covered, on spot, or switched off at night.']
      : [`Buying all of this would save USD ${money(savesMonthly)} a month. Nothing is bought by this command.`, ''];
  return `${[...head, ...advice.flatMap(paragraph), ...(left.length > 0 ? ['Left on demand:', ...left.map((line) => `  ${line}`)] : [])].join('\n')}\n`;
}

function paragraph(advice: Advice): string[] {
  const { breakEvenMonth, termMonths, losesBelowPercent } = advice;
  const quarterLess = advice.monthly - advice.onDemandMonthly * 0.75;
  return [
    `${advice.stack}: buy ${advice.buy} as ${advice.as}`,
    `  pays      USD ${money(advice.monthly)} a month in place of ${money(advice.onDemandMonthly)}${advice.upfront > 0 ? `, of which USD ${money(advice.upfront)} at once` : ''}: saves ${money(advice.onDemandMonthly - advice.monthly)} (${percent(100 - losesBelowPercent)})`,
    `  covers    ${advice.covers.join(', ')}`,
    `  targets   coverage ${percent(advice.coveragePercent)}, utilisation ${percent(advice.utilisationPercent)}`,
    `  breaks even in month ${breakEvenMonth} of ${termMonths}`,
    `  risk      loses money while less than ${percent(losesBelowPercent)} of it is used; if the load fell by a quarter it would ${quarterLess > 0 ? `cost USD ${money(quarterLess)} a month more than on demand` : `still save USD ${money(-quarterLess)} a month`}`,
    `  price     ${advice.assumption}`,
    '',
  ];
}

/** What to buy, for a program. */
export function renderCommitmentsJson(report: CommitmentReport): string {
  const advice = report.advice.map((each) => ({
    ...each,
    upfront: rounded(each.upfront),
    monthly: rounded(each.monthly),
    onDemandMonthly: rounded(each.onDemandMonthly),
    coveragePercent: Math.round(each.coveragePercent),
    utilisationPercent: Math.round(each.utilisationPercent),
    losesBelowPercent: Math.round(each.losesBelowPercent),
  }));
  return `${JSON.stringify({ currency: 'USD', savesMonthly: rounded(report.savesMonthly), advice, left: report.left }, null, 2)}\n`;
}

function percent(value: number): string {
  return `${Math.round(value)} %`;
}
