import type { ChangeGroup, Preview, PreviewedChange } from '../preview/preview';
import { plural } from '../preview/verdict';
import { htmlText, markdownBlock, markdownCode } from './escape';
import type { Room } from './room';
import { ACTION_SIGNS, driftTitle, linesOf, titleOf } from './words';

/** Lines of one change that are written; more are told by their number. */
const MOST_LINES = 60;
/** Room that is kept for what is said of the rest. */
const KEPT = 400;

/** Everything else, collapsed: changes by construct, outputs, drift, what is left to a later plan. */
export function renderDetails(preview: Preview, room: Room, link: string | undefined): void {
  const { groups, outputs, drift, deferred } = preview;
  const sections: Section[] = [
    ...(drift.length > 0 ? [section(`Changed outside Terraform  ${drift.length}`, drift, driftTitle)] : []),
    ...(deferred.length > 0
      ? [
          section(
            `Left to a later plan  ${deferred.length}`,
            deferred.map(({ change, why }) => ({ ...change, reason: why })),
          ),
        ]
      : []),
    ...groups.map((group) => section(groupTitle(group), group.changes)),
    ...(outputs.length > 0 ? [outputSection(preview)] : []),
  ];
  if (sections.length > 0) room.add('### Changes\n');
  const total = sections.reduce((sum, { names }) => sum + names.length, 0);
  let left = 0;
  for (const one of sections) {
    if (one.full.length + KEPT < room.left && room.add(one.full)) continue;
    left += one.names.length - addBrief(one, room);
  }
  if (left === 0) return;
  const where =
    link === undefined
      ? 'They are in the whole preview (`--format html` or `json`).'
      : `They are in [the whole preview](${link}).`;
  room.add(`**${plural(left, 'change')} of ${total} did not fit here.** ${where}\n`);
}

interface Section {
  readonly title: string;
  readonly full: string;
  /** A line each, for when there is no room for attributes. */
  readonly names: readonly string[];
}

/** Adds as many names as there is room for. @returns how many */
function addBrief({ title, names }: Section, room: Room): number {
  const frame = (shown: readonly string[]): string => {
    const more = names.length - shown.length;
    const note =
      more === 0 ? 'Without attributes, for length.' : `Without attributes and without ${more} more, for length.`;
    return [summary(title), markdownBlock('text', shown), '', `${note}\n`, '</details>\n'].join('\n');
  };
  let space = room.left - KEPT - frame([]).length;
  const shown: string[] = [];
  for (const name of names) {
    // Hostile names are longer when they are made visible.
    space -= markdownBlock('text', [name]).length;
    if (space < 0) break;
    shown.push(name);
  }
  if (shown.length > 0) room.add(frame(shown));
  return shown.length;
}

function summary(title: string): string {
  return `<details><summary><code>${htmlText(title)}</code></summary>\n`;
}

function groupTitle({ name, changes }: ChangeGroup): string {
  const signs = new Map<string, number>();
  for (const { action } of changes) signs.set(ACTION_SIGNS[action], (signs.get(ACTION_SIGNS[action]) ?? 0) + 1);
  const counts = [...signs].map(([sign, count]) => `${sign}${count}`).join(' ');
  return `${name}  ${counts}`;
}

function section(
  title: string,
  changes: readonly PreviewedChange[],
  called: (change: PreviewedChange) => string = titleOf,
): Section {
  return {
    title,
    full: [summary(title), ...changes.map((change) => changeText(change, called(change))), '</details>\n'].join('\n'),
    names: changes.map((change) => `${ACTION_SIGNS[change.action].padEnd(3)} ${change.address}`),
  };
}

function changeText(change: PreviewedChange, title: string): string {
  const lines = change.attributes.flatMap(linesOf).map(({ sign, text }) => `${sign} ${text}`);
  const shown = lines.slice(0, MOST_LINES);
  const more = lines.length - shown.length;
  const path = change.constructPath === null ? '' : ` · ${markdownCode(change.constructPath)}`;
  const reason = change.reason === null ? '' : ` (${change.reason})`;
  return [
    `${markdownCode(`${ACTION_SIGNS[change.action].trim()} ${change.address}`)}${path}`,
    '',
    markdownBlock('diff', [`# ${title}${reason}`, ...shown, ...(more > 0 ? [`# and ${more} more lines`] : [])]),
    '',
  ].join('\n');
}

function outputSection({ outputs }: Preview): Section {
  const title = `Outputs  ${outputs.length}`;
  const lines = outputs
    .flatMap(({ attributes }) => attributes.flatMap(linesOf))
    .map(({ sign, text }) => `${sign} ${text}`);
  return {
    title,
    full: [summary(title), markdownBlock('diff', lines), '\n</details>\n'].join('\n'),
    names: outputs.map(({ name, action }) => `${ACTION_SIGNS[action].padEnd(3)} ${name}`),
  };
}
