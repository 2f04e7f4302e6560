import { plural } from '../preview/verdict';
import { markdownCode, visible } from '../render/escape';
import type { Difference, PromotedChange, Promotion } from './promotion';

/** How a comparison can be written. */
export type PromotionFormat = 'text' | 'markdown' | 'json';

interface Section {
  readonly title: string;
  readonly lines: readonly (readonly [text: string, code: string])[];
}

/** Writes a comparison for people, for a pull request, or for programs. */
export function renderPromotion(promotion: Promotion, format: PromotionFormat): string {
  if (format === 'json') return `${JSON.stringify(promotion, null, 2)}\n`;
  const sections = sectionsOf(promotion).filter(({ lines }) => lines.length > 0);
  const head = headOf(promotion);
  if (format === 'text')
    return `${[head, ...sections.flatMap(({ title, lines }) => ['', title, ...lines.map(([text, code]) => `  ${text}${visible(code)}`)])].join('\n')}\n`;
  const parts = sections.flatMap(({ title, lines }) => [
    '',
    `<details><summary>${title}</summary>`,
    '',
    ...lines.map(([text, code]) => `- ${text}${markdownCode(code)}`),
    '',
    '</details>',
  ]);
  return `${[`### ${head}`, ...parts].join('\n')}\n`;
}

function headOf({ from, to, changes, onlyFrom, settings, differences }: Promotion): string {
  if (changes !== null) {
    const open = changes.filter(({ proven }) => !proven).length;
    return `${to} gets ${plural(changes.length, 'change')}, ${open === 0 ? `all of them run in ${from}` : `${open} of them not run in ${from}`}`;
  }
  const other = differences.filter(({ bySetting }) => !bySetting).length;
  return `${to} lacks ${plural(onlyFrom.length, 'resource')} of ${from}; ${plural(settings.length, 'setting')} and ${plural(other, 'other argument')} differ`;
}

function sectionsOf({ from, to, settings, onlyFrom, onlyTo, differences, changes }: Promotion): readonly Section[] {
  const told = changes ?? [];
  return [
    { title: `${to} gets, and ${from} has not run it`, lines: told.filter(({ proven }) => !proven).map(changeLine) },
    { title: `${to} gets, as ${from} runs it`, lines: told.filter(({ proven }) => proven).map(changeLine) },
    {
      title: `Only ${from} has: ${to} gets it with the same settings`,
      lines: onlyFrom.map((path) => ['', path] as const),
    },
    { title: 'Settings that differ', lines: settings.map(differenceLine) },
    {
      title: 'Arguments that differ, and no setting says so in these words',
      lines: differences.filter(({ bySetting }) => !bySetting).map(differenceLine),
    },
    {
      title: 'Arguments that differ by a setting',
      lines: differences.filter(({ bySetting }) => bySetting).map(differenceLine),
    },
    { title: `Only ${to} has`, lines: onlyTo.map((path) => ['', path] as const) },
  ];
}

function changeLine(change: PromotedChange): readonly [string, string] {
  if (change.kind === 'change') return differenceLine(change);
  return [change.kind === 'add' ? 'new: ' : 'gone: ', change.path];
}

function differenceLine({ path, from, to }: Difference): readonly [string, string] {
  return ['', `${path}: ${cut(from)} → ${cut(to)}`];
}

function cut(text: string | undefined): string {
  if (text === undefined) return '(not set)';
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
