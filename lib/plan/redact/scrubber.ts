import { isObject, type Json, parseJson } from '../../policy/load';

/** What stands where a secret was. */
const HIDDEN = '(sensitive)';

/** Shorter values are `on`, `80`, `tcp`: where they are marked they are hidden by the mark. */
const SHORTEST_WHOLE = 5;
/** Shorter texts are words that occur everywhere; they are hidden where they stand and not searched for elsewhere. */
const SHORTEST = 6;
/** A lower-case word or name of this length is searched for too: it is a passphrase, and not `orders-admin`. */
const LONGEST_NAME = 12;
/** Lines of a key or a file that are long enough to be recognised on their own. */
const SHORTEST_LINE = 12;
/** Alternatives of one expression: more of them match slowly. */
const CHUNK = 400;

/** Takes known secrets out of texts, also where they were quoted, encoded or cut into lines. */
export class Scrubber {
  private readonly whole = new Set<string>();
  private readonly patterns: readonly RegExp[];

  constructor(secrets: Iterable<string>) {
    const texts = new Set<string>();
    for (const secret of secrets) {
      if (secret.length >= SHORTEST_WHOLE) this.whole.add(secret);
      for (const text of formsOf(secret)) texts.add(text);
    }
    // The longest first: a secret that holds another is hidden as one.
    const sorted = [...texts].sort((a, b) => b.length - a.length);
    const patterns: RegExp[] = [];
    for (let at = 0; at < sorted.length; at += CHUNK)
      patterns.push(
        new RegExp(
          sorted
            .slice(at, at + CHUNK)
            .map(escaped)
            .join('|'),
          'g',
        ),
      );
    this.patterns = patterns;
  }

  /** Whether a value is a secret as a whole, however short. */
  isSecret(value: string): boolean {
    return this.whole.has(value);
  }

  /** The text without the secrets. */
  scrub(text: string): string {
    let result = text;
    for (const pattern of this.patterns) result = result.replace(pattern, HIDDEN);
    return result;
  }

  /** Whether the text, or what is base64 in it, holds a secret. */
  holds(text: string): boolean {
    if (this.patterns.length === 0) return false;
    if (this.find(text)) return true;
    return (text.match(/[A-Za-z0-9+/_-]{16,}={0,2}/g) ?? []).some((word) =>
      this.find(Buffer.from(word, 'base64').toString('utf8')),
    );
  }

  private find(text: string): boolean {
    return this.patterns.some((pattern) => {
      pattern.lastIndex = 0;
      return pattern.test(text);
    });
  }
}

function formsOf(secret: string): readonly string[] {
  const trimmed = secret.trim();
  const parts = [
    trimmed,
    ...trimmed.split(/\r?\n/).filter((line) => line.trim().length >= SHORTEST_LINE),
    ...leavesOf(trimmed),
  ];
  return [...new Set(parts)].filter(isSearchable).flatMap((part) => {
    const quoted = JSON.stringify(part).slice(1, -1);
    const base64 = Buffer.from(part).toString('base64').replace(/=+$/, '').slice(0, -1);
    return [part, quoted, JSON.stringify(quoted).slice(1, -1), ...(base64.length >= SHORTEST_LINE ? [base64] : [])];
  });
}

/** A secret that is a JSON document is searched for part by part as well. */
function leavesOf(text: string): readonly string[] {
  if (!/^[[{]/.test(text)) return [];
  try {
    const found: string[] = [];
    const visit = (json: Json): void => {
      if (typeof json === 'string') found.push(json);
      else if (Array.isArray(json)) json.forEach(visit);
      else if (isObject(json)) Object.values(json).forEach(visit);
    };
    visit(parseJson(text, 'secret').value);
    return found;
  } catch {
    return [];
  }
}

function isSearchable(text: string): boolean {
  if (text.length < SHORTEST) return false;
  return text.length >= LONGEST_NAME || !/^[a-z]+([-_./][a-z]+)*$/.test(text);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
