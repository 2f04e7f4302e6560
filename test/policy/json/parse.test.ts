import fc from 'fast-check';
import { InputError } from '../../../lib/policy';
import { parseJson } from '../../../lib/policy/json/parse';

const parse = (text: string) => parseJson(text, 'x.tf.json').value;
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

it('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value, null, 2);
      expect(plain(parse(text))).toEqual(JSON.parse(text));
    }),
  );
});

it('refuses what JSON.parse refuses, and never fails in another way', () => {
  const broken = fc
    .tuple(fc.jsonValue(), fc.nat(), fc.constantFrom('', '{', ']', '"', ',', '\\', '\n', '1', 'nul'))
    .map(([value, at, piece]) => {
      const text = JSON.stringify(value);
      const cut = at % (text.length + 1);
      return text.slice(0, cut) + piece + text.slice(cut + 1);
    });
  fc.assert(
    fc.property(broken, (text) => {
      let ours: unknown;
      try {
        ours = { value: plain(parse(text)) };
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
      let theirs: unknown;
      try {
        theirs = { value: plain(JSON.parse(text)) };
      } catch {
        theirs = undefined;
      }
      // A repeated key is the one thing that is refused here only.
      if (ours !== undefined) expect(ours).toEqual(theirs);
    }),
    { numRuns: 500 },
  );
});

it.each([
  ['{\n  "a": 1,\n  "b": }', 'x.tf.json:3:8'],
  ['{"a": 1 "b": 2}', 'x.tf.json:1:9'],
  ['{"a": "x\ny"}', 'x.tf.json:1:9'],
  ['', 'x.tf.json:1:1'],
  ['{"a": 1}\n}', 'x.tf.json:2:1'],
  ["{'a': 1}", 'x.tf.json:1:2'],
  ['{"a": "\\q"}', 'x.tf.json:1:7'],
])('names the place in %j', (text, place) => {
  expect(() => parse(text)).toThrow(place);
});

it('refuses a key that stands twice: JSON.parse would hide the first', () => {
  expect(() => parse('{"ingress": {"cidr_blocks": ["0.0.0.0/0"]}, "ingress": {}}')).toThrow(
    'the key "ingress" stands twice',
  );
});

it('takes __proto__ for a key like any other', () => {
  const value = parse('{"__proto__": {"polluted": true}, "constructor": 1}');
  expect(Object.keys(value as object)).toEqual(['__proto__', 'constructor']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

it('refuses hostile nesting with a message', () => {
  expect(() => parse('['.repeat(100_000))).toThrow('nested deeper than 200 levels');
});

it('knows the line of a resource block', () => {
  const document = parseJson('{\n"resource": {\n"aws_vpc": {\n"main": {}\n}}}', 'x');
  const root = document.value as Record<string, Record<string, Record<string, object>>>;
  expect(document.lineOf(root.resource?.aws_vpc?.main ?? {})).toBe(4);
});
