import { InputError } from '../failure';
import { Bare } from './bare';

/** A JSON value whose objects have no prototype, so that a key `__proto__` is only a key. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
/** An object of {@link Json}. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** A parsed document: the value, and for each object down to resource bodies the line on which it opens. */
export interface JsonDocument {
  readonly value: Json;
  readonly lineOf: (object: object) => number | undefined;
}

/** Deeper than any hand-written configuration; a bound, so that hostile nesting ends in a message and not in a stack overflow. */
const maximumDepth = 200;
/** How a plan begins: nothing in it is named by its line, and it has very many objects. */
const planOpening = /^\s*\{\s*"format_version"/;
/** Objects up to this depth keep their line: `resource` → type → name → body, with a list at any of those levels. */
const placedDepth = 8;

/**
 * Parses JSON with the three things that `JSON.parse` lacks: line and column of an error, refusal of repeated keys
 * (Terraform reads a repeated block key as two blocks, `JSON.parse` silently keeps the last: a hiding place), and
 * objects without a prototype.
 *
 * @throws InputError naming `file`, line and column.
 */
export function parseJson(text: string, file: string): JsonDocument {
  const parser = new Parser(text, file);
  const value = parser.document();
  return { value, lineOf: (object) => parser.lineOf(object) };
}

class Parser {
  private at = 0;
  private readonly starts = new Map<object, number>();
  private lines: number[] | undefined;
  private readonly placed: number;

  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {
    this.placed = planOpening.test(text.slice(0, 200)) ? -1 : placedDepth;
  }

  document(): Json {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1;
    this.space();
    const value = this.value(0);
    this.space();
    if (this.at < this.text.length) this.fail('expected the end of the file');
    return value;
  }

  lineOf(object: object): number | undefined {
    const start = this.starts.get(object);
    return start === undefined ? undefined : this.place(start).line;
  }

  private value(depth: number): Json {
    if (depth > maximumDepth) this.fail(`nested deeper than ${maximumDepth} levels`);
    switch (this.text.charCodeAt(this.at)) {
      case 0x7b:
        return this.object(depth);
      case 0x5b:
        return this.list(depth);
      case 0x22:
        return this.string();
      case 0x74:
        return this.word('true', true);
      case 0x66:
        return this.word('false', false);
      case 0x6e:
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private object(depth: number): JsonObject {
    const result: Record<string, Json> = new Bare<Json>();
    if (depth <= this.placed) this.starts.set(result, this.at);
    this.at += 1;
    this.space();
    if (this.take(0x7d)) return result;
    for (;;) {
      if (this.text.charCodeAt(this.at) !== 0x22) this.fail('expected a key in double quotes');
      const keyAt = this.at;
      const key = this.string();
      if (key in result && key !== '//') {
        this.at = keyAt;
        this.fail(`the key ${JSON.stringify(key)} stands twice in this object: keep one of them`);
      }
      this.space();
      if (!this.take(0x3a)) this.fail('expected ":" after the key');
      this.space();
      result[key] = this.value(depth + 1);
      this.space();
      if (this.take(0x7d)) return result;
      if (!this.take(0x2c)) this.fail('expected "," or "}"');
      this.space();
    }
  }

  private list(depth: number): Json[] {
    const result: Json[] = [];
    this.at += 1;
    this.space();
    if (this.take(0x5d)) return result;
    for (;;) {
      result.push(this.value(depth + 1));
      this.space();
      if (this.take(0x5d)) return result;
      if (!this.take(0x2c)) this.fail('expected "," or "]"');
      this.space();
    }
  }

  private string(): string {
    const start = this.at;
    let at = start + 1;
    for (;;) {
      const code = this.text.charCodeAt(at);
      if (code === 0x22) break;
      if (code === 0x5c) at += 1;
      else if (!(code >= 0x20)) {
        this.at = Math.min(at, this.text.length);
        this.fail(
          Number.isNaN(code) ? 'the text ends inside a string' : 'a line break or control character in a string',
        );
      }
      at += 1;
    }
    this.at = at + 1;
    const raw = this.text.slice(start + 1, at);
    if (!raw.includes('\\')) return raw;
    try {
      return JSON.parse(`"${raw}"`) as string;
    } catch {
      this.at = start;
      return this.fail('a backslash sequence that JSON does not know');
    }
  }

  private number(): number {
    const pattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) this.fail(this.at >= this.text.length ? 'the text ends where a value is expected' : 'expected a value');
    this.at = pattern.lastIndex;
    return Number(match[0]);
  }

  private word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.at)) this.fail('expected a value');
    this.at += word.length;
    return value;
  }

  private take(code: number): boolean {
    if (this.text.charCodeAt(this.at) !== code) return false;
    this.at += 1;
    return true;
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  private place(offset: number): { line: number; column: number } {
    if (!this.lines) {
      this.lines = [0];
      for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) this.lines.push(at + 1);
    }
    let low = 0;
    let high = this.lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.lines[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.lines[low] ?? 0) + 1 };
  }

  private fail(what: string): never {
    const { line, column } = this.place(this.at);
    const source = this.text.slice(this.lines?.[line - 1] ?? 0).split('\n', 1)[0] ?? '';
    const near = source.length > 100 ? `${source.slice(0, 100)}…` : source;
    throw new InputError(
      `${this.file}:${line}:${column}: not valid JSON: ${what}.\n  ${near.trim() || '(empty line)'}\nCorrect the file, or synthesize it again.`,
    );
  }
}

/** A JSON value that should be text: a string or number as a string, anything else as the empty string. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Whether the value is a JSON object (neither list nor null). */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
