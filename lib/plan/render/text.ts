import { createColors } from 'picocolors';
import { ACTION_WORDS, destroys } from '../action';
import type { CostChange, FindingSummary, Preview, PreviewedChange } from '../preview/preview';
import { countsText, plural } from '../preview/verdict';
import { visible } from './escape';
import { isStale, type Page, STALE_TEXT } from './page';
import { ACTION_SIGNS, costLines, costText, linesOf, money, timeText, titleOf } from './words';

/** How text is written. */
export interface TextOptions {
  /** @default false: colours are for a terminal only */
  readonly colors?: boolean;
}

type Colors = ReturnType<typeof createColors>;

/** Writes previews for a terminal: the worst first, then every change. */
export function renderText({ previews, revision, link }: Page, options: TextOptions = {}): string {
  const colors = createColors(options.colors ?? false);
  const stale = isStale(revision) ? [colors.red(`Stale. ${STALE_TEXT}`), ''] : [];
  const parts = previews.map((preview) => environment(preview, colors).join('\n'));
  const foot = link === undefined ? [] : [`The whole preview: ${visible(link)}`];
  return `${[...stale, ...parts, ...foot].join('\n')}\n`;
}

function environment(preview: Preview, colors: Colors): string[] {
  const { verdict, stage, stageDeclared, counts, destructions, access, groups, outputs, drift, deferred } = preview;
  const paint = verdict.level === 'stop' ? colors.red : verdict.level === 'look' ? colors.yellow : colors.green;
  const list = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', colors.bold(title), ...lines];
  const lost = destructions.filter(({ stateful }) => stateful);
  const gone = destructions.filter(({ stateful }) => !stateful);
  const place = (one: { address: string; constructPath: string | null }): string =>
    visible(one.constructPath === null ? one.address : `${one.address}  (${one.constructPath})`);
  const title = `${colors.bold(visible(preview.environment))}: ${paint(visible(verdict.text))}`;
  if (preview.pending) return [title, `stage ${stage}, not planned yet`];
  return [
    title,
    `stage ${stage}${stageDeclared ? '' : ' (nothing names one)'}, ${countsText(counts)}`,
    ...preview.warnings.map((warning) => colors.red(visible(warning))),
    ...list(
      'Data that is lost or replaced',
      lost.flatMap((one) => [
        `  ${colors.red(ACTION_WORDS[one.action])} ${place(one)}`,
        ...[...one.why, ...one.fate].map((note) => `    ${visible(note)}`),
      ]),
    ),
    ...list('Policy', findings(preview.findings, colors)),
    ...(preview.cost === null ? [] : list('Cost a month', cost(preview.cost))),
    ...list(
      'Who can reach or do more than before',
      access.map(
        ({ reach, text, address }) =>
          `  ${reach === 'everybody' ? colors.red('everybody: ') : ''}${visible(text)}  [${visible(address)}]`,
      ),
    ),
    ...list(
      'Destroyed, replaced or forgotten, without data',
      gone.map(
        (one) =>
          `  ${ACTION_WORDS[one.action]} ${place(one)}${one.why[0] === undefined ? '' : `: ${visible(one.why[0])}`}`,
      ),
    ),
    ...list(
      'Changed outside Terraform',
      drift.flatMap((one) => change(one, colors)),
    ),
    ...list(
      'Left to a later plan',
      deferred.flatMap(({ why, change: one }) => [`  ${visible(why)}:`, ...change(one, colors)]),
    ),
    ...groups.flatMap(({ name, changes }) =>
      list(
        visible(name),
        changes.flatMap((one) => change(one, colors)),
      ),
    ),
    ...list(
      'Outputs',
      outputs.flatMap(({ attributes }) => attributes.flatMap(linesOf).map((line) => painted(line, '  ', colors))),
    ),
    '',
    colors.dim(
      `planned ${timeText(visible(preview.plannedAt))} by Terraform ${visible(preview.terraformVersion)}, digest ${visible(preview.digest)}`,
    ),
    '',
  ];
}

function change(one: PreviewedChange, colors: Colors): string[] {
  const paint = destroys(one.action) ? colors.red : one.action === 'create' ? colors.green : colors.yellow;
  const reason = one.reason === null ? '' : ` (${one.reason})`;
  return [
    `  ${paint(ACTION_SIGNS[one.action].padEnd(3))} ${visible(one.address)}  ${colors.dim(visible(`${titleOf(one)}${reason}`))}`,
    ...one.attributes.flatMap(linesOf).map((line) => painted(line, '        ', colors)),
  ];
}

function painted({ sign, text }: { sign: string; text: string }, indent: string, colors: Colors): string {
  const paint = sign === '+' ? colors.green : sign === '-' ? colors.red : sign === '!' ? colors.yellow : colors.dim;
  return `${indent}${paint(`${sign === '!' ? '~' : sign} ${visible(text)}`)}`;
}

function findings({ added, altered, known, repaired, waived, compared }: FindingSummary, colors: Colors): string[] {
  const rest = `  ${compared ? `${known} that the base branch has as well, ${repaired} repaired, ` : ''}${waived} waived`;
  return [
    ...[...added, ...altered].flatMap((finding) => [
      `  ${colors.red(finding.rule)} ${finding.severity}  ${visible(finding.address)}`,
      `    ${visible(finding.message)}`,
      `    fix ${visible(finding.fix)}`,
    ]),
    ...(added.length + altered.length === 0 ? ['  nothing new'] : []),
    ...(known + repaired + waived > 0 ? [rest] : []),
  ];
}

function cost(change: CostChange): string[] {
  const { currency, resources, unpriced } = change;
  return [
    `  ${costText(change)}`,
    ...costLines(resources).map(
      (line) =>
        `  ${money(line.after - line.before, currency, true).padStart(16)}  ${visible(line.name ?? line.words)}  ${visible(line.purchase)}`,
    ),
    ...(unpriced.length > 0 ? [`  new, and not priced: ${plural(unpriced.length, 'resource')}`] : []),
  ];
}
