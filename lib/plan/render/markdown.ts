import type { Preview } from '../preview/preview';
import { countsText } from '../preview/verdict';
import { markdownCode, markdownText, safeLink } from './escape';
import { renderDetails } from './markdown-details';
import { renderHead } from './markdown-head';
import { isStale, type Page, STALE_TEXT } from './page';
import { Room } from './room';
import { LEVEL_MARKS, money, timeText } from './words';

/** What a comment may hold on GitHub. */
const LIMIT = 65_536;
/** First line of a comment, by which it is found again and updated in place. */
const MARKER = '<!-- rampart-preview -->';

/**
 * Writes previews as one comment on a pull request: at most 65,535 characters. What does not fit is left out from the end, by
 * whole constructs, and counted; what destroys data comes first and is never what is left out.
 */
export function renderMarkdown(page: Page, limit = LIMIT - 1): string {
  const room = new Room(limit);
  const link = safeLink(page.link);
  room.add(MARKER);
  room.add(titleOf(page));
  room.add('');
  if (isStale(page.revision)) room.add(`> [!WARNING]\n> **Stale.** ${STALE_TEXT}\n`);
  if (page.previews.length > 1) room.add(tableOf(page.previews));
  const foot = footOf(page, link);
  const share = Math.floor((room.left - foot.length - 2) / Math.max(1, page.previews.length));
  for (const preview of page.previews) {
    const own = new Room(share);
    renderHead(preview, own, page.previews.length > 1);
    renderDetails(preview, own, link);
    room.add(own.toString());
  }
  room.add(foot);
  return `${room.toString()}\n`;
}

function titleOf({ previews }: Page): string {
  const [only] = previews;
  if (previews.length !== 1 || !only) return '## Plan preview';
  return `## ${LEVEL_MARKS[only.verdict.level]} Plan preview: ${markdownText(only.environment)}\n\n**${markdownText(only.verdict.text)}**`;
}

function tableOf(previews: readonly Preview[]): string {
  const rows = previews.map(({ environment, verdict, counts, cost, findings }) => {
    const bill = cost === null ? '–' : money(cost.after - cost.before, cost.currency, true);
    const added = findings.added.length + findings.altered.length;
    return `| ${LEVEL_MARKS[verdict.level]} **${markdownText(environment)}** | ${markdownText(verdict.text)} | ${countsText(counts)} | ${added} | ${bill} |`;
  });
  return ['| environment | verdict | changes | new findings | a month |', '|---|---|---|---|---|', ...rows, ''].join(
    '\n',
  );
}

function footOf({ previews, revision }: Page, link: string | undefined): string {
  const made = previews.map(({ environment, pending, plannedAt, terraformVersion, digest }) => {
    const where = previews.length > 1 ? `${markdownText(environment)}: ` : '';
    if (pending) return `${where}pending`;
    const when = plannedAt === '' ? '' : ` at ${timeText(markdownText(plannedAt))}`;
    return `${where}planned${when} by Terraform ${markdownText(terraformVersion)}, digest ${markdownCode(digest)}`;
  });
  const commits = [
    ...(revision.head === undefined ? [] : [`commit ${markdownCode(revision.head.slice(0, 12))}`]),
    ...(revision.base === undefined ? [] : [`on base ${markdownCode(revision.base.slice(0, 12))}`]),
  ].join(' ');
  return [
    '---',
    `<sub>${[...made, commits, link === undefined ? '' : `[the whole preview](${link})`].filter((part) => part !== '').join(' · ')}</sub>`,
  ].join('\n');
}
