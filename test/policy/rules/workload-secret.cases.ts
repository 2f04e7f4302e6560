import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';
import {
  chart,
  deployment,
  image,
  manifest,
  manifestDeployment,
  manifestSpec,
  metadata,
  podSpec,
  yaml,
} from '../support/kubernetes';

const env = (name: string, value: unknown) => deployment(podSpec({}, { env: [{ name, value }] }));
const random = { random_password: { db: { length: 32 } } };
const beside = (config: object, more: object, rest: object = {}) => ({
  ...config,
  resource: { ...(config as { resource: object }).resource, ...more },
  ...rest,
});
const map = (data: object, type = 'kubernetes_config_map_v1') =>
  resources({ [type]: { c: { metadata: metadata('c'), data } } });
const secret = (fields: object, type = 'kubernetes_secret_v1') =>
  resources({ [type]: { s: { metadata: metadata('s'), ...fields } } });
const base64 = (text: string) => Buffer.from(text).toString('base64');

const environment: RuleCases = {
  rule: 'SEC-SECRET-ENV',
  failing: {
    password: env('DB_PASSWORD', 'hunter2'),
    'one env block': deployment(podSpec({}, { env: { name: 'API_KEY', value: 'k3y-0f-the-api' } })),
    'password joined at synth': env('PGPASSWORD', '${join("", ["hun", "ter2"])}'),
    'password by a variable': env('DB_PASSWORD', '${var.password}'),
    'password of another resource': beside(env('DB_PASS', '${random_password.db.result}'), random),
    'known by its shape': env('CONFIG', 'AKIAIOSFODNN7EXAMPLE'),
    'random under a harmless name': env('SETTING_A', 'wJalrXUtnFEMI7MDENGbPxRfiCYEXAMPLEKEY'),
    'password in a URL': env('DATABASE_URL', 'postgres://app:hunter2@db:5432/orders'),
    'password in a URL by a variable': env('DATABASE_URL', 'postgres://app:${var.password}@db:5432/orders'),
    'password in a URL by a resource': beside(env('DSN', 'mysql://app:${random_password.db.result}@db/orders'), random),
    'secret that was read': beside(
      env('TOKENS', '${data.aws_secretsmanager_secret_version.t.secret_string}'),
      {},
      {
        data: { aws_secretsmanager_secret_version: { t: { secret_id: 'x' } } },
      },
    ),
    'init container': deployment(
      podSpec({ init_container: { name: 'i', image, env: { name: 'TOKEN', value: 'abc123def456' } } }),
    ),
    'dynamic variable': deployment(
      podSpec(
        {},
        {
          dynamic: {
            env: { for_each: { DB_PASSWORD: 'hunter2' }, content: { name: '${env.key}', value: '${env.value}' } },
          },
        },
      ),
    ),
    argument: deployment(podSpec({}, { args: ['--db-password=hunter2'] })),
    'two arguments': deployment(podSpec({}, { command: ['app', '--api-token', 'abc123def456'] })),
    'stateful set': resources({
      kubernetes_stateful_set: {
        s: {
          metadata: metadata(),
          spec: { template: { spec: podSpec({}, { env: { name: 'SECRET', value: 'x9!kQ2' } }) } },
        },
      },
    }),
    manifest: manifest(manifestDeployment(manifestSpec({}, { env: [{ name: 'REDIS_PASSWORD', value: 'hunter2' }] }))),
    'YAML cron job': yaml(
      'apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: j, namespace: n}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{name: c, image: i, env: [{name: CLIENT_SECRET, value: abc123def}]}]}}}}}',
    ),
    kubernetes_env: resources({
      kubernetes_env: { e: { container: 'c', env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] } },
    }),
    'ConfigMap entry': map({ DB_PASSWORD: 'hunter2' }),
    'ConfigMap file': map(
      { 'application.properties': 'db.url=jdbc:x\ndb.password=hunter2\n' },
      'kubernetes_config_map',
    ),
    'ConfigMap data added': map({ api_key: 'k3y-0f-the-api' }, 'kubernetes_config_map_v1_data'),
    'ConfigMap binary': resources({
      kubernetes_config_map_v1: {
        c: { metadata: metadata('c'), binary_data: { 'app.env': base64('API_TOKEN=abc123def456\n') } },
      },
    }),
    'ConfigMap manifest': manifest({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata('c'),
      data: { PASSWORD: 'hunter2' },
    }),
    'Secret data': secret({ data: { password: 'hunter2' } }),
    'Secret data under any name': secret({ data: { config: 'abc' } }, 'kubernetes_secret'),
    'Secret binary data': secret({ binary_data: { key: base64('hunter2') } }),
    'Secret written only': secret({ data_wo: { password: 'hunter2' } }),
    'Secret data added': secret({ data: { password: 'hunter2' } }, 'kubernetes_secret_v1_data'),
    'Secret manifest': manifest({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: metadata('s'),
      data: { password: base64('hunter2') },
    }),
    'Secret manifest in text': yaml(
      'apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: n}\nstringData: {password: hunter2}',
    ),
    'Secret by jsonencode beside a reference': beside(
      secret({ data: { 'db.json': '${jsonencode({ host = aws_db_instance.db.address, password = "hunter2" })}' } }),
      { aws_db_instance: { db: {} } },
    ),
    'variable by jsonencode beside a reference': beside(
      env('CONFIG', '${jsonencode({ host = aws_db_instance.db.address, password = "hunter2" })}'),
      { aws_db_instance: { db: {} } },
    ),
    'Secret by jsonencode': secret({ data: { 'db.json': '${jsonencode({ user = "app", password = "hunter2" })}' } }),
  },
  passing: {
    'Secret by jsonencode of what is made elsewhere': beside(
      secret({ data: { 'db.json': '${jsonencode({ user = "app", password = random_password.db.result })}' } }),
      random,
    ),
    'reference to a Secret': deployment(
      podSpec({}, { env: [{ name: 'DB_PASSWORD', value_from: { secret_key_ref: { name: 'db', key: 'password' } } }] }),
    ),
    'as a plan shows it': deployment(
      podSpec(
        {},
        {
          env: [
            { name: 'DB_PASSWORD', value: '', value_from: [{ secret_key_ref: [{ name: 'db', key: 'password' }] }] },
          ],
        },
      ),
    ),
    'name of a secret': env('DB_SECRET_NAME', 'orders-db'),
    'ARN of a secret': beside(env('DB_SECRET_ARN', '${aws_secretsmanager_secret.db.arn}'), {
      aws_secretsmanager_secret: { db: { name: 'db' } },
    }),
    'path of a password': env('DB_PASSWORD_FILE', '/run/secrets/db/password'),
    'path under a secret’s name': env('DB_PASSWORD', '/run/secrets/db/password'),
    'name by reference': beside(env('DB_SECRET', '${aws_secretsmanager_secret.db.name}'), {
      aws_secretsmanager_secret: { db: {} },
    }),
    'URL without password': env('DATABASE_URL', 'postgres://db.internal:5432/orders'),
    'URL with the password from elsewhere': env('DATABASE_URL', 'postgres://app:$(DB_PASSWORD)@db:5432/orders'),
    'token settings': env('TOKEN_TTL', '3600'),
    'number of tokens': env('MAX_TOKENS', '4096'),
    'where tokens come from': env('TOKEN_ENDPOINT', 'https://auth.example.com/oauth2/token'),
    switch: env('PASSWORD_LOGIN_ENABLED', 'false'),
    'plain settings': env('LOG_LEVEL', 'info'),
    'digest of an image': env('BUILD', 'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'),
    'plain by a variable': env('LOG_LEVEL', '${var.level}'),
    'settings in a ConfigMap': map({ LOG_LEVEL: 'info', 'nginx.conf': 'server { listen 8080; }' }),
    'Secret without data': secret({ type: 'kubernetes.io/service-account-token' }),
    'Secret that was made elsewhere': beside(secret({ data: { password: '${random_password.db.result}' } }), random),
    'certificate in a Secret': secret({
      data: { 'ca.crt': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----' },
    }),
    'user in a Secret': secret({ data: { username: 'app' } }),
    ExternalSecret: manifest({
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: metadata('db'),
      spec: { data: [{ secretKey: 'password', remoteRef: { key: 'orders/db', property: 'password' } }] },
    }),
    'arguments without secret': deployment(podSpec({}, { args: ['--db-password-file=/run/db', '--log=info'] })),
  },
  notApplicable: { 'a namespace': resources({ kubernetes_namespace_v1: { n: { metadata: { name: 'n' } } } }) },
  unknown: {
    'password by a variable': env('DB_PASSWORD', '${var.password}'),
    'password by a function': env('API_TOKEN', '${uuidv5("dns", var.x)}'),
  },
};

const charts: RuleCases = {
  rule: 'SEC-SECRET-HELM',
  failing: {
    set: chart({ set: { name: 'auth.password', value: 'hunter2' } }),
    'set as provider 3 has it': chart({ set: [{ name: 'global.postgresql.auth.postgresPassword', value: 'hunter2' }] }),
    'set by a variable': chart({ set: [{ name: 'auth.password', value: '${var.password}' }] }),
    'set by a resource': beside(
      chart({ set: [{ name: 'auth.password', value: '${random_password.db.result}' }] }),
      random,
    ),
    set_sensitive: chart({ set_sensitive: [{ name: 'auth.password', value: 'hunter2' }] }),
    'set_sensitive under any name': chart({ set_sensitive: { name: 'config', value: 'hunter2' } }),
    set_wo: chart({ set_wo: [{ name: 'auth.password', value: 'hunter2' }] }),
    set_list: chart({ set_list: [{ name: 'auth.tokens', value: ['ghp_0123456789abcdefghijABCDEFGHIJ012345'] }] }),
    'dynamic set': chart({
      dynamic: {
        set: { for_each: { 'auth.password': 'hunter2' }, content: { name: '${set.key}', value: '${set.value}' } },
      },
    }),
    YAML: chart({ values: ['auth:\n  password: hunter2\n'] }),
    'second text': chart({ values: ['a: 1', 'redis: { auth: { password: hunter2 } }'] }),
    'second document': chart({ values: ['a: 1\n---\nadminPassword: hunter2\n'] }),
    JSON: chart({ values: ['{"adminPassword":"hunter2"}'] }),
    yamlencode: chart({ values: ['${yamlencode({ auth = { password = "hunter2" } })}'] }),
    'yamlencode with a resource': beside(
      chart({ values: ['${yamlencode({ auth = { password = random_password.db.result } })}'] }),
      random,
    ),
    'template in YAML': beside(chart({ values: ['auth:\n  password: ${random_password.db.result}\n'] }), random),
    'environment in YAML': chart({ values: ['extraEnv:\n  - name: DB_PASSWORD\n    value: hunter2\n'] }),
    'environment as a map': chart({ values: ['env: { API_TOKEN: abc123def456 }'] }),
    'file in YAML': chart({ values: ['config: |\n  [db]\n  password = hunter2\n'] }),
    'known by its shape': chart({ values: ['x: AKIAIOSFODNN7EXAMPLE'] }),
    'password of the repository': chart({ repository_username: 'ci', repository_password: 'hunter2' }),
    'Argo CD application': manifest({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: metadata(),
      spec: { source: { helm: { values: 'auth: { password: hunter2 }' } } },
    }),
    'Argo CD parameter': manifest({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: metadata(),
      spec: { sources: [{ helm: { parameters: [{ name: 'auth.password', value: 'hunter2' }] } }] },
    }),
    'Flux release': manifest({
      apiVersion: 'helm.toolkit.fluxcd.io/v2',
      kind: 'HelmRelease',
      metadata: metadata(),
      spec: { values: { auth: { password: 'hunter2' } } },
    }),
  },
  passing: {
    'an existing Secret': chart({ set: [{ name: 'auth.existingSecret', value: 'orders-db' }] }),
    'an existing Secret in YAML': chart({
      values: [
        'auth:\n  existingSecret: orders-db-v2\n  secretKeys: { adminPasswordKey: password }\n  usePasswordFiles: true\n',
      ],
    }),
    'sensitive by a variable': chart({ set_sensitive: [{ name: 'auth.password', value: '${var.password}' }] }),
    'written only by a variable': chart({
      set_wo: [{ name: 'auth.password', value: '${var.password}' }],
      set_wo_revision: 1,
    }),
    'reference in an environment': chart({
      values: ['env:\n  - name: DB_PASSWORD\n    valueFrom: { secretKeyRef: { name: db, key: password } }\n'],
    }),
    'pull secrets': chart({ values: ['imagePullSecrets: [{ name: regcred }]\nserviceAccount: { create: true }'] }),
    'external secrets': chart({
      values: ['externalSecrets:\n  data:\n    - secretKey: password2\n      remoteRef: { key: orders/db }\n'],
    }),
    'ARN of a role': chart({
      set: [
        {
          name: 'serviceAccount.annotations.eks\\.amazonaws\\.com/role-arn',
          value: 'arn:aws:iam::123456789012:role/x',
        },
      ],
    }),
    switches: chart({ values: ['secret: { create: false }\npassword: ""\ntoken: null\n'] }),
    'no values': chart({}),
    'password of the repository by a variable': chart({ repository_password: '${var.token}' }),
  },
  notApplicable: { 'another resource': deployment() },
  unknown: {
    'values from a file': chart({ values: ['${file("values.yaml")}'] }),
    'values by a variable': chart({ values: '${var.values}' }),
    'values that are no YAML': chart({ values: ['a: [b'] }),
  },
};

export const workloadSecretCases: readonly RuleCases[] = [environment, charts];
