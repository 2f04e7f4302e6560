/** Random and mutated input: a check ends with findings or with an InputError, never in another way, and soon. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { InputError, renderReport } from '../../lib/policy';
import { check } from '../../lib/policy/engine';
import { configure } from '../../lib/policy/graph/build';
import { Graph } from '../../lib/policy/graph/graph';
import { type JsonObject, parseJson } from '../../lib/policy/json/parse';
import { readPlan } from '../../lib/policy/load/plan';
import { rules } from '../../lib/policy/rules';
import { literalSecret } from '../../lib/policy/rules/secrets/literal';
import { fold } from './expression/support';

const now = new Date('2026-11-21');
const types = [...new Set(rules.flatMap((rule) => ('types' in rule ? rule.types.slice(0, 24) : [])))];
const attributes = [
  'bucket',
  'policy',
  'ingress',
  'cidr_blocks',
  'cidr_ipv4',
  'prefix_list_ids',
  'entry',
  'tags',
  'count',
  'for_each',
  'dynamic',
  'lifecycle',
  'route',
  'subnet_ids',
  'subnet_id',
  'route_table_id',
  'gateway_id',
  'vpc_id',
  'password',
  'rule',
  'root_block_device',
  'publicly_accessible',
  'statement',
  'assume_role_policy',
  'inline_policy',
  'security_group_id',
  'deletion_protection',
  'storage_encrypted',
  'provisioner',
  'provider',
  '//',
  '__proto__',
];
const text = fc.oneof(
  fc.constantFrom(
    '0.0.0.0/0',
    '::/0',
    '*',
    'true',
    '',
    '${var.x}',
    '${local.x}',
    '${aws_s3_bucket.a.id}',
    '${aws_subnet.a[0].id}',
    '${aws_subnet.a[*].id}',
    '${each.key}',
    '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"${aws_s3_bucket.a.arn}"}]}',
    '${jsonencode({Statement=[var.x]})}',
    '${data.aws_iam_policy_document.a.json}',
    '\u001b[2J',
    '__proto__',
  ),
  fc.string(),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.boolean(),
    fc.integer(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...attributes, 'Effect', 'content', 'for_each', 'cidr', 'type'), tie('any'), {
      maxKeys: 4,
    }),
  ),
})).any;
const body = fc.dictionary(fc.constantFrom(...attributes), value, { maxKeys: 6 });
const typed = (names: readonly string[]) =>
  fc.dictionary(
    fc.constantFrom(...names),
    fc.dictionary(
      fc.constantFrom('a', 'b', '__proto__'),
      fc.oneof({ weight: 9, arbitrary: body }, { weight: 1, arbitrary: value }),
      { maxKeys: 2 },
    ),
    { maxKeys: 5 },
  );
const configuration = fc.record(
  {
    resource: typed(types),
    data: typed(['aws_iam_policy_document', 'terraform_remote_state', 'aws_subnet']),
    locals: body,
    variable: typed(['x']),
    output: value,
    module: value,
    provider: value,
    terraform: value,
    '//': value,
  },
  { requiredKeys: [] },
);

function run(build: () => Graph): void {
  try {
    const result = check(build(), rules, { now });
    for (const finding of result.findings) expect(finding.message).not.toContain('the rule itself failed');
    for (const format of ['text', 'json', 'sarif', 'junit', 'markdown'] as const)
      expect(renderReport(result, format)).not.toMatch(/(?!\n)\p{Cc}/u);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
}

function graphOf(json: unknown): Graph {
  const document = parseJson(JSON.stringify(json), 'x.tf.json');
  const configurations = configure([{ name: 'x', files: [{ name: 'x.tf.json', document, override: false }] }], {});
  return new Graph(
    configurations.map((one) => one.stack),
    configurations.flatMap((one) => one.resources),
  );
}

it('random configurations', () => {
  fc.assert(
    fc.property(configuration, (json) => run(() => graphOf(json))),
    { numRuns: 1000 },
  );
});

it('random expressions', () => {
  const piece = fc.constantFrom(
    '${',
    '}',
    '%{',
    'if ',
    'for x in ',
    'endif',
    '"',
    '(',
    ')',
    '[',
    ']',
    '{',
    '.',
    '*',
    'var.x',
    'join',
    ',',
    ':',
    '?',
    '!',
    '=>',
    '=',
    '1',
    'true',
    ' ',
    '\\',
    '~',
    '<<A\n',
    '\nA\n',
    '...',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => void fold(pieces.join(''))),
    { numRuns: 5000 },
  );
});

it('mutated plans', () => {
  const read = (name: string) => readFileSync(join(__dirname, 'load', 'fixtures', `${name}.plan.json`), 'utf8');
  const mutation = fc.record({ plan: fc.constantFrom('network', 'bucket'), at: fc.nat(), with: value });
  fc.assert(
    fc.property(mutation, ({ plan, at, with: replacement }) => {
      const places: [Record<string, unknown>, string][] = [];
      const root = JSON.parse(read(plan), function (this: Record<string, unknown>, key, inner) {
        places.push([this, key]);
        return inner;
      });
      const [owner, key] = places[at % places.length] ?? [root, ''];
      if (key !== '') owner[key] = replacement;
      const json = parseJson(JSON.stringify(root), 'plan.json').value as JsonObject;
      run(() => {
        const { stack, resources } = readPlan(json, 'plan.json', 'plan', [], {});
        return new Graph([stack], resources);
      });
    }),
    { numRuns: 200 },
  );
});

it('a rule that throws fails the resource', () => {
  const broken = {
    ...literalSecret,
    check: () => {
      throw new Error('a bug');
    },
  };
  const graph = graphOf({ resource: { aws_db_instance: { db: {} } } });
  expect(check(graph, [broken], { now }).findings).toEqual([
    expect.objectContaining({
      rule: 'SEC-UNVERIFIABLE',
      address: 'aws_db_instance.db',
      message: expect.stringContaining('the rule itself failed here (a bug)'),
    }),
  ]);
});
