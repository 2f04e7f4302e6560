import { InputError } from '../failure';
import { follow } from '../graph/follow';
import { emptyMap, isList, isMap, isOpen, referencesIn, Unknown, type Value } from '../graph/value';
import { isObject, type Json, parseJson } from '../json/parse';

/** A policy document of which at least the list of statements is known. Each statement may still have open parts. */
export interface PolicyDocument {
  readonly statements: readonly Value[];
}

/**
 * Reads a policy from whatever an attribute holds: JSON text, `jsonencode(…)`, a `data.aws_iam_policy_document`, or
 * JSON text with `${…}` inside. Undefined when the statements cannot be known.
 */
export function readDocument(value: Value | undefined): PolicyDocument | undefined {
  if (value === undefined || value === null) return undefined;
  const known = isOpen(value) ? follow(value) : value;
  if (known instanceof Unknown) {
    if (known.parts.encoded !== undefined) return statementsOf(known.parts.encoded);
    return known.parts.pieces ? parsePieces(known.parts.pieces) : undefined;
  }
  if (typeof known === 'string') return parsePieces([known]);
  return isMap(known) ? statementsOf(known) : undefined;
}

function statementsOf(value: Value): PolicyDocument | undefined {
  const document = isOpen(value) ? follow(value) : value;
  if (!isMap(document)) return undefined;
  const statement = document.Statement;
  const known = statement !== undefined && isOpen(statement) ? follow(statement) : statement;
  if (isList(known)) return { statements: known };
  return isMap(known) ? { statements: [known] } : undefined;
}

/** Parses JSON text in which the parts that are not known are replaced by marks, and puts the parts back into the strings. */
function parsePieces(pieces: readonly Value[]): PolicyDocument | undefined {
  const open: Value[] = [];
  const text = pieces
    .map((piece) => (typeof piece === 'string' ? piece : `\ue000${open.push(piece) - 1}\ue001`))
    .join('');
  try {
    return statementsOf(restore(parseJson(text, 'policy').value, open));
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

function restore(json: Json, open: readonly Value[]): Value {
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
