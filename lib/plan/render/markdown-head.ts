import { ACTION_WORDS } from '../action';
import type {
  AccessChange,
  CostChange,
  Destruction,
  FindingSummary,
  Preview,
  PreviewedFinding,
} from '../preview/preview';
import { countsText, plural } from '../preview/verdict';
import { markdownCode, markdownText } from './escape';
import type { Room } from './room';
import { costLines, costText, isQuiet, LEVEL_MARKS, money } from './words';

/** What of an environment's room each section may take; what is before it may have taken more. */
const SHARES = { lost: 0.3, findings: 0.2, cost: 0.08, access: 0.15, gone: 0.08 } as const;

/** What must be seen before anything is opened. */
export function renderHead(preview: Preview, room: Room, withTitle: boolean): void {
  const { environment, verdict, warnings, destructions, counts, stage, stageDeclared } = preview;
  const size = room.left;
  if (withTitle)
    room.add(`## ${LEVEL_MARKS[verdict.level]} ${markdownText(environment)}\n\n**${markdownText(verdict.text)}**\n`);
  if (preview.pending) {
    room.add(`${stageText(stage, stageDeclared)} · not planned yet\n`);
    return;
  }
  room.add(`${stageText(stage, stageDeclared)} · ${countsText(counts)}\n`);
  for (const warning of warnings) room.add(`> [!CAUTION]\n> ${markdownText(warning)}\n`);
  renderLost(
    destructions.filter(({ stateful }) => stateful),
    room,
    size * SHARES.lost,
  );
  renderFindings(preview.findings, room, size * SHARES.findings);
  if (preview.cost !== null) renderCost(preview.cost, room, size * SHARES.cost);
  renderAccess(preview.access, room, size * SHARES.access);
  renderGone(
    destructions.filter(({ stateful }) => !stateful),
    room,
    size * SHARES.gone,
  );
}

function stageText(stage: string, declared: boolean): string {
  return declared ? `Stage ${stage}` : `Nothing names a stage, so it is checked as **${stage}**`;
}

function renderLost(lost: readonly Destruction[], room: Room, most: number): void {
  if (lost.length === 0) return;
  room.add(
    `> [!CAUTION]\n> ### ${plural(lost.length, 'resource')} that hold${lost.length === 1 ? 's' : ''} data ${lost.length === 1 ? 'is' : 'are'} lost or replaced\n>`,
  );
  room.addList(
    lost.map((one) => `> - **${ACTION_WORDS[one.action]}** ${placeOf(one)}${notesOf(one)}`),
    most,
    (left) => `> - **and ${left} more, all of them destroyed, replaced or forgotten**`,
  );
  room.add('');
}

function renderGone(gone: readonly Destruction[], room: Room, most: number): void {
  if (gone.length === 0) return;
  room.add(`### Destroyed, replaced or forgotten, without data: ${gone.length}\n`);
  room.addList(
    gone.map(
      (one) =>
        `- ${ACTION_WORDS[one.action]} ${placeOf(one)}${one.why[0] === undefined ? '' : `: ${markdownText(one.why[0])}`}`,
    ),
    most,
    (left) => `- and ${left} more`,
  );
  room.add('');
}

function notesOf({ why, fate }: Destruction): string {
  return [...why, ...fate].map((note) => `\n>   - ${markdownText(note)}`).join('');
}

function renderFindings(findings: FindingSummary, room: Room, most: number): void {
  const { added, altered, compared, known, repaired, waived } = findings;
  const rest = [
    ...(known > 0 ? [`${known} that the base branch has as well`] : []),
    ...(repaired > 0 ? [`${repaired} of the base branch repaired`] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
  ].join(', ');
  if (added.length + altered.length === 0) {
    room.add(`**Policy:** nothing new${rest === '' ? '' : `; ${rest}`}.\n`);
    return;
  }
  room.add(
    `### Policy: ${plural(added.length + altered.length, 'finding')}${compared ? ' that the base branch has not' : ''}\n`,
  );
  if (!compared) room.add('Nothing to compare with was given, so every finding counts as new.\n');
  room.add('| rule | where | what | fix |\n|---|---|---|---|');
  room.addList(
    [
      ...added.map((finding) => findingRow(finding, '')),
      ...altered.map((finding) => findingRow(finding, ' (altered)')),
    ],
    most,
    (left) => `| and ${left} more | | | |`,
  );
  room.add(`${rest === '' ? '' : `\nBesides: ${rest}.\n`}`);
}

function findingRow({ rule, severity, message, value, fix, ...place }: PreviewedFinding, note: string): string {
  return `| ${markdownText(rule)}<br>${severity}${note} | ${placeOf(place, '<br>')} | ${markdownText(message)}<br>${markdownCode(value)} | ${markdownText(fix)} |`;
}

function renderCost(cost: CostChange, room: Room, most: number): void {
  const { currency, resources, unpriced } = cost;
  if (resources.length === 0 && unpriced.length === 0) {
    room.add(`**Cost:** ${costText(cost)}.\n`);
    return;
  }
  room.add(`### Cost: ${costText(cost)}\n`);
  if (resources.length > 0) {
    room.add('| resource | before | after | change | paid as |\n|---|--:|--:|--:|---|');
    room.addList(
      costLines(resources).map(
        (line) =>
          `| ${line.name === undefined ? markdownText(line.words) : markdownCode(line.name)} | ${money(line.before, currency)} | ${money(line.after, currency)} | ${money(line.after - line.before, currency, true)} | ${markdownText(line.purchase)} |`,
      ),
      most,
      (left) => `| and ${left} more | | | | |`,
    );
    room.add('');
  }
  if (unpriced.length > 0) room.add(`New, and not priced: ${plural(unpriced.length, 'resource')}.\n`);
}

function renderAccess(access: readonly AccessChange[], room: Room, most: number): void {
  if (access.length === 0) {
    room.add('**Access:** nobody reaches or may do more than before.\n');
    return;
  }
  const [old, made] = [access.filter((one) => !isQuiet(one)), access.filter(isQuiet)];
  room.add(
    old.length === 0
      ? '**Access:** nobody reaches or may do more with what was there before.'
      : '### Who can reach or do more than before\n',
  );
  room.addList(old.map(accessItem), most, (left) => `- **and ${left} more**`);
  if (made.length > 0) {
    room.add(`\n<details><summary>${made.length} of them only to what this plan makes</summary>\n`);
    room.addList(made.map(accessItem), most / 2, (left) => `- and ${left} more`);
    room.add('\n</details>');
  }
  room.add('');
}

function accessItem({ reach, text, address }: AccessChange): string {
  return `- ${reach === 'everybody' ? '🛑 ' : reach === 'unknown' ? '❔ ' : ''}${markdownText(text)} (${markdownCode(address)})`;
}

function placeOf({ address, constructPath }: { address: string; constructPath: string | null }, gap = ' '): string {
  return constructPath === null
    ? markdownCode(address)
    : `${markdownCode(constructPath)}${gap}(${markdownCode(address)})`;
}
