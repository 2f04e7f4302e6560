import type { Scanner } from './scanner';
import type { Expression } from './syntax';

/** What a template needs of the expression parser that it is read by. */
export interface ExpressionReader {
  readonly scanner: Scanner;
  expression(): Expression;
  loopNames(): { keyName: string | undefined; valueName: string };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** Parses a quoted template inside an expression; the cursor stands on the opening quote. */
export function quoted(parser: ExpressionReader): Expression {
  parser.scanner.expect('"');
  const result = new TemplateReader(parser, true).read();
  if (!parser.scanner.startsWith('"')) parser.scanner.fail('a string without its closing quote');
  parser.scanner.at += 1;
  return result;
}

const meaning = /[$%]/g;
const meaningInQuotes = /[$%"\\]/g;

/** Reads literal text, `${…}` and `%{if}`/`%{for}` up to the closing quote, the end, or a directive that closes an outer one. */
export class TemplateReader {
  private readonly parts: Expression[] = [];
  private text = '';

  constructor(
    private readonly parser: ExpressionReader,
    private readonly inQuotes: boolean,
  ) {}

  read(): Expression {
    const { scanner } = this.parser;
    while (!scanner.ended) {
      if (this.inQuotes && scanner.startsWith('"')) break;
      if (scanner.startsWith('$${') || scanner.startsWith('%%{')) {
        this.text += scanner.text.slice(scanner.at + 1, scanner.at + 3);
        scanner.at += 3;
      } else if (scanner.startsWith('${')) this.interpolation();
      else if (scanner.startsWith('%{')) {
        if (!this.directive()) break;
      } else if (this.inQuotes && scanner.startsWith('\\')) this.text += this.escape();
      else this.literal();
    }
    return this.finish();
  }

  /** Copies plain text up to the next character that can mean something. */
  private literal(): void {
    const { scanner } = this.parser;
    // A quote or backslash means something between quotes only; a document in a template is full of both.
    const next = this.inQuotes ? meaningInQuotes : meaning;
    next.lastIndex = scanner.at + 1;
    const found = next.exec(scanner.text);
    const end = found ? found.index : scanner.text.length;
    this.text += scanner.text.slice(scanner.at, end);
    scanner.at = end;
  }

  private interpolation(): void {
    const { scanner } = this.parser;
    scanner.at += 2;
    if (scanner.startsWith('~')) {
      scanner.at += 1;
      this.text = this.text.trimEnd();
    }
    this.flush();
    this.parts.push(this.parser.expression());
    this.close();
  }

  private close(): void {
    const { scanner } = this.parser;
    const strip = scanner.take('~');
    scanner.expect('}');
    if (!strip) return;
    while (/\s/.test(scanner.text[scanner.at] ?? '')) scanner.at += 1;
  }

  /** @returns false when the directive belongs to whoever opened it (`else`, `endif`, `endfor`). */
  private directive(): boolean {
    const { scanner } = this.parser;
    const before = scanner.at;
    scanner.at += 2;
    scanner.take('~');
    if (scanner.word('if')) this.condition();
    else if (scanner.word('for')) this.loop();
    else {
      scanner.at = before;
      return false;
    }
    return true;
  }

  private condition(): void {
    this.flush();
    const test = this.parser.expression();
    this.close();
    const then = this.nested();
    let otherwise: Expression = { kind: 'literal', value: '' };
    if (this.ending('else')) {
      otherwise = this.nested();
      if (!this.ending('endif')) this.parser.scanner.fail('expected "%{endif}"');
    } else if (!this.ending('endif')) this.parser.scanner.fail('expected "%{endif}"');
    this.parts.push({ kind: 'condition', test, then, otherwise });
  }

  private loop(): void {
    this.flush();
    const names = this.parser.loopNames();
    const of = this.parser.expression();
    this.close();
    const value = this.nested();
    if (!this.ending('endfor')) this.parser.scanner.fail('expected "%{endfor}"');
    this.parts.push({
      kind: 'for',
      ...names,
      of,
      key: undefined,
      value,
      filter: undefined,
      grouped: false,
      joined: true,
    });
  }

  private nested(): Expression {
    return new TemplateReader(this.parser, this.inQuotes).read();
  }

  private ending(word: string): boolean {
    const { scanner } = this.parser;
    const before = scanner.at;
    if (scanner.startsWith('%{')) {
      scanner.at += 2;
      scanner.take('~');
      if (scanner.word(word)) {
        this.close();
        return true;
      }
    }
    scanner.at = before;
    return false;
  }

  private escape(): string {
    const { scanner } = this.parser;
    const letter = scanner.text[scanner.at + 1] ?? '';
    const digits = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
    if (digits === 0) {
      const known = escapes[letter];
      scanner.at += 2;
      return known ?? scanner.fail('a backslash sequence that HCL does not know');
    }
    const code = Number.parseInt(scanner.text.slice(scanner.at + 2, scanner.at + 2 + digits), 16);
    if (!(code >= 0 && code <= 0x10ffff)) scanner.fail('a backslash sequence that HCL does not know');
    scanner.at += 2 + digits;
    return String.fromCodePoint(code);
  }

  private flush(): void {
    if (this.text) this.parts.push({ kind: 'literal', value: this.text });
    this.text = '';
  }

  private finish(): Expression {
    this.flush();
    const [only, ...rest] = this.parts;
    if (!only) return { kind: 'literal', value: '' };
    return rest.length === 0 ? only : { kind: 'template', parts: this.parts };
  }
}
