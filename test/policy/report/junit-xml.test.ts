import { DOMParser } from '@xmldom/xmldom';
import { type CheckResult, type Finding, renderReport } from '../../../lib/policy';
import { checkFiles } from '../support/check';

/** Parses as strictly as the parser can: the first fault throws. */
function parse(xml: string) {
  const onError = (level: string, message: string): never => {
    throw new Error(`${level}: ${message}`);
  };
  return new DOMParser({ onError }).parseFromString(xml, 'text/xml');
}

const files = {
  'a.tf.json': {
    resource: { aws_db_instance: { db: { publicly_accessible: true }, other: { publicly_accessible: true } } },
  },
};
const waivers = ['db', 'other'].map((name) => ({
  rule: 'SEC-RDS-PUBLIC',
  address: `aws_db_instance.${name}`,
  reason: 'Demo data alone, reviewed in RFC 12',
  owner: 'data',
  expires: '2999-12-31',
}));

it.each<[string, CheckResult]>([
  ['findings', checkFiles(files)],
  ['findings and waivers', checkFiles(files, { waivers: waivers.slice(0, 1) })],
  ['nothing', { findings: [], notes: [], resources: 0, rules: 1 }],
])('is well-formed with %s, and its counts are right', (_, result) => {
  const document = parse(renderReport(result, 'junit'));
  const count = (name: string) => document.getElementsByTagName(name).length;
  const suites = Array.from(document.getElementsByTagName('testsuite'));
  const sum = (name: string) => suites.reduce((all, suite) => all + Number(suite.getAttribute(name)), 0);
  expect([sum('tests'), sum('failures'), sum('skipped')]).toEqual([
    count('testcase'),
    count('failure'),
    count('skipped'),
  ]);
  expect(count('failure')).toBe(result.findings.filter((finding) => !finding.waived).length);
});

it('stays well-formed whatever a name holds', () => {
  const [finding] = checkFiles(files).findings as [Finding];
  const hostile = ']]>&<a b="c">\u0000\u0008\ufffe\ud800</testsuites><!-- -- \u001b[2J \u{1f600} %x;';
  const evil = { ...finding, stack: hostile, address: hostile, message: hostile, value: hostile, how: hostile };
  const result = { findings: [evil], notes: [], resources: 1, rules: 1 };
  const document = parse(renderReport(result, 'junit'));
  expect(document.getElementsByTagName('failure')).toHaveLength(1);
  expect(document.getElementsByTagName('testcase')[0]?.getAttribute('name')).toContain('</testsuites><!-- --');
});

it('is refused when it is broken, so the test can fail', () => {
  expect(() => parse('<testsuites><testsuite></testsuites>')).toThrow();
});
