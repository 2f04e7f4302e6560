import { previewOf, renderPreview } from '../../lib/plan';
import { type Entry, plan } from './support/plan';

/** The lines that a change is told by, as on a terminal. */
function lines(entry: Entry, rest = {}): readonly string[] {
  const text = renderPreview({ previews: [previewOf(plan([entry], rest))], revision: {} }, 'text');
  return text.split('\n').flatMap((line) => /^ {8}([-+~ ] .*)$/.exec(line)?.[1] ?? []);
}

const update = (before: object, after: object, more: Partial<Entry> = {}): Entry => ({ before, after, ...more });
const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const read = { Sid: 'Read', Effect: 'Allow', Action: ['s3:GetObject'], Resource: 'arn:aws:s3:::a/*' };

describe('the difference of attributes', () => {
  it.each<[string, Entry, readonly string[]]>([
    [
      'a value inside a block',
      update({ a: [{ b: { c: 1, d: 1 } }] }, { a: [{ b: { c: 2, d: 1 } }] }),
      ['~ a[0].b.c: 1 → 2'],
    ],
    [
      'a value that is set and one that is taken away',
      update({ a: 'x', b: null }, { a: null, b: false }),
      ['- a = "x"', '+ b = false'],
    ],
    [
      'an item of a set, wherever it stands',
      update({ c: ['1', '2', '3'] }, { c: ['3', '4', '1'] }),
      ['- c[1] = "2"', '+ c[1] = "4"'],
    ],
    [
      'only the order',
      update({ c: ['1', '2'] }, { c: ['2', '1'] }),
      ['~ c: ["1", "2"] → ["2", "1"]  # the same items in another order'],
    ],
    [
      'a block of a set that changes in one argument',
      update(
        {
          rule: [
            { port: 22, from: 'a', to: 'b' },
            { port: 443, from: 'a', to: 'b' },
          ],
        },
        {
          rule: [
            { port: 443, from: 'a', to: 'c' },
            { port: 22, from: 'a', to: 'b' },
          ],
        },
      ),
      ['~ rule[0].to: "b" → "c"'],
    ],
    [
      'a block with a name, however much of it changes',
      update({ user: [{ name: 'a', x: 1, y: 1, z: 1 }] }, { user: [{ name: 'a', x: 2, y: 2, z: 2 }] }),
      ['~ user[0].x: 1 → 2', '~ user[0].y: 1 → 2', '~ user[0].z: 1 → 2'],
    ],
    [
      'a value that only apply knows',
      update({ a: 'x' }, {}, { unknown: { a: true } }),
      ['~ a: "x" → (known after apply)'],
    ],
    [
      'a key with blanks and dots',
      update({ tags: { 'a b.c': '1' } }, { tags: { 'a b.c': '2' } }),
      ['~ tags["a b.c"]: "1" → "2"'],
    ],
    [
      'an argument that cannot change in place',
      update(
        { id: 'i', name: 'x' },
        { name: 'y' },
        { actions: ['delete', 'create'], unknown: { id: true }, change: { replace_paths: [['name']] } },
      ),
      ['~ name: "x" → "y"  # forces replacement'],
    ],
    [
      'an argument inside a JSON text',
      update({ d: '[{"name":"web","cpu":1}]' }, { d: '[{"name":"web","cpu":2}]' }),
      ['~ d[0].cpu: 1 → 2'],
    ],
    [
      'JSON that only reads differently',
      update({ d: '{"a":1,"b":2}' }, { d: '{ "b": 2, "a": 1 }' }),
      ['~ d: "{\\"a\\":1,\\"b\\":2}" → "{ \\"b\\": 2, \\"a\\": 1 }"  # the same JSON, written differently'],
    ],
    [
      'a longer text by its lines',
      update({ script: 'a\nb\nc\n' }, { script: 'a\nx\nc\n' }),
      ['~ script:', '    a', '-   b', '+   x', '    c'],
    ],
    [
      'a tag once, though the provider says it twice',
      update({ tags: { a: '1' }, tags_all: { a: '1' } }, { tags: { a: '2' }, tags_all: { a: '2' } }),
      ['~ tags.a: "1" → "2"'],
    ],
    ['a mark that is taken away', update({ a: 'x' }, { a: 'x' }, { beforeSensitive: { a: true } }), []],
  ])('tells %s', (_, entry, expected) => {
    expect(lines(entry).filter((line) => !line.includes('marked sensitive'))).toEqual(expected);
  });

  it('tells a policy by its statements', () => {
    const before = policy(read, {
      Effect: 'Deny',
      Action: 's3:*',
      Resource: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    const after = policy(
      { Effect: 'Deny', Action: ['s3:*'], Resource: ['*'], Condition: { Bool: { 'aws:SecureTransport': ['false'] } } },
      { ...read, Action: ['s3:GetObject', 's3:PutObject'], Principal: { AWS: 'arn:aws:iam::1:root' } },
      { Effect: 'Allow', NotAction: 'iam:*', Resource: '*' },
    );
    expect(lines(update({ policy: before }, { policy: after }))).toEqual([
      '~ policy:',
      '~   statement "Read" (Allow)',
      '+     principal AWS arn:aws:iam::1:root',
      '+     action s3:PutObject',
      '+   statement (no Sid) (Allow)',
      '+     everything but action iam:*',
      '+     resource *',
    ]);
  });

  it('says when a policy is only written differently', () => {
    const [line] = lines(update({ policy: policy(read) }, { policy: policy({ ...read, Action: 's3:GetObject' }) }));
    expect(line).toBe('~ policy:  # the same policy, written differently');
  });

  it('ends on input that is nested without end', () => {
    const deep = Array.from({ length: 90 }).reduce<object>((inner) => ({ a: inner }), { end: 1 });
    expect(() => lines(update({ a: { ...deep, x: 1 } }, { a: { ...deep, x: 2 } }))).not.toThrow();
  });
});
