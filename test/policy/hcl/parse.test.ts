import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@cdktf/hcl2json';
import fc from 'fast-check';
import { parseHcl, parseVariables } from '../../../lib/policy/hcl/parse';

const read = (text: string): unknown => JSON.parse(JSON.stringify(parseHcl(text, 'main.tf').value));

it.each<[string, string, unknown]>([
  [
    'literals',
    'locals {\n a = 1\n b = -2.5\n c = true\n d = null\n e = "x"\n}',
    { locals: [{ a: 1, b: -2.5, c: true, d: null, e: 'x' }] },
  ],
  [
    'lists and maps of literals',
    'locals {\n a = [1, "b"]\n c = { d = "e", "f" : [] }\n}',
    { locals: [{ a: [1, 'b'], c: { d: 'e', f: [] } }] },
  ],
  [
    'labels',
    'resource "aws_vpc" main {\n cidr_block = "10.0.0.0/16"\n}',
    { resource: [{ aws_vpc: [{ main: [{ cidr_block: '10.0.0.0/16' }] }] }].map(unlist) },
  ],
  [
    'expressions',
    'locals {\n a = var.b ? 1 : [for x in var.c : x if x != ""]\n}',
    { locals: [{ a: '${var.b ? 1 : [for x in var.c : x if x != ""]}' }] },
  ],
  ['templates', 'locals {\n a = "b-${var.c}"\n}', { locals: [{ a: '${"b-${var.c}"}' }] }],
  ['what only looks like a template', 'locals {\n a = "$${b} %%{c}"\n}', { locals: [{ a: '$${b} %%{c}' }] }],
  ['backslashes', 'locals {\n a = "b\\n\\"c\\u0041"\n}', { locals: [{ a: 'b\n"cA' }] }],
  ['comments', '# a\n// b\n/* c\n */ locals { a = 1 } # d', { locals: [{ a: 1 }] }],
  [
    'a comment behind an expression',
    'locals {\n a = var.b # c\n d = 1\n}',
    { locals: [{ a: '${var.b # c\n}', d: 1 }] },
  ],
  ['heredocs', 'locals {\n a = <<-X\n   b\n    c\n  X\n d = 1\n}', { locals: [{ a: 'b\n c\n', d: 1 }] }],
  [
    'names',
    'resource "a" "b" {\n provider = aws.west\n lifecycle {\n  ignore_changes = [tags, x[0].y, t["z"]]\n }\n}',
    { resource: [{ a: { b: { provider: 'aws.west', lifecycle: { ignore_changes: ['tags', 'x[0].y', 't["z"]'] } } } }] },
  ],
  [
    'ignore_changes = all',
    'resource "a" "b" {\n lifecycle {\n  ignore_changes = all\n }\n}',
    { resource: [{ a: { b: { lifecycle: { ignore_changes: 'all' } } } }] },
  ],
  [
    'several blocks of one kind',
    'resource "a" "b" {\n c {\n d = 1\n }\n c {}\n}',
    { resource: [{ a: { b: { c: [{ d: 1 }, {}] } } }] },
  ],
  [
    'dynamic blocks',
    'resource "a" "b" {\n dynamic "c" {\n for_each = var.d\n iterator = e\n content {\n f = e.value\n }\n }\n}',
    {
      resource: [
        { a: { b: { dynamic: [{ c: { for_each: '${var.d}', iterator: 'e', content: [{ f: '${e.value}' }] } }] } } },
      ],
    },
  ],
  [
    'functions of providers',
    'locals {\n a = provider::aws::arn_parse(var.b)\n}',
    { locals: [{ a: '${provider::aws::arn_parse(var.b)}' }] },
  ],
  [
    'a default, which is no template',
    'variable "a" {\n type = list(string)\n default = ["$${b}"]\n}',
    { variable: [{ a: { type: 'list(string)', default: ['${b}'] } }] },
  ],
])('reads %s', (_, text, expected) => {
  expect(flat(read(text))).toEqual(flat(expected));
});

/** A list of one object below a label means the same as the object. */
function flat(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(flat);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unlist(flat(inner))]));
}
function unlist(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 && typeof value[0] === 'object' ? value[0] : value;
}

it('has the blocks, labels and literals that HashiCorp’s parser has', async () => {
  const file = join(__dirname, '..', '..', 'e2e', 'hcl', 'main.tf');
  const text = readFileSync(file, 'utf8');
  const shape = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shape);
    if (typeof value === 'string') return value.includes('${') || value.includes('\n') ? '(expression)' : value;
    if (typeof value !== 'object' || value === null) return value;
    // It looks into lists and maps of expressions, which are one expression here.
    const entries = Object.entries(value).map(([key, inner]) => [key, shape(inner)] as const);
    return Object.fromEntries(entries);
  };
  const ours = flat(shape(read(text))) as Record<string, Record<string, unknown>[]>;
  const theirs = flat(shape(await parse(file, text))) as Record<string, Record<string, unknown>[]>;
  const addresses = (json: Record<string, unknown>) =>
    Object.entries(json).flatMap(([kind, blocks]) =>
      [blocks]
        .flat()
        .flatMap((block) =>
          Object.entries(block as object).flatMap(([label, named]) =>
            Object.keys([named].flat()[0] as object).map((name) => `${kind} ${label} ${name}`),
          ),
        ),
    );
  const kinds = ['resource', 'data'].map((kind) => [kind, [ours[kind]].flat().map((one) => Object.keys(one ?? {}))]);
  expect(kinds.flat(3)).toContain('aws_s3_bucket_policy');
  const inOne = (json: Record<string, unknown>) =>
    new Set(addresses({ resource: json.resource, data: json.data }).sort());
  expect(inOne(ours)).toEqual(inOne(theirs));
});

it.each([
  ['a brace that is missing', 'locals {\n a = 1\n', 'main.tf:3:1'],
  ['a value that is missing', 'locals {\n a =\n}', 'main.tf:3:1'],
  ['a heredoc without its end', 'locals {\n a = <<X\n b\n}', 'main.tf:2:6'],
  ['an argument twice', 'locals {\n a = 1\n a = 2\n}', 'main.tf:3:4'],
  ['something else', 'PK\u0003\u0004', 'main.tf:1'],
])('ends on %s with the place', (_, text, place) => {
  expect(() => read(text)).toThrow(
    expect.objectContaining({ name: 'InputError', message: expect.stringContaining(place) }),
  );
});

it('ends on what is nested too deeply', () => {
  expect(() => read('a {\n'.repeat(5_000))).toThrow('nested deeper');
  expect(() => read(`locals {\n a = ${'['.repeat(50_000)}\n}`)).toThrow('nested deeper');
});

it('reads variables', () => {
  expect({ ...parseVariables('a = "x"\nb = ["$${c}"]\n', 'terraform.tfvars') }).toEqual({ a: 'x', b: ['${c}'] });
});

it('ends with a place, or a document, on any text', () => {
  const text = readFileSync(join(__dirname, '..', '..', 'e2e', 'hcl', 'main.tf'), 'utf8').slice(0, 3_000);
  const pieces = fc.constantFrom(
    '{',
    '}',
    '"',
    '${',
    '%{ if',
    '<<X',
    '\n',
    '\\',
    '/*',
    '=',
    '[',
    '\u0000',
    '__proto__ = 1\n',
  );
  const mutation = fc.tuple(fc.nat(text.length), fc.nat(40), pieces);
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 5 }), (mutations) => {
      const broken = mutations.reduce((now, [at, cut, put]) => now.slice(0, at) + put + now.slice(at + cut), text);
      try {
        parseHcl(broken, 'main.tf');
      } catch (error) {
        expect(error).toMatchObject({ name: 'InputError', message: expect.stringMatching(/^main\.tf:\d+:\d+: /) });
      }
    }),
    { numRuns: 500 },
  );
});
