import { type Configuration, policy, type Spellings } from './spelling';

const account = '123456789012';
const instance = {
  identifier: 'orders',
  engine: 'postgres',
  engine_version: '16.9',
  instance_class: 'db.m7g.large',
  allocated_storage: 20,
  username: 'master',
  manage_master_user_password: true,
  storage_encrypted: true,
  multi_az: true,
  deletion_protection: true,
  backup_retention_period: 14,
  final_snapshot_identifier: 'orders-last',
  db_subnet_group_name: 'data',
};
const aurora = {
  cluster_identifier: 'a',
  engine: 'aurora-postgresql',
  engine_version: '17.5',
  master_username: 'master',
  manage_master_user_password: true,
  storage_encrypted: true,
  deletion_protection: true,
  backup_retention_period: 14,
  final_snapshot_identifier: 'a-last',
  db_subnet_group_name: 'data',
};
const members = {
  m: {
    count: 2,
    cluster_identifier: '${aws_rds_cluster.a.id}',
    engine: 'aurora-postgresql',
    instance_class: 'db.r7g.large',
  },
};
const auroraCluster = (body: object): Configuration => ({
  aws_rds_cluster: { a: { ...aurora, ...body } },
  aws_rds_cluster_instance: members,
});
const db = (body: object): Configuration => ({ aws_db_instance: { orders: { ...instance, ...body } } });
const group = (family: string, ...parameter: object[]) => ({
  aws_db_parameter_group: { p: { name: 'p', family, parameter } },
});
const withGroup = { parameter_group_name: '${aws_db_parameter_group.p.name}' };
const cache = {
  replication_group_id: 'c',
  description: 'c',
  engine: 'valkey',
  at_rest_encryption_enabled: true,
  transit_encryption_enabled: true,
  user_group_ids: ['apps'],
  automatic_failover_enabled: true,
  multi_az_enabled: true,
  num_cache_clusters: 2,
  snapshot_retention_limit: 7,
  subnet_group_name: 'data',
};
const redis = (body: object): Configuration => ({ aws_elasticache_replication_group: { c: { ...cache, ...body } } });

const tlsOnly = (arn: string, more: object = {}) => ({
  Sid: 'TlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: [arn, `${arn}/*`],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  ...more,
});
/** A bucket that is right in all else. */
function bucket(more: Record<string, unknown>, rest: Configuration = {}): Configuration {
  return {
    resource: {
      aws_s3_bucket: { b: { bucket: 'acme-docs' } },
      aws_s3_bucket_public_access_block: {
        b: {
          bucket: '${aws_s3_bucket.b.id}',
          block_public_acls: true,
          block_public_policy: true,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        },
      },
      aws_s3_bucket_server_side_encryption_configuration: {
        b: {
          bucket: '${aws_s3_bucket.b.id}',
          rule: [
            {
              apply_server_side_encryption_by_default: [
                { sse_algorithm: 'aws:kms', kms_master_key_id: 'arn:aws:kms:eu-west-1:123456789012:key/k' },
              ],
            },
          ],
        },
      },
      aws_s3_bucket_policy: {
        b: { bucket: '${aws_s3_bucket.b.id}', policy: policy(tlsOnly('arn:aws:s3:::acme-docs')) },
      },
      ...more,
    },
    ...rest,
  };
}
const bucketPolicy = (...statements: object[]) =>
  bucket({
    aws_s3_bucket_policy: {
      b: { bucket: '${aws_s3_bucket.b.id}', policy: policy(tlsOnly('arn:aws:s3:::acme-docs'), ...statements) },
    },
  });
const read = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-docs/*' };
const blocked = {
  bucket: '${aws_s3_bucket.b.id}',
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const owner = { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' };
const key = (...statements: object[]): Configuration => ({
  aws_kms_key: { k: { enable_key_rotation: true, policy: policy(owner, ...statements) } },
});
const certificate = `arn:aws:acm:eu-west-1:${account}:certificate/c`;
const listener = (body: object): Configuration => ({
  aws_lb: {
    web: {
      name: 'web',
      internal: false,
      load_balancer_type: 'application',
      subnets: ['subnet-1', 'subnet-2'],
      security_groups: ['sg-1'],
      drop_invalid_header_fields: true,
      enable_deletion_protection: true,
    },
  },
  aws_lb_listener: { l: { load_balancer_arn: '${aws_lb.web.arn}', ...body } },
});
const forward = { default_action: [{ type: 'forward', target_group_arn: '${aws_lb_target_group.t.arn}' }] };
const target = {
  aws_lb_target_group: { t: { name: 't', port: 8080, protocol: 'HTTPS', vpc_id: 'vpc-1', target_type: 'ip' } },
};

export const data22to31: readonly Spellings[] = [
  {
    class: 22,
    rules: ['SEC-RDS-PUBLIC'],
    bad: {
      text: db({ publicly_accessible: 'true' }),
      'a number': db({ publicly_accessible: 1 }),
      'an expression': db({ publicly_accessible: '${1 == 1}' }),
      'a variable’s default': {
        variable: { public: { default: true } },
        resource: db({ publicly_accessible: '${var.public}' }),
      },
      'a member of a cluster': {
        ...auroraCluster({}),
        aws_rds_cluster_instance: { m: { ...members.m, publicly_accessible: true } },
      },
      'a replica': db({
        replicate_source_db: 'arn:aws:rds:eu-west-1:123456789012:db:orders',
        publicly_accessible: '${!false}',
      }),
      'a replication instance': {
        aws_dms_replication_instance: {
          d: {
            replication_instance_id: 'd',
            replication_instance_class: 'dms.t3.medium',
            publicly_accessible: true,
            multi_az: true,
          },
        },
      },
      'a broker': {
        aws_mq_broker: {
          b: {
            broker_name: 'b',
            engine_type: 'RabbitMQ',
            engine_version: '3.13',
            host_instance_type: 'mq.m5.large',
            publicly_accessible: true,
          },
        },
      },
      'a serverless warehouse': {
        aws_redshiftserverless_workgroup: {
          w: { namespace_name: 'n', workgroup_name: 'w', publicly_accessible: '${lower("TRUE")}' },
        },
      },
      'a local that looks it up': {
        locals: { settings: { prod: { public: true } } },
        resource: db({ publicly_accessible: '${local.settings["prod"].public}' }),
      },
      'try()': {
        locals: { settings: {} },
        resource: db({ publicly_accessible: '${try(local.settings.public, true)}' }),
      },
    },
    good: {
      said: {
        ...group('postgres16', { name: 'rds.force_ssl', value: '1' }),
        ...db({ ...withGroup, publicly_accessible: false }),
      },
      'by default': { ...group('postgres16', { name: 'rds.force_ssl', value: '1' }), ...db(withGroup) },
      'by an expression': {
        variable: { stage: { default: 'prod' } },
        resource: {
          ...group('postgres16', { name: 'rds.force_ssl', value: '1' }),
          ...db({ ...withGroup, publicly_accessible: '${var.stage == "demo"}' }),
        },
      },
    },
  },
  {
    class: 23,
    rules: ['SEC-ENCRYPT'],
    bad: {
      'left out': db({ storage_encrypted: undefined }),
      zero: db({ storage_encrypted: 0 }),
      'a cluster, by text': auroraCluster({ storage_encrypted: 'false' }),
      'a cache': redis({ engine: 'redis', at_rest_encryption_enabled: undefined }),
      'a root disk': {
        aws_instance: {
          i: {
            ami: 'ami-1',
            instance_type: 't4g.small',
            subnet_id: 'subnet-1',
            metadata_options: [{ http_tokens: 'required' }],
            root_block_device: [{ volume_size: 20 }],
          },
        },
      },
      'a launch template': {
        aws_launch_template: {
          t: {
            metadata_options: [{ http_tokens: 'required', http_put_response_hop_limit: 1 }],
            block_device_mappings: [{ device_name: '/dev/xvda', ebs: [{ volume_size: 20 }] }],
          },
        },
      },
      'a volume': { aws_ebs_volume: { v: { availability_zone: 'eu-west-1a', size: 20 } } },
      'a file system': { aws_efs_file_system: { f: { creation_token: 'f' } } },
      'a queue without': { aws_sqs_queue: { q: { name: 'q', sqs_managed_sse_enabled: false } } },
      'default encryption off': { aws_ebs_encryption_by_default: { d: { enabled: false } } },
      'a search domain': {
        aws_opensearch_domain: {
          d: {
            domain_name: 'd',
            encrypt_at_rest: [{ enabled: false }],
            node_to_node_encryption: [{ enabled: true }],
            domain_endpoint_options: [{ enforce_https: true, tls_security_policy: 'Policy-Min-TLS-1-2-PFS-2023-10' }],
          },
        },
      },
      'a stream': { aws_kinesis_stream: { s: { name: 's', shard_count: 1, encryption_type: 'NONE' } } },
      'an instance in EC2 by dynamic blocks': {
        locals: { disks: { '/dev/sdf': 10 } },
        resource: {
          aws_instance: {
            i: {
              ami: 'ami-1',
              instance_type: 't4g.small',
              subnet_id: 'subnet-1',
              metadata_options: [{ http_tokens: 'required' }],
              root_block_device: [{ encrypted: true }],
              dynamic: {
                ebs_block_device: {
                  for_each: '${local.disks}',
                  content: { device_name: '${ebs_block_device.key}', volume_size: '${ebs_block_device.value}' },
                },
              },
            },
          },
        },
      },
      'a cache node of MemoryDB in the clear': {
        aws_dax_cluster: {
          d: {
            cluster_name: 'd',
            node_type: 'dax.r5.large',
            replication_factor: 3,
            iam_role_arn: 'arn:aws:iam::123456789012:role/d',
            cluster_endpoint_encryption_type: 'TLS',
          },
        },
      },
      'a firehose': {
        aws_kinesis_firehose_delivery_stream: {
          f: {
            name: 'f',
            destination: 'extended_s3',
            server_side_encryption: [{ enabled: false }],
            extended_s3_configuration: [{ role_arn: 'arn:aws:iam::123456789012:role/f', bucket_arn: 'arn:aws:s3:::b' }],
          },
        },
      },
      'Redshift said off': {
        aws_redshift_cluster: {
          w: {
            cluster_identifier: 'w',
            node_type: 'ra3.large',
            encrypted: 'false',
            publicly_accessible: false,
            final_snapshot_identifier: 'x',
            automated_snapshot_retention_period: 7,
            number_of_nodes: 2,
            manage_master_password: true,
            master_username: 'm',
          },
        },
      },
      'a bucket with AES': bucket({
        aws_s3_bucket_server_side_encryption_configuration: {
          b: {
            bucket: '${aws_s3_bucket.b.id}',
            rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'AES256' }] }],
          },
        },
      }),
    },
    good: {
      'a database': {
        ...group('postgres16', { name: 'rds.force_ssl', value: '1' }),
        ...db({ ...withGroup, storage_encrypted: 'true' }),
      },
      disks: {
        aws_instance: {
          i: {
            ami: 'ami-1',
            instance_type: 't4g.small',
            subnet_id: 'subnet-1',
            metadata_options: [{ http_tokens: 'required', http_endpoint: 'enabled' }],
            root_block_device: [{ encrypted: true }],
            ebs_block_device: [{ device_name: '/dev/sdf', volume_size: 10, encrypted: 'true' }],
          },
        },
      },
      'a volume with a key': {
        aws_ebs_volume: {
          v: {
            availability_zone: 'eu-west-1a',
            size: 20,
            type: 'gp3',
            encrypted: true,
            kms_key_id: '${aws_kms_key.k.arn}',
          },
        },
        aws_kms_key: { k: { enable_key_rotation: true } },
      },
      'a bucket with a key': bucket({}),
    },
  },
  {
    class: 24,
    rules: ['SEC-TLS-RDS'],
    bad: {
      'switched off': { ...group('postgres16', { name: 'rds.force_ssl', value: '0' }), ...db(withGroup) },
      'MySQL, off': {
        ...group('mysql8.0', { name: 'require_secure_transport', value: 'OFF' }),
        ...db({ engine: 'mysql', engine_version: '8.0.42', ...withGroup }),
      },
      'MySQL, not said': {
        ...group('mysql8.4', { name: 'max_connections', value: '100' }),
        ...db({ engine: 'mysql', engine_version: '8.4.5', ...withGroup }),
      },
      'MariaDB by its default group': db({ engine: 'mariadb', engine_version: '11.4.5' }),
      'PostgreSQL 14 by default': db({ engine_version: '14.18' }),
      'Aurora MySQL': {
        aws_rds_cluster_parameter_group: {
          p: { name: 'p', family: 'aurora-mysql8.0', parameter: [{ name: 'require_secure_transport', value: 0 }] },
        },
        ...auroraCluster({
          engine: 'aurora-mysql',
          engine_version: '8.0.mysql_aurora.3.08.2',
          db_cluster_parameter_group_name: '${aws_rds_cluster_parameter_group.p.name}',
        }),
      },
      'Aurora PostgreSQL by its default group': auroraCluster({
        engine_version: '16.8',
        db_cluster_parameter_group_name: 'default.aurora-postgresql16',
      }),
      'SQL Server': {
        ...group('sqlserver-se-16.0', { name: 'rds.force_ssl', value: 'false' }),
        ...db({ engine: 'sqlserver-se', engine_version: '16.00', ...withGroup }),
      },
      'a proxy': {
        aws_db_proxy: {
          p: {
            name: 'p',
            engine_family: 'POSTGRESQL',
            role_arn: 'arn:aws:iam::123456789012:role/p',
            vpc_subnet_ids: ['subnet-1', 'subnet-2'],
            auth: [
              {
                auth_scheme: 'SECRETS',
                iam_auth: 'REQUIRED',
                secret_arn: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:s',
              },
            ],
          },
        },
      },
      DocumentDB: {
        aws_docdb_cluster_parameter_group: {
          p: { name: 'p', family: 'docdb5.0', parameter: [{ name: 'tls', value: 'disabled' }] },
        },
        aws_docdb_cluster: {
          c: {
            storage_encrypted: true,
            deletion_protection: true,
            backup_retention_period: 7,
            final_snapshot_identifier: 'x',
            db_subnet_group_name: 'data',
            db_cluster_parameter_group_name: '${aws_docdb_cluster_parameter_group.p.name}',
            manage_master_user_password: true,
          },
        },
      },
      'by dynamic parameters': {
        locals: { parameters: { 'rds.force_ssl': '0' } },
        resource: {
          aws_db_parameter_group: {
            p: {
              name: 'p',
              family: 'postgres17',
              dynamic: {
                parameter: {
                  for_each: '${local.parameters}',
                  content: { name: '${parameter.key}', value: '${parameter.value}' },
                },
              },
            },
          },
          ...db(withGroup),
        },
      },
      'DB2 without': {
        ...group('db2-se-11.5', { name: 'rds.customer_id', value: '1' }),
        ...db({ engine: 'db2-se', engine_version: '11.5.9.0', ...withGroup }),
      },
      'Oracle without its option': {
        aws_db_option_group: {
          o: {
            name: 'o',
            engine_name: 'oracle-se2',
            major_engine_version: '19',
            option: [{ option_name: 'STATSPACK' }],
          },
        },
        ...db({ engine: 'oracle-se2', engine_version: '19', option_group_name: '${aws_db_option_group.o.name}' }),
      },
    },
    good: {
      PostgreSQL: { ...group('postgres16', { name: 'rds.force_ssl', value: '1' }), ...db(withGroup) },
      'PostgreSQL 16 by default': db({}),
      MySQL: {
        ...group('mysql8.4', { name: 'require_secure_transport', value: '1' }),
        ...db({ engine: 'mysql', engine_version: '8.4.5', ...withGroup }),
      },
      MariaDB: {
        ...group('mariadb11.4', { name: 'require_secure_transport', value: 'on' }),
        ...db({ engine: 'mariadb', engine_version: '11.4.5', ...withGroup }),
      },
      'Oracle with its option': {
        aws_db_option_group: {
          o: {
            name: 'o',
            engine_name: 'oracle-se2',
            major_engine_version: '19',
            option: [
              {
                option_name: 'SSL',
                port: 2484,
                vpc_security_group_memberships: ['sg-1'],
                option_settings: [{ name: 'SQLNET.SSL_VERSION', value: '1.2' }],
              },
            ],
          },
        },
        ...db({ engine: 'oracle-se2', engine_version: '19', option_group_name: '${aws_db_option_group.o.name}' }),
      },
      'Aurora with a group': {
        aws_rds_cluster_parameter_group: {
          p: { name: 'p', family: 'aurora-postgresql17', parameter: [{ name: 'rds.force_ssl', value: 1 }] },
        },
        ...auroraCluster({ db_cluster_parameter_group_name: '${aws_rds_cluster_parameter_group.p.name}' }),
      },
    },
  },
  {
    class: 25,
    rules: ['SEC-TLS-REDIS'],
    bad: {
      off: redis({ transit_encryption_enabled: false, user_group_ids: undefined }),
      'left out': redis({ engine: 'redis', transit_encryption_enabled: undefined }),
      preferred: redis({ transit_encryption_mode: 'preferred' }),
      'preferred by an expression': {
        locals: { strict: false },
        resource: redis({ transit_encryption_mode: '${local.strict ? "required" : "preferred"}' }),
      },
      'nobody is asked who he is': redis({ user_group_ids: undefined }),
      'a single cluster': {
        aws_elasticache_cluster: {
          c: {
            cluster_id: 'c',
            engine: 'redis',
            node_type: 'cache.t4g.small',
            num_cache_nodes: 1,
            subnet_group_name: 'data',
            snapshot_retention_limit: 7,
          },
        },
      },
      MemoryDB: {
        aws_memorydb_cluster: {
          c: {
            acl_name: 'open-access',
            node_type: 'db.r7g.large',
            tls_enabled: false,
            num_replicas_per_shard: 1,
            snapshot_retention_limit: 7,
            subnet_group_name: 'data',
          },
        },
      },
      memcached: {
        aws_elasticache_cluster: {
          c: {
            cluster_id: 'c',
            engine: 'memcached',
            node_type: 'cache.t4g.small',
            num_cache_nodes: 2,
            subnet_group_name: 'data',
          },
        },
      },
      'a default user that is open': {
        aws_elasticache_user: {
          d: {
            user_id: 'd',
            user_name: 'default',
            engine: 'redis',
            access_string: 'on ~* +@all',
            no_password_required: true,
          },
        },
      },
      'a group of the open default': {
        aws_elasticache_user_group: { g: { engine: 'valkey', user_group_id: 'g', user_ids: ['default'] } },
        ...redis({ user_group_ids: ['${aws_elasticache_user_group.g.id}'] }),
      },
    },
    good: {
      required: redis({ transit_encryption_mode: 'required' }),
      'by default of the mode': redis({}),
      'a token that is not written': {
        variable: { token: { sensitive: true } },
        resource: redis({ engine: 'redis', user_group_ids: undefined, auth_token: '${var.token}' }),
      },
      MemoryDB: {
        aws_memorydb_cluster: {
          c: {
            acl_name: 'apps',
            node_type: 'db.r7g.large',
            tls_enabled: true,
            num_replicas_per_shard: 1,
            snapshot_retention_limit: 7,
            subnet_group_name: 'data',
          },
        },
      },
    },
  },
  {
    class: 26,
    rules: ['SEC-S3-TLS'],
    bad: {
      'no policy': {
        resource: (({ aws_s3_bucket_policy: _, ...rest }) => rest)(bucket({}).resource as Record<string, unknown>),
      },
      'objects only': bucket({
        aws_s3_bucket_policy: {
          b: {
            bucket: '${aws_s3_bucket.b.id}',
            policy: policy(tlsOnly('arn:aws:s3:::acme-docs', { Resource: 'arn:aws:s3:::acme-docs/*' })),
          },
        },
      }),
      'an allow under the condition': bucket({
        aws_s3_bucket_policy: {
          b: {
            bucket: '${aws_s3_bucket.b.id}',
            policy: policy({
              ...read,
              Principal: { AWS: `arn:aws:iam::${account}:role/r` },
              Condition: { Bool: { 'aws:SecureTransport': 'true' } },
            }),
          },
        },
      }),
      'for one principal': bucket({
        aws_s3_bucket_policy: {
          b: {
            bucket: '${aws_s3_bucket.b.id}',
            policy: policy(tlsOnly('arn:aws:s3:::acme-docs', { Principal: { AWS: `arn:aws:iam::${account}:role/r` } })),
          },
        },
      }),
      'under a second condition': bucket({
        aws_s3_bucket_policy: {
          b: {
            bucket: '${aws_s3_bucket.b.id}',
            policy: policy(
              tlsOnly('arn:aws:s3:::acme-docs', {
                Condition: {
                  Bool: { 'aws:SecureTransport': 'false' },
                  StringNotEquals: { 'aws:PrincipalAccount': account },
                },
              }),
            ),
          },
        },
      }),
      'reads only': bucket({
        aws_s3_bucket_policy: {
          b: {
            bucket: '${aws_s3_bucket.b.id}',
            policy: policy(tlsOnly('arn:aws:s3:::acme-docs', { Action: 's3:GetObject' })),
          },
        },
      }),
      'denies when TLS is there': bucket({
        aws_s3_bucket_policy: {
          b: {
            bucket: '${aws_s3_bucket.b.id}',
            policy: policy(
              tlsOnly('arn:aws:s3:::acme-docs', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
            ),
          },
        },
      }),
      'of another bucket': bucket({
        aws_s3_bucket_policy: {
          b: { bucket: '${aws_s3_bucket.b.id}', policy: policy(tlsOnly('arn:aws:s3:::acme-docs-old')) },
        },
      }),
      'two policies': bucket({
        aws_s3_bucket_policy: {
          b: { bucket: '${aws_s3_bucket.b.id}', policy: policy(tlsOnly('arn:aws:s3:::acme-docs')) },
          c: { bucket: 'acme-docs', policy: policy({ ...read, Principal: { AWS: account } }) },
        },
      }),
    },
    good: {
      'a data source': bucket(
        {
          aws_s3_bucket_policy: {
            b: { bucket: '${aws_s3_bucket.b.id}', policy: '${data.aws_iam_policy_document.d.json}' },
          },
        },
        {
          data: {
            aws_iam_policy_document: {
              d: {
                statement: [
                  {
                    effect: 'Deny',
                    actions: ['s3:*'],
                    resources: ['${aws_s3_bucket.b.arn}', '${aws_s3_bucket.b.arn}/*'],
                    principals: [{ type: '*', identifiers: ['*'] }],
                    condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
                  },
                ],
              },
            },
          },
        },
      ),
      'jsonencode()': bucket({
        aws_s3_bucket_policy: {
          b: {
            bucket: '${aws_s3_bucket.b.bucket}',
            policy:
              '${jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Deny", Principal = { AWS = "*" }, Action = ["s3:*"], Resource = ["${aws_s3_bucket.b.arn}", "${aws_s3_bucket.b.arn}/*"], Condition = { Bool = { "aws:SecureTransport" = false } } }] })}',
          },
        },
      }),
      'with another statement': bucketPolicy({ ...read, Principal: { AWS: `arn:aws:iam::${account}:role/reader` } }),
    },
  },
  {
    class: 27,
    rules: ['SEC-S3-PUBLIC'],
    bad: {
      'a star': bucketPolicy({ ...read, Principal: '*' }),
      'a list with a star': bucketPolicy({ ...read, Principal: { AWS: [`arn:aws:iam::${account}:root`, '*'] } }),
      'behind a referer': bucketPolicy({
        ...read,
        Principal: '*',
        Condition: { StringLike: { 'aws:Referer': 'https://acme.example/*' } },
      }),
      'behind a user agent': bucketPolicy({
        ...read,
        Principal: '*',
        Condition: { StringEquals: { 'aws:UserAgent': 'secret' } },
      }),
      'a condition that always holds': bucketPolicy({
        ...read,
        Principal: '*',
        Condition: { StringLike: { 'aws:PrincipalArn': '*' } },
      }),
      NotPrincipal: bucketPolicy({ ...read, NotPrincipal: { AWS: `arn:aws:iam::${account}:root` } }),
      'everybody’s network': bucketPolicy({
        ...read,
        Principal: '*',
        Condition: { IpAddress: { 'aws:SourceIp': ['0.0.0.0/1', '128.0.0.0/1'] } },
      }),
      IfExists: bucketPolicy({
        ...read,
        Principal: '*',
        Condition: { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1234567890' } },
      }),
      ForAllValues: bucketPolicy({
        ...read,
        Principal: '*',
        Condition: { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgPaths': ['o-1/r-1/'] } },
      }),
      'by a data source': bucket(
        {
          aws_s3_bucket_policy: {
            b: { bucket: '${aws_s3_bucket.b.id}', policy: '${data.aws_iam_policy_document.d.json}' },
          },
        },
        {
          data: {
            aws_iam_policy_document: {
              d: {
                source_policy_documents: [policy(tlsOnly('arn:aws:s3:::acme-docs'))],
                statement: [
                  {
                    actions: ['s3:GetObject'],
                    resources: ['arn:aws:s3:::acme-docs/*'],
                    principals: [{ type: 'AWS', identifiers: ['*'] }],
                  },
                ],
              },
            },
          },
        },
      ),
      'an access point': {
        aws_s3_access_point: {
          a: {
            name: 'a',
            bucket: 'acme-docs',
            public_access_block_configuration: [
              {
                block_public_acls: true,
                block_public_policy: true,
                ignore_public_acls: true,
                restrict_public_buckets: true,
              },
            ],
          },
        },
        aws_s3control_access_point_policy: {
          p: {
            access_point_arn: '${aws_s3_access_point.a.arn}',
            policy: policy({ ...read, Principal: '*', Resource: '*' }),
          },
        },
      },
      negation: bucketPolicy({ ...read, Principal: '*', Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } } }),
    },
    good: {
      'a role': bucketPolicy({ ...read, Principal: { AWS: `arn:aws:iam::${account}:role/reader` } }),
      'the organization': bucketPolicy({
        ...read,
        Principal: '*',
        Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
      }),
      CloudFront: bucketPolicy({
        ...read,
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Condition: { StringEquals: { 'AWS:SourceArn': `arn:aws:cloudfront::${account}:distribution/E1` } },
      }),
      'an endpoint': bucketPolicy({
        ...read,
        Principal: '*',
        Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-0123456789abcdef0' } },
      }),
      'a deny': bucketPolicy({
        ...read,
        Effect: 'Deny',
        Principal: '*',
        Condition: { StringNotEquals: { 'aws:SourceVpc': 'vpc-1' } },
      }),
      'an office': bucketPolicy({
        ...read,
        Principal: '*',
        Condition: { IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } },
      }),
    },
  },
  {
    class: 28,
    rules: ['SEC-S3-BPA'],
    bad: {
      'one of four off': bucket({
        aws_s3_bucket_public_access_block: { b: { ...blocked, restrict_public_buckets: false } },
      }),
      'one of four left out': bucket({
        aws_s3_bucket_public_access_block: {
          b: {
            bucket: '${aws_s3_bucket.b.id}',
            block_public_acls: true,
            block_public_policy: true,
            ignore_public_acls: true,
          },
        },
      }),
      text: bucket({ aws_s3_bucket_public_access_block: { b: { ...blocked, block_public_policy: 'false' } } }),
      missing: {
        resource: (({ aws_s3_bucket_public_access_block: _, ...rest }) => rest)(
          bucket({}).resource as Record<string, unknown>,
        ),
      },
      'an ACL': bucket({ aws_s3_bucket_acl: { a: { bucket: '${aws_s3_bucket.b.id}', acl: 'public-read' } } }),
      'the log delivery group of everybody': bucket({
        aws_s3_bucket_acl: {
          a: {
            bucket: '${aws_s3_bucket.b.id}',
            access_control_policy: [
              {
                owner: [{ id: 'me' }],
                grant: [
                  {
                    permission: 'READ',
                    grantee: [{ type: 'Group', uri: 'http://acs.amazonaws.com/groups/global/AllUsers' }],
                  },
                ],
              },
            ],
          },
        },
      }),
      'an ACL inside the bucket': bucket({ aws_s3_bucket: { b: { bucket: 'acme-docs', acl: 'public-read-write' } } }),
      ObjectWriter: bucket({
        aws_s3_bucket_ownership_controls: {
          o: { bucket: '${aws_s3_bucket.b.id}', rule: [{ object_ownership: 'ObjectWriter' }] },
        },
      }),
      'an object': {
        ...(bucket({}).resource as object),
        aws_s3_object: { o: { bucket: '${aws_s3_bucket.b.id}', key: 'k', source: 'x', acl: 'public-read' } },
      },
      'the account': {
        aws_s3_account_public_access_block: { a: { block_public_acls: true, block_public_policy: false } },
      },
      'an access point': {
        aws_s3_access_point: {
          a: {
            name: 'a',
            bucket: 'b',
            public_access_block_configuration: [{ block_public_acls: false, block_public_policy: false }],
          },
        },
      },
    },
    good: {
      'all four': bucket({}),
      'as text': bucket({ aws_s3_bucket_public_access_block: { b: { ...blocked, block_public_acls: 'true' } } }),
      'with ownership': bucket({
        aws_s3_bucket_ownership_controls: {
          o: { bucket: '${aws_s3_bucket.b.id}', rule: [{ object_ownership: 'BucketOwnerEnforced' }] },
        },
      }),
      'a private ACL': bucket({
        aws_s3_bucket_ownership_controls: {
          o: { bucket: '${aws_s3_bucket.b.id}', rule: [{ object_ownership: 'BucketOwnerPreferred' }] },
        },
        aws_s3_bucket_acl: { a: { bucket: '${aws_s3_bucket.b.id}', acl: 'private' } },
      }),
    },
  },
  {
    class: 29,
    rules: ['SEC-KMS-POLICY'],
    bad: {
      'a star': key({ Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }),
      'a star under AWS': key({
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['kms:Encrypt', 'kms:GenerateDataKey*'],
        Resource: '*',
      }),
      NotPrincipal: key({
        Effect: 'Allow',
        NotPrincipal: { AWS: `arn:aws:iam::${account}:user/x` },
        Action: 'kms:*',
        Resource: '*',
      }),
      'a condition on nothing': key({
        Effect: 'Allow',
        Principal: '*',
        Action: 'kms:*',
        Resource: '*',
        Condition: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      }),
      'a key policy of its own': {
        aws_kms_key: { k: { enable_key_rotation: true } },
        aws_kms_key_policy: {
          p: {
            key_id: '${aws_kms_key.k.id}',
            policy: policy(owner, {
              Effect: 'Allow',
              Principal: { AWS: '*' },
              Action: 'kms:CreateGrant',
              Resource: '*',
            }),
          },
        },
      },
      'a grant to a stranger': key({
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::999999999999:root' },
        Action: 'kms:*',
        Resource: '*',
      }),
      'lockout check off': {
        aws_kms_key: {
          k: { enable_key_rotation: true, bypass_policy_lockout_safety_check: 'true', policy: policy(owner) },
        },
      },
      'an external key': {
        aws_kms_external_key: {
          k: { policy: policy(owner, { Effect: 'Allow', Principal: '*', Action: 'kms:Decrypt', Resource: '*' }) },
        },
      },
      'a replica': {
        aws_kms_replica_key: {
          k: {
            primary_key_arn: 'arn:aws:kms:eu-west-1:123456789012:key/mrk-1',
            policy: policy(owner, { Effect: 'Allow', Principal: { AWS: ['*'] }, Action: 'kms:Decrypt', Resource: '*' }),
          },
        },
      },
      'a grant': {
        aws_kms_key: { k: { enable_key_rotation: true } },
        aws_kms_grant: { g: { key_id: '${aws_kms_key.k.key_id}', grantee_principal: '*', operations: ['Decrypt'] } },
      },
    },
    good: {
      'the account': key(),
      'a service for its account': key({
        Effect: 'Allow',
        Principal: { Service: 'logs.eu-west-1.amazonaws.com' },
        Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: '*',
        Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:eu-west-1:${account}:*` } },
      }),
      'everybody of the account by a service': key({
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: '*',
        Condition: { StringEquals: { 'kms:CallerAccount': account, 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } },
      }),
      'a role': key({
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:role/app` },
        Action: ['kms:Decrypt'],
        Resource: '*',
      }),
    },
  },
  {
    class: 30,
    rules: ['SEC-KMS-ROTATE', 'REL-KMS-WINDOW'],
    bad: {
      off: { aws_kms_key: { k: { enable_key_rotation: false } } },
      'left out': { aws_kms_key: { k: { description: 'x' } } },
      text: { aws_kms_key: { k: { enable_key_rotation: 'false' } } },
      'a week': { aws_kms_key: { k: { enable_key_rotation: true, deletion_window_in_days: 7 } } },
      'a week as text': { aws_kms_key: { k: { enable_key_rotation: true, deletion_window_in_days: '7' } } },
      disabled: { aws_kms_key: { k: { enable_key_rotation: true, is_enabled: false } } },
      'by an expression': {
        locals: { rotate: ['yes'] },
        resource: { aws_kms_key: { k: { enable_key_rotation: '${contains(local.rotate, "no")}' } } },
      },
      'a replica gone in a week': {
        aws_kms_replica_key: {
          k: { primary_key_arn: 'arn:aws:kms:eu-west-1:123456789012:key/mrk-1', deletion_window_in_days: 7 },
        },
      },
    },
    good: {
      rotated: { aws_kms_key: { k: { enable_key_rotation: true, deletion_window_in_days: 30 } } },
      asymmetric: {
        aws_kms_key: {
          k: { customer_master_key_spec: 'RSA_4096', key_usage: 'SIGN_VERIFY', deletion_window_in_days: 30 },
        },
      },
      'with a period': { aws_kms_key: { k: { enable_key_rotation: 'true', rotation_period_in_days: 180 } } },
    },
  },
  {
    class: 31,
    rules: ['SEC-LB-TLS'],
    bad: {
      'HTTP that forwards': { ...listener({ port: 80, protocol: 'HTTP', ...forward }), ...target },
      'an old policy': {
        ...listener({
          port: 443,
          protocol: 'HTTPS',
          ssl_policy: 'ELBSecurityPolicy-2016-08',
          certificate_arn: certificate,
          ...forward,
        }),
        ...target,
      },
      'a policy left out': {
        ...listener({ port: 443, protocol: 'HTTPS', certificate_arn: certificate, ...forward }),
        ...target,
      },
      'TLS 1.1': {
        ...listener({
          port: '443',
          protocol: 'HTTPS',
          ssl_policy: '${"ELBSecurityPolicy-TLS-1-1-2017-01"}',
          certificate_arn: certificate,
          ...forward,
        }),
        ...target,
      },
      'the older name': {
        aws_alb: {
          web: {
            name: 'web',
            internal: false,
            subnets: ['subnet-1', 'subnet-2'],
            security_groups: ['sg-1'],
            drop_invalid_header_fields: true,
          },
        },
        aws_alb_listener: {
          l: {
            load_balancer_arn: '${aws_alb.web.arn}',
            port: 80,
            default_action: [
              {
                type: 'forward',
                target_group_arn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/t/1',
              },
            ],
          },
        },
      },
      'a classic one': {
        aws_elb: {
          e: {
            name: 'e',
            subnets: ['subnet-1', 'subnet-2'],
            listener: [{ instance_port: 80, instance_protocol: 'http', lb_port: 80, lb_protocol: 'http' }],
          },
        },
      },
      'a redirect to HTTP': listener({
        port: 80,
        protocol: 'HTTP',
        default_action: [{ type: 'redirect', redirect: [{ protocol: 'HTTP', port: '8080', status_code: 'HTTP_301' }] }],
      }),
      'a distribution': {
        aws_cloudfront_distribution: {
          d: {
            enabled: true,
            origin: [
              {
                domain_name: 'o.example.com',
                origin_id: 'o',
                custom_origin_config: [
                  {
                    http_port: 80,
                    https_port: 443,
                    origin_protocol_policy: 'https-only',
                    origin_ssl_protocols: ['TLSv1.2'],
                  },
                ],
              },
            ],
            default_cache_behavior: [
              {
                allowed_methods: ['GET', 'HEAD'],
                cached_methods: ['GET', 'HEAD'],
                target_origin_id: 'o',
                viewer_protocol_policy: 'allow-all',
              },
            ],
            restrictions: [{ geo_restriction: [{ restriction_type: 'none' }] }],
            viewer_certificate: [
              {
                acm_certificate_arn: certificate,
                ssl_support_method: 'sni-only',
                minimum_protocol_version: 'TLSv1.2_2021',
              },
            ],
          },
        },
      },
      'a network balancer in the clear': {
        aws_lb: { n: { name: 'n', load_balancer_type: 'network', internal: false, subnets: ['subnet-1', 'subnet-2'] } },
        aws_lb_listener: {
          l: {
            load_balancer_arn: '${aws_lb.n.arn}',
            port: 443,
            protocol: 'TLS',
            ssl_policy: 'ELBSecurityPolicy-TLS-1-0-2015-04',
            certificate_arn: certificate,
            default_action: [
              {
                type: 'forward',
                target_group_arn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/t/1',
              },
            ],
          },
        },
      },
      'a domain name of an API': {
        aws_api_gateway_domain_name: {
          d: { domain_name: 'api.example.com', security_policy: 'TLS_1_0', regional_certificate_arn: certificate },
        },
      },
      'an SFTP server of old': {
        aws_transfer_server: {
          t: { protocols: ['FTP'], endpoint_type: 'VPC', security_policy_name: 'TransferSecurityPolicy-2018-11' },
        },
      },
    },
    good: {
      HTTPS: {
        ...listener({
          port: 443,
          protocol: 'HTTPS',
          ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
          certificate_arn: certificate,
          ...forward,
        }),
        ...target,
      },
      'a redirect': listener({
        port: 80,
        protocol: 'HTTP',
        default_action: [{ type: 'redirect', redirect: [{ protocol: 'HTTPS', port: '443', status_code: 'HTTP_301' }] }],
      }),
      'a fixed answer of HTTPS': listener({
        port: 443,
        protocol: 'HTTPS',
        ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
        certificate_arn: certificate,
        default_action: [
          { type: 'fixed-response', fixed_response: [{ content_type: 'text/plain', status_code: '404' }] },
        ],
      }),
      'a network balancer with TLS': {
        aws_lb: {
          n: {
            name: 'n',
            load_balancer_type: 'network',
            internal: false,
            subnets: ['subnet-1', 'subnet-2'],
            enable_deletion_protection: true,
          },
        },
        aws_lb_listener: {
          l: {
            load_balancer_arn: '${aws_lb.n.arn}',
            port: 443,
            protocol: 'TLS',
            ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09',
            certificate_arn: certificate,
            default_action: [
              {
                type: 'forward',
                target_group_arn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/t/1',
              },
            ],
          },
        },
      },
    },
  },
];
