import { isOpen, Unknown } from '../../../lib/policy/graph/value';
import console from './fixtures/console.json';
import { fold, plain } from './support';

it.each(console.answers as [string, unknown][])('folds %s as terraform console does', (expression, answer) => {
  expect(plain(fold(`\${${expression}}`))).toEqual(answer);
});

it.each([
  ['plain text', 'plain text'],
  ['$${not.a.reference}', '${not.a.reference}'],
  ['${true}', true],
  [' ${true}', ' true'],
  ['${true || var.x}', true],
  ['${var.x && false}', false],
  ['${var.x ? "same" : "same"}', 'same'],
  ['${merge(var.x, { a = 1 })["a"]}', 1],
  ['${{ a = var.x, b = 2 }.b}', 2],
  ['${<<EOT\nline ${1}\nEOT\n}', 'line 1\n'],
  ['${<<-EOT\n    a\n      b\n    EOT\n}', 'a\n  b\n'],
])('folds %j although a part of it is not known', (text, value) => {
  expect(plain(fold(text))).toEqual(value);
});

it.each([
  '${var.x}',
  '${!var.x}',
  '${var.x == 1}',
  '${true && var.x}',
  '${var.x ? 1 : 2}',
  '${unheardof("x")}',
  '${file("secret")}',
  '${replace("a", "/(a+)+$/", "b")}',
  '${[1][var.x]}',
  '${tonumber("x")}',
  '${1 / 0}',
  '${element([], 0)}',
  '${jsondecode("{")}',
  '${',
  '${}',
  '${a b}',
  '${"unclosed}',
  '%{ if true }x',
  '%{ endif }',
  '${[for x in [1] x]}',
])('does not guess %s', (text) => {
  expect(isOpen(fold(text))).toBe(true);
});

it('keeps the known pieces of a string, so that an ARN pattern can be read', () => {
  const value = fold('arn:aws:s3:::${var.x}/${"log"}s/*');
  expect(value).toBeInstanceOf(Unknown);
  expect(plain((value as Unknown).parts.pieces ?? [])).toEqual(['arn:aws:s3:::', '?', '/logs/*']);
});

it('ends on hostile nesting', () => {
  for (const [open, close] of [
    ['(', ')'],
    ['[', ']'],
    ['!', ''],
    ['{a=', '}'],
    ['"${', '}"'],
    ['f(', ')'],
    ['true ? ', ' : 1'],
  ] as const) {
    expect(isOpen(fold(`\${${open.repeat(50_000)}1${close.repeat(50_000)}}`))).toBe(true);
  }
  expect(isOpen(fold(`\${1${' + 1'.repeat(50_000)}}`))).toBe(true);
  expect(isOpen(fold(`\${var${'.a'.repeat(50_000)}}`))).toBe(true);
});
