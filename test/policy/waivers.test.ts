import { allow, type CheckPathsOptions, InputError, readWaivers, type Waiver } from '../../lib/policy';
import { checkFiles, names } from './support/check';

const config = (name: string) => ({
  '//': { metadata: { stackName: name } },
  resource: {
    terraform_data: { seed: { '//': { metadata: { path: `${name}/seed` } }, provisioner: { 'local-exec': {} } } },
  },
});
const files = { 'staging/cdk.tf.json': config('staging'), 'prod/cdk.tf.json': config('prod') };
const waiver: Waiver = {
  rule: 'SEC-PROVISIONER',
  address: 'terraform_data.seed',
  stack: 'prod',
  reason: 'Seeds the demo data, reviewed in RFC 12',
  owner: 'data',
  expires: '2027-01-31',
};
const now = new Date('2026-11-21T12:00:00Z');
const check = (waivers: readonly Waiver[], options: CheckPathsOptions = {}, paths = ['staging', 'prod']) =>
  checkFiles(files, { waivers, now, ...options }, paths);

it('covers one rule at one resource of one stack', () => {
  const result = check([waiver]);
  expect(names(result)).toEqual(['SEC-PROVISIONER terraform_data.seed']);
  expect(result.findings.map((finding) => [finding.stack, finding.waived, finding.waiver?.owner])).toEqual([
    ['staging', false, undefined],
    ['prod', true, 'data'],
  ]);
});

it.each<[string, Partial<Waiver>, string]>([
  ['expired', { expires: '2026-11-20' }, 'expired on 2026-11-20'],
  ['of nothing', { address: 'terraform_data.other' }, 'covers no finding'],
  ['of another rule', { rule: 'SEC-OPAQUE-MODULE' }, 'covers no finding'],
  ['of two stacks', { stack: undefined }, 'matches in several stacks (staging, prod)'],
])('is itself a finding when it is %s, and then waives nothing', (_, change, message) => {
  const result = check([{ ...waiver, ...change }]);
  expect(result.findings.filter((finding) => finding.waived)).toEqual([]);
  expect(result.findings.filter((finding) => finding.rule === 'DET-WAIVER')).toEqual([
    expect.objectContaining({ message: expect.stringContaining(message) }),
  ]);
});

it('holds on its last day, in UTC', () => {
  expect(names(check([{ ...waiver, expires: '2026-11-21' }]))).toHaveLength(1);
});

it('is neither used nor unused when its stack is not under check', () => {
  expect(names(check([waiver], {}, ['staging']))).toEqual(['SEC-PROVISIONER terraform_data.seed']);
});

it('cannot waive the check of waivers', () => {
  const expired = { ...waiver, expires: '2020-01-01' };
  const result = check([expired, { ...waiver, rule: 'DET-WAIVER' }]);
  expect(result.findings.filter((finding) => finding.rule === 'DET-WAIVER').map((finding) => finding.waived)).toEqual([
    false,
    false,
  ]);
});

it.each<[string, object, string]>([
  ['a short reason', { reason: 'because' }, 'at least 20 characters, got "because"'],
  ['a reason of blanks', { reason: ' '.repeat(30) }, 'at least 20 characters'],
  ['no owner', { owner: '' }, '`owner` must name'],
  ['a day that is none', { expires: '2027-02-30' }, 'must be a day such as'],
  ['a date in words', { expires: 'next year' }, 'must be a day such as'],
  ['neither address nor path', { address: undefined }, 'exactly one of `address` and `path`'],
  ['both address and path', { path: 'prod/seed' }, 'exactly one of `address` and `path`'],
  ['no rule', { rule: undefined }, '`rule` must be a rule id'],
])('is refused with %s', (_, change, message) => {
  expect(() => allow({ ...waiver, ...change } as Waiver)).toThrow(message);
});

it('names every fault at once, and the entry of a file', () => {
  expect(() => readWaivers([waiver, { rule: 'X' }], 'waivers.json')).toThrow(
    /waivers\.json: entry 2: .*address.*reason.*owner.*expires/,
  );
  expect(() => readWaivers({}, 'waivers.json')).toThrow(InputError);
  expect(() => readWaivers([null], 'waivers.json')).toThrow('entry 1');
});
