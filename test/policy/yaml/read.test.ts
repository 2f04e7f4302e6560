import { emptyMap, Reference, type Resource, Unknown, type Value } from '../../../lib/policy/graph/value';
import { parseYaml } from '../../../lib/policy/yaml/parse';
import { readYaml } from '../../../lib/policy/yaml/read';

const reference = new Reference({ address: 'aws_iam_role.ops' } as Resource, ['arn']);
const pieces = (...parts: Value[]) => new Unknown('text', { pieces: parts });
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

it('reads every document, and YAML 1.1 as Kubernetes does', () => {
  expect(plain(parseYaml('a: yes\nb: off\n---\nc: 1'))).toEqual([{ a: true, b: false }, { c: 1 }]);
});

it('follows anchors and merges', () => {
  expect(plain(parseYaml('base: &x { privileged: true }\nother: { <<: *x, a: 1 }'))).toEqual([
    { base: { privileged: true }, other: { privileged: true, a: 1 } },
  ]);
});

it('makes a key __proto__ a key', () => {
  const [document] = parseYaml('__proto__: { polluted: true }\na: 1') ?? [];
  expect(Object.keys(document ?? {})).toContain('a');
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

it.each([
  ['text that is no YAML', 'a: [b'],
  ['a repeated key', 'a: 1\na: 2'],
  ['more than a cluster stores', 'a: 1\n---\n'.repeat(1_000_000)],
  ['a deep nesting', '['.repeat(5_000)],
  ['a deep nesting that is well-formed', `${'['.repeat(500)}${']'.repeat(500)}`],
  [
    'aliases that expand to gigabytes',
    [
      'a: &a [x,x,x,x,x,x,x,x,x,x]',
      ...'bcdefghij'
        .split('')
        .map((key, at) => `${key}: &${key} [${Array(10).fill(`*${'abcdefghij'[at]}`).join(',')}]`),
    ].join('\n'),
  ],
])('does not read %s', (_, text) => {
  expect(parseYaml(text)).toBeUndefined();
});

it('keeps what is not known at its place in the text', () => {
  const [document] = readYaml(pieces('role: ', reference, '\nname: x-', new Unknown('v'), '\n')) ?? [];
  expect((document as Record<string, Value>).role).toBe(reference);
  expect((document as Record<string, Value>).name).toBeInstanceOf(Unknown);
});

it('reads what yamlencode was given, and an object as itself', () => {
  const object = Object.assign(emptyMap(), { a: 1 });
  expect(readYaml(new Unknown('yamlencode', { encoded: object }))).toEqual([object]);
  expect(readYaml(object)).toEqual([object]);
});

it('does not take a text that is not known for an empty one', () => {
  expect(readYaml(new Unknown('a file'))).toBeUndefined();
  expect(readYaml(pieces(reference))).toBeUndefined();
});
