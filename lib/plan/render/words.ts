import { ACTION_WORDS, type Action } from '../action';
import type { AttributeChange, Shown } from '../diff/attribute-change';
import type { AccessChange, CostChange, CostLine, Level, PreviewedChange } from '../preview/preview';

/** What a verdict looks like before it is read. */
export const LEVEL_MARKS: Readonly<Record<Level, string>> = { stop: '🛑', look: '⚠️', ok: '✅', none: '➖' };

/** The same in a word: not every font has the marks. */
export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  stop: 'stop',
  look: 'look',
  ok: 'ok',
  none: 'no changes',
};

/** Signs of actions, one a line, as in Terraform's own output. */
export const ACTION_SIGNS: Readonly<Record<Action, string>> = {
  create: '+',
  update: '~',
  'replace-delete-first': '-/+',
  'replace-create-first': '+/-',
  delete: '-',
  forget: '.',
  'forget-and-create': './+',
  read: '<=',
  import: '→',
  move: '→',
  'no-op': ' ',
  unknown: '?',
};

/** What a change is called, with what it is besides: a move, an import. */
export function titleOf(change: PreviewedChange): string {
  const { action, previousAddress, importId, deposed } = change;
  return [
    ACTION_WORDS[action],
    ...(deposed === null ? [] : [`deposed object ${deposed}`]),
    ...(previousAddress === null ? [] : [`moved from ${previousAddress}`]),
    ...(importId === null ? [] : [`imported from ${importId}`]),
  ].join(', ');
}

/** What drift is called. */
export function driftTitle({ action }: PreviewedChange): string {
  return action === 'delete' ? 'deleted outside Terraform' : 'changed outside Terraform';
}

/** A value as it is shown. */
function shownText(shown: Shown): string {
  if (shown.kind === 'value') return shown.text;
  if (shown.kind === 'unknown') return '(known after apply)';
  if (shown.kind === 'absent') return '(not set)';
  return shown.why === 'sensitive' ? '(sensitive)' : `(hidden: ${shown.why})`;
}

/** One line of a diff: a sign in the first column, then what changes. */
export interface Line {
  readonly sign: '+' | '-' | '!' | ' ';
  readonly text: string;
}

/** The lines that tell a change of an attribute. */
export function linesOf(change: AttributeChange): readonly Line[] {
  const notes = [
    ...(change.note === undefined ? [] : [change.note]),
    ...(change.forcesReplacement ? ['forces replacement'] : []),
  ];
  const note = notes.length === 0 ? '' : `  # ${notes.join(', ')}`;
  if (change.lines !== undefined) {
    return [
      { sign: signOf(change), text: `${change.path}:${note}` },
      ...change.lines.map(({ sign, text }): Line => ({ sign: sign === '~' ? '!' : sign, text: `  ${text}` })),
    ];
  }
  const [before, after] = [shownText(change.before), shownText(change.after)];
  if (change.kind === 'add') return [{ sign: '+', text: `${change.path} = ${after}${note}` }];
  if (change.kind === 'remove') return [{ sign: '-', text: `${change.path} = ${before}${note}` }];
  // Both hidden: what matters is that it is another one.
  const value = before === after && change.note === undefined ? `${after}, changed` : `${before} → ${after}`;
  return [{ sign: '!', text: `${change.path}: ${value}${note}` }];
}

function signOf({ kind }: AttributeChange): Line['sign'] {
  return kind === 'add' ? '+' : kind === 'remove' ? '-' : '!';
}

/** The time of a plan, to the minute: `2026-11-21 15:38 UTC`. */
export function timeText(rfc3339: string): string {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(rfc3339);
  return match ? `${match[1]} ${match[2]} UTC` : rfc3339;
}

/** An amount with its currency; the sign also of what is more. */
export function money(amount: number, currency: string, signed = false): string {
  const sign = amount < 0 ? '−' : signed ? '+' : '';
  const digits = Math.abs(amount)
    .toFixed(2)
    .replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return `${sign}${digits} ${currency}`;
}

/** What a plan does to the bill, in one line. */
export function costText({ before, after, currency, basis }: CostChange): string {
  const range = `${money(before, currency)} → ${money(after, currency)}`;
  return `${money(after - before, currency, true)} a month (${range}${basis === 'on-demand' ? ', on demand' : ''})`;
}

/** Lines of the bill that are told one by one. */
const MOST_LINES = 12;

/** A line of the bill as it is read: what it is called, or how many small ones it stands for. */
export interface ReadCostLine extends Omit<CostLine, 'address' | 'constructPath'> {
  readonly name: string | undefined;
  readonly words: string;
}

/** The lines of the bill that matter, and the rest as one. */
export function costLines(lines: readonly CostLine[]): readonly ReadCostLine[] {
  const named = lines.map(({ address, constructPath, ...amounts }) => ({
    ...amounts,
    name: constructPath ?? address,
    words: '',
  }));
  if (named.length <= MOST_LINES + 1) return named;
  const rest = named.slice(MOST_LINES);
  const sum = (key: 'before' | 'after'): number => rest.reduce((total, line) => total + line[key], 0);
  const words = `${rest.length} smaller changes`;
  return [
    ...named.slice(0, MOST_LINES),
    { name: undefined, words, before: sum('before'), after: sum('after'), purchase: '' },
  ];
}

/** What concerns new things only and nobody outside is looked at last. */
export function isQuiet({ onNew, reach }: AccessChange): boolean {
  return onNew && reach === 'somebody';
}
