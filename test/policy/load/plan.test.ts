import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPaths } from '../../../lib/policy';
import { checkFiles, names } from '../support/check';

const fixture = (name: string) => join(__dirname, 'fixtures', name);
const network = fixture('network.plan.json');
const bucket = fixture('bucket.plan.json');

it('finds in a plan what its configuration does, through a module, for_each and count', () => {
  expect(names(checkPaths([network]))).toEqual([
    'REL-BACKUP aws_db_instance.bad',
    'REL-DELETE-GUARD aws_db_instance.bad',
    'REL-SPOF aws_db_instance.bad',
    'SEC-DB-PUBLIC-SUBNET aws_db_instance.bad',
    'SEC-DB-PUBLIC-SUBNET aws_db_instance.bad',
    'SEC-ENCRYPT aws_db_instance.bad',
    'SEC-PROVISIONER terraform_data.seed',
    'SEC-RDS-PUBLIC aws_db_instance.bad',
    'SEC-SECRET-LITERAL aws_db_instance.bad',
    'SEC-SECRET-LITERAL aws_elasticache_replication_group.cache',
    'SEC-SECRET-LITERAL var.token',
    'SEC-SG-WORLD aws_vpc_security_group_ingress_rule.split["0.0.0.0/1"]',
    'SEC-SG-WORLD aws_vpc_security_group_ingress_rule.split["128.0.0.0/1"]',
  ]);
});

it('joins instances by their keys', () => {
  const messages = checkPaths([network])
    .findings.map((finding) => finding.message)
    .filter((message) => message.includes('public subnet'));
  for (const zone of ['a', 'b']) {
    expect(messages.join('\n')).toContain(
      `aws_subnet.public["${zone}"] is associated with module.network.aws_route_table.public by module.network.aws_route_table_association.public["${zone}"]`,
    );
  }
});

it('does not take a variable that was handed over for a literal, and prints no secret', () => {
  const text = JSON.stringify(checkPaths([network]));
  expect(text).not.toContain('aws_db_instance.good');
  expect(text).not.toMatch(/hunter2|from-the-vault/);
});

it('reads the templates of Terraform JSON, which a plan quotes as constants', () => {
  expect(names(checkPaths([bucket]))).toEqual([
    'SEC-S3-PUBLIC aws_s3_bucket_policy.open',
    'SEC-S3-TLS aws_s3_bucket_policy.open',
  ]);
});

/** The same plan as it looks when the configuration is HCL: of an expression only the references are left. */
function planOfHcl(): string {
  const templates = (_: string, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('references' in value)) return value;
    return { references: value.references };
  };
  return JSON.stringify(JSON.parse(readFileSync(bucket, 'utf8'), templates));
}

it('does not believe a policy that is only known after apply, and names --source', () => {
  const { findings } = checkFiles({ 'plan.json': planOfHcl() }, {}, ['plan.json']);
  expect(new Set(findings.map((finding) => `${finding.rule} ${finding.address}`))).toEqual(
    new Set(['SEC-UNVERIFIABLE aws_s3_bucket_policy.docs', 'SEC-UNVERIFIABLE aws_s3_bucket_policy.open']),
  );
  expect(findings.every((finding) => finding.fix.includes('--source'))).toBe(true);
});

it('finds with --source what a check of the configuration finds', () => {
  const files = {
    'plan.json': planOfHcl(),
    'source/main.tf.json': readFileSync(fixture('bucket.main.tf.json'), 'utf8'),
  };
  const expected = [
    'COST-S3-LIFECYCLE aws_s3_bucket.docs',
    'COST-S3-LIFECYCLE aws_s3_bucket.open',
    'SEC-S3-PUBLIC aws_s3_bucket_policy.open',
    'SEC-S3-TLS aws_s3_bucket_policy.open',
  ];
  expect(names(checkFiles(files, {}, ['source']))).toEqual(expected);
  expect(names(checkFiles(files, { source: 'source' }, ['plan.json']))).toEqual(expected);
});

it('takes stage and construct paths from --source', () => {
  const open = { force_destroy: true };
  const plan = JSON.parse(readFileSync(bucket, 'utf8'));
  plan.planned_values.root_module.resources.find(
    (resource: { address: string }) => resource.address === 'aws_s3_bucket.open',
  ).values.force_destroy = true;
  const source = JSON.parse(readFileSync(fixture('bucket.main.tf.json'), 'utf8'));
  Object.assign(source.resource.aws_s3_bucket.open, open);
  plan.configuration.root_module.resources.find(
    (resource: { address: string }) => resource.address === 'aws_s3_bucket.open',
  ).expressions.force_destroy = { constant_value: true };
  const guard = (root: object) =>
    checkFiles({ 'plan.json': plan, 'source/main.tf.json': { ...source, ...root } }, { source: 'source' }, [
      'plan.json',
    ]).findings.find((finding) => finding.rule === 'REL-DELETE-GUARD');
  expect(guard({})).toBeUndefined();
  expect(guard({ '//': { rampart: { stage: 'prod' } } })).toMatchObject({
    address: 'aws_s3_bucket.open',
    constructPath: 'staging/open',
    stack: 'source',
  });
});

it.each<[string, object, string]>([
  ['another format', { format_version: '2.0', planned_values: {} }, 'format_version 2.0, expected 1.x'],
  ['a state', { format_version: '1.0', values: { root_module: {} } }, 'this is a state, not a plan'],
])('refuses %s', (_, plan, message) => {
  expect(() => checkFiles({ 'plan.json': plan }, {}, ['plan.json'])).toThrow(message);
});

it.each([[{ 'plan.json': {}, 'a.tf.json': {} }, 'a.tf.json', 'no path is a plan']])(
  'refuses --source without a plan',
  (files, path, message) => {
    expect(() => checkFiles(files, { source: '.' }, [path])).toThrow(message);
  },
);

const dataAndTls = (resources: string) => `
  resource "aws_s3_bucket" "docs" {
    bucket = "docs"
  }
  resource "aws_s3_bucket_policy" "docs" {
    bucket = aws_s3_bucket.docs.id
    policy = jsonencode({
      Statement = [{
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [${resources}]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      }]
    })
  }`;

it.each([
  ['a folder of HCL', 'source'],
  ['a file of HCL', 'source/main.tf'],
])('takes --source that is %s, whose references lead to the plan', (_, source) => {
  const check = (resources: string) =>
    names(
      checkFiles({ 'plan.json': planOfHcl(), 'source/main.tf': dataAndTls(resources) }, { source }, ['plan.json']),
    ).filter((name) => name.includes('docs'));
  expect(check('aws_s3_bucket.docs.arn, "${aws_s3_bucket.docs.arn}/*"')).toEqual([]);
  expect(check('aws_s3_bucket.docs.arn')).toEqual(['SEC-S3-TLS aws_s3_bucket_policy.docs']);
});
