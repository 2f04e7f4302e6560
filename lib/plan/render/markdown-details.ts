import type { ChangeGroup, Preview, PreviewedChange } from '../preview/preview';
import { plural } from '../preview/verdict';
import { htmlText, markdownBlock, markdownCode } from './escape';
import type { Room } from './room';
import { ACTION_SIGNS, linesOf, titleOf } from './words';

/** Lines of one change that are written; more are told by their number. */
const MOST_LINES = 60;
/** Room that is kept for what is said of the rest. */
const KEPT = 400;

/** Everything else, collapsed: changes by construct, outputs, drift, what is left to a later plan. */
export function renderDetails(preview: Preview, room: Room, link: string | undefined): void {
  const { groups, outputs, drift, deferred } = preview;
  const sections: Section[] = [
    ...(drift.length > 0 ? [section(`Changed outside Terraform: ${drift.length}`, drift)] : []),
    ...(deferred.length > 0
      ? [
          section(
            `Left to a later plan: ${deferred.length}`,
            deferred.map(({ change, why }) => ({ ...change, reason: why })),
          ),
        ]
      : []),
    ...groups.map((group) => section(groupTitle(group), group.changes)),
    ...(outputs.length > 0 ? [outputSection(preview)] : []),
  ];
  if (groups.length > 0) room.add(`### Changes by construct\n`);
  let left = 0;
  for (const { full, brief, count } of sections) {
    if (full.length + KEPT < room.left && room.add(full)) continue;
    if (brief.length + KEPT < room.left && room.add(brief)) continue;
    left += count;
  }
  if (left === 0) return;
  const where =
    link === undefined
      ? 'They are in the whole preview (`--format html` or `json`).'
      : `They are in [the whole preview](${link}).`;
  room.add(
    `**${plural(left, 'change')} of ${sections.reduce((sum, { count }) => sum + count, 0)} did not fit here.** ${where}\n`,
  );
}

interface Section {
  readonly full: string;
  /** Without attributes. */
  readonly brief: string;
  readonly count: number;
}

function groupTitle({ name, changes }: ChangeGroup): string {
  const signs = new Map<string, number>();
  for (const { action } of changes) signs.set(ACTION_SIGNS[action], (signs.get(ACTION_SIGNS[action]) ?? 0) + 1);
  const counts = [...signs].map(([sign, count]) => `${sign}${count}`).join(' ');
  return `${name}  ${counts}`;
}

function section(title: string, changes: readonly PreviewedChange[]): Section {
  const head = `<details><summary><code>${htmlText(title)}</code></summary>\n`;
  const list = markdownBlock(
    'text',
    changes.map((change) => `${ACTION_SIGNS[change.action].padEnd(3)} ${change.address}`),
  );
  return {
    full: [head, ...changes.map(changeText), '</details>\n'].join('\n'),
    brief: [head, list, '', 'Without attributes, for length.\n', '</details>\n'].join('\n'),
    count: changes.length,
  };
}

function changeText(change: PreviewedChange): string {
  const lines = change.attributes.flatMap(linesOf).map(({ sign, text }) => `${sign} ${text}`);
  const shown = lines.slice(0, MOST_LINES);
  const more = lines.length - shown.length;
  const path = change.constructPath === null ? '' : ` · ${markdownCode(change.constructPath)}`;
  const reason = change.reason === null ? '' : ` (${change.reason})`;
  return [
    `${markdownCode(`${ACTION_SIGNS[change.action].trim()} ${change.address}`)}${path}`,
    '',
    markdownBlock('diff', [
      `# ${titleOf(change)}${reason}`,
      ...shown,
      ...(more > 0 ? [`# and ${more} more lines`] : []),
    ]),
    '',
  ].join('\n');
}

function outputSection({ outputs }: Preview): Section {
  const head = `<details><summary><code>Outputs  ${outputs.length}</code></summary>\n`;
  const lines = outputs
    .flatMap(({ attributes }) => attributes.flatMap(linesOf))
    .map(({ sign, text }) => `${sign} ${text}`);
  const names = outputs.map(({ name, action }) => `${ACTION_SIGNS[action].padEnd(3)} ${name}`);
  return {
    full: [head, markdownBlock('diff', lines.slice(0, 4 * MOST_LINES)), '\n</details>\n'].join('\n'),
    brief: [head, markdownBlock('text', names), '\n</details>\n'].join('\n'),
    count: outputs.length,
  };
}
