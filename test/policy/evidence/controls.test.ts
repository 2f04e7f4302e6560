import { catalogue } from '../../../lib/policy';
import { renderPolicyDocs } from '../../../lib/policy/docs';
import { allControls, controlName } from '../../../lib/policy/evidence/controls';
import { scopeOf } from '../../../lib/policy/evidence/scopes';
import { buildGraph } from '../../../lib/policy/graph/build';
import { parseJson } from '../../../lib/policy/json/parse';

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

it.each<[string, string, boolean, object?]>([
  ['AWS-FSBP SQS.1', 'aws_db_instance', false],
  ['AWS-FSBP SQS.1', 'aws_sqs_queue', true],
  ['AWS-FSBP S3.1', 'aws_s3_bucket', false],
  ['AWS-FSBP S3.17', 'aws_s3_bucket', true],
  ['AWS-FSBP RDS.27', 'aws_db_instance', false],
  ['CIS-AWS-7.0 4.2', 'aws_flow_log', false],
  ['CIS-AWS-7.0 4.2', 'aws_cloudtrail', true],
  ['CIS-AWS-7.0 3.1.1', 'aws_s3_bucket', true],
  ['K8S-PSS check_privileged', 'kubernetes_deployment_v1', true],
  ['AWS-FSBP RDS.38', 'aws_db_instance', true, { engine: 'postgres' }],
  ['AWS-FSBP RDS.38', 'aws_db_instance', false, { engine: 'mysql' }],
  ['AWS-FSBP RDS.39', 'aws_db_instance', true, { engine: 'MySQL' }],
  ['AWS-FSBP RDS.39', 'aws_db_parameter_group', true, { family: 'mysql8.0' }],
  ['AWS-FSBP RDS.39', 'aws_db_instance', false, { engine: 'postgres' }],
  ['AWS-FSBP RDS.39', 'aws_db_instance', false, { engine: 'mariadb' }],
  ['AWS-FSBP RDS.36', 'aws_rds_cluster', false, { engine: 'aurora-postgresql' }],
  ['AWS-FSBP RDS.37', 'aws_rds_cluster', true, { engine: 'aurora-postgresql' }],
])('%s and %s: evidence is %s', (name, type, expected, body = {}) => {
  const control = allControls.find((one) => controlName(one) === name);
  const document = parseJson(JSON.stringify({ resource: { [type]: { x: body } } }), 'x.tf.json');
  const [resource] = buildGraph([{ name: 'x', files: [{ name: 'x.tf.json', document, override: false }] }]).resources;
  expect(control && resource && (scopeOf(control)?.(resource) ?? true)).toBe(expected);
});
