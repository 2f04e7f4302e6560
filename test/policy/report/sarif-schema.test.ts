import { readFileSync } from 'node:fs';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { type CheckResult, type Finding, renderReport } from '../../../lib/policy';
import { checkFiles } from '../support/check';

const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const schema = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));

function faults(result: CheckResult): unknown[] {
  validate(JSON.parse(renderReport(result, 'sarif')));
  return validate.errors ?? [];
}

const bad = {
  '//': { metadata: { stackName: 'prod', overrides: {} } },
  resource: {
    aws_db_instance: {
      db: { publicly_accessible: true, '//': { metadata: { path: 'prod/orders/db', uniqueId: 'db' } } },
    },
    terraform_data: { seed: { provisioner: { 'local-exec': { command: 'true' } } } },
  },
};
const files = { 'stacks/prod/cdk.tf.json': bad };
const waiver = {
  rule: 'SEC-PROVISIONER',
  address: 'terraform_data.seed',
  reason: 'Seeds the demo data, reviewed in RFC 12',
  owner: 'data',
  expires: '2999-12-31',
};

it('holds what SARIF 2.1.0 asks for, with findings, a waiver and no finding', () => {
  const result = checkFiles(files, { waivers: [waiver] });
  expect(result.findings.some((finding) => finding.waived)).toBe(true);
  expect(faults(result)).toEqual([]);
  expect(faults({ findings: [], notes: [], resources: 0, rules: 1 })).toEqual([]);
});

it('is refused by the schema when it is broken, so the test can fail', () => {
  validate({ version: '2.1.0', runs: [{ tool: {} }] });
  expect(validate.errors).not.toBeNull();
});

it.each(['C:\\work\\main.tf.json', 'a b/ü#?%.tf.json', './x/../y.tf.json', '/abs/path.tf.json', ''])(
  'names the file %s as a URI',
  (file) => {
    const [finding] = checkFiles(files).findings;
    const result = { findings: [{ ...(finding as Finding), file }], notes: [], resources: 1, rules: 1 };
    expect(faults(result)).toEqual([]);
  },
);

it('puts a finding into the synthesized file at the line of its resource, with the construct as logical location', () => {
  const { results } = JSON.parse(renderReport(checkFiles(files), 'sarif')).runs[0];
  const [location] = results.find((one: { ruleId: string }) => one.ruleId === 'SEC-RDS-PUBLIC').locations;
  expect(location.physicalLocation.artifactLocation.uri).toMatch(/stacks\/prod\/cdk\.tf\.json$/);
  expect(location.logicalLocations).toEqual([
    { fullyQualifiedName: 'prod/aws_db_instance.db', kind: 'resource' },
    { fullyQualifiedName: 'prod/orders/db', kind: 'construct' },
  ]);
});

it('tells findings at one attribute apart', () => {
  const [finding] = checkFiles(files).findings as [Finding];
  const result = { findings: [finding, { ...finding, message: 'another' }], notes: [], resources: 1, rules: 1 };
  const [one, two] = JSON.parse(renderReport(result, 'sarif')).runs[0].results;
  expect(one.partialFingerprints).not.toEqual(two.partialFingerprints);
});

it('gives every result a fingerprint of its own, the same in every run and wherever the folder lies', () => {
  const prints = () =>
    JSON.parse(renderReport(checkFiles(files), 'sarif')).runs[0].results.map(
      (one: { partialFingerprints: object }) => one.partialFingerprints,
    );
  expect(prints()).toEqual(prints());
  expect(new Set(prints().map((one: object) => JSON.stringify(one))).size).toBe(prints().length);
});
