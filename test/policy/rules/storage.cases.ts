import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const bucket = { aws_s3_bucket: { b: {} } };
const on = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};
const blocked = (fields: object = {}) => ({
  aws_s3_bucket_public_access_block: { b: { bucket: '${aws_s3_bucket.b.id}', ...on, ...fields } },
});
const policy = (document: unknown, more: object = {}) =>
  resources({
    ...bucket,
    aws_s3_bucket_policy: {
      p: {
        bucket: '${aws_s3_bucket.b.id}',
        policy: typeof document === 'string' ? document : JSON.stringify(document),
      },
    },
    ...more,
  });
const statement = (fields: object) =>
  policy({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '${aws_s3_bucket.b.arn}/*', ...fields }],
  });
const condition = (operator: string, key: string, value: unknown) =>
  statement({ Principal: '*', Condition: { [operator]: { [key]: value } } });

const blockPublicAccess: RuleCases = {
  rule: 'SEC-S3-BPA',
  failing: {
    'no block': resources(bucket),
    'one setting off': resources({ ...bucket, ...blocked({ restrict_public_buckets: false }) }),
    'one setting left out': resources({ ...bucket, ...blocked({ ignore_public_acls: undefined }) }),
    'one setting folded to off': resources({ ...bucket, ...blocked({ block_public_policy: '${!true}' }) }),
    'public ACL': resources({
      ...bucket,
      ...blocked(),
      aws_s3_bucket_acl: { a: { bucket: '${aws_s3_bucket.b.id}', acl: 'public-read' } },
    }),
    'public ACL inside the bucket': resources({ aws_s3_bucket: { b: { acl: 'public-read-write' } }, ...blocked() }),
    'grant to everybody': resources({
      ...bucket,
      ...blocked(),
      aws_s3_bucket_acl: {
        a: {
          access_control_policy: {
            grant: [
              {
                permission: 'READ',
                grantee: { type: 'Group', uri: 'http://acs.amazonaws.com/groups/global/AllUsers' },
              },
            ],
          },
        },
      },
    }),
    'objects owned by their writers': resources({
      ...bucket,
      ...blocked(),
      aws_s3_bucket_ownership_controls: { o: { rule: { object_ownership: 'ObjectWriter' } } },
    }),
    'access point': resources({
      aws_s3_access_point: {
        p: { bucket: 'other', public_access_block_configuration: { block_public_policy: false } },
      },
    }),
    'public object': resources({ aws_s3_object: { o: { bucket: 'other', key: 'k', acl: 'public-read' } } }),
  },
  passing: {
    'all four': resources({ ...bucket, ...blocked() }),
    'all four as strings': resources({ ...bucket, ...blocked({ block_public_acls: 'true' }) }),
    'by bucket name': resources({
      aws_s3_bucket: { b: { bucket: 'docs' } },
      aws_s3_bucket_public_access_block: { b: { bucket: 'docs', ...on } },
    }),
    'blocked for the account': resources({ ...bucket, aws_s3_account_public_access_block: { a: on } }),
    'private ACL': resources({
      ...bucket,
      ...blocked(),
      aws_s3_bucket_acl: { a: { bucket: '${aws_s3_bucket.b.id}', acl: 'private' } },
    }),
    'ownership preferred, for log delivery': resources({
      ...bucket,
      ...blocked(),
      aws_s3_bucket_ownership_controls: { o: { rule: { object_ownership: 'BucketOwnerPreferred' } } },
    }),
    'access point with AWS’s default': resources({ aws_s3_access_point: { p: { bucket: 'other' } } }),
    'bucket and block by for_each': resources({
      aws_s3_bucket: { b: { for_each: { a: 1, b: 2 }, bucket_prefix: '${each.key}' } },
      aws_s3_bucket_public_access_block: {
        b: { for_each: { a: 1, b: 2 }, bucket: '${aws_s3_bucket.b[each.key].id}', ...on },
      },
    }),
  },
  notApplicable: { 'directory bucket': resources({ aws_s3_directory_bucket: { d: {} } }) },
  unknown: {
    'a setting': resources({ ...bucket, ...blocked({ block_public_acls: '${var.x}' }) }, { variable: { x: {} } }),
    'the ACL': resources({ aws_s3_bucket_acl: { a: { bucket: 'other', acl: '${var.x}' } } }, { variable: { x: {} } }),
  },
};

const publicPolicy: RuleCases = {
  rule: 'SEC-S3-PUBLIC',
  failing: {
    'bare star': statement({ Principal: '*' }),
    'AWS star': statement({ Principal: { AWS: '*' } }),
    'star in a list': statement({ Principal: { AWS: ['arn:aws:iam::123456789012:root', '*'] } }),
    'every account': statement({ Principal: { AWS: 'arn:aws:iam::*:root' } }),
    NotPrincipal: statement({ NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' } }),
    'referer of the caller’s choice': condition('StringLike', 'aws:Referer', 'https://example.com/*'),
    'user agent': condition('StringEquals', 'aws:UserAgent', 'secret'),
    'any principal ARN': condition('StringLike', 'aws:PrincipalArn', '*'),
    'any principal ARN, in parts': condition('ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::*:role/admin'),
    'if it exists': condition('StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-abcdef'),
    'for all values of none': condition('ForAllValues:StringEquals', 'aws:PrincipalOrgID', ['o-abcdef']),
    'not one account': condition('StringNotEquals', 'aws:PrincipalAccount', '123456789012'),
    'from anywhere': condition('IpAddress', 'aws:SourceIp', '0.0.0.0/0'),
    'TLS only is not enough': condition('Bool', 'aws:SecureTransport', 'true'),
    'inside the bucket': resources({
      aws_s3_bucket: {
        b: { policy: '{"Statement":{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}}' },
      },
    }),
    jsonencode: policy(
      '${jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:GetObject", Resource = aws_s3_bucket.b.arn }] })}',
    ),
    'policy document': Object.assign(policy('${data.aws_iam_policy_document.d.json}'), {
      data: {
        aws_iam_policy_document: {
          d: {
            statement: [
              {
                actions: ['s3:GetObject'],
                resources: ['${aws_s3_bucket.b.arn}/*'],
                principals: [{ type: '*', identifiers: ['*'] }],
              },
            ],
          },
        },
      },
    }),
    'access point': resources({
      aws_s3control_access_point_policy: {
        p: { policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]}' },
      },
    }),
  },
  passing: {
    'an account': statement({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } }),
    'a role of the graph': resources({
      aws_iam_role: { r: {} },
      aws_s3_bucket_policy: {
        p: {
          bucket: 'docs',
          policy:
            '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"${aws_iam_role.r.arn}"},"Action":"s3:GetObject","Resource":"*"}]}',
        },
      },
    }),
    'a service': statement({
      Principal: { Service: 'cloudfront.amazonaws.com' },
      Condition: { StringEquals: { 'AWS:SourceArn': 'arn:aws:cloudfront::123456789012:distribution/E1' } },
    }),
    'the organization': condition('StringEquals', 'aws:PrincipalOrgID', 'o-abcdef'),
    'one account': condition('StringEquals', 'aws:PrincipalAccount', ['123456789012']),
    'own account by reference': condition(
      'StringEquals',
      'aws:PrincipalAccount',
      '${data.aws_caller_identity.me.account_id}',
    ),
    'a VPC endpoint': condition('StringEquals', 'aws:SourceVpce', 'vpce-0123456789abcdef0'),
    'an office': condition('IpAddress', 'aws:SourceIp', ['198.51.100.0/24', '2001:db8::/48']),
    'deny to everybody': statement({ Effect: 'Deny', Principal: '*' }),
    'deny to all but one': statement({ Effect: 'Deny', NotPrincipal: { AWS: 'arn:aws:iam::123456789012:role/x' } }),
  },
  notApplicable: { 'bucket without a policy': resources(bucket) },
  unknown: {
    'the document': policy('${var.policy}'),
    'a statement': policy('${jsonencode({ Statement = [var.statement] })}'),
    'the principal': statement({ Principal: { AWS: '${var.who}' } }),
    'the condition': policy(
      '${jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:*", Resource = "*", Condition = var.c }] })}',
    ),
  },
};

const tls = (fields: object = {}) => ({
  Effect: 'Deny',
  Principal: '*',
  Action: 's3:*',
  Resource: ['${aws_s3_bucket.b.arn}', '${aws_s3_bucket.b.arn}/*'],
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  ...fields,
});
const deny = (...statements: object[]) => policy({ Statement: statements });
const second = {
  aws_s3_bucket_policy: {
    p: { bucket: '${aws_s3_bucket.b.id}', policy: JSON.stringify({ Statement: [tls()] }) },
    q: { bucket: '${aws_s3_bucket.b.bucket}', policy: '{"Statement":[]}' },
  },
};

const tlsOnly: RuleCases = {
  rule: 'SEC-S3-TLS',
  failing: {
    'no policy': resources(bucket),
    'two policies': resources({ ...bucket, ...second }),
    'objects only': deny(tls({ Resource: '${aws_s3_bucket.b.arn}/*' })),
    'bucket only': deny(tls({ Resource: '${aws_s3_bucket.b.arn}' })),
    'a prefix only': deny(tls({ Resource: ['${aws_s3_bucket.b.arn}', '${aws_s3_bucket.b.arn}/private/*'] })),
    'another bucket': deny(tls({ Resource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*'] })),
    'one action': deny(tls({ Action: 's3:GetObject' })),
    'one principal': deny(tls({ Principal: { AWS: 'arn:aws:iam::123456789012:root' } })),
    'all but one principal': deny(
      tls({ Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::123456789012:root' } }),
    ),
    'a second condition': deny(
      tls({ Condition: { Bool: { 'aws:SecureTransport': 'false' }, StringEquals: { 'aws:PrincipalAccount': '1' } } }),
    ),
    'the wrong way round': deny(tls({ Condition: { Bool: { 'aws:SecureTransport': 'true' } } })),
    'allow with TLS': deny(tls({ Effect: 'Allow', Condition: { Bool: { 'aws:SecureTransport': 'true' } } })),
    'Null instead of Bool': deny(tls({ Condition: { Null: { 'aws:SecureTransport': 'false' } } })),
  },
  passing: {
    'the usual': deny(tls()),
    'boolean, AWS star, lower case key': deny(
      tls({ Principal: { AWS: '*' }, Condition: { Bool: { 'aws:securetransport': false } } }),
    ),
    'two statements': deny(tls({ Resource: '${aws_s3_bucket.b.arn}' }), tls({ Resource: '${aws_s3_bucket.b.arn}/*' })),
    'every resource': deny(tls({ Action: '*', Resource: '*' })),
    'one pattern': deny(tls({ Resource: '${aws_s3_bucket.b.arn}*' })),
    'by name': resources({
      aws_s3_bucket: { b: { bucket: 'docs' } },
      aws_s3_bucket_policy: {
        p: {
          bucket: 'docs',
          policy: JSON.stringify({ Statement: [tls({ Resource: ['arn:aws:s3:::docs', 'arn:aws:s3:::docs/*'] })] }),
        },
      },
    }),
    'name known, ARN by reference': resources({
      aws_s3_bucket: { b: { bucket: 'docs' } },
      aws_s3_bucket_policy: { p: { bucket: '${aws_s3_bucket.b.id}', policy: JSON.stringify({ Statement: [tls()] }) } },
    }),
    'ARN with the partition': Object.assign(
      deny(
        tls({
          Resource: [
            'arn:${data.aws_partition.p.partition}:s3:::${aws_s3_bucket.b.id}',
            'arn:${data.aws_partition.p.partition}:s3:::${aws_s3_bucket.b.id}/*',
          ],
        }),
      ),
      { data: { aws_partition: { p: {} } } },
    ),
    jsonencode: policy(
      '${jsonencode({ Statement = [{ Effect = "Deny", Principal = "*", Action = "s3:*", Resource = [aws_s3_bucket.b.arn, "${aws_s3_bucket.b.arn}/*"], Condition = { Bool = { "aws:SecureTransport" = "false" } } }] })}',
    ),
    'policy document from two sources': Object.assign(policy('${data.aws_iam_policy_document.all.json}'), {
      data: {
        aws_iam_policy_document: {
          tls: {
            statement: {
              effect: 'Deny',
              actions: ['s3:*'],
              resources: ['${aws_s3_bucket.b.arn}', '${aws_s3_bucket.b.arn}/*'],
              principals: { type: 'AWS', identifiers: ['*'] },
              condition: { test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] },
            },
          },
          all: { source_policy_documents: ['${data.aws_iam_policy_document.tls.json}'] },
        },
      },
    }),
  },
  notApplicable: {
    'policy of a bucket elsewhere': resources({
      aws_s3_bucket_policy: { p: { bucket: 'other', policy: '{"Statement":[]}' } },
    }),
  },
  unknown: {
    'the document': policy('${var.policy}'),
    'a statement': policy('${jsonencode({ Statement = [var.statement] })}'),
  },
};

const kms = (algorithm: unknown) => ({
  aws_s3_bucket_server_side_encryption_configuration: {
    e: {
      bucket: '${aws_s3_bucket.b.id}',
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: algorithm } }],
    },
  },
});

const encryption: RuleCases = {
  rule: 'SEC-ENCRYPT',
  failing: {
    'database, left out': resources({ aws_db_instance: { db: {} } }),
    'database, off': resources({ aws_db_instance: { db: { storage_encrypted: false } } }),
    'restored from a snapshot': resources({ aws_db_instance: { db: { snapshot_identifier: 'rds:old' } } }),
    Aurora: resources({ aws_rds_cluster: { c: { storage_encrypted: 'false' } } }),
    'replication group, left out': resources({ aws_elasticache_replication_group: { r: { engine: 'redis' } } }),
    'replication group, off': resources({
      aws_elasticache_replication_group: { r: { engine: 'valkey', at_rest_encryption_enabled: false } },
    }),
    'lone Redis node': resources({ aws_elasticache_cluster: { c: { engine: 'redis' } } }),
    volume: resources({ aws_ebs_volume: { v: {} } }),
    'root disk, no block': resources({ aws_instance: { i: {} } }),
    'second disk': resources({
      aws_instance: { i: { root_block_device: { encrypted: true }, ebs_block_device: [{ device_name: 'b' }] } },
    }),
    'launch template': resources({
      aws_launch_template: { t: { block_device_mappings: [{ ebs: { volume_size: 20 } }] } },
    }),
    'file system': resources({ aws_efs_file_system: { f: {} } }),
    'search domain, no block': resources({ aws_opensearch_domain: { d: {} } }),
    queue: resources({ aws_sqs_queue: { q: { sqs_managed_sse_enabled: false } } }),
    stream: resources({ aws_kinesis_stream: { s: { encryption_type: 'NONE' } } }),
    'bucket without configuration': resources(bucket),
    'bucket with SSE-S3': resources({ ...bucket, ...kms('AES256') }),
    'default encryption of disks turned off': resources({ aws_ebs_encryption_by_default: { d: { enabled: false } } }),
  },
  passing: {
    database: resources({ aws_db_instance: { db: { storage_encrypted: true } } }),
    replica: resources({ aws_db_instance: { db: { replicate_source_db: 'orders' } } }),
    'Valkey’s default': resources({ aws_elasticache_replication_group: { r: { engine: 'valkey' } } }),
    'Memcached, which stores nothing': resources({ aws_elasticache_cluster: { c: { engine: 'memcached' } } }),
    'member of a replication group': resources({
      aws_elasticache_cluster: { c: { engine: 'redis', replication_group_id: 'x' } },
    }),
    'disks encrypted by default': resources({
      aws_ebs_encryption_by_default: { d: { enabled: true } },
      aws_ebs_volume: { v: {} },
      aws_instance: { i: {} },
    }),
    instance: resources({
      aws_instance: {
        i: { root_block_device: [{ encrypted: true }], ebs_block_device: [{ device_name: 'b', encrypted: 'true' }] },
      },
    }),
    'launch template': resources({
      aws_launch_template: {
        t: { block_device_mappings: [{ ebs: { encrypted: 'true' } }, { device_name: 'c', no_device: 'true' }] },
      },
    }),
    'queue with AWS’s default': resources({ aws_sqs_queue: { q: {} } }),
    'queue with a key': resources({
      aws_sqs_queue: { q: { sqs_managed_sse_enabled: false, kms_master_key_id: 'alias/q' } },
    }),
    bucket: resources({ ...bucket, ...kms('aws:kms') }),
    'bucket, deprecated spelling': resources({
      aws_s3_bucket: {
        b: {
          server_side_encryption_configuration: {
            rule: { apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms:dsse' } },
          },
        },
      },
    }),
    'access log bucket with SSE-S3': resources({
      aws_s3_bucket: { b: {}, site: {} },
      ...kms('AES256'),
      aws_s3_bucket_logging: {
        l: { bucket: '${aws_s3_bucket.site.id}', target_bucket: '${aws_s3_bucket.b.id}', target_prefix: 'x' },
      },
      aws_s3_bucket_server_side_encryption_configuration: {
        e: {
          bucket: '${aws_s3_bucket.b.id}',
          rule: { apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } },
        },
        s: {
          bucket: '${aws_s3_bucket.site.id}',
          rule: { apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms' } },
        },
      },
    }),
  },
  notApplicable: {
    'always encrypted': resources({
      aws_dynamodb_table: { t: {} },
      aws_memorydb_cluster: { m: {} },
      aws_elasticache_serverless_cache: { c: {} },
    }),
  },
  unknown: {
    database: resources({ aws_db_instance: { db: { storage_encrypted: '${var.x}' } } }),
    disk: resources({ aws_instance: { i: { root_block_device: { encrypted: '${var.x}' } } } }),
    bucket: resources({ ...bucket, ...kms('${var.x}') }),
  },
};

const prod = { '//': { rampart: { stage: 'prod' } } };
const guarded = { storage_encrypted: true, deletion_protection: true, final_snapshot_identifier: 'x' };

const deletion: RuleCases = {
  rule: 'REL-DELETE-GUARD',
  failing: {
    'no protection': resources({ aws_db_instance: { db: {} } }, prod),
    'protection off': resources({ aws_rds_cluster: { c: { ...guarded, deletion_protection: false } } }, prod),
    'no final snapshot': resources({ aws_db_instance: { db: { ...guarded, skip_final_snapshot: true } } }, prod),
    'backups deleted too': resources(
      { aws_db_instance: { db: { ...guarded, delete_automated_backups: '${true}' } } },
      prod,
    ),
    bucket: resources({ aws_s3_bucket: { b: { force_destroy: 'true' } } }, prod),
    registry: resources({ aws_ecr_repository: { r: { force_delete: true } } }, prod),
    table: resources({ aws_dynamodb_table: { t: {} } }, prod),
    'user pool': resources({ aws_cognito_user_pool: { p: { deletion_protection: 'INACTIVE' } } }, prod),
    'stack that names no stage': resources({ aws_s3_bucket: { b: { force_destroy: true } } }),
  },
  passing: {
    guarded: resources(
      {
        aws_db_instance: { db: guarded },
        aws_rds_cluster: { c: guarded },
        aws_dynamodb_table: { t: { deletion_protection_enabled: true } },
      },
      prod,
    ),
    replica: resources({ aws_db_instance: { db: { replicate_source_db: 'orders', skip_final_snapshot: true } } }, prod),
    bucket: resources({ aws_s3_bucket: { b: {} } }, prod),
    'user pool': resources({ aws_cognito_user_pool: { p: { deletion_protection: 'ACTIVE' } } }, prod),
  },
  notApplicable: {
    'another stage': resources(
      { aws_db_instance: { db: {} }, aws_s3_bucket: { b: { force_destroy: true } } },
      { '//': { rampart: { stage: 'staging' } } },
    ),
  },
  unknown: {
    protection: resources({ aws_db_instance: { db: { ...guarded, deletion_protection: '${var.x}' } } }, prod),
  },
};

export const storageCases: readonly RuleCases[] = [blockPublicAccess, publicPolicy, tlsOnly, encryption, deletion];
