import { gzipSync } from 'node:zlib';
import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const variable = { variable: { x: {} } };
const base64 = (text: string) => Buffer.from(text).toString('base64');
const script = '#!/bin/bash\nset -e\nexport DB_PASSWORD=hunter2-hunter2\n';
const instance = (fields: object, more: object = {}) => resources({ aws_instance: { i: fields }, ...more }, variable);
const template = (text: string) => resources({ aws_launch_template: { t: { user_data: base64(text) } } });
const multipart = (body: string, headers: string) =>
  `Content-Type: multipart/mixed; boundary="==B=="\nMIME-Version: 1.0\n\n--==B==\nContent-Type: text/x-shellscript\n\n#!/bin/sh\ntrue\n--==B==\n${headers}\n\n${body}\n--==B==--\n`;
const read = {
  data: { aws_secretsmanager_secret_version: { db: { secret_id: 'orders' } } },
};
const secret = '${data.aws_secretsmanager_secret_version.db.secret_string}';

const userData: RuleCases = {
  rule: 'SEC-SECRET-USERDATA',
  failing: {
    plain: instance({ user_data: script }),
    base64: instance({ user_data_base64: base64(script) }),
    'base64 by Terraform': instance({ user_data_base64: `\${base64encode(${JSON.stringify(script)})}` }),
    'base64 of a text with a reference': instance(
      {
        user_data_base64: '${base64encode("export DB_PASSWORD=hunter2-hunter2 HOST=${aws_eip.e.public_ip}")}',
      },
      { aws_eip: { e: {} } },
    ),
    gzip: instance({ user_data_base64: gzipSync(script).toString('base64') }),
    'gzip by Terraform': instance({ user_data_base64: `\${base64gzip(${JSON.stringify(script)})}` }),
    'launch template': template(script),
    'MIME part': template(multipart(script, 'Content-Type: text/x-shellscript; charset="us-ascii"')),
    'encoded MIME part': template(
      multipart(base64(script), 'Content-Type: text/cloud-config\nContent-Transfer-Encoding: base64'),
    ),
    'cloud-init file': template(
      `#cloud-config\nwrite_files:\n  - path: /etc/app.env\n    encoding: b64\n    content: ${base64('API_KEY=abcd1234efgh5678\n')}\n`,
    ),
    'compressed cloud-init file': template(
      `#cloud-config\nwrite_files:\n  - path: /etc/app.env\n    encoding: gz+b64\n    content: ${gzipSync(script).toString('base64')}\n`,
    ),
    'cloud-init passwords': template('#cloud-config\nchpasswd:\n  list: |\n    root:hunter22\n'),
    'access key': instance({ user_data: 'aws configure set aws_access_key_id AKIAIOSFODNN7EXAMPLE' }),
    'private key': instance({ user_data: '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n' }),
    'password in a URL': instance({ user_data: 'psql postgres://app:hunter2@db.internal/orders' }),
    'password option': instance({ user_data: 'mysql -h db -u root -phunter2 < seed.sql' }),
    'escaped JSON': instance({ user_data: 'echo "{\\"db_password\\":\\"Sup3rS3cret!\\"}" > /etc/app.json' }),
    'configuration file': instance({ user_data: 'cat > /etc/my.cnf <<EOF\n[client]\npassword = Sup3rS3cret!\nEOF\n' }),
    'encoded twice': instance({ user_data_base64: base64(base64(script)) }),
    'encoded line of a script': instance({ user_data: `echo ${base64(script)} | base64 -d | sh` }),
    'credentials of the command line tool': instance({
      user_data: 'aws configure set aws_secret_access_key wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY',
    }),
    'user of Windows': instance({ user_data: '<powershell>\nnet user admin Sup3rS3cret! /add\n</powershell>' }),
    'joined lines': instance({
      user_data: '${join("\\n", ["#!/bin/sh", join("=", ["export TOKEN", "abc123def456"])])}',
    }),
    'a secret that is read at plan': { ...instance({ user_data: `export PW="${secret}"` }), ...read },
    cloudinit_config: {
      data: { cloudinit_config: { c: { part: [{ content_type: 'text/x-shellscript', content: script }] } } },
    },
    'notebook start': resources({
      aws_sagemaker_notebook_instance_lifecycle_configuration: { n: { on_start: base64(script) } },
    }),
    'build specification': resources({
      aws_codebuild_project: { b: { source: [{ buildspec: 'env:\n  variables:\n    NPM_TOKEN: abcdef123456\n' }] } },
    }),
  },
  passing: {
    'script without secrets': instance({ user_data: '#!/bin/bash\nyum -y install nginx\n' }),
    'fetched when it runs': instance({
      user_data:
        '#!/bin/bash\nexport DB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id orders --query SecretString --output text)\nTOKEN=`curl -sX PUT http://169.254.169.254/latest/api/token`\n',
    }),
    'ARN of a secret': instance(
      { user_data: 'export DB_SECRET_ARN=${aws_secretsmanager_secret.db.arn}' },
      {
        aws_secretsmanager_secret: { db: {} },
      },
    ),
    'file that holds it': instance({ user_data: 'export POSTGRES_PASSWORD_FILE=/run/secrets/db\n' }),
    'join to a cluster': instance(
      {
        user_data_base64:
          '${base64encode("/etc/eks/bootstrap.sh ${aws_eks_cluster.c.name} --b64-cluster-ca ${aws_eks_cluster.c.certificate_authority[0].data}")}',
      },
      { aws_eks_cluster: { c: { name: 'c' } } },
    ),
    'MIME without secrets': template(multipart('#!/bin/sh\necho ready', 'Content-Type: text/x-shellscript')),
    'rendered elsewhere': {
      ...instance({ user_data: '${data.cloudinit_config.c.rendered}' }),
      data: { cloudinit_config: { c: { part: { content: '#!/bin/sh\ntrue\n' } } } },
    },
  },
  notApplicable: { 'no user data': instance({ instance_type: 't4g.micro' }) },
  unknown: {
    variable: instance({ user_data: '${var.x}' }),
    template: instance({ user_data: '${templatefile("a.sh", {})}' }),
  },
};

const parameter = (fields: object, more: object = {}) =>
  resources({ aws_ssm_parameter: { p: { name: '/orders/db_password', ...fields } }, ...more }, variable);

const plain: RuleCases = {
  rule: 'SEC-SSM-PLAIN',
  failing: {
    'String called a password': parameter({ type: 'String', value: 'hunter2-hunter2' }),
    'StringList with a token': parameter({
      name: '/x',
      type: 'StringList',
      value: 'a,ghp_0123456789abcdefghijklmnopqrstuvwxyz',
    }),
    'String made of a generated password': parameter(
      { name: '/orders/url', type: 'String', value: 'postgres://a:${random_password.p.result}@db' },
      { random_password: { p: { length: 32 } } },
    ),
    'String of a secret that is read': {
      ...parameter({ name: '/x', type: 'String', value: secret }),
      ...read,
    },
    'SecureString with a literal': parameter({ type: 'SecureString', value: 'hunter2-hunter2' }),
    'SecureString with a folded literal': parameter({ type: 'SecureString', value: '${join("", ["hun", "ter2"])}' }),
    'SecureString with insecure_value': parameter(
      { type: 'SecureString', insecure_value: '${aws_eip.e.id}' },
      { aws_eip: { e: {} } },
    ),
    'type folded': parameter({ type: '${title("string")}', value: 'hunter2-hunter2' }),
  },
  passing: {
    setting: parameter({ name: '/orders/log_level', type: 'String', value: 'debug' }),
    'ARN of a secret': parameter({ type: 'String', value: 'arn:aws:secretsmanager:eu-west-1:1:secret:x' }),
    'SecureString, write-only': parameter({
      type: 'SecureString',
      value_wo: '${ephemeral.random_password.p.result}',
      value_wo_version: 1,
    }),
    'SecureString from a resource': parameter(
      { type: 'SecureString', value: '${random_password.p.result}' },
      { random_password: { p: {} } },
    ),
    'SecureString that is set by hand': parameter({
      type: 'SecureString',
      value: 'placeholder',
      lifecycle: { ignore_changes: ['value'] },
    }),
    'name of an image': parameter({ name: '/orders/ami', type: 'String', value: 'ami-0123456789abcdef0' }),
  },
  notApplicable: { document: resources({ aws_ssm_document: { d: { content: '{}' } } }) },
  unknown: {
    type: parameter({ type: '${var.x}', value: 'hunter2-hunter2' }),
    value: parameter({ type: 'String', value: '${var.x}' }),
  },
};

const output = (value: unknown, more: object = {}) => ({ output: { url: { value, ...more } } });
const generated = { resource: { random_password: { p: { length: 32 } } } };
const database = (fields: object) => ({ resource: { aws_db_instance: { d: fields } } });

const leak: RuleCases = {
  rule: 'SEC-SECRET-LEAK',
  failing: {
    'output of a generated password': { ...generated, ...output('${random_password.p.result}') },
    'output of a URL with it': { ...read, ...output(`postgres://app:${secret}@db/orders`) },
    'output of a field of it': {
      ...read,
      ...output('${jsondecode(data.aws_secretsmanager_secret_version.db.secret_string)["password"]}'),
    },
    'output that is declared not sensitive': {
      ...read,
      ...output(`\${nonsensitive(data.aws_secretsmanager_secret_version.db.secret_string)}`),
    },
    'output of the whole object': { ...read, ...output('${data.aws_secretsmanager_secret_version.db}') },
    'output of the attribute of a database': {
      ...database({ password: '${var.x}' }),
      ...variable,
      ...output('${aws_db_instance.d.password}'),
    },
    'output by a local': { ...read, locals: { dsn: `x:${secret}` }, ...output('${local.dsn}', { sensitive: false }) },
    'output literal': { output: { db_password: { value: 'hunter2-hunter2' } } },
    'generated password, kept in the state': generated,
    'private key, kept in the state': resources({ tls_private_key: { k: { algorithm: 'ED25519' } } }),
    'access key, kept in the state': resources({ aws_iam_access_key: { k: { user: 'u' } } }),
    'random string as a password': resources({
      random_string: { p: { length: 32 } },
      aws_db_instance: { d: { password: '${random_string.p.result}' } },
    }),
    tag: { ...read, ...resources({ aws_vpc: { v: { tags: { note: secret } } } }) },
    'file on the machine that applies': { ...read, ...resources({ local_file: { f: { content: `PW=${secret}` } } }) },
    'function environment': {
      ...read,
      ...resources({ aws_lambda_function: { f: { environment: [{ variables: { DB_PASSWORD: secret } }] } } }),
    },
    'container environment': {
      ...read,
      ...resources({
        aws_ecs_task_definition: {
          t: {
            container_definitions:
              '${jsonencode([{ name = "app", environment = [{ name = "PW", value = data.aws_secretsmanager_secret_version.db.secret_string }] }])}',
          },
        },
      }),
    },
    'build environment': {
      ...read,
      ...resources({
        aws_codebuild_project: { b: { environment: { environment_variable: [{ name: 'PW', value: secret }] } } },
      }),
    },
    'decrypted parameter': {
      data: { aws_ssm_parameter: { p: { name: '/orders/x', with_decryption: true } } },
      ...output('${data.aws_ssm_parameter.p.value}'),
    },
    'token of a cluster': {
      data: { aws_eks_cluster_auth: { a: { name: 'c' } } },
      ...output('${data.aws_eks_cluster_auth.a.token}'),
    },
    'config map': { ...read, ...resources({ kubernetes_config_map_v1: { c: { data: { pw: secret } } } }) },
    'sensitive variable in an environment': {
      ...resources({ aws_lambda_function: { f: { environment: { variables: { X: '${var.db}' } } } } }),
      variable: { db: { sensitive: true } },
    },
    'variable that is called a password, in a container': {
      ...resources({
        aws_ecs_task_definition: {
          t: { container_definitions: '[{"environment":[{"name":"X","value":"${var.db_password}"}]}]' },
        },
      }),
      variable: { db_password: {} },
    },
    'password of another state': {
      data: { terraform_remote_state: { db: { backend: 's3', config: { bucket: 'b', key: 'k' } } } },
      ...output('postgres://app:${data.terraform_remote_state.db.outputs.db_password}@db'),
    },
    triggers: { ...read, ...resources({ terraform_data: { t: { input: secret } } }) },
  },
  passing: {
    'sensitive output': { ...read, ...output(secret, { sensitive: true }) },
    ARN: { ...resources({ aws_secretsmanager_secret: { db: {} } }), ...output('${aws_secretsmanager_secret.db.arn}') },
    endpoint: { ...database({ password: '${var.x}' }), ...variable, ...output('${aws_db_instance.d.endpoint}') },
    'ARN of the managed secret': {
      ...database({ manage_master_user_password: true }),
      ...output('${aws_db_instance.d.master_user_secret[0].secret_arn}'),
    },
    'public key of AWS': {
      data: { aws_ssm_parameter: { ami: { name: '/aws/service/eks/optimized-ami/1.35/recommended/image_id' } } },
      ...output('${data.aws_ssm_parameter.ami.value}'),
    },
    'secret to where it belongs': {
      ...read,
      ...resources({
        aws_db_instance: { d: { password: secret } },
        aws_lambda_function: {
          f: { environment: { variables: { SECRET_ARN: '${data.aws_secretsmanager_secret_version.db.arn}' } } },
        },
      }),
    },
    'container that reads it itself': {
      ...resources({
        aws_secretsmanager_secret: { db: {} },
        aws_ecs_task_definition: {
          t: {
            container_definitions:
              '${jsonencode([{ name = "app", secrets = [{ name = "PW", valueFrom = aws_secretsmanager_secret.db.arn }] }])}',
          },
        },
      }),
    },
    'header that a load balancer checks': {
      ...read,
      ...resources({
        aws_cloudfront_distribution: { d: { origin: [{ custom_header: [{ name: 'x', value: secret }] }] } },
      }),
    },
    'plain variable in an environment': {
      ...resources({ aws_lambda_function: { f: { environment: { variables: { LOG_LEVEL: '${var.log_level}' } } } } }),
      variable: { log_level: {} },
    },
    'password of another state to where it belongs': {
      data: { terraform_remote_state: { db: { backend: 's3', config: { bucket: 'b', key: 'k' } } } },
      ...resources({ aws_db_instance: { d: { password: '${data.terraform_remote_state.db.outputs.db_password}' } } }),
    },
    'random name': resources({
      random_id: { r: { byte_length: 4 } },
      aws_s3_bucket: { b: { bucket: 'x-${random_id.r.hex}' } },
    }),
  },
  notApplicable: { 'plain output': { ...resources({ aws_vpc: { v: {} } }), ...output('${aws_vpc.v.id}') } },
  unknown: {
    'part of it': {
      ...read,
      ...output('${length(var.x) > 1 ? data.aws_secretsmanager_secret_version.db.secret_string : "-"}'),
      ...variable,
    },
  },
};

const lambda = (variables: unknown) =>
  resources({ aws_lambda_function: { f: { environment: { variables } } } }, variable);
const container = (environment: object) =>
  resources({
    aws_ecs_task_definition: { t: { container_definitions: JSON.stringify([{ name: 'app', environment }]) } },
  });
const key = 'AKIAIOSFODNN7EXAMPLE';

/** More ways of writing a literal than an attribute that the provider marks sensitive. */
const literal: RuleCases = {
  rule: 'SEC-SECRET-LITERAL',
  failing: {
    'function environment': lambda({ DB_PASSWORD: 'hunter2-hunter2' }),
    'function environment, merged': lambda('${merge({ LOG = "debug" }, { API_KEY = "abcd1234efgh" })}'),
    'container environment': container([{ name: 'DB_PASSWORD', value: 'hunter2-hunter2' }]),
    'container environment by jsonencode with a reference': resources({
      aws_eip: { e: {} },
      aws_ecs_task_definition: {
        t: {
          container_definitions:
            '${jsonencode([{ environment = [{ name = "IP", value = aws_eip.e.public_ip }, { name = "DB_PASSWORD", value = "hunter2-hunter2" }] }])}',
        },
      },
    }),
    'container environment in a text with a reference': resources({
      aws_eip: { e: {} },
      aws_ecs_task_definition: {
        t: {
          container_definitions:
            '[{"name":"app","image":"${aws_eip.e.public_ip}","environment":[{"name":"TOKEN","value":"abc123def456"}]}]',
        },
      },
    }),
    'document in a variable': lambda({ CONFIG: '{"user":"app","password":"Sup3rS3cret!"}' }),
    'encoded document in a variable': lambda({ CONFIG: base64('{"user":"app","password":"Sup3rS3cret!"}') }),
    'command of a container': resources({
      aws_ecs_task_definition: {
        t: { container_definitions: JSON.stringify([{ command: ['sh', '-c', 'DB_PASSWORD=hunter2-x app'] }]) },
      },
    }),
    'build environment': resources({
      aws_codebuild_project: {
        b: { environment: [{ environment_variable: [{ name: 'NPM_TOKEN', value: 'abc123def' }] }] },
      },
    }),
    'batch job': resources({
      aws_batch_job_definition: {
        j: { container_properties: '{"environment":[{"name":"DB_PASSWORD","value":"hunter2-hunter2"}]}' },
      },
    }),
    'token in a description': resources({ aws_vpc: { v: { tags: { note: key } } } }),
    'token joined': resources({ aws_vpc: { v: { tags: { note: '${join("", ["AKIA", "IOSFODNN7EXAMPLE"])}' } } } }),
    'token in base64': resources({
      aws_cloudwatch_dashboard: { d: { dashboard_body: Buffer.from(`key ${key} of ci`).toString('base64') } },
    }),
    'tag called password': resources({ aws_vpc: { v: { tags: { password: 'hunter2' } } } }),
    'static keys of a provider': {
      provider: {
        aws: [{ region: 'eu-west-1', access_key: key, secret_key: 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY' }],
      },
    },
    'token of a provider': { provider: { github: { token: 'ghp_0123456789abcdefghijklmnopqrstuvwxyz' } } },
    'keys of a backend': {
      terraform: { backend: { s3: { bucket: 'b', key: 'k', access_key: key, secret_key: 'abc123def456' } } },
    },
    'default of a variable': { variable: { db_password: { default: 'hunter2-hunter2', sensitive: true } } },
    'branch of a condition': resources(
      { aws_db_instance: { d: { password: '${var.x == "" ? "hunter2-hunter2" : var.x}' } } },
      variable,
    ),
    'fallback of coalesce': resources(
      { aws_db_instance: { d: { password: '${coalesce(var.x, "hunter2-hunter2")}' } } },
      variable,
    ),
    'password in a URL': lambda({ DATABASE: 'postgres://app:hunter2@db.internal/orders' }),
  },
  passing: {
    'ARNs and names': lambda({
      DB_SECRET_ARN: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders',
      SECRET_NAME: 'orders/prod/db',
      TOKEN_TTL: '3600',
      PASSWORD_FILE: '/run/secrets/db',
      TOKEN_URL: 'https://auth.example.com/token',
      DATABASE_URL: 'postgres://db.internal:5432/orders',
      MAX_TOKENS: '4096',
      KMS_KEY_ID: '1234abcd-12ab-34cd-56ef-1234567890ab',
      PUBLIC_KEY: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE',
    }),
    'secret by its ARN': container([{ name: 'LOG_LEVEL', value: 'debug' }]),
    'build environment from a store': resources({
      aws_codebuild_project: {
        b: { environment: { environment_variable: { name: 'NPM_TOKEN', value: '/ci/npm', type: 'PARAMETER_STORE' } } },
      },
    }),
    'provider with a role': { provider: { aws: [{ assume_role: [{ role_arn: 'arn:aws:iam::1:role/x' }] }] } },
    'provider of an emulator': {
      provider: { aws: { access_key: 'test', secret_key: 'test1', endpoints: { s3: 'http://127.0.0.1:4566' } } },
    },
    'variable without default': { variable: { db_password: { sensitive: true } } },
    'ephemeral password': resources({
      aws_db_instance: { d: { password_wo: '${ephemeral.random_password.p.result}', password_wo_version: 1 } },
    }),
    'hash of code': resources({
      aws_lambda_function: { f: { source_code_hash: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=' } },
    }),
  },
  notApplicable: { 'flag of that name': resources({ aws_cognito_user_pool_client: { c: { generate_secret: true } } }) },
  unknown: {
    'joined with something else': resources(
      { aws_db_instance: { d: { password: '${jsonencode({ password = "hunter2-hunter2", x = var.x })}' } } },
      variable,
    ),
  },
};

export const secretFlowCases: readonly RuleCases[] = [userData, plain, leak, literal];
