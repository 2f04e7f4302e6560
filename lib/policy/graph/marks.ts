import { isObject, type Json } from '../json/parse';
import { emptyMap, referencesIn, Unknown, type Value } from './value';

/** Joins the pieces of a text of which parts are not known; each such part becomes a mark that no document holds by itself. */
export function mark(pieces: readonly Value[]): { readonly text: string; readonly open: readonly Value[] } {
  const open: Value[] = [];
  const text = pieces
    .map((piece) => (typeof piece === 'string' ? piece : `\ue000${open.push(piece) - 1}\ue001`))
    .join('');
  return { text, open };
}

/** Puts the parts that {@link mark} took out back into the strings of the document that was read from the text. */
export function restore(json: Json | Value, open: readonly Value[]): Value {
  if (typeof json === 'string') return json.includes('\ue000') ? restoreText(json, open) : json;
  if (Array.isArray(json)) return json.map((item) => restore(item, open));
  if (!isObject(json)) return json as Value;
  const result = emptyMap();
  for (const key of Object.keys(json)) result[key] = restore(json[key] ?? null, open);
  return result;
}

function restoreText(text: string, open: readonly Value[]): Value {
  const pieces = text
    .split(/(\ue000\d+\ue001)/)
    .filter((piece) => piece !== '')
    .map((piece): Value => (piece.startsWith('\ue000') ? (open[Number(piece.slice(1, -1))] ?? piece) : piece));
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  return new Unknown('a string with a part that is not known', { pieces, references: referencesIn(pieces) });
}
