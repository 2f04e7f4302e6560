import { ACTION_WORDS } from '../action';
import type { Counts, Level, Preview } from './preview';

type Judged = Pick<
  Preview,
  'counts' | 'destructions' | 'findings' | 'access' | 'warnings' | 'cost' | 'deferred' | 'drift'
>;

/** Reasons that the line gives; there is room for no more. */
const MOST = 4;

/** The one line that a reviewer reads first. */
export function verdictOf(preview: Judged): Preview['verdict'] {
  const stops = stopsOf(preview);
  const looks = looksOf(preview);
  const level: Level = stops.length > 0 ? 'stop' : looks.length > 0 ? 'look' : isEmpty(preview.counts) ? 'none' : 'ok';
  const all = [...stops, ...looks];
  if (level === 'none') return { level, text: 'Nothing changes.' };
  const rest = all.length - MOST;
  const said = rest > 0 ? [...all.slice(0, MOST), 'more below'] : all;
  const text =
    level === 'ok'
      ? `${countsText(preview.counts)}; nothing is destroyed, nobody gets more access.`
      : `${said.join('; ')}.`;
  return { level, text: text.charAt(0).toUpperCase() + text.slice(1) };
}

function stopsOf({ destructions, findings, access, warnings, counts }: Judged): string[] {
  const lost = destructions.filter(({ stateful }) => stateful);
  const severe = [...findings.added, ...findings.altered].filter(({ severity }) => severity === 'critical').length;
  const open = access.filter(({ reach }) => reach === 'everybody').length;
  const [first] = lost;
  return [
    ...(warnings.length > 0 ? ['the plan itself is not sound'] : []),
    ...(counts.unknown > 0 ? [`${plural(counts.unknown, 'change')} of a kind that is not known here`] : []),
    ...(first
      ? [
          lost.length === 1
            ? `${ACTION_WORDS[first.action]} of ${first.address}, which holds data`
            : `${lost.length} resources that hold data are destroyed or replaced`,
        ]
      : []),
    ...(open > 0 ? [`${open === 1 ? '1 thing is' : `${open} things are`} opened to everybody`] : []),
    ...(severe > 0 ? [plural(severe, 'critical finding')] : []),
  ];
}

function looksOf({ destructions, findings, access, drift, deferred }: Judged): string[] {
  const gone = destructions.filter(({ stateful }) => !stateful).length;
  const all = [...findings.added, ...findings.altered];
  const severe = all.filter(({ severity }) => severity === 'critical').length;
  const others = all.length - severe;
  const more = access.filter(({ reach, onNew }) => reach !== 'everybody' && !onNew).length;
  return [
    ...(gone > 0 ? [`${plural(gone, 'resource')} without data destroyed or replaced`] : []),
    ...(others > 0 ? [plural(others, severe === 0 ? 'finding' : 'other finding')] : []),
    ...(more > 0 ? [`${plural(more, 'widening')} of access`] : []),
    ...(drift.length > 0 ? [`${plural(drift.length, 'resource')} changed outside Terraform`] : []),
    ...(deferred.length > 0 ? [`${plural(deferred.length, 'change')} left to a later plan`] : []),
  ];
}

/** `2 created, 1 updated`. */
export function countsText(counts: Counts): string {
  const words: readonly (readonly [number, string])[] = [
    [counts.create, 'created'],
    [counts.update, 'updated'],
    [counts.replace, 'replaced'],
    [counts.delete, 'destroyed'],
    [counts.move, 'moved'],
    [counts.import, 'imported'],
    [counts.forget, 'forgotten'],
    [counts.unknown, 'of an unknown kind'],
  ];
  const said = words.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return said.length === 0 ? 'no resource changes' : said.join(', ');
}

function isEmpty({ drift: _drift, read: _read, ...counts }: Counts): boolean {
  return Object.values(counts).every((count) => count === 0);
}

/** `1 change`, `2 changes`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
