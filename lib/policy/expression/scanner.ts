import { SyntaxFault } from './syntax';

const identifier = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff-]*/y;
const numberToken = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const blank = /(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y;
const operators = ['...', '=>', '==', '!=', '<=', '>=', '&&', '||'];
/** The characters that {@link operators} begin with. */
const opening = '.=!<>&|';

/** A cursor over the text of one template, with the few tokens that HCL expressions are made of. */
export class Scanner {
  at = 0;

  constructor(readonly text: string) {}

  get ended(): boolean {
    return this.at >= this.text.length;
  }

  /** Skips blanks, line breaks and comments. */
  space(): void {
    const code = this.text.charCodeAt(this.at);
    // Letters, digits and most signs: neither a blank nor the beginning of a comment.
    if (code > 0x2f && code < 0x80) return;
    blank.lastIndex = this.at;
    blank.exec(this.text);
    this.at = Math.max(this.at, blank.lastIndex);
  }

  /** The operator or punctuation at the cursor, after blanks, not consumed. */
  peek(): string {
    this.space();
    const first = this.text[this.at] ?? '';
    if (opening.includes(first))
      for (const operator of operators) if (this.text.startsWith(operator, this.at)) return operator;
    return first;
  }

  take(token: string): boolean {
    if (this.peek() !== token) return false;
    this.at += token.length;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token)) this.fail(`expected "${token}"`);
  }

  name(): string | undefined {
    this.space();
    return this.match(identifier);
  }

  /** Consumes the word if it stands at the cursor. */
  word(word: string): boolean {
    const before = this.at;
    if (this.name() === word) return true;
    this.at = before;
    return false;
  }

  number(): string | undefined {
    this.space();
    return this.match(numberToken);
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  fail(what: string): never {
    const near = this.text.slice(this.at, this.at + 20);
    throw new SyntaxFault(`${what}${near ? ` at ${JSON.stringify(near)}` : ' at its end'}`);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.at = pattern.lastIndex;
    return found[0];
  }
}
