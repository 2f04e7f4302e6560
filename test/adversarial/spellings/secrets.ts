import type { Configuration, Spellings } from './spelling';

const database = (body: object): Configuration => ({
  aws_db_instance: {
    d: {
      identifier: 'd',
      engine: 'postgres',
      engine_version: '16.9',
      username: 'master',
      storage_encrypted: true,
      multi_az: true,
      deletion_protection: true,
      backup_retention_period: 14,
      final_snapshot_identifier: 'last',
      db_subnet_group_name: 'data',
      ...body,
    },
  },
});
const launch = (user_data: unknown): Configuration => ({
  aws_launch_template: {
    t: { user_data, metadata_options: [{ http_tokens: 'required', http_put_response_hop_limit: 1 }] },
  },
});
const machine = (body: object): Configuration => ({
  aws_instance: {
    i: {
      ami: 'ami-1',
      instance_type: 't4g.small',
      subnet_id: 'subnet-1',
      metadata_options: [{ http_tokens: 'required' }],
      root_block_device: [{ encrypted: true }],
      ...body,
    },
  },
});
const image = 'registry.example.com/api@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';
const task = (container: object): Configuration => ({
  aws_ecs_task_definition: {
    t: {
      family: 't',
      requires_compatibilities: ['FARGATE'],
      network_mode: 'awsvpc',
      cpu: 256,
      memory: 512,
      execution_role_arn: 'arn:aws:iam::123456789012:role/e',
      container_definitions: JSON.stringify([
        {
          name: 'api',
          image: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:${'0123456789abcdef'.repeat(4)}`,
          essential: true,
          readonlyRootFilesystem: true,
          ...container,
        },
      ]),
    },
  },
});
const lambda = (variables: object): Configuration => ({
  aws_lambda_function: {
    f: {
      function_name: 'f',
      role: 'arn:aws:iam::123456789012:role/f',
      runtime: 'nodejs22.x',
      handler: 'i.h',
      filename: 'f.zip',
      environment: [{ variables }],
    },
  },
});
const helm = (body: object): Configuration => ({
  helm_release: {
    r: {
      name: 'db',
      namespace: 'orders',
      chart: 'postgresql',
      repository: 'oci://registry.example.com/charts',
      version: '16.1.0',
      ...body,
    },
  },
});
const secure = {
  run_as_non_root: true,
  allow_privilege_escalation: false,
  read_only_root_filesystem: true,
  seccomp_profile: [{ type: 'RuntimeDefault' }],
  capabilities: [{ drop: ['ALL'] }],
};
const pod = (container: object): Configuration => ({
  kubernetes_deployment_v1: {
    d: {
      metadata: [{ name: 'api', namespace: 'orders' }],
      spec: [
        {
          replicas: 3,
          selector: [{ match_labels: { app: 'api' } }],
          template: [
            {
              metadata: [{ labels: { app: 'api' } }],
              spec: [
                {
                  automount_service_account_token: false,
                  security_context: [{ run_as_non_root: true, seccomp_profile: [{ type: 'RuntimeDefault' }] }],
                  topology_spread_constraint: [
                    {
                      max_skew: 1,
                      topology_key: 'topology.kubernetes.io/zone',
                      when_unsatisfiable: 'ScheduleAnyway',
                      label_selector: [{ match_labels: { app: 'api' } }],
                    },
                  ],
                  container: [
                    {
                      name: 'api',
                      image: image.replace('registry.example.com', '123456789012.dkr.ecr.eu-west-1.amazonaws.com'),
                      security_context: [secure],
                      resources: [{ limits: { memory: '128Mi' }, requests: { cpu: '100m', memory: '128Mi' } }],
                      ...container,
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    },
  },
  kubernetes_pod_disruption_budget_v1: {
    d: {
      metadata: [{ name: 'api', namespace: 'orders' }],
      spec: [{ max_unavailable: '1', selector: [{ match_labels: { app: 'api' } }] }],
    },
  },
});

export const secrets41to47: readonly Spellings[] = [
  {
    class: 41,
    rules: ['SEC-SECRET-LITERAL'],
    bad: {
      'a database': database({ password: 'hunter2hunter2' }),
      'a write-only one': database({ password_wo: 'hunter2hunter2', password_wo_version: 1 }),
      'a default of a variable': {
        variable: { p: { default: 'correct-horse-battery', sensitive: true } },
        resource: database({ password: '${var.p}' }),
      },
      'a local': { locals: { p: 'correct-horse' }, resource: database({ password: '${local.p}-battery' }) },
      'a cluster': {
        aws_rds_cluster: {
          c: {
            cluster_identifier: 'c',
            engine: 'aurora-mysql',
            master_username: 'm',
            master_password: 'correct-horse',
            storage_encrypted: true,
            deletion_protection: true,
            backup_retention_period: 14,
            final_snapshot_identifier: 'x',
          },
        },
      },
      'a cache': {
        aws_elasticache_replication_group: {
          c: {
            replication_group_id: 'c',
            description: 'c',
            auth_token: 'correct-horse-battery',
            transit_encryption_enabled: true,
            at_rest_encryption_enabled: true,
          },
        },
      },
      'a user of a cache': {
        aws_elasticache_user: {
          u: {
            user_id: 'u',
            user_name: 'u',
            engine: 'redis',
            access_string: 'on ~* +@read',
            passwords: ['correct-horse-battery'],
          },
        },
      },
      'a secret': {
        aws_secretsmanager_secret_version: { v: { secret_id: 's', secret_string: '{"password":"correct-horse"}' } },
      },
      'a secret by jsonencode()': {
        aws_secretsmanager_secret_version: {
          v: { secret_id: 's', secret_string: '${jsonencode({ password = "correct-horse" })}' },
        },
      },
      'a broker': {
        aws_mq_broker: {
          b: {
            broker_name: 'b',
            engine_type: 'ActiveMQ',
            user: [{ username: 'u', password: 'correct-horse-battery' }],
          },
        },
      },
      'a domain': {
        aws_opensearch_domain: {
          d: {
            domain_name: 'd',
            advanced_security_options: [
              {
                enabled: true,
                master_user_options: [{ master_user_name: 'm', master_user_password: 'Correct-horse1' }],
              },
            ],
          },
        },
      },
      'a VPN': {
        aws_vpn_connection: {
          v: { customer_gateway_id: 'cgw-1', type: 'ipsec.1', tunnel1_preshared_key: 'correct.horse.battery' },
        },
      },
      'a directory': {
        aws_directory_service_directory: { d: { name: 'corp.example.com', password: 'Correct-horse1' } },
      },
      'a DMS endpoint': {
        aws_dms_endpoint: {
          e: {
            endpoint_id: 'e',
            endpoint_type: 'source',
            engine_name: 'postgres',
            username: 'u',
            password: 'correct-horse',
          },
        },
      },
      'keys of the provider': {
        provider: {
          aws: [
            {
              region: 'eu-west-1',
              access_key: 'AKIAIOSFODNN7EXAMPLF',
              secret_key: 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYY1',
            },
          ],
        },
        resource: {},
      },
    },
    good: {
      managed: database({ manage_master_user_password: true }),
      'from an ephemeral value': {
        ephemeral: { aws_secretsmanager_random_password: { p: {} } },
        resource: database({
          password_wo: '${ephemeral.aws_secretsmanager_random_password.p.random_password}',
          password_wo_version: 1,
        }),
      },
      'a variable without a default': {
        variable: { p: { type: 'string', sensitive: true, ephemeral: true } },
        resource: database({ password_wo: '${var.p}', password_wo_version: 1 }),
      },
      'a secret without a value': { aws_secretsmanager_secret: { s: { name: 's', recovery_window_in_days: 30 } } },
    },
  },
  {
    class: 42,
    rules: ['SEC-SECRET-ENV', 'SEC-SECRET-LITERAL'],
    bad: {
      'a pod': pod({ env: [{ name: 'DB_PASSWORD', value: 'correct-horse' }] }),
      'a connection string': pod({
        env: [{ name: 'DATABASE_URL', value: 'postgres://api:correct-horse@db.example.com:5432/orders' }],
      }),
      'a key of AWS': pod({ env: [{ name: 'X', value: 'AKIAIOSFODNN7EXAMPLF' }] }),
      'an argument': pod({ args: ['--password=correct-horse'] }),
      'a ConfigMap': {
        kubernetes_config_map: {
          c: {
            metadata: [{ name: 'c', namespace: 'orders' }],
            data: { 'application.yaml': 'spring:\n  datasource:\n    password: correct-horse\n' },
          },
        },
      },
      'a Secret': {
        kubernetes_secret: {
          s: { metadata: [{ name: 's', namespace: 'orders' }], data: { password: 'correct-horse' } },
        },
      },
      'a Secret in a manifest': {
        kubernetes_manifest: {
          s: {
            manifest: {
              apiVersion: 'v1',
              kind: 'Secret',
              metadata: { name: 's', namespace: 'orders' },
              stringData: { token: 'correct-horse' },
            },
          },
        },
      },
      'a Secret in base64': {
        kubernetes_manifest: {
          s: {
            manifest: {
              apiVersion: 'v1',
              kind: 'Secret',
              metadata: { name: 's', namespace: 'orders' },
              data: { password: Buffer.from('correct-horse').toString('base64') },
            },
          },
        },
      },
      'a task of ECS': task({ environment: [{ name: 'DB_PASSWORD', value: 'correct-horse' }] }),
      'a function': lambda({ API_TOKEN: 'ghp_0123456789abcdefghijABCDEFGHIJ012345' }),
      'a build': {
        aws_codebuild_project: {
          p: {
            name: 'p',
            service_role: 'arn:aws:iam::123456789012:role/p',
            environment: [
              {
                compute_type: 'BUILD_GENERAL1_SMALL',
                image: 'aws/codebuild/standard:7.0',
                type: 'LINUX_CONTAINER',
                environment_variable: [{ name: 'DB_PASSWORD', value: 'correct-horse' }],
              },
            ],
            source: [{ type: 'NO_SOURCE' }],
            artifacts: [{ type: 'NO_ARTIFACTS' }],
          },
        },
      },
      'YAML by kubectl': {
        kubectl_manifest: {
          m: {
            yaml_body:
              'apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\n  namespace: orders\nstringData:\n  password: correct-horse\n',
          },
        },
      },
      'yamldecode()': {
        kubernetes_manifest: {
          m: {
            manifest:
              '${yamldecode("apiVersion: v1\\nkind: Secret\\nmetadata:\\n  name: s\\n  namespace: orders\\nstringData:\\n  password: correct-horse\\n")}',
          },
        },
      },
    },
    good: {
      'a reference': pod({
        env: [{ name: 'DB_PASSWORD', value_from: [{ secret_key_ref: [{ name: 'db', key: 'password' }] }] }],
      }),
      'a file': pod({
        env: [
          { name: 'DB_PASSWORD_FILE', value: '/run/secrets/db/password' },
          { name: 'TOKEN_TTL', value: '3600' },
        ],
      }),
      'an ARN': task({
        environment: [
          { name: 'DB_SECRET_ARN', value: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf' },
        ],
        secrets: [
          {
            name: 'DB_PASSWORD',
            valueFrom: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf:password::',
          },
        ],
      }),
      settings: {
        kubernetes_config_map_v1: {
          c: {
            metadata: [{ name: 'c', namespace: 'orders' }],
            data: {
              'application.yaml':
                'spring:\n  datasource:\n    password: ${DB_PASSWORD}\n    url: jdbc:postgresql://db.example.com:5432/orders\n',
            },
          },
        },
      },
    },
  },
  {
    class: 43,
    rules: ['SEC-SECRET-USERDATA'],
    bad: {
      plain: machine({ user_data: '#!/bin/bash\nexport DB_PASSWORD=correct-horse\n./start\n' }),
      base64: launch(Buffer.from('#!/bin/bash\nexport DB_PASSWORD="correct-horse"\n').toString('base64')),
      'base64 by Terraform': launch('${base64encode("#!/bin/bash\\nexport DB_PASSWORD=correct-horse\\n")}'),
      'gzip by Terraform': machine({
        user_data_base64: '${base64gzip("#!/bin/bash\\nexport API_TOKEN=hunter2-horse-Battery9\\n")}',
      }),
      gzip: launch(
        require('node:zlib').gzipSync('#!/bin/bash\nexport API_TOKEN=hunter2-horse-Battery9\n').toString('base64'),
      ),
      MIME: launch(
        Buffer.from(
          'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/x-shellscript\n\n#!/bin/bash\necho hi\n--b\nContent-Type: text/cloud-config\n\nwrite_files:\n  - path: /etc/app.conf\n    content: |\n      password=correct-horse\n--b--\n',
        ).toString('base64'),
      ),
      'write_files in base64': launch(
        Buffer.from(
          `#cloud-config\nwrite_files:\n  - path: /etc/app.env\n    encoding: b64\n    content: ${Buffer.from('DB_PASSWORD=correct-horse\n').toString('base64')}\n`,
        ).toString('base64'),
      ),
      'a key of AWS': machine({
        user_data: '#!/bin/bash\naws configure set aws_secret_access_key wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYY1\n',
      }),
      'the MIME of a data source': {
        data: {
          cloudinit_config: {
            c: {
              part: [
                {
                  content_type: 'text/x-shellscript',
                  content: '#!/bin/sh\nmysql -u root -pcorrect-horse < dump\nPASSWORD=correct-horse\n',
                },
              ],
            },
          },
        },
        resource: launch('${data.cloudinit_config.c.rendered}'),
      },
      PowerShell: machine({
        user_data: '<powershell>\n$password = "Correct-Horse1"\nnet user admin $password\n</powershell>',
      }),
      'a private key': launch(
        '${base64encode("#cloud-config\\nwrite_files:\\n- path: /k\\n  content: |\\n    -----BEGIN RSA PRIVATE KEY-----\\n    MIIEowIBAAKCAQEAzZcw5h1b\\n    -----END RSA PRIVATE KEY-----\\n")}',
      ),
    },
    good: {
      'from Secrets Manager': machine({
        user_data:
          '#!/bin/bash\nDB_PASSWORD=$(aws secretsmanager get-secret-value --secret-id db --query SecretString --output text)\nexport DB_PASSWORD\n',
      }),
      'a node of EKS': launch(
        '${base64encode("MIME-Version: 1.0\\nContent-Type: multipart/mixed; boundary=\\"b\\"\\n\\n--b\\nContent-Type: application/node.eks.aws\\n\\n---\\napiVersion: node.eks.aws/v1alpha1\\nkind: NodeConfig\\nspec:\\n  cluster:\\n    name: main\\n--b--\\n")}',
      ),
      'names of secrets': machine({
        user_data: '#!/bin/bash\nexport PASSWORD_FILE=/run/secrets/db\nexport SECRET_NAME=orders/db\n',
      }),
    },
  },
  {
    class: 44,
    rules: ['SEC-SECRET-HELM'],
    bad: {
      set: helm({ set: [{ name: 'auth.password', value: 'correct-horse' }] }),
      'set as blocks': helm({ set: { name: 'auth.postgresPassword', value: 'correct-horse' } }),
      set_sensitive: helm({ set_sensitive: [{ name: 'auth.password', value: 'correct-horse' }] }),
      set_list: helm({ set_list: [{ name: 'auth.passwords', value: ['correct-horse', 'battery'] }] }),
      values: helm({ values: ['auth:\n  password: correct-horse\n'] }),
      'yamlencode()': helm({ values: ['${yamlencode({ auth = { password = "correct-horse" } })}'] }),
      'a list of environment': helm({ values: ['extraEnv:\n  - name: DB_PASSWORD\n    value: correct-horse\n'] }),
      JSON: helm({ values: [JSON.stringify({ redis: { auth: { password: 'correct-horse' } } })] }),
      'a connection string': helm({ set: [{ name: 'config.url', value: 'postgresql://api:correct-horse@db:5432/x' }] }),
      set_wo: helm({ set_wo: [{ name: 'auth.password', value: 'correct-horse' }], set_wo_revision: 1 }),
      'dynamic set': helm({
        dynamic: {
          set: {
            for_each: { 'auth.password': 'correct-horse' },
            content: { name: '${set.key}', value: '${set.value}' },
          },
        },
      }),
    },
    good: {
      'an existing secret': helm({
        set: [{ name: 'auth.existingSecret', value: 'db-credentials' }],
        values: ['auth:\n  existingSecret: db\n  secretKeys:\n    adminPasswordKey: postgres-password\n'],
      }),
      switches: helm({ values: ['auth:\n  enablePostgresUser: false\n  usePasswordFiles: true\n'] }),
      'a variable': {
        variable: { p: { sensitive: true, ephemeral: true } },
        resource: helm({ set_wo: [{ name: 'auth.password', value: '${var.p}' }], set_wo_revision: 1 }),
      },
    },
  },
  {
    class: 45,
    rules: ['SEC-SSM-PLAIN', 'SEC-SECRET-LITERAL'],
    bad: {
      'a string by name': {
        aws_ssm_parameter: { p: { name: '/orders/db/password', type: 'String', value: 'correct-horse' } },
      },
      'a secure string': {
        aws_ssm_parameter: { p: { name: '/orders/db', type: 'SecureString', value: 'correct-horse' } },
      },
      insecure_value: {
        aws_ssm_parameter: { p: { name: '/orders/api-token', type: 'String', insecure_value: 'tok_hunter2Battery9' } },
      },
      'a list': {
        aws_ssm_parameter: { p: { name: '/orders/passwords', type: 'StringList', value: 'correct-horse,battery' } },
      },
      'a secret by its shape': {
        aws_ssm_parameter: { p: { name: '/x', type: 'String', value: 'ghp_0123456789abcdefghijABCDEFGHIJ012345' } },
      },
      'a password made by Terraform': {
        random_password: { p: { length: 20 } },
        aws_ssm_parameter: { p: { name: '/orders/db', type: 'String', value: '${random_password.p.result}' } },
      },
      for_each: {
        aws_ssm_parameter: {
          p: {
            for_each: { db_password: 'correct-horse' },
            name: '/orders/${each.key}',
            type: 'String',
            value: '${each.value}',
          },
        },
      },
      'write-only, but literal': {
        aws_ssm_parameter: {
          p: { name: '/orders/db', type: 'SecureString', value_wo: 'correct-horse', value_wo_version: 1 },
        },
      },
    },
    good: {
      'a setting': { aws_ssm_parameter: { p: { name: '/orders/log-level', type: 'String', value: 'info' } } },
      'an address': {
        aws_ssm_parameter: {
          p: { name: '/orders/db/endpoint', type: 'String', value: 'orders.abc.eu-west-1.rds.amazonaws.com:5432' },
        },
      },
      'write-only': {
        ephemeral: { aws_secretsmanager_random_password: { p: {} } },
        resource: {
          aws_ssm_parameter: {
            p: {
              name: '/orders/db',
              type: 'SecureString',
              value_wo: '${ephemeral.aws_secretsmanager_random_password.p.random_password}',
              value_wo_version: 1,
            },
          },
        },
      },
    },
  },
  {
    class: 46,
    rules: ['SEC-SECRET-LEAK'],
    bad: {
      'an output': {
        data: { aws_secretsmanager_secret_version: { s: { secret_id: 's' } } },
        output: { url: { value: 'postgres://api:${data.aws_secretsmanager_secret_version.s.secret_string}@db' } },
      },
      'an output of what was made': {
        resource: { random_password: { p: { length: 20 } } },
        output: { p: { value: '${random_password.p.result}' } },
      },
      'a sensitive output, kept in the state': {
        resource: {
          random_password: { p: { length: 20 } },
          local_file: { f: { filename: 'p', content: '${random_password.p.result}' } },
        },
      },
      'a tag': {
        resource: {
          random_password: { p: { length: 20 } },
          aws_s3_object: { o: { bucket: 'b', key: 'k', content: 'x', tags: { token: '${random_password.p.result}' } } },
        },
      },
      'an environment': {
        data: { aws_ssm_parameter: { p: { name: '/db', with_decryption: true } } },
        resource: lambda({ VALUE: '${data.aws_ssm_parameter.p.value}' }),
      },
      'an access key': {
        resource: { aws_iam_user: { u: { name: 'u' } }, aws_iam_access_key: { k: { user: '${aws_iam_user.u.name}' } } },
        output: { secret: { value: '${aws_iam_access_key.k.secret}' } },
      },
      'by locals and functions': {
        data: { aws_secretsmanager_secret_version: { s: { secret_id: 's' } } },
        locals: { c: '${jsondecode(data.aws_secretsmanager_secret_version.s.secret_string)}' },
        output: { p: { value: '${upper(local.c["password"])}' } },
      },
      'nonsensitive()': {
        resource: { random_password: { p: { length: 20 } } },
        output: { p: { value: '${nonsensitive(random_password.p.result)}' } },
      },
      'a description': {
        data: { aws_secretsmanager_secret_version: { s: { secret_id: 's' } } },
        resource: {
          aws_ssm_parameter: {
            p: {
              name: '/x',
              type: 'String',
              value: 'x',
              description: '${data.aws_secretsmanager_secret_version.s.secret_string}',
            },
          },
        },
      },
    },
    good: {
      'an ARN': {
        resource: { aws_secretsmanager_secret: { s: { name: 's' } } },
        output: { arn: { value: '${aws_secretsmanager_secret.s.arn}' } },
      },
      'an address': {
        resource: database({ manage_master_user_password: true }),
        output: {
          endpoint: { value: '${aws_db_instance.d.endpoint}' },
          secret: { value: '${aws_db_instance.d.master_user_secret[0].secret_arn}' },
        },
      },
      'a name in an environment': {
        resource: {
          aws_secretsmanager_secret: { s: { name: 's' } },
          ...lambda({ SECRET_ARN: '${aws_secretsmanager_secret.s.arn}' }),
        },
      },
    },
  },
  {
    class: 47,
    rules: ['SEC-SECRET-LITERAL', 'SEC-SECRET-ENV'],
    bad: {
      'join()': database({ password: '${join("", ["correct", "-", "horse"])}' }),
      'base64decode()': database({
        password: `\${base64decode("${Buffer.from('correct-horse').toString('base64')}")}`,
      }),
      'base64encode()': {
        aws_secretsmanager_secret_version: { v: { secret_id: 's', secret_binary: '${base64encode("correct-horse")}' } },
      },
      'format()': database({ password: '${format("%s-%s", "correct", "horse")}' }),
      'replace()': database({ password: '${replace("correct_horse", "_", "-")}' }),
      'a lookup': {
        locals: { all: { db: 'correct-horse' } },
        resource: database({ password: '${lookup(local.all, "db", "")}' }),
      },
      'a condition': {
        variable: { s: { default: 'prod' } },
        resource: database({ password: '${var.s == "prod" ? "correct-horse" : "battery-staple"}' }),
      },
      'an unknown condition': {
        variable: { s: {} },
        resource: database({ password: '${var.s == "prod" ? "correct-horse" : "battery-staple"}' }),
      },
      'try() with a fallback': {
        variable: { p: { sensitive: true } },
        resource: database({ password: '${try(var.p.db, "correct-horse")}' }),
      },
      'coalesce()': {
        variable: { p: { sensitive: true } },
        resource: database({ password: '${coalesce(var.p, "correct-horse")}' }),
      },
      'strrev()': database({ password: '${strrev("esroh-tcerroc")}' }),
      'a key of AWS in pieces': lambda({ ID: '${join("", ["AKIA", "IOSFODNN7", "EXAMPLF"])}' }),
      terraform_data: {
        terraform_data: { s: { input: 'correct-horse' } },
        ...database({ password: '${terraform_data.s.output}' }),
      },
      'sensitive()': database({ password: '${sensitive("correct-horse")}' }),
    },
    good: {
      'a random one that nobody keeps': {
        ephemeral: { random_password: { p: { length: 32 } } },
        resource: database({ password_wo: '${ephemeral.random_password.p.result}', password_wo_version: 1 }),
      },
      'a join of names': { resource: lambda({ TABLE: '${join("-", ["orders", "prod"])}' }) },
      'a digest': lambda({ COMMIT: '0123456789abcdef0123456789abcdef01234567' }),
    },
  },
];
