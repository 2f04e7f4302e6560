import { gunzipSync, inflateSync } from 'node:zlib';
import { type Hit, hitsIn } from './text';

/** A secret in a text that may be wrapped: where to look, and what it is. */
export interface Place extends Hit {
  /** How the text is reached, `part 2, base64, gzip`; empty for the text itself. */
  readonly via: readonly string[];
}

/** More layers than anybody writes by hand. */
const deepest = 6;
/** Larger results are not scanned further: a bound on what a small text can unfold to. */
const largest = 1 << 20;
/** All texts of one value together; a script that is larger is none that a machine takes. */
export const largestScript = 1 << 20;

/** Finds secrets in a text, and in everything that is encoded, compressed or packed inside it. */
export function secretsIn(text: string): readonly Place[] {
  const found: Place[] = [];
  const seen = new Set<string>();
  let rest = largestScript;
  const visit = (whole: string, via: readonly string[]): void => {
    const layer = whole.slice(0, Math.max(0, rest));
    if (via.length > deepest || seen.has(layer) || rest <= 0) return;
    seen.add(layer);
    rest -= layer.length;
    for (const hit of hitsIn(layer)) found.push({ ...hit, via });
    for (const [how, inner] of unwrap(layer)) visit(inner, [...via, how]);
  };
  visit(text, []);
  return found;
}

/** What a place is called in messages: `part 2, base64, line 4`. */
export function placeText({ via, line }: Place): string {
  return [...via, `line ${line}`].join(', ');
}

function* unwrap(text: string): Iterable<readonly [string, string]> {
  const parts = mimeParts(text);
  if (parts.length > 0) {
    for (const [index, part] of parts.entries())
      yield [`part ${index + 1}${part.name ? ` (${part.name})` : ''}`, part.body];
    return;
  }
  const whole = text.replace(/\s+/g, '');
  const direct = fromBase64(whole);
  if (direct !== undefined) {
    yield direct;
    return;
  }
  yield* tokens(text);
}

/** Encoded words and blocks inside a text: `content: aGVs…`, lines of base64 under `content: |`, `echo … | base64 -d`. */
function* tokens(text: string): Iterable<readonly [string, string]> {
  let block: string[] = [];
  let start = 0;
  const lines = text.split(/\r?\n/);
  for (const [index, line] of [...lines, ''].entries()) {
    const bare = line.trim();
    if (/^[A-Za-z0-9+/]{16,}={0,2}$/.test(bare)) {
      if (block.length === 0) start = index + 1;
      block.push(bare);
      continue;
    }
    if (block.length > 0) yield* labelled(`line ${start}`, fromBase64(block.join('')));
    block = [];
    for (const word of line.match(/[A-Za-z0-9+/]{20,}={0,2}/g) ?? []) {
      yield* labelled(`line ${index + 1}`, fromBase64(word));
      if (/^([0-9a-f]{2}){12,}$/i.test(word)) yield* labelled(`line ${index + 1}`, fromHex(word));
    }
  }
}

function* labelled(place: string, decoded: readonly [string, string] | undefined): Iterable<readonly [string, string]> {
  if (decoded) yield [`${place} ${decoded[0]}`, decoded[1]];
}

/** The text behind base64, unpacked when it is compressed; undefined when it is no text. */
function fromBase64(text: string): readonly [string, string] | undefined {
  if (text.length < 16 || text.length > largest || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  const unpacked = decompress(bytes);
  const inner = textOf(unpacked ?? bytes);
  return inner === undefined ? undefined : [unpacked ? 'gzip' : 'base64', inner];
}

function fromHex(text: string): readonly [string, string] | undefined {
  const inner = textOf(Buffer.from(text, 'hex'));
  return inner === undefined ? undefined : ['hex', inner];
}

function decompress(bytes: Buffer): Buffer | undefined {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return gunzipSync(bytes, { maxOutputLength: largest });
    if (bytes[0] === 0x78 && bytes.length > 8) return inflateSync(bytes, { maxOutputLength: largest });
  } catch {
    // Not compressed after all, or larger than is looked at.
  }
  return undefined;
}

/** Bytes as text, when they are text: nearly all printable. */
function textOf(bytes: Buffer): string | undefined {
  if (bytes.length < 8) return undefined;
  const text = bytes.toString('utf8');
  const sample = text.slice(0, 4_096);
  let printable = 0;
  for (let at = 0; at < sample.length; at += 1) {
    const code = sample.charCodeAt(at);
    if (code === 9 || code === 10 || code === 13 || (code >= 32 && code < 127)) printable += 1;
  }
  return printable >= sample.length * 0.95 ? text : undefined;
}

interface Part {
  readonly name: string;
  readonly body: string;
}

/** The parts of a MIME multipart text, decoded; none when it is no multipart. */
function mimeParts(text: string): readonly Part[] {
  const head = text.slice(0, 8_192);
  const boundary =
    /^content-type:[ \t]{0,8}multipart\/[^\n]{0,200}?boundary[ \t]{0,4}=[ \t]{0,4}"?([^"\s;]{1,200})"?/im.exec(
      head,
    )?.[1];
  // Terraform folds nothing: the header may continue on the next line.
  const folded =
    boundary ??
    /^content-type:[ \t]{0,8}multipart\/[^\n]{0,200}\n[ \t]{1,20}boundary[ \t]{0,4}=[ \t]{0,4}"?([^"\s;]{1,200})"?/im.exec(
      head.replace(/\r/g, ''),
    )?.[1];
  if (folded === undefined) return [];
  return text
    .replace(/\r\n/g, '\n')
    .split(`--${folded}`)
    .slice(1, 65)
    .filter((raw) => !raw.startsWith('--'))
    .map(readPart);
}

function readPart(raw: string): Part {
  const text = raw.replace(/^\n/, '');
  const end = text.indexOf('\n\n');
  const headers = end < 0 ? '' : text.slice(0, end);
  const body = end < 0 ? text : text.slice(end + 2);
  const encoded = /^content-transfer-encoding:[ \t]{0,8}base64/im.test(headers);
  const name =
    /filename[ \t]{0,4}=[ \t]{0,4}"?([^"\s;]{1,100})/i.exec(headers)?.[1] ??
    /^content-type:[ \t]{0,8}([\w/.+-]{1,60})/im.exec(headers)?.[1];
  const decoded = encoded ? fromBase64(body.replace(/\s+/g, '')) : undefined;
  return { name: name ?? '', body: decoded?.[1] ?? body };
}
