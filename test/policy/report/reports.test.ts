import { type CheckResult, type Finding, type ReportFormat, renderReport } from '../../../lib/policy';

const finding: Finding = {
  rule: 'SEC-SG-WORLD',
  severity: 'critical',
  stack: 'prod',
  address: 'aws_security_group.db["a"]',
  constructPath: 'prod/db',
  how: 'addOverride',
  value: 'ingress[0] = 0.0.0.0/0',
  message: 'tcp/5432 is open to the world',
  why: 'It is scanned within minutes.',
  fix: 'Admit a security group.',
  controls: ['AWS-FSBP EC2.18'],
  waived: false,
  file: 'cdktf.out/stacks/prod/cdk.tf.json',
  line: 12,
};
const waived: Finding = {
  ...finding,
  rule: 'DET-TAGS',
  address: 'aws_vpc.main',
  constructPath: null,
  waived: true,
  waiver: {
    rule: 'DET-TAGS',
    address: 'aws_vpc.main',
    reason: 'Imported, tagged by another team',
    owner: 'network',
    expires: '2027-01-31',
  },
};
const result: CheckResult = {
  findings: [waived, finding],
  notes: [
    {
      rule: 'SEC-DB-PUBLIC-SUBNET',
      stack: 'prod',
      address: 'aws_db_instance.x',
      message: 'data is not among these files',
    },
  ],
  resources: 3,
  rules: 18,
};
const clean: CheckResult = { findings: [], notes: [], resources: 3, rules: 18 };
const formats: readonly ReportFormat[] = ['text', 'json', 'sarif', 'junit', 'markdown'];

it('text: grouped by resource, fix before why, waivers with owner and day', () => {
  const text = renderReport(result, 'text');
  expect(text.indexOf('fix ')).toBeLessThan(text.indexOf('why '));
  for (const part of [
    'prod aws_security_group.db["a"]  (prod/db)',
    'SEC-SG-WORLD critical',
    'ingress[0] = 0.0.0.0/0 (addOverride)',
    'until 2027-01-31, network',
    'Not looked at',
    '1 finding (1 critical): 3 resources, 18 rules, 1 waived.',
    'rampart rules SEC-SG-WORLD',
    `rampart explain 'aws_security_group.db["a"]'`,
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain('\u001b');
  expect(renderReport(result, 'text', { colors: true })).toContain('\u001b[31m');
  expect(renderReport(clean, 'text')).toBe('No findings: 3 resources, 18 rules.\n');
});

it('text: says of which stack the stage was assumed', () => {
  const assumed = (stage: string) =>
    renderReport({ ...result, assumedStages: [{ stack: 'shop', stage }] }, 'text').includes('shop names no stage');
  expect(assumed('prod')).toBe(true);
  expect(assumed('sandbox')).toBe(false);
});

it('text: findings of one rule at one resource are told together, on one screen', () => {
  const many = Array.from({ length: 12 }, (_, index) => ({ ...finding, message: `subnet ${index} is public` }));
  const text = renderReport({ ...result, findings: many }, 'text');
  expect(text).toContain('SEC-SG-WORLD critical  12 times\n    - subnet 0 is public\n    - subnet 1 is public');
  expect(text).toContain('    - and 4 more\n    fix   Admit');
  expect(text.match(/ fix /g)).toHaveLength(1);
  expect(text).toContain('12 findings (12 critical):');
  expect(text.split('\n').length).toBeLessThan(24);
  const values = [finding, { ...finding, value: 'ingress[1] = ::/0' }];
  expect(renderReport({ ...result, findings: values }, 'text')).toMatch(
    /value ingress\[0\] = 0\.0\.0\.0\/0 \(addOverride\)\n {4}- .*\n {6}value ingress\[1\] = ::\/0/,
  );
  expect(JSON.parse(renderReport({ ...result, findings: many }, 'json')).findings).toHaveLength(12);
});

it('text: says where the resource stands', () => {
  expect(renderReport(result, 'text')).toContain('(prod/db)\n  cdktf.out/stacks/prod/cdk.tf.json:12\n');
});

it('json: the contract, no key more or less', () => {
  const json = JSON.parse(renderReport(result, 'json'));
  expect(json.summary).toEqual({ resources: 3, rules: 18, findings: 1, waived: 1 });
  expect(Object.keys(json)).toEqual(['summary', 'findings']);
  expect(Object.keys(json.findings[1])).toEqual([
    'rule',
    'severity',
    'stack',
    'address',
    'constructPath',
    'message',
    'why',
    'fix',
    'controls',
    'waived',
  ]);
});

it('sarif: rules, level, place, suppression, and a fingerprint that survives a reworded message', () => {
  const [run] = JSON.parse(renderReport(result, 'sarif')).runs;
  const [suppressed, open] = run.results;
  expect(run.tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(['DET-TAGS', 'SEC-SG-WORLD']);
  expect(open).toMatchObject({ ruleId: 'SEC-SG-WORLD', ruleIndex: 1, level: 'error' });
  expect(open.locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'cdktf.out/stacks/prod/cdk.tf.json' },
    region: { startLine: 12 },
  });
  expect(open.locations[0].logicalLocations).toContainEqual({ fullyQualifiedName: 'prod/db', kind: 'construct' });
  expect(suppressed.suppressions[0].justification).toContain('network');
  const reworded = { ...result, findings: [{ ...finding, message: 'another wording' }] };
  expect(JSON.parse(renderReport(reworded, 'sarif')).runs[0].results[0].partialFingerprints).toEqual(
    open.partialFingerprints,
  );
});

it('junit: a failure and a skip in one suite, and a passed case when clean', () => {
  const xml = renderReport(result, 'junit');
  expect(xml).toContain('<testsuite name="prod" tests="2" failures="1" skipped="1">');
  expect(xml).toContain('name="aws_security_group.db[&quot;a&quot;]"');
  expect(renderReport(clean, 'junit')).toContain('tests="1" failures="0"');
});

it('markdown: a row a finding', () => {
  const markdown = renderReport(result, 'markdown');
  expect(markdown).toContain('### Rampart: 1 finding');
  expect(markdown).toContain('| SEC-SG-WORLD (critical) | `prod aws_security_group.db["a"]`<br>`prod/db` |');
});

const hostile = '\u001b[2J\u202e</failure><script>alert(1)</script> | `x` @everyone\u0007\u009b31m\r\nx';

it.each(formats)('%s: makes hostile names harmless', (format) => {
  const evil = {
    ...finding,
    address: hostile,
    message: hostile,
    value: hostile,
    constructPath: hostile,
    stack: hostile,
  };
  const text = renderReport({ ...result, findings: [evil] }, format);
  expect(text).not.toMatch(/(?!\n)\p{Cc}|\u202e/u);
  // In Markdown a code span shows markup as it is.
  if (format === 'junit' || format === 'markdown') expect(text.replace(/`[^`]*`/g, '')).not.toContain('<script>');
  if (format === 'markdown') expect(text.split('\n').filter((line) => line.startsWith('| SEC-')).length).toBe(1);
});
