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
  ['HCL only', { 'main.tf': 'resource {}' }, 'Check its plan instead'],
  ['HCL beside JSON', { 'main.tf': '', 'b.tf.json': {} }, 'would not be checked'],
  ['an empty folder', { 'notes.txt': 'x' }, 'no *.tf.json file'],
  ['broken JSON', { 'a.tf.json': '{\n "resource": [}' }, 'a.tf.json:2:15: not valid JSON'],
  ['JSON of another kind', { 'a.tf.json': { name: 'x', version: '1.0.0' } }, '"name" is no block of Terraform JSON'],
  ['a misspelt block', { 'a.tf.json': { Resource: {} } }, '"Resource" is no block'],
  ['a list', { 'a.tf.json': [] }, 'expected a JSON object'],
  ['a resource that is no object', { 'a.tf.json': { resource: { aws_vpc: 'x' } } }, 'must be an object'],
  ['a resource twice', { 'a.tf.json': database({}), 'b.tf.json': database({}) }, 'is defined twice'],
  ['an override of nothing', { 'a.tf.json': {}, 'override.tf.json': database({}) }, 'no other file defines'],
  ['variables in HCL', { 'a.tf.json': {}, 'terraform.tfvars': 'x = 1' }, 'sets variables in HCL'],
  ['a cdktf.out without stacks', { 'stacks/prod/notes.txt': 'x' }, 'no stacks/*/cdk.tf.json'],
  ['a record that is none', { 'stacks/prod/cdk.tf.json': {}, 'guardrails.json': '[]' }, 'no record of checked stacks'],
])('does not check %s, and says what to do', (_, files, message) => {
  expect(() => checkFiles(files)).toThrow(
    expect.objectContaining({ name: 'InputError', message: expect.stringContaining(message) }),
  );
});
