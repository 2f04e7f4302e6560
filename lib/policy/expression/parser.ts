import { Scanner } from './scanner';
import { type Expression, maximumDepth } from './syntax';
import { quoted, TemplateReader } from './template';

/** Binding power of the binary operators, as in HCL. */
const power: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '>': 4,
  '<=': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

/** Reads expressions from a scanner: a Pratt parser for operators, recursive descent for the rest. */
class ExpressionParser {
  private depth = 0;

  constructor(readonly scanner: Scanner) {}

  /** One whole expression, conditional included. */
  expression(): Expression {
    this.depth += 1;
    if (this.depth > maximumDepth) this.scanner.fail(`nested deeper than ${maximumDepth} levels`);
    const test = this.binary(0);
    let result = test;
    if (this.scanner.take('?')) {
      const then = this.expression();
      this.scanner.expect(':');
      result = { kind: 'condition', test, then, otherwise: this.expression() };
    }
    this.depth -= 1;
    return result;
  }

  private binary(minimum: number): Expression {
    let left = this.unary();
    for (;;) {
      const operator = this.scanner.peek();
      const own = power[operator];
      if (own === undefined || own <= minimum) return left;
      this.scanner.take(operator);
      left = { kind: 'binary', operator, left, right: this.binary(own) };
    }
  }

  private unary(): Expression {
    this.depth += 1;
    if (this.depth > maximumDepth) this.scanner.fail(`nested deeper than ${maximumDepth} levels`);
    let result: Expression;
    if (this.scanner.take('!')) result = { kind: 'unary', operator: '!', of: this.unary() };
    else if (this.scanner.take('-')) result = { kind: 'unary', operator: '-', of: this.unary() };
    else result = this.postfix(this.primary());
    this.depth -= 1;
    return result;
  }

  private postfix(start: Expression): Expression {
    let of = start;
    for (;;) {
      const next = this.scanner.peek();
      if (next === '.' && !this.scanner.startsWith('...')) {
        this.scanner.take('.');
        if (this.scanner.take('*')) return { kind: 'splat', of, each: this.postfix({ kind: 'name', name: '*' }) };
        of = this.member(of);
      } else if (next === '[') {
        this.scanner.take('[');
        if (this.scanner.take('*')) {
          this.scanner.expect(']');
          return { kind: 'splat', of, each: this.postfix({ kind: 'name', name: '*' }) };
        }
        const key = this.expression();
        this.scanner.expect(']');
        of = { kind: 'index', of, key };
      } else return of;
    }
  }

  private member(of: Expression): Expression {
    const name = this.scanner.name();
    if (name !== undefined) return { kind: 'attribute', of, name };
    const index = this.scanner.number();
    if (index === undefined) this.scanner.fail('expected an attribute name');
    return index
      .split('.')
      .reduce<Expression>(
        (inner, key) => ({ kind: 'index', of: inner, key: { kind: 'literal', value: Number(key) } }),
        of,
      );
  }

  private primary(): Expression {
    const next = this.scanner.peek();
    if (next === '(') return this.parenthesized();
    if (next === '[') return this.tuple();
    if (next === '{') return this.object();
    if (next === '"') return quoted(this);
    if (next === '<' && this.scanner.startsWith('<<')) return this.heredoc();
    const digits = this.scanner.number();
    if (digits !== undefined) return { kind: 'literal', value: Number(digits) };
    const name = this.scanner.name();
    if (name === undefined) this.scanner.fail('expected a value');
    if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true' };
    if (name === 'null') return { kind: 'literal', value: null };
    if (this.scanner.startsWith('::')) return this.call(this.providerFunction(name));
    return this.scanner.peek() === '(' ? this.call(name) : { kind: 'name', name };
  }

  private parenthesized(): Expression {
    this.scanner.expect('(');
    const inner = this.expression();
    this.scanner.expect(')');
    return inner;
  }

  /** `provider::aws::arn_parse`; the cursor stands behind the first name. */
  private providerFunction(first: string): string {
    let name = first;
    while (this.scanner.startsWith('::')) {
      this.scanner.at += 2;
      name += `::${this.scanner.name() ?? this.scanner.fail('expected the name of a function')}`;
    }
    return name;
  }

  private call(name: string): Expression {
    this.scanner.expect('(');
    const args: Expression[] = [];
    let spread = false;
    while (!this.scanner.take(')')) {
      args.push(this.expression());
      spread = this.scanner.take('...');
      if (!this.scanner.take(',')) {
        this.scanner.expect(')');
        break;
      }
    }
    return { kind: 'call', name, args, spread };
  }

  private tuple(): Expression {
    this.scanner.expect('[');
    if (this.scanner.word('for')) return this.loop(']');
    const items: Expression[] = [];
    while (!this.scanner.take(']')) {
      items.push(this.expression());
      if (!this.scanner.take(',')) {
        this.scanner.expect(']');
        break;
      }
    }
    return { kind: 'tuple', items };
  }

  private object(): Expression {
    this.scanner.expect('{');
    if (this.scanner.word('for')) return this.loop('}');
    const items: { key: Expression; value: Expression }[] = [];
    while (!this.scanner.take('}')) {
      const key = this.objectKey();
      if (!this.scanner.take('=') && !this.scanner.take(':')) this.scanner.fail('expected "=" or ":"');
      items.push({ key, value: this.expression() });
      this.scanner.take(',');
    }
    return { kind: 'object', items };
  }

  private objectKey(): Expression {
    const before = this.scanner.at;
    const name = this.scanner.name();
    const next = this.scanner.peek();
    if (name !== undefined && (next === '=' || next === ':')) return { kind: 'literal', value: name };
    this.scanner.at = before;
    return this.expression();
  }

  private loop(end: ']' | '}'): Expression {
    const { keyName, valueName } = this.loopNames();
    const of = this.expression();
    this.scanner.expect(':');
    const first = this.expression();
    const second = end === '}' && this.scanner.take('=>') ? this.expression() : undefined;
    const grouped = this.scanner.take('...');
    const filter = this.scanner.word('if') ? this.expression() : undefined;
    this.scanner.expect(end);
    const keyed = end === '}' ? { key: first, value: second ?? first } : { key: undefined, value: first };
    return { kind: 'for', keyName, valueName, of, ...keyed, filter, grouped, joined: false };
  }

  /** `k, v in`, shared with `%{for}`. */
  loopNames(): { keyName: string | undefined; valueName: string } {
    const first = this.scanner.name() ?? this.scanner.fail('expected a name');
    const second = this.scanner.take(',') ? (this.scanner.name() ?? this.scanner.fail('expected a name')) : undefined;
    if (!this.scanner.word('in')) this.scanner.fail('expected "in"');
    return second === undefined ? { keyName: undefined, valueName: first } : { keyName: first, valueName: second };
  }

  private heredoc(): Expression {
    const scanner: Scanner = this.scanner;
    const opening = /<<(-?)([A-Za-z_][\w-]*)\r?\n/y;
    opening.lastIndex = scanner.at;
    const found = opening.exec(scanner.text);
    if (!found) scanner.fail('expected a heredoc');
    const closing = new RegExp(`^[ \\t]*${found[2]}[ \\t]*\\r?$`, 'gm');
    closing.lastIndex = opening.lastIndex;
    const end = closing.exec(scanner.text);
    if (!end) scanner.fail('a heredoc without its end');
    const body = scanner.text.slice(opening.lastIndex, end.index);
    scanner.at = end.index + end[0].length;
    return parseTemplate(found[1] ? unindented(body) : body);
  }
}

/** The lines of a `<<-` heredoc without the indent that all of them have. */
function unindented(body: string): string {
  const lines = body.split('\n');
  const indents = lines.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length);
  const indent = indents.reduce((least, own) => Math.min(least, own), indents[0] ?? 0);
  return lines.map((line) => line.slice(indent)).join('\n');
}

/** Parses the text of one expression, as it stands between `${` and `}`. @throws SyntaxFault */
export function parseExpression(text: string): Expression {
  const parser = new ExpressionParser(new Scanner(text));
  const result = parser.expression();
  parser.scanner.space();
  if (!parser.scanner.ended) parser.scanner.fail('expected the end of the expression');
  return result;
}

/** Reads the expression at the cursor, for whoever reads what stands around it. @throws SyntaxFault */
export function readExpression(scanner: Scanner): Expression {
  return new ExpressionParser(scanner).expression();
}

/** Parses a whole string of Terraform JSON as the template that it is. @throws SyntaxFault */
export function parseTemplate(text: string): Expression {
  const parser = new ExpressionParser(new Scanner(text));
  const result = new TemplateReader(parser, false).read();
  if (!parser.scanner.ended) parser.scanner.fail('a template directive without its beginning');
  return result;
}
