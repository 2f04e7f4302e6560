/** Every argument of lib/core/data/replaced-by.ts replaces its resource: one plan of the real provider, over a state that says so. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STATEFUL } from '../../lib/core/data/replaced-by';
import { type TerraformEnvironment, terraformEnvironment } from '../../sandbox/terraform';
import { run } from './support/run';
import { describeWithTools } from './support/tools';

type Values = Record<string, unknown>;

const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/00000000-0000-0000-0000-00000000000';
const ROLE = 'arn:aws:iam::123456789012:role/cluster';
const SNAPSHOT = 'arn:aws:elasticache:eu-west-1:123456789012:serverlesssnapshot:';
const CLUSTER = 'arn:aws:rds:eu-west-1:123456789012:cluster:';
const offline = {
  skip_credentials_validation: true,
  skip_metadata_api_check: 'true',
  skip_requesting_account_id: true,
};
const aws = { region: 'eu-west-1', access_key: 'none', secret_key: 'none', ...offline };

/** What each type cannot do without, as configuration. */
const LEAST: Record<string, Values> = {
  aws_db_instance: {
    instance_class: 'db.t4g.micro',
    engine: 'postgres',
    allocated_storage: 20,
    skip_final_snapshot: true,
  },
  aws_rds_cluster: { engine: 'aurora-postgresql', skip_final_snapshot: true },
  aws_rds_global_cluster: { global_cluster_identifier: 'one', force_destroy: false },
  aws_elasticache_replication_group: {
    replication_group_id: 'one',
    description: 'one',
    node_type: 'cache.r6gd.xlarge',
  },
  aws_elasticache_serverless_cache: { name: 'one', engine: 'valkey' },
  aws_s3_bucket: {},
  aws_kms_key: {},
  aws_eks_cluster: { name: 'one', role_arn: `${ROLE}-1`, vpc_config: [{ subnet_ids: ['subnet-1', 'subnet-2'] }] },
  aws_secretsmanager_secret: {},
};

/** Two values of an argument, the one in the state and the one that is asked for; `one` and `two` where a name is asked for. */
const VALUES: Record<string, readonly [unknown, unknown]> = {
  kms_key_id: [`${KEY}1`, `${KEY}2`],
  role_arn: [`${ROLE}-1`, `${ROLE}-2`],
  port: [6379, 6380],
  at_rest_encryption_enabled: ['true', 'false'],
  data_tiering_enabled: [true, false],
  multi_region: [true, false],
  object_lock_enabled: [true, false],
  storage_encrypted: [true, false],
  customer_master_key_spec: ['SYMMETRIC_DEFAULT', 'RSA_2048'],
  key_usage: ['ENCRYPT_DECRYPT', 'SIGN_VERIFY'],
  subnet_ids: [
    ['subnet-1', 'subnet-2'],
    ['subnet-3', 'subnet-4'],
  ],
  snapshot_arns_to_restore: [[`${SNAPSHOT}1`], [`${SNAPSHOT}2`]],
  source_db_cluster_identifier: [`${CLUSTER}1`, `${CLUSTER}2`],
  'kubernetes_network_config.ip_family': ['ipv4', 'ipv6'],
  'kubernetes_network_config.service_ipv4_cidr': ['10.100.0.0/16', '10.101.0.0/16'],
  'aws_db_instance.engine': ['postgres', 'mysql'],
  'aws_rds_cluster.engine': ['aurora-postgresql', 'aurora-mysql'],
  'aws_elasticache_replication_group.engine': ['valkey', 'redis'],
};

/** An argument with its value, in its block where it has one. */
function given(argument: string, value: unknown): Values {
  const [name = '', nested] = argument.split('.');
  return { [name]: nested === undefined ? value : [{ [nested]: value }] };
}

const ROWS = Object.entries(STATEFUL).flatMap(([type, { replacedBy }]) =>
  replacedBy.map((argument) => ({ type, argument, name: argument.replace('.', '-') })),
);

describeWithTools('what replaces a stateful resource', () => {
  let directory: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    ({ env } = terraformEnvironment() as TerraformEnvironment);
    directory = mkdtempSync(join(tmpdir(), 'rampart-stateful-'));
    const resource: Record<string, Values> = {};
    const resources = ROWS.map(({ type, argument, name }) => {
      const [was, is] = VALUES[`${type}.${argument}`] ?? VALUES[argument] ?? ['one', 'two'];
      resource[type] = { ...resource[type], [name]: { ...LEAST[type], ...given(argument, is) } };
      const attributes = { id: name, ...LEAST[type], ...given(argument, was) };
      const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
      return {
        mode: 'managed',
        type,
        name,
        provider,
        instances: [{ schema_version: VERSIONS[type] ?? 0, attributes }],
      };
    });
    const terraform = { required_providers: { aws: { source: 'hashicorp/aws' } } };
    writeFileSync(join(directory, 'main.tf.json'), JSON.stringify({ terraform, provider: { aws: [aws] }, resource }));
    const state = { version: 4, terraform_version: '1.10.0', serial: 1, lineage: 'stateful', outputs: {}, resources };
    writeFileSync(join(directory, 'terraform.tfstate'), JSON.stringify(state));
    await run('terraform', ['init', '-no-color'], { cwd: directory, env });
    await run('terraform', ['plan', '-refresh=false', '-out=plan', '-no-color'], { cwd: directory, env });
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('is every argument of the list', async () => {
    const { stdout } = await run('terraform', ['show', '-json', 'plan'], { cwd: directory, env });
    const { resource_changes: changes } = JSON.parse(stdout) as {
      resource_changes: { type: string; name: string; change: { actions: string[]; replace_paths?: unknown[][] } }[];
    };
    // Blocks are lists of one. What the short state leaves open may count as a reason too: each row asks for its own.
    const reasons = new Map(
      changes.map(({ type, name, change: { replace_paths: paths = [] } }) => [
        `${type}.${name}`,
        paths.map((path) => path.filter((step) => typeof step === 'string').join('.')),
      ]),
    );
    const replaced = ROWS.filter(({ type, name, argument }) => reasons.get(`${type}.${name}`)?.includes(argument));
    expect(replaced).toEqual(ROWS);
  });
});

/** The versions of the provider's schemas that are not 0. */
const VERSIONS: Record<string, number> = {
  aws_db_instance: 2,
  aws_elasticache_replication_group: 2,
  aws_eks_cluster: 1,
};
