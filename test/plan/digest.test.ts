import { canonicalChanges, canonicalDigest, digestDifference, parsePlan } from '../../lib/plan';
import { FIXTURES, fixture, fixtureText } from './support/fixture';
import { type Entry, plan } from './support/plan';

const update: Entry = {
  address: 'aws_sqs_queue.jobs',
  before: { id: 'q', delay: 0, tags: { a: '1', b: '2' } },
  after: { id: 'q', delay: 5, tags: { a: '1', b: '3' } },
};
const digest = (entries: readonly Entry[], rest = {}): string => canonicalDigest(plan(entries, rest));
const policy = (actions: unknown, extra = {}): string =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Action: actions, Resource: '*', ...extra }], Version: '2012-10-17' });

describe('canonicalDigest', () => {
  it.each(FIXTURES)('is the same for %s planned at another time, and has no other form', (name) => {
    const text = fixtureText(name);
    const [time = ''] = /(?<="timestamp":")[^"]+/.exec(text) ?? [];
    const again = parsePlan(text.replaceAll(time, '2027-02-03T04:05:06Z'), 'again.json');
    expect(canonicalDigest(again)).toBe(canonicalDigest(fixture(name)));
    expect(canonicalDigest(again)).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('is the same for changes and keys in another order', () => {
    const other: Entry = { address: 'aws_sqs_queue.other', after: { name: 'x', delay: 1 } };
    const turned: Entry = { ...other, after: { delay: 1, name: 'x' } };
    expect(digest([update, other])).toBe(digest([turned, update]));
  });

  it('is the same for a policy whose lists stand in another order', () => {
    const one = digest([{ before: { policy: policy('s3:Get') }, after: { policy: policy(['a:B', 'c:D']) } }]);
    expect(digest([{ before: { policy: policy(['s3:Get']) }, after: { policy: policy(['c:D', 'a:B']) } }])).toBe(one);
    expect(digest([{ before: { policy: policy('s3:Get') }, after: { policy: policy(['a:B', 'c:E']) } }])).not.toBe(one);
  });

  it('leaves out what was there before a value that only apply knows', () => {
    const later = (before: string): Entry => ({
      before: { id: 'i', time: before },
      after: { id: 'i' },
      unknown: { time: true },
    });
    expect(digest([later('10:00')])).toBe(digest([later('11:00')]));
  });

  it('leaves out attributes that do not change', () => {
    const same = (time: string): Entry => ({
      ...update,
      before: { ...(update.before as object), time },
      after: { ...(update.after as object), time },
    });
    expect(digest([same('10:00')])).toBe(digest([same('11:00')]));
  });

  it.each<[string, Entry]>([
    ['another value', { ...update, after: { id: 'q', delay: 6, tags: { a: '1', b: '3' } } }],
    ['another starting point', { ...update, before: { id: 'q', delay: 1, tags: { a: '1', b: '2' } } }],
    ['a replacement', { ...update, actions: ['delete', 'create'] }],
    ['the other order of a replacement', { ...update, actions: ['create', 'delete'] }],
    ['another address', { ...update, address: 'aws_sqs_queue.others' }],
    ['a move', { ...update, entry: { previous_address: 'aws_sqs_queue.old' } }],
    ['an import', { ...update, change: { importing: { id: 'q' } } }],
    ['a value that became unknown', { ...update, unknown: { delay: true } }],
    ['one attribute more', { ...update, after: { id: 'q', delay: 5, tags: { a: '1', b: '3' }, kms: 'x' } }],
  ])('differs for %s', (_, entry) => {
    expect(digest([entry])).not.toBe(digest([update]));
  });

  it('differs when something else is destroyed', () => {
    expect(digest([{ before: { id: 'a' } }])).not.toBe(digest([{ before: { id: 'b' } }]));
  });

  it('counts that a secret changes, and nothing that it could be guessed from', () => {
    const secret = (before: string, after: string): Entry => ({
      before: { password: before },
      after: { password: after },
      beforeSensitive: { password: true },
      afterSensitive: { password: true },
    });
    expect(digest([secret('a', 'b')])).toBe(digest([secret('a', 'c')]));
    expect(digest([secret('a', 'b')])).not.toBe(digest([secret('a', 'a')]));
  });

  it('counts changes of outputs', () => {
    const output = (after: string) => ({
      output_changes: { url: { actions: ['update'], before: 'a', after, after_unknown: false } },
    });
    expect(digest([], output('b'))).not.toBe(digest([], output('c')));
  });

  it('tells apart what was not reviewed, what is missing and what has other values', () => {
    const reviewed = canonicalChanges(plan([update, { address: 'aws_sqs_queue.gone', after: { name: 'x' } }]));
    const now = canonicalChanges(
      plan([
        { ...update, after: { id: 'q', delay: 9, tags: {} } },
        { address: 'aws_sqs_queue.fresh', before: { id: '1' } },
      ]),
    );
    expect(digestDifference(reviewed, now)).toEqual([
      'not reviewed: aws_sqs_queue.fresh (delete)',
      'reviewed, and not planned any more: aws_sqs_queue.gone (create)',
      'planned with other values than were reviewed: aws_sqs_queue.jobs (update)',
    ]);
    expect(digestDifference(reviewed, reviewed)).toEqual([]);
  });
});
