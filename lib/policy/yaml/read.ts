import { follow } from '../graph/follow';
import { mark, restore } from '../graph/marks';
import { isList, isMap, Unknown, type Value } from '../graph/value';
import { parseYaml } from './parse';

/**
 * Reads YAML (or JSON, which is YAML) from whatever an attribute holds: text, text with `${…}` inside, `yamlencode(…)`,
 * `jsonencode(…)`, or the object itself. What is not known inside the text stays open at its place.
 *
 * @returns the documents; undefined when the text is not known or cannot be read
 */
export function readYaml(value: Value | undefined): readonly Value[] | undefined {
  if (value === undefined || value === null) return [];
  const known = follow(value);
  if (known instanceof Unknown) {
    if (known.parts.encoded !== undefined) return readYaml(known.parts.encoded);
    return known.parts.pieces ? readText(known.parts.pieces) : undefined;
  }
  if (typeof known === 'string') return readText([known]);
  return isMap(known) || isList(known) ? [known] : undefined;
}

function readText(pieces: readonly Value[]): readonly Value[] | undefined {
  const { text, open } = mark(pieces);
  const documents = parseYaml(text);
  if (!documents) return undefined;
  const restored = open.length === 0 ? documents : documents.map((document) => restore(document, open));
  // A whole text in one `${…}` is a scalar that is not known; a lone word is no document either.
  return restored.every((document) => document === null || isMap(document) || isList(document))
    ? restored.filter((document) => document !== null)
    : undefined;
}
