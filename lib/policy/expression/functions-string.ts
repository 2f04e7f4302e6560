import { isList, type Value } from '../graph/value';
import { toNumber } from './operators';
import { asText, concatenate } from './text';

type Functions = Readonly<Record<string, (args: readonly Value[]) => Value | undefined>>;

const keep = (value: Value): Value => value;

/** Applies to the arguments as text, when all are known. */
const ofText = (apply: (...texts: string[]) => Value) => (args: readonly Value[]) => {
  const texts = args.map(asText);
  return texts.every((text) => text !== undefined) ? apply(...texts) : undefined;
};

function join(args: readonly Value[]): Value | undefined {
  const [separator, ...lists] = args;
  const between = separator === undefined ? undefined : asText(separator);
  if (between === undefined || !lists.every(isList)) return undefined;
  return concatenate(
    lists.flat().flatMap((item, index) => (index === 0 ? [item] : [between, item])),
    keep,
  );
}

function format(args: readonly Value[]): Value | undefined {
  const [pattern, ...values] = args;
  if (typeof pattern !== 'string') return undefined;
  const pieces: Value[] = [];
  let next = 0;
  for (const part of pattern.split(/(%%|%[-+ #0]*\d*(?:\.\d+)?[a-zA-Z])/)) {
    if (part === '%%') pieces.push('%');
    else if (part === '%s' || part === '%v') pieces.push(values[next++] ?? '');
    else if (part === '%d') pieces.push(toNumber(values[next++]) ?? '');
    else if (part === '%q') pieces.push(JSON.stringify(values[next++] ?? ''));
    else if (/^%0\d+d$/.test(part))
      pieces.push(String(toNumber(values[next++]) ?? '').padStart(Number(part.slice(2, -1)), '0'));
    else if (part.startsWith('%')) return undefined;
    else pieces.push(part);
  }
  return concatenate(pieces, keep);
}

function replace(text: string, search = '', by = ''): Value {
  // A /pattern/ is a regular expression of RE2: not folded here, a hostile one could take for ever.
  if (search.length > 1 && search.startsWith('/') && search.endsWith('/')) throw new RangeError('pattern');
  return text.split(search).join(by);
}

/** Removes any of the characters of `set` from the chosen ends. */
function trim(text: string, set: string, start: boolean, end: boolean): string {
  let [from, to] = [0, text.length];
  while (start && from < to && set.includes(text[from] ?? '')) from += 1;
  while (end && to > from && set.includes(text[to - 1] ?? '')) to -= 1;
  return text.slice(from, to);
}

/** Terraform's string functions. */
export const stringFunctions: Functions = {
  join,
  format,
  split: ofText((separator, text = '') => text.split(separator ?? '')),
  lower: ofText((text = '') => text.toLowerCase()),
  upper: ofText((text = '') => text.toUpperCase()),
  title: ofText((text = '') => text.replace(/\b\w/g, (letter) => letter.toUpperCase())),
  trimspace: ofText((text = '') => text.trim()),
  chomp: ofText((text = '') => text.replace(/[\r\n]+$/, '')),
  strrev: ofText((text = '') => [...text].reverse().join('')),
  trimprefix: ofText((text = '', prefix = '') => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  trimsuffix: ofText((text = '', suffix = '') =>
    suffix && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  trim: ofText((text = '', set = '') => trim(text, set, true, true)),
  replace: ofText(replace),
  startswith: ofText((text = '', prefix = '') => text.startsWith(prefix)),
  endswith: ofText((text = '', suffix = '') => text.endsWith(suffix)),
  strcontains: ofText((text = '', part = '') => text.includes(part)),
  substr: ofText((text = '', offset, length) => {
    const from = Number(offset) < 0 ? text.length + Number(offset) : Number(offset);
    return text.slice(from, Number(length) < 0 ? undefined : from + Number(length));
  }),
  formatlist: ([pattern, list]) =>
    pattern !== undefined && isList(list) ? list.map((item) => format([pattern, item]) ?? '') : undefined,
};
