import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';

const bucket = { aws_s3_bucket: { b: {} } };
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

export const storageCases: readonly RuleCases[] = [encryption, deletion];
