import { InputError } from '../failure';
import { follow } from '../graph/follow';
import { mark, restore } from '../graph/marks';
import { isList, isMap, isOpen, Unknown, type Value } from '../graph/value';
import { parseJson } from '../json/parse';

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
  if (!(value instanceof Unknown)) return read(value);
  let document = documents.get(value);
  if (document === undefined) {
    document = read(value) ?? null;
    documents.set(value, document);
  }
  return document ?? undefined;
}

/** Read once: several rules look at the same policy. */
const documents = new WeakMap<Unknown, PolicyDocument | null>();

function read(value: Value): PolicyDocument | undefined {
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
  const key = Object.keys(document).find((name) => name.toLowerCase() === 'statement');
  const statement = key === undefined ? undefined : document[key];
  const known = statement !== undefined && isOpen(statement) ? follow(statement) : statement;
  if (isList(known)) return { statements: known };
  return isMap(known) ? { statements: [known] } : undefined;
}

/** Parses JSON text in which the parts that are not known are replaced by marks, and puts the parts back into the strings. */
function parsePieces(pieces: readonly Value[]): PolicyDocument | undefined {
  const { text, open } = mark(pieces);
  try {
    return statementsOf(restore(parseJson(text, 'policy').value, open));
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
