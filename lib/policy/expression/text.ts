import { isOpen, referencesIn, Unknown, type Value } from '../graph/value';

/** A known value as Terraform turns it into a string; undefined for lists and maps. */
export function asText(value: Value): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

/** Joins the pieces of a template. When some are not known, the result keeps the pieces, so that an ARN pattern still can be read. */
export function concatenate(parts: readonly Value[], follow: (value: Value) => Value): Value {
  const pieces: Value[] = [];
  for (const part of parts) {
    const followed = isOpen(part) ? follow(part) : part;
    const text = asText(followed);
    if (text !== undefined) pushText(pieces, text);
    else if (followed instanceof Unknown && followed.parts.pieces) {
      for (const piece of followed.parts.pieces)
        if (typeof piece === 'string') pushText(pieces, piece);
        else pieces.push(piece);
    } else if (isOpen(followed)) pieces.push(followed);
    else return new Unknown('a string made of a list or map', { references: referencesIn(parts) });
  }
  if (pieces.length === 0) return '';
  if (pieces.some((piece) => typeof piece === 'string' && piece.length > longest))
    return new Unknown('a string too long to be looked at');
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return only;
  return new Unknown('a string with a part that is not known', { pieces, references: referencesIn(pieces) });
}

/** Characters of the longest string that is put together: longer ones only come from names that multiply each other. */
const longest = 5_000_000;

function pushText(pieces: Value[], text: string): void {
  const last = pieces[pieces.length - 1];
  if (typeof last === 'string') pieces[pieces.length - 1] = last + text;
  else pieces.push(text);
}
