import { catalogue } from '../../../lib/policy';
import { renderPolicyDocs } from '../../../lib/policy/docs';
import { allControls, controlName } from '../../../lib/policy/evidence/controls';
import { scopeOf } from '../../../lib/policy/evidence/scopes';

const names = allControls.map(controlName);

it('names every control once, with level and words', () => {
  expect(new Set(names).size).toBe(names.length);
  expect(allControls.filter(({ level, setting }) => level === '' || setting.length < 3)).toEqual([]);
});

it.each(catalogue.map((rule) => [rule.id, rule] as const))('%s names controls that exist', (_, rule) => {
  expect(rule.controls.filter((control) => !names.includes(control))).toEqual([]);
});

it('the matrix holds every control, each with its rules or among those without', () => {
  const matrix = renderPolicyDocs()['docs/policy/matrix.md'] ?? '';
  for (const control of allControls) {
    const rules = catalogue.filter((rule) => rule.controls.includes(controlName(control)));
    const line = rules.length > 0 ? `| ${control.id} | ${control.level} |` : `- ${control.id} (${control.level})`;
    const found = matrix
      .split('\n')
      .find((one) => one.startsWith(line) && rules.every((rule) => one.includes(rule.id)));
    expect([controlName(control), found !== undefined]).toEqual([controlName(control), true]);
  }
});

it.each<[string, string, boolean]>([
  ['AWS-FSBP SQS.1', 'aws_db_instance', false],
  ['AWS-FSBP SQS.1', 'aws_sqs_queue', true],
  ['AWS-FSBP S3.1', 'aws_s3_bucket', false],
  ['AWS-FSBP S3.17', 'aws_s3_bucket', true],
  ['AWS-FSBP RDS.27', 'aws_db_instance', false],
  ['CIS-AWS-7.0 4.2', 'aws_flow_log', false],
  ['CIS-AWS-7.0 4.2', 'aws_cloudtrail', true],
  ['CIS-AWS-7.0 3.1.1', 'aws_s3_bucket', true],
  ['K8S-PSS check_privileged', 'kubernetes_deployment_v1', true],
])('%s and %s: evidence is %s', (name, type, expected) => {
  const control = allControls.find((one) => controlName(one) === name);
  expect(control && (scopeOf(control)?.test(type) ?? true)).toBe(expected);
});
