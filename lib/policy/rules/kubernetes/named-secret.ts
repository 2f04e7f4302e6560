import { isOpen, Reference, Unknown, type Value } from '../../graph/value';
import { behind } from '../../kubernetes/access';
import { secretsIn } from '../../secrets/decode';
import { looksRandom } from '../../secrets/entropy';
import { isSecretName } from '../../secrets/names';
import { secretIn } from '../../secrets/values';
import { textOfPieces, textsIn } from '../paths';
import { secretSources } from '../secrets/sources';

/** Attributes that say where something is, not what it is. */
const identities = new Set([
  'name',
  'arn',
  'id',
  'endpoint',
  'address',
  'host',
  'port',
  'url',
  'path',
  'namespace',
  'region',
  'key_id',
  'version_id',
]);

/** What a named value gives away, in the words of a message; undefined when nothing. */
export function givenAway(name: string, value: Value | undefined): string | undefined {
  const known = behind(value);
  if (known === undefined) return undefined;
  if (isOpen(known)) return ofOpen(name, known);
  if (typeof known !== 'string' && typeof known !== 'number') return undefined;
  return inText(name, String(known));
}

/** What a text of the name gives away, whether it is the secret or holds one somewhere inside. */
function inText(name: string, text: string): string | undefined {
  const direct = secretIn(name, text);
  if (direct !== undefined) return direct;
  if (looksRandom(name, text)) return 'a random string, as only secrets are';
  const [hit] = secretsIn(text);
  return hit?.what;
}

/** A value that is not known, but is made of a secret, or is called one. */
function ofOpen(name: string, value: Reference | Unknown): string | undefined {
  const [source] = secretSources(value);
  if (source) return `${source}, a secret`;
  const written = literalInside(name, value);
  if (written !== undefined) return written;
  if (value instanceof Unknown && value.parts.pieces) {
    const text = textOfPieces(value.parts.pieces);
    if (/:\/\/[^\s:/@]{0,80}:\$\{…\}@/.test(text)) return 'a password in a URL';
    // `arn:aws:…${account}…`, `https://${host}/`: names made of parts.
    if (!text.startsWith('${…}') && secretIn(name, text.replaceAll('${…}', 'x')) === undefined) return undefined;
  }
  if (!isSecretName(name) || namesSomething(value)) return undefined;
  return `the value of ${name}`;
}

/** A literal in a document of which other parts are not known: `jsonencode({ password = "…", host = aws_db_instance.db.address })`. */
export function literalInside(name: string, value: Value): string | undefined {
  if (!(value instanceof Unknown) || (value.parts.encoded === undefined && value.parts.entries === undefined))
    return undefined;
  for (const inner of textsIn(value, [name])) {
    const what = inText(inner.name, inner.text);
    if (what !== undefined) return what;
  }
  return undefined;
}

function namesSomething(value: Reference | Unknown): boolean {
  const references = value instanceof Reference ? [value] : value.references;
  return references.length > 0 && references.every(({ path }) => identities.has(String(path[path.length - 1] ?? '')));
}
