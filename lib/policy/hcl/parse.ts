import { readExpression } from '../expression/parser';
import { Scanner } from '../expression/scanner';
import { type Expression, SyntaxFault } from '../expression/syntax';
import { InputError } from '../failure';
import { Bare } from '../json/bare';
import type { Json, JsonDocument, JsonObject } from '../json/parse';
import { literalOf } from './literal';

/** Blocks inside blocks: deeper is no configuration. */
const maximumDepth = 50;
/** Meta-arguments that name things instead of computing a value: Terraform JSON has their text as a string. */
const names = new Set([
  'provider',
  'ignore_changes',
  'depends_on',
  'replace_triggered_by',
  'providers',
  'type',
  'iterator',
]);

type Body = Record<string, Json>;

/**
 * Reads Terraform's native syntax (`*.tf`) as the Terraform JSON that means the same: blocks become objects below their
 * labels, literals stay, every other expression becomes a `${…}` template of its own text.
 *
 * @throws InputError naming `file`, line and column
 */
export function parseHcl(text: string, file: string): JsonDocument {
  const reader = new HclReader(text, file);
  const value = reader.file();
  return { value, lineOf: (object) => reader.lineOf(object) };
}

/** Reads a `*.tfvars`: arguments only, of literals. @throws InputError */
export function parseVariables(text: string, file: string): JsonObject {
  return new HclReader(text, file).variables();
}

class HclReader {
  private readonly scanner: Scanner;
  private readonly starts = new Map<object, number>();
  private counted = { at: 0, line: 1 };

  constructor(
    text: string,
    private readonly name: string,
  ) {
    this.scanner = new Scanner(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  }

  file(): JsonObject {
    return this.guarded(() => this.body(0, 'file'));
  }

  variables(): JsonObject {
    return this.guarded(() => this.body(0, 'variables'));
  }

  lineOf(object: object): number | undefined {
    const start = this.starts.get(object);
    if (start === undefined) return undefined;
    // Blocks are asked for in their order: each line break is counted once.
    const from = start >= this.counted.at ? this.counted : { at: 0, line: 1 };
    let { line } = from;
    const { text } = this.scanner;
    for (let at = text.indexOf('\n', from.at); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) line += 1;
    this.counted = { at: start, line };
    return line;
  }

  private guarded(read: () => JsonObject): JsonObject {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof SyntaxFault)) throw error;
      const lines = this.scanner.text.slice(0, this.scanner.at).split('\n');
      const column = (lines[lines.length - 1]?.length ?? 0) + 1;
      throw new InputError(
        `${this.name}:${lines.length}:${column}: not valid HCL: ${error.message}.\nCorrect the file: \`terraform validate\` says more.`,
      );
    }
  }

  /** Arguments and blocks up to the closing brace, or the end of the file. */
  private body(depth: number, kind: string): Body {
    const { scanner } = this;
    if (depth > maximumDepth) scanner.fail(`blocks nested deeper than ${maximumDepth} levels`);
    const result: Body = new Bare<Json>();
    for (;;) {
      scanner.space();
      if (scanner.ended ? depth === 0 : depth > 0 && scanner.take('}')) return result;
      const start = scanner.at;
      const name = scanner.name() ?? scanner.fail('expected an argument or a block');
      if (scanner.peek() === '=') this.argument(result, name, kind);
      else if (kind === 'variables') scanner.fail('expected "=": a file of variables has no blocks');
      else this.block(result, name, start, depth);
    }
  }

  private argument(into: Body, name: string, kind: string): void {
    if (name in into) this.scanner.fail(`the argument ${name} is set twice`);
    this.scanner.expect('=');
    this.scanner.space();
    const start = this.scanner.at;
    const expression = readExpression(this.scanner);
    // A variable's default and a file of variables hold values; nothing in them is read as a template again.
    const plain = kind === 'variables' || kind === 'variable';
    const text = this.scanner.text.slice(start, this.scanner.at);
    const literal = literalOf(expression, !plain);
    if (literal !== undefined) into[name] = literal;
    else into[name] = names.has(name) ? namesIn(expression, text) : template(text);
  }

  private block(into: Body, name: string, start: number, depth: number): void {
    const { scanner } = this;
    const labels: string[] = [];
    while (!scanner.take('{')) labels.push(this.label());
    const body = this.body(depth + 1, name);
    this.starts.set(body, start);
    const nested = labels.reduceRight<JsonObject>((inner, label) => {
      const outer: Body = new Bare<Json>();
      outer[label] = [inner];
      return outer;
    }, body);
    const before = into[name];
    if (before !== undefined && !Array.isArray(before)) scanner.fail(`${name} is an argument and a block`);
    // `lifecycle` stands once, and what reads it wants the object.
    if (name === 'lifecycle') into[name] = nested;
    else if (Array.isArray(before)) before.push(nested);
    else into[name] = [nested];
  }

  private label(): string {
    const { scanner } = this;
    if (scanner.peek() !== '"') return scanner.name() ?? scanner.fail('expected "=", a label or "{"');
    const label = literalOf(readExpression(scanner), false);
    return typeof label === 'string' ? label : scanner.fail('a label must be a plain string');
  }
}

/** An expression as Terraform JSON writes it; a comment or heredoc at its end needs a line of its own. */
function template(text: string): string {
  return `\${${text.trimEnd()}${/#|\/\/|<</.test(text) ? '\n' : ''}}`;
}

/** `aws.west`, `[tags, password]`, `{ aws = aws.west }`: their text, as Terraform JSON quotes it. */
function namesIn(expression: Expression, text: string): Json {
  if (expression.kind === 'tuple') return expression.items.map((item) => nameOf(item) ?? text);
  if (expression.kind !== 'object') return nameOf(expression) ?? text.trim();
  const result: Body = new Bare<Json>();
  for (const { key, value } of expression.items) result[nameOf(key) ?? text] = nameOf(value) ?? text;
  return result;
}

/** `a.b[0].c`, as it is written; undefined for anything that is no name. */
function nameOf(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'literal':
      return String(expression.value);
    case 'name':
      return expression.name;
    case 'attribute': {
      const of = nameOf(expression.of);
      return of === undefined ? undefined : `${of}.${expression.name}`;
    }
    case 'index': {
      const of = nameOf(expression.of);
      const { key } = expression;
      return of === undefined || key.kind !== 'literal' ? undefined : `${of}[${JSON.stringify(key.value)}]`;
    }
    default:
      return undefined;
  }
}
