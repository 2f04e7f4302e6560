import { checkFiles, names, resources } from '../support/check';

const open = {
  publicly_accessible: true,
  storage_encrypted: true,
  deletion_protection: true,
  multi_az: true,
  backup_retention_period: 14,
  tags: { owner: 'a', environment: 'b', 'cost-center': 'c', 'managed-by': 'd' },
};
const closed = { ...open, publicly_accessible: false };
const database = (body: unknown) => resources({ aws_db_instance: { db: body } });
const found = ['SEC-RDS-PUBLIC aws_db_instance.db'];

it('merges the files of a folder', () => {
  expect(names(checkFiles({ 'a.tf.json': database(open), 'b.tf.json': resources({ aws_vpc: {} }) }))).toEqual(found);
});

it.each(['override.tf.json', 'z_override.tf.json'])('lets %s replace single arguments, as Terraform does', (name) => {
  const override = database({ publicly_accessible: true });
  expect(names(checkFiles({ 'main.tf.json': database(closed), [name]: override }))).toEqual(found);
  expect(
    names(checkFiles({ 'main.tf.json': database(open), [name]: database({ publicly_accessible: false }) })),
  ).toEqual([]);
});

it('applies override files in the order of their names', () => {
  const files = {
    'main.tf.json': database(closed),
    'a_override.tf.json': database({ publicly_accessible: false }),
    'b_override.tf.json': database({ publicly_accessible: true }),
  };
  expect(names(checkFiles(files))).toEqual(found);
});

it.each([
  ['a list of blocks', { resource: [{ aws_db_instance: [{ db: [open] }] }] }],
  ['a list of types', { resource: [{ aws_vpc: {} }, { aws_db_instance: { db: open } }] }],
  [
    'comments at every level',
    { '//': 'x', resource: { '//': 'x', aws_db_instance: { '//': 'x', db: { '//': 'x', ...open } } } },
  ],
])('reads %s', (_, config) => {
  expect(names(checkFiles({ 'main.tf.json': config }))).toEqual(found);
});

it('reads a single file, and several paths as one graph', () => {
  const files = { 'a/main.tf.json': database(open), 'b.tf.json': database(closed) };
  expect(names(checkFiles(files, {}, ['a/main.tf.json']))).toEqual(found);
  expect(checkFiles(files, {}, ['a', 'b.tf.json']).findings.map((finding) => finding.stack)).toEqual(['a']);
});

it('believes terraform.tfvars.json and *.auto.tfvars.json more than a default', () => {
  const config = {
    ...database({ ...closed, publicly_accessible: '${var.public}' }),
    variable: { public: { default: false } },
  };
  expect(names(checkFiles({ 'main.tf.json': config }))).toEqual([]);
  expect(names(checkFiles({ 'main.tf.json': config, 'x.auto.tfvars.json': { public: true } }))).toEqual(found);
});

it('expands count and for_each', () => {
  const repeated = (extra: object) => names(checkFiles({ 'main.tf.json': database({ ...open, ...extra }) }));
  expect(repeated({ count: 2 })).toEqual([`${found[0]}[0]`, `${found[0]}[1]`]);
  expect(repeated({ count: '${false ? 1 : 0}' })).toEqual([]);
  expect(repeated({ for_each: { a: true, b: false }, publicly_accessible: '${each.value}' })).toEqual([
    `${found[0]}["a"]`,
  ]);
  expect(repeated({ for_each: '${var.unknown}' })).toEqual(found);
});

it('reads outputs of another stack through its remote state', () => {
  const network = {
    output: { public: { value: true } },
    terraform: { backend: { s3: { bucket: 'state', key: 'network', encrypt: true, use_lockfile: true } } },
  };
  const data = (key: string) => ({
    ...database({ ...open, publicly_accessible: '${data.terraform_remote_state.net.outputs.public}' }),
    data: { terraform_remote_state: { net: { backend: 's3', config: { bucket: 'state', key } } } },
  });
  expect(
    names(checkFiles({ 'network/a.tf.json': network, 'db/a.tf.json': data('network') }, {}, ['network', 'db'])),
  ).toEqual(found);
  expect(
    names(checkFiles({ 'network/a.tf.json': network, 'db/a.tf.json': data('other') }, {}, ['network', 'db'])),
  ).toEqual(['SEC-UNVERIFIABLE aws_db_instance.db']);
});

it.each([
  [
    'locals',
    { locals: { a: '${local.b}', b: '${local.a}' }, ...database({ ...open, publicly_accessible: '${local.a}' }) },
  ],
  ['a resource and itself', database({ ...open, publicly_accessible: '${aws_db_instance.db.publicly_accessible}' })],
  [
    'an output and its own state',
    {
      output: { o: { value: '${data.terraform_remote_state.cross-stack-reference-input-main.outputs.o}' } },
      ...database(open),
    },
  ],
])('ends on a cycle of %s', (_, config) => {
  expect(names(checkFiles({ 'main.tf.json': config }))).toHaveLength(1);
});

it('takes the stage of the stack, then --stage, then prod', () => {
  const bucket = (root: object) =>
    resources({ aws_ecr_repository: { r: { force_delete: true, tags: open.tags } } }, root);
  const guard = ['REL-DELETE-GUARD aws_ecr_repository.r'];
  expect(names(checkFiles({ 'main.tf.json': bucket({}) }))).toEqual(guard);
  expect(names(checkFiles({ 'main.tf.json': bucket({}) }, { stage: 'sandbox' }))).toEqual([]);
  expect(
    names(checkFiles({ 'main.tf.json': bucket({ '//': { rampart: { stage: 'prod' } } }) }, { stage: 'sandbox' })),
  ).toEqual(['COST-ECR-LIFECYCLE aws_ecr_repository.r', ...guard]);
  expect(names(checkFiles({ 'main.tf.json': bucket({ '//': { rampart: { stage: 'nonsense' } } }) }))).toEqual(guard);
});

it.each<[string, Record<string, unknown>, string]>([
  ['broken HCL', { 'main.tf': 'resource "aws_vpc" "x" {\n  a = [1,\n}\n' }, 'main.tf:3:1: not valid HCL'],
  [
    'a resource twice in HCL and JSON',
    { 'a.tf.json': database({}), 'b.tf': 'resource "aws_db_instance" "db" {}' },
    'is defined twice',
  ],
  ['an empty folder', { 'notes.txt': 'x' }, 'no *.tf or *.tf.json file'],
  ['broken JSON', { 'a.tf.json': '{\n "resource": [}' }, 'a.tf.json:2:15: not valid JSON'],
  ['JSON of another kind', { 'a.tf.json': { name: 'x', version: '1.0.0' } }, '"name" is no block of Terraform JSON'],
  ['a misspelt block', { 'a.tf.json': { Resource: {} } }, '"Resource" is no block'],
  ['a list', { 'a.tf.json': [] }, 'expected a JSON object'],
  ['a resource that is no object', { 'a.tf.json': { resource: { aws_vpc: 'x' } } }, 'must be an object'],
  ['a resource twice', { 'a.tf.json': database({}), 'b.tf.json': database({}) }, 'is defined twice'],
  ['an override of nothing', { 'a.tf.json': {}, 'override.tf.json': database({}) }, 'no other file defines'],
  ['broken variables', { 'a.tf.json': {}, 'terraform.tfvars': 'x {}' }, 'terraform.tfvars:1:3: not valid HCL'],
  ['a cdktf.out without stacks', { 'stacks/prod/notes.txt': 'x' }, 'no stacks/*/cdk.tf.json'],
  ['a record that is none', { 'stacks/prod/cdk.tf.json': {}, 'guardrails.json': '[]' }, 'no record of checked stacks'],
])('does not check %s, and says what to do', (_, files, message) => {
  expect(() => checkFiles(files)).toThrow(
    expect.objectContaining({ name: 'InputError', message: expect.stringContaining(message) }),
  );
});

describe('HCL', () => {
  const rule =
    'resource "aws_vpc_security_group_ingress_rule" "x" {\n  ip_protocol = "tcp"\n  from_port = 22\n  to_port = 22\n  cidr_ipv4 = var.from\n}\n';
  const variable = 'variable "from" {\n  default = "10.0.0.0/8"\n}\n';
  const tags =
    'provider "aws" {\n  default_tags {\n    tags = { owner = "a", environment = "prod", "cost-center" = "b", "managed-by" = "c" }\n  }\n}\n';

  it('is read from a folder, from a file, and beside JSON, with the line of each resource', () => {
    const files = { 'rule.tf': `${rule}${tags}`, 'variable.tf.json': { variable: { from: { default: '0.0.0.0/0' } } } };
    const [finding, ...others] = checkFiles(files).findings;
    expect(others).toEqual([]);
    expect([finding?.rule, finding?.address, finding?.line]).toEqual([
      'SEC-SG-WORLD',
      'aws_vpc_security_group_ingress_rule.x',
      1,
    ]);
    expect(names(checkFiles({ 'main.tf': `${variable}${tags}${rule}` }, {}, ['main.tf']))).toEqual([]);
  });

  it('takes variables of its folder, the later file winning', () => {
    const files = { 'main.tf': `${rule}${variable}${tags}`, 'terraform.tfvars': 'from = "10.1.0.0/16"' };
    expect(names(checkFiles(files))).toEqual([]);
    expect(names(checkFiles({ ...files, 'a.auto.tfvars': 'from = "0.0.0.0/0"' }))).toEqual([
      'SEC-SG-WORLD aws_vpc_security_group_ingress_rule.x',
    ]);
  });

  it('is merged with override files', () => {
    const override =
      'resource "aws_vpc_security_group_ingress_rule" "x" {\n  cidr_ipv4 = "::/0"\n  cidr_ipv6 = "::/0"\n}\n';
    expect(names(checkFiles({ 'main.tf': `${rule}${variable}${tags}`, 'x_override.tf': override }))).toContain(
      'SEC-SG-WORLD aws_vpc_security_group_ingress_rule.x',
    );
  });
});

describe('a local module', () => {
  const world = { ip_protocol: 'tcp', from_port: 22, to_port: 22, cidr_ipv4: '${var.from}', tags: open.tags };
  const inner = {
    variable: { from: { default: '10.0.0.0/8' } },
    resource: { aws_vpc_security_group_ingress_rule: { x: world } },
    output: { from: { value: '${var.from}' } },
  };
  const call = (module: object, rest: object = {}) =>
    names(
      checkFiles(
        { 'main.tf.json': { module: { m: { source: './m', ...module } }, ...rest }, 'm/main.tf.json': inner },
        {},
        ['main.tf.json'],
      ),
    );

  it('is looked into, with what the call hands over', () => {
    expect(call({})).toEqual([]);
    expect(call({ from: '0.0.0.0/0' })).toEqual(['SEC-SG-WORLD module.m.aws_vpc_security_group_ingress_rule.x']);
    expect(call({ from: '${local.all}' }, { locals: { all: '::/0' } })).toHaveLength(1);
    expect(call({ from: '${var.nobody}' }, { variable: { nobody: {} } })).toEqual([
      'SEC-UNVERIFIABLE module.m.aws_vpc_security_group_ingress_rule.x',
    ]);
  });

  it('has instances', () => {
    expect(call({ count: 2, from: '${count.index == 1 ? "0.0.0.0/0" : "10.0.0.0/8"}' })).toEqual([
      'SEC-SG-WORLD module.m[1].aws_vpc_security_group_ingress_rule.x',
    ]);
    expect(call({ for_each: { a: '10.0.0.0/8', b: '0.0.0.0/0' }, from: '${each.value}' })).toEqual([
      'SEC-SG-WORLD module.m["b"].aws_vpc_security_group_ingress_rule.x',
    ]);
    expect(call({ count: 0, from: '0.0.0.0/0' })).toEqual([]);
  });

  it('hands its outputs on', () => {
    const resource = (from: string) => ({
      resource: { aws_vpc_security_group_ingress_rule: { y: { ...world, cidr_ipv4: from } } },
    });
    const refused = ['SEC-SG-WORLD aws_vpc_security_group_ingress_rule.y'];
    expect(call({ from: '0.0.0.0/0' }, resource('${module.m.from}'))).toEqual(expect.arrayContaining(refused));
    expect(call({ count: 1, from: '0.0.0.0/0' }, resource('${module.m[0].from}'))).toEqual(
      expect.arrayContaining(refused),
    );
    expect(call({ for_each: { a: '0.0.0.0/0' }, from: '${each.value}' }, resource('${module.m["a"].from}'))).toEqual(
      expect.arrayContaining(refused),
    );
    expect(call({ from: '10.0.0.0/9' }, resource('${module.m.from}'))).toEqual([]);
  });

  it('that is not there, or calls itself, cannot be looked into', () => {
    expect(call({ source: './elsewhere' })).toEqual(['SEC-OPAQUE-MODULE module.m']);
    const self = { module: { m: { source: '../m' } } };
    const result = checkFiles({ 'main.tf.json': { module: { m: { source: './m' } } }, 'm/main.tf.json': self }, {}, [
      'main.tf.json',
    ]);
    expect(names(result)).toEqual([expect.stringMatching(/^SEC-OPAQUE-MODULE (module\.m\.?)+$/)]);
  });
});

describe('a file beside the configuration', () => {
  const bucketPolicy = (policy: string) => ({ resource: { aws_sqs_queue_policy: { p: { queue_url: 'q', policy } } } });
  const everybody = JSON.stringify({
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:*', Resource: '*' }],
  });
  const account = everybody.replace('"*"', '{"AWS":"${account}"}');
  const open = ['SEC-RES-POLICY aws_sqs_queue_policy.p'];
  const check = (policy: string, files: Record<string, string>) =>
    names(checkFiles({ 'main.tf.json': bucketPolicy(policy), ...files }));

  it('is read by file() and templatefile()', () => {
    expect(check('${file("policies/p.json")}', { 'policies/p.json': everybody })).toEqual(open);
    expect(check('${file("${path.module}/p.json")}', { 'p.json': everybody })).toEqual(open);
    const template = (value: string) => `\${templatefile("p.tftpl", { account = "${value}" })}`;
    expect(check(template('*'), { 'p.tftpl': account })).toEqual(open);
    expect(check(template('123456789012'), { 'p.tftpl': account })).toEqual([]);
  });

  it('is not read when it stands outside, and what is not there is not known', () => {
    for (const path of ['/etc/hostname', '../../../../../../etc/hostname', 'missing.json'])
      expect(check(`\${file("${path}")}`, {})).toEqual(['SEC-UNVERIFIABLE aws_sqs_queue_policy.p']);
  });
});
