/** The largest, deepest and most tangled input: it ends in time, on a machine that does something else too, and in words. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CheckResult, checkPaths, evidencePaths, explainPaths } from '../../lib/policy';

/** Many times what each takes alone. */
const bounded = 60_000;
const megabyte = 1024 ** 2;
const folder = mkdtempSync(join(tmpdir(), 'limits-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(content: unknown): string {
  const path = join(folder, 'main.tf.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function check(content: unknown): CheckResult {
  return checkPaths([file(content)]);
}

const named = (result: CheckResult, rule: string) => result.findings.filter((finding) => finding.rule === rule).length;

describe('large', () => {
  const groupRule = (index: number) => ({
    security_group_id: '${aws_security_group.g.id}',
    ip_protocol: 'tcp',
    from_port: 22,
    to_port: 22,
    cidr_ipv4: `10.${index >> 8}.${index & 255}.0/24`,
    description: 'x'.repeat(850),
  });

  it(
    '50 MB in 50,000 resources, one of them bad',
    () => {
      const rules = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`r${index}`, groupRule(index)]));
      rules.r49999 = { ...groupRule(0), cidr_ipv4: '0.0.0.0/0' };
      const path = file({ resource: { aws_security_group: { g: {} }, aws_vpc_security_group_ingress_rule: rules } });
      const result = checkPaths([path]);
      expect(result.resources).toBe(50_001);
      expect(named(result, 'SEC-SG-WORLD')).toBe(1);
    },
    bounded,
  );

  it.each<[string, object]>([
    ['text', { user_data: 'password = x'.repeat((50 * megabyte) / 12) }],
    ['base64', { user_data_base64: Buffer.from('a'.repeat(36 * megabyte)).toString('base64') }],
    ['references', { user_data: `${'x'.repeat(200)}\${aws_vpc.x.id}`.repeat((50 * megabyte) / 215) }],
  ])(
    '50 MB of %s in one attribute',
    (_, body) => {
      expect(check({ resource: { aws_instance: { i: body } } }).resources).toBe(1);
    },
    bounded,
  );

  it(
    'a policy of 100,000 statements, one of them open',
    () => {
      const statement = (index: number) => ({
        Effect: 'Allow',
        Principal: index === 77_777 ? '*' : { AWS: `arn:aws:iam::123456789012:role/r${index}` },
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::docs/${index}/*`,
      });
      const policy = JSON.stringify({ Statement: Array.from({ length: 100_000 }, (_, index) => statement(index)) });
      const result = check({
        resource: {
          aws_s3_bucket: { docs: { bucket: 'docs' } },
          aws_s3_bucket_policy: { docs: { bucket: 'docs', policy } },
        },
      });
      expect(named(result, 'SEC-S3-PUBLIC')).toBe(1);
    },
    bounded,
  );

  it(
    'a plan with 20,000 instances of one resource that refer to each other',
    () => {
      const resources = Array.from({ length: 20_000 }, (_, index) => ({
        address: `aws_subnet.s[${index}]`,
        mode: 'managed',
        type: 'aws_subnet',
        name: 's',
        index,
        values: { map_public_ip_on_launch: index === 7 },
      }));
      const configuration = {
        root_module: {
          resources: [
            {
              address: 'aws_subnet.s',
              mode: 'managed',
              type: 'aws_subnet',
              name: 's',
              expressions: { vpc_id: { references: ['aws_subnet.s'] } },
            },
          ],
        },
      };
      const plan = {
        format_version: '1.2',
        planned_values: { root_module: { resources } },
        configuration,
        resource_changes: resources.map(({ address, type, mode, name }) => ({
          address,
          type,
          mode,
          name,
          change: { actions: ['create'], after_unknown: { vpc_id: true } },
        })),
      };
      expect(check(plan).resources).toBe(20_000);
    },
    bounded,
  );
});

describe('deep', () => {
  const nest = (open: string, close: string, depth: number, inner: string) =>
    `{"resource":{"aws_instance":{"i":{"x":${open.repeat(depth)}${inner}${close.repeat(depth)}}}}}`;

  it.each<[string, string]>([
    ['lists', nest('[', ']', 100_000, '1')],
    ['objects', nest('{"a":', '}', 100_000, '1')],
    ['lists that never end', `{"resource":${'['.repeat(1_000_000)}`],
  ])('%s are refused with the place', (_, text) => {
    expect(() => check(text)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringMatching(/main\.tf\.json:1:\d+: .*nested deeper/),
      }),
    );
  });

  it.each<[string, string]>([
    ['parentheses', `\${${'('.repeat(50_000)}true${')'.repeat(50_000)}}`],
    ['conditions', `\${${'true ? '.repeat(20_000)}1${' : 0'.repeat(20_000)}}`],
    ['negations', `\${${'!'.repeat(100_000)}true}`],
    ['functions', `\${${'jsonencode('.repeat(20_000)}1${')'.repeat(20_000)}}`],
    ['templates', `${'${"'.repeat(20_000)}x${'"}'.repeat(20_000)}`],
    ['indexes', `\${a${'[a'.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['encoded JSON', Array.from({ length: 12 }).reduce<string>((text) => JSON.stringify([text]), 'x')],
  ])('%s do not pass', (_, text) => {
    const result = check({ resource: { aws_db_instance: { db: { publicly_accessible: text } } } });
    expect(named(result, 'SEC-UNVERIFIABLE') + named(result, 'SEC-RDS-PUBLIC')).toBeGreaterThan(0);
  });
});

describe('tangled', () => {
  /** Every resource names every other, and itself. */
  const all = Array.from({ length: 60 }, (_, index) => `g${index}`);
  const groups = Object.fromEntries(
    all.map((name) => [
      name,
      {
        ingress: [
          { protocol: '-1', security_groups: all.map((other) => `\${aws_security_group.${other}.id}`), self: true },
          {
            protocol: 'tcp',
            from_port: 1,
            to_port: 1,
            cidr_blocks: [`\${aws_security_group.${name}.ingress[0].cidr_blocks[0]}`],
          },
        ],
      },
    ]),
  );
  const config = { resource: { aws_security_group: groups } };

  it(
    'sixty groups that admit each other are checked and explained',
    () => {
      expect(check(config).resources).toBe(60);
      const [explanation] = explainPaths('aws_security_group.g0', [file(config)]);
      expect(explanation?.reachability?.waysFromInternet).toEqual([]);
    },
    bounded,
  );

  it(
    'sixty groups that admit each other and the internet give some ways, not all',
    () => {
      const open = structuredClone(config);
      for (const group of Object.values(open.resource.aws_security_group))
        group.ingress.push({ protocol: 'tcp', from_port: 1, to_port: 1, cidr_blocks: ['0.0.0.0/0'] });
      const [explanation] = explainPaths('aws_security_group.g0', [file(open)]);
      expect(explanation?.reachability?.waysFromInternet.length).toBeGreaterThan(10);
      expect(explanation?.reachability?.waysFromInternet.length).toBeLessThan(50);
    },
    bounded,
  );

  it('keys, aliases, clusters and roles that are their own', () => {
    const circle = {
      resource: {
        aws_kms_alias: { a: { target_key_id: '${aws_kms_alias.a.target_key_id}' } },
        aws_rds_cluster: {
          c: { cluster_identifier: '${aws_rds_cluster.c.cluster_identifier}', kms_key_id: '${aws_kms_alias.a.arn}' },
        },
        aws_route_table: { r: { route: ['${aws_route_table.r.route[0]}'] } },
        aws_iam_role: { r: { assume_role_policy: '${aws_iam_role.r.assume_role_policy}' } },
      },
      output: { o: { value: '${aws_iam_role.r.assume_role_policy}' } },
    };
    const path = file(circle);
    for (const name of ['aws_kms_alias.a', 'aws_rds_cluster.c', 'aws_route_table.r', 'aws_iam_role.r'])
      expect(explainPaths(name, [path])).toHaveLength(1);
    expect(evidencePaths([path]).controls.length).toBeGreaterThan(100);
  });
});
