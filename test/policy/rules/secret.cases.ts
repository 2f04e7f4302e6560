import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const password = (value: unknown, rest: object = {}) =>
  resources({ aws_db_instance: { db: { password: value } } }, rest);

const literalSecret: RuleCases = {
  rule: 'SEC-SECRET-LITERAL',
  failing: {
    ...Object.fromEntries(
      [
        'hunter2',
        '${join("", ["hun", "ter2"])}',
        '${base64decode("aHVudGVyMg==")}',
        '${sensitive("hunter2")}',
        '${local.p}',
        '${var.p}',
        '${format("%s2", "hunter")}',
        12345678,
      ].map((value) => [
        String(value),
        password(value, { locals: { p: 'hunter2' }, variable: { p: { default: 'hunter2' } } }),
      ]),
    ),
    'write-only': resources({ aws_db_instance: { db: { password_wo: 'hunter2' } } }),
    token: resources({ aws_elasticache_replication_group: { r: { auth_token: 'a-long-token-of-16-chars' } } }),
    list: resources({
      aws_elasticache_user: { u: { passwords: ['${random_password.p.result}', 'a-second-password'] } },
      random_password: { p: {} },
    }),
    'nested block': resources({ aws_mq_broker: { b: { user: [{ username: 'a', password: 'hunter2hunter2' }] } } }),
    'secret version': resources({
      aws_secretsmanager_secret_version: { v: { secret_string: '{"password":"hunter2"}' } },
    }),
    'half a secret version': resources({
      aws_secretsmanager_secret_version: {
        v: { secret_string: '${jsonencode({ host = aws_db_instance.db.address, password = "hunter2" })}' },
      },
      aws_db_instance: { db: {} },
    }),
    'secure parameter': resources({ aws_ssm_parameter: { p: { type: 'SecureString', value: 'hunter2' } } }),
    'connection property': resources({
      aws_glue_connection: { c: { connection_properties: { JDBC_CONNECTION_URL: 'jdbc:x', PASSWORD: 'hunter2' } } },
    }),
  },
  passing: {
    'managed by AWS': resources({ aws_db_instance: { db: { manage_master_user_password: true } } }),
    random: password('${random_password.p.result}'),
    variable: password('${var.p}', { variable: { p: { sensitive: true } } }),
    secret: password('${data.aws_secretsmanager_secret_version.v.secret_string}', {
      data: { aws_secretsmanager_secret_version: { v: {} } },
    }),
    empty: password(''),
    'secret version of references': resources({
      aws_secretsmanager_secret_version: {
        v: { secret_string: '${jsonencode({ username = "app", password = random_password.p.result })}' },
      },
      random_password: { p: {} },
    }),
    'plain parameter': resources({ aws_ssm_parameter: { p: { type: 'String', value: 'eu-west-1' } } }),
    'connection without a password': resources({
      aws_glue_connection: {
        c: { connection_properties: { JDBC_CONNECTION_URL: 'jdbc:x', SECRET_ID: '${aws_secretsmanager_secret.s.id}' } },
      },
      aws_secretsmanager_secret: { s: {} },
    }),
    'public certificate': resources({ aws_iot_certificate: { c: { certificate_pem: '-----BEGIN CERTIFICATE-----' } } }),
  },
  notApplicable: { 'attribute that is no secret': resources({ aws_db_instance: { db: { username: 'master' } } }) },
  unknown: {
    'half a literal in a secret': resources({
      aws_secretsmanager_secret_version: {
        v: { secret_string: '${jsonencode({ password = "hunter2", user = var.u })}' },
      },
    }),
  },
};

const tags = { owner: 'data', environment: 'prod', 'cost-center': '1', 'managed-by': 'rampart' };

/** A stack that says its stage, as every stack of ours does. */
const declared = (resource: object, rest: object = {}): object =>
  resources(resource, { '//': { rampart: { stage: 'prod' } }, ...rest });

const requiredTags: RuleCases = {
  rule: 'DET-TAGS',
  failing: {
    none: declared({ aws_s3_bucket: { b: {} } }),
    'one missing': declared({ aws_s3_bucket: { b: { tags: { ...tags, owner: undefined } } } }),
    'empty value': declared({ aws_s3_bucket: { b: { tags: { ...tags, owner: '' } } } }),
    'auto scaling group': declared({
      aws_autoscaling_group: { g: { tag: [{ key: 'owner', value: 'x', propagate_at_launch: true }] } },
    }),
    'another provider’s default tags': declared(
      { aws_s3_bucket: { b: { provider: 'aws.west' } } },
      { provider: { aws: [{ default_tags: [{ tags }] }, { alias: 'west' }] } },
    ),
  },
  passing: {
    all: declared({ aws_s3_bucket: { b: { tags } } }),
    'by default tags': declared({ aws_s3_bucket: { b: {} } }, { provider: { aws: { default_tags: { tags } } } }),
    'half and half': declared(
      { aws_s3_bucket: { b: { tags: { owner: 'x' } } } },
      { provider: { aws: [{ default_tags: [{ tags: { ...tags, owner: undefined } }] }] } },
    ),
    merged: declared({ aws_s3_bucket: { b: { tags: '${merge(local.tags, { Name = "b" })}' } } }, { locals: { tags } }),
    'merged with what is not known': declared(
      { aws_s3_bucket: { b: { tags: '${merge(var.more, local.tags)}' } } },
      { locals: { tags }, variable: { more: {} } },
    ),
    'other spellings': declared({
      aws_s3_bucket: { b: { tags: { Owner: 'a', Environment: 'b', CostCentre: 'c', managed_by: 'd' } } },
    }),
    'value from a resource': declared({
      aws_s3_bucket: { b: { tags: { ...tags, 'cost-center': '${aws_ssm_parameter.c.value}' } } },
      aws_ssm_parameter: { c: { tags } },
    }),
    'auto scaling group': declared({
      aws_autoscaling_group: {
        g: { tag: Object.entries(tags).map(([key, value]) => ({ key, value, propagate_at_launch: true })) },
      },
    }),
  },
  notApplicable: {
    'what others wrote by their own convention': resources({ aws_s3_bucket: { b: { tags: { team: 'x' } } } }),
    'type that takes no tags': declared({ aws_s3_bucket_policy: { p: {} }, random_password: { p: {} } }),
  },
  unknown: { tags: declared({ aws_s3_bucket: { b: { tags: '${var.tags}' } } }, { variable: { tags: {} } }) },
};

export const secretCases: readonly RuleCases[] = [literalSecret, requiredTags];
