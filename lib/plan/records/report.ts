import type { DoraFigures, Spread } from './dora';

/** How the figures can be written. */
export type DoraFormat = 'text' | 'markdown' | 'json';

/** Writes the figures for people, for a page, or for programs. */
export function renderDora(figures: DoraFigures, format: DoraFormat): string {
  if (format === 'json') return `${JSON.stringify(figures, null, 2)}\n`;
  const rows = rowsOf(figures);
  const title = `${figures.stage}, ${figures.from.slice(0, 10)} to ${figures.to.slice(0, 10)}: ${figures.deployments} deployments, ${figures.failures} failed, ${figures.refused} refused before the apply`;
  const broken =
    figures.broken.length === 0 ? [] : [`Not in order since the last deployment: ${figures.broken.join(', ')}`];
  if (format === 'markdown')
    return `${[`### Deployments of ${title}`, '', '| figure | value |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`), '', ...broken].join('\n')}\n`;
  const width = Math.max(...rows.map(([name]) => name.length));
  return `${[title, ...rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`), ...broken].join('\n')}\n`;
}

function rowsOf({
  frequencyPerWeek,
  leadTimeHours,
  failurePercent,
  restoreHours,
}: DoraFigures): readonly (readonly [string, string])[] {
  const none = 'no deployment to tell it from';
  return [
    ['Deployment frequency', frequencyPerWeek === null ? none : `${frequencyPerWeek} a week`],
    ['Lead time for changes', spreadText(leadTimeHours, 'no deployment that succeeded')],
    ['Change failure rate', failurePercent === null ? none : `${failurePercent} %`],
    ['Time to restore', spreadText(restoreHours, 'nothing had to be restored')],
  ];
}

function spreadText(spread: Spread | null, none: string): string {
  return spread === null ? none : `${duration(spread.median)} median, ${duration(spread.p90)} for the slowest tenth`;
}

/** `45 min`, `6.5 h`, `3.2 days`. */
function duration(hours: number): string {
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  return hours < 48 ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} days`;
}
