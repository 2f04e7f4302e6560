/** Input that is small to write and enormous to look at: every check ends soon, and what was not looked at does not pass. */
import { checkConfig, checkFiles, names, resources } from './support/check';

const database = (value: unknown) =>
  resources({
    aws_db_instance: {
      db: {
        publicly_accessible: value,
        storage_encrypted: true,
        deletion_protection: true,
        multi_az: true,
        backup_retention_period: 14,
        tags: { owner: 'a', environment: 'b', 'cost-center': 'c', 'managed-by': 'd' },
      },
    },
  });
const chain = (next: (name: string) => unknown) =>
  Object.fromEntries([
    ['a0', ['x', 'x']],
    ...Array.from({ length: 60 }, (_, index) => [`a${index + 1}`, next(`local.a${index}`)]),
  ]);

it.each<[string, object]>([
  ['lists of lists', { locals: chain((name) => [`\${${name}}`, `\${${name}}`]) }],
  ['concatenated lists', { locals: chain((name) => `\${concat(${name}, ${name})}`) }],
  ['joined strings', { locals: { ...chain((name) => `\${${name}}\${${name}}`), a0: 'xx' } }],
  ['maps', { locals: chain((name) => ({ l: `\${${name}}`, r: `\${${name}}` })) }],
  ['encoded documents', { locals: chain((name) => `\${jsonencode([${name}, ${name}, var.x])}`) }],
])('%s that double sixty times', (_, root) => {
  expect(names(checkConfig({ ...database('${local.a60}'), ...root }))).toEqual(['SEC-UNVERIFIABLE aws_db_instance.db']);
});

it('loops in loops in loops', () => {
  const loops =
    '${[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : [for d in range(1000) : d]]]]}';
  expect(names(checkConfig(database(loops)))).toEqual(['SEC-UNVERIFIABLE aws_db_instance.db']);
});

it('attributes that double each other', () => {
  const groups = Object.fromEntries(
    Array.from({ length: 60 }, (_, index) => [
      `p${index}`,
      {
        type: 'String',
        allowed_pattern:
          index === 0
            ? ['x']
            : `\${concat(aws_ssm_parameter.p${index - 1}.allowed_pattern, aws_ssm_parameter.p${index - 1}.allowed_pattern)}`,
      },
    ]),
  );
  const config = database('${aws_ssm_parameter.p59.allowed_pattern}') as { resource: object };
  expect(names(checkConfig(resources({ ...config.resource, aws_ssm_parameter: groups })))).toContain(
    'SEC-UNVERIFIABLE aws_db_instance.db',
  );
});

it.each([
  ['count', { count: 1e9 }],
  ['for_each', { for_each: `\${toset([for i in range(1000) : tostring(i)])}`, count: undefined }],
])('a huge %s', (_, repeated) => {
  const config = resources({ aws_db_instance: { db: { ...repeated, publicly_accessible: true } } });
  expect(names(checkConfig(config)).some((name) => name.startsWith('SEC-RDS-PUBLIC'))).toBe(true);
});

it('prototype keys', () => {
  const text =
    '{"resource": {"__proto__": {"x": {"y": 1}}, "aws_db_instance": {"__proto__": {"publicly_accessible": true}, "constructor": {"publicly_accessible": true}}}, "locals": {"__proto__": {"publicly_accessible": false}}}';
  const found = names(checkFiles({ 'main.tf.json': text })).filter((name) => name.startsWith('SEC-RDS-PUBLIC'));
  expect(found).toEqual(['SEC-RDS-PUBLIC aws_db_instance.__proto__', 'SEC-RDS-PUBLIC aws_db_instance.constructor']);
  expect(({} as Record<string, unknown>).publicly_accessible).toBeUndefined();
});

it('expressions that make a regular expression go back and forth', () => {
  for (const text of [
    `\${${'/*'.repeat(50_000)}`,
    `\${${' '.repeat(200_000)}`,
    `\${<<A\n${' \n'.repeat(100_000)}A\n}`,
    '%{'.repeat(50_000),
    '${'.repeat(50_000),
    `\${"${'\\'.repeat(100_001)}"}`,
  ]) {
    expect(names(checkConfig(database(text)))).toEqual(['SEC-UNVERIFIABLE aws_db_instance.db']);
  }
});
