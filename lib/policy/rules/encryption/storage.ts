import type { Graph } from '../../graph/graph';
import {
  isMap,
  isOpen,
  type Reference,
  type Resource,
  type Unknown,
  type Value,
  type ValueMap,
} from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { checkBucketEncryption } from '../s3/encryption';
import { blocksOf, flag, isUndecided, known } from '../values';
import { disks, requirements } from './requirements';

/** SEC-ENCRYPT */
export const encryptedStorage: ResourceRule = {
  id: 'SEC-ENCRYPT',
  severity: 'high',
  title: 'Stored data is not encrypted, or a bucket not with a key of its own',
  why: 'Whoever gets a snapshot, a disk or a backup reads the data; with a KMS key its policy decides and every use is logged.',
  fix: 'Turn encryption at rest on (most types cannot change it later without being replaced), with a customer managed KMS key.',
  controls: [
    'AWS-FSBP RDS.3',
    'AWS-FSBP RDS.27',
    'AWS-FSBP ElastiCache.4',
    'AWS-FSBP S3.17',
    'AWS-FSBP EC2.7',
    'AWS-FSBP SQS.1',
    'CIS-AWS-7.0 3.2.1',
    'CIS-AWS-7.0 3.3.1',
    'CIS-AWS-7.0 6.1.1',
  ],
  example: {
    bad: '{ "aws_db_instance": { "orders": {} } }',
    good: '{ "aws_db_instance": { "orders": { "storage_encrypted": true, "kms_key_id": "${aws_kms_key.data.arn}" } } }',
  },
  types: [
    ...requirements.keys(),
    ...disks.keys(),
    'aws_s3_bucket',
    'aws_elasticache_cluster',
    'aws_sqs_queue',
    'aws_ebs_encryption_by_default',
    'aws_kinesis_stream',
    'aws_kinesis_firehose_delivery_stream',
  ],
  *check(resource, graph) {
    if (resource.type === 'aws_s3_bucket') yield* checkBucketEncryption(resource, graph);
    else if (disks.has(resource.type)) yield* checkDisks(resource, graph);
    else if (requirements.has(resource.type)) yield* checkRequirement(resource, graph);
    else yield* checkSpecial(resource);
  },
};

function* checkRequirement(resource: Resource, graph: Graph): Iterable<Fault> {
  const requirement = requirements.get(resource.type);
  if (!requirement) return;
  const { attribute } = requirement;
  const value = valueAt(resource, attribute);
  const on = flag(value);
  if (isUndecided(on)) yield unverifiable(attribute, on, 'whether its storage is encrypted is not known');
  else if (on === false)
    yield { attribute, value, message: 'its storage is not encrypted', fix: fixOf(resource, attribute) };
  else if (on === undefined) {
    const engine = known(resource.get('engine'));
    if (requirement.inherits?.some((name) => resource.get(name) !== undefined)) return;
    if (typeof engine === 'string' && requirement.encryptedEngines?.includes(engine)) return;
    if (resource.type.startsWith('aws_ebs_') && encryptedByDefault(graph, resource)) return;
    yield {
      attribute,
      value,
      message: `its storage is not encrypted: ${attribute} is left out, which means off`,
      fix: fixOf(resource, attribute),
    };
  }
}

function fixOf({ type }: Resource, attribute: string): string {
  const key = attribute.includes('.') ? '' : ', with the ARN of a customer managed key in kms_key_id';
  const later = /^aws_(db|rds|docdb|neptune)_/.test(type)
    ? ' One that exists is encrypted by copying its snapshot with the key and restoring the copy.'
    : '';
  return `Set ${attribute} = true${key}.${later}`;
}

function valueAt(resource: Resource, path: string): Value | undefined {
  const [name = '', inner] = path.split('.');
  if (inner === undefined) return resource.get(name);
  const [block] = blocksOf(resource, name);
  return isMap(block) ? (block[inner] ?? undefined) : block;
}

function* checkDisks(resource: Resource, graph: Graph): Iterable<Fault> {
  if (encryptedByDefault(graph, resource)) return;
  for (const { block, inner, always } of disks.get(resource.type) ?? []) {
    const found = blocksOf(resource, block);
    if (found.length === 0 && always)
      yield { attribute: block, message: `its root disk is not encrypted: there is no ${block} with encrypted = true` };
    for (const [index, disk] of found.entries()) {
      const holders = inner && isMap(disk) ? blocksOf(disk, inner) : [disk];
      for (const holder of holders) yield* checkDisk(`${block}[${index}]${inner ? `.${inner}` : ''}.encrypted`, holder);
    }
  }
}

function* checkDisk(path: string, disk: ValueMap | Reference | Unknown): Iterable<Fault> {
  if (isMap(disk) && (disk.no_device || disk.virtual_name)) return;
  const value = isMap(disk) ? (disk.encrypted ?? undefined) : disk;
  const on = isOpen(value) ? value : flag(value);
  if (isUndecided(on)) yield unverifiable(path, on, 'whether the disk is encrypted is not known');
  else if (on !== true) yield { attribute: path, value, message: 'a disk of it is not encrypted' };
}

/** Whether the stack turns on encryption of every new disk of the account's region. */
function encryptedByDefault(graph: Graph, resource: Resource): boolean {
  return graph
    .ofType('aws_ebs_encryption_by_default')
    .some((setting) => setting.stack === resource.stack && (flag(setting.get('enabled')) ?? true) === true);
}

function* checkSpecial(resource: Resource): Iterable<Fault> {
  if (resource.type === 'aws_elasticache_cluster') {
    const engine = known(resource.get('engine'));
    if ((engine !== 'redis' && engine !== 'valkey') || resource.get('replication_group_id') !== undefined) return;
    yield {
      attribute: 'engine',
      value: engine,
      message: 'a cache cluster of its own cannot be encrypted at rest',
      fix: 'Use aws_elasticache_replication_group with at_rest_encryption_enabled = true; it may have a single node.',
    };
  }
  if (resource.type === 'aws_sqs_queue') {
    const value = resource.get('sqs_managed_sse_enabled');
    if (flag(value) === false && resource.get('kms_master_key_id') === undefined)
      yield { attribute: 'sqs_managed_sse_enabled', value, message: 'its messages are not encrypted' };
  }
  if (resource.type === 'aws_kinesis_stream') {
    const value = resource.get('encryption_type');
    if (known(value) !== 'KMS' && !isOpen(known(value)))
      yield { attribute: 'encryption_type', value, message: 'its records are not encrypted' };
  }
  if (resource.type === 'aws_kinesis_firehose_delivery_stream') {
    const value = valueAt(resource, 'server_side_encryption.enabled');
    if (flag(value) === false)
      yield {
        attribute: 'server_side_encryption.enabled',
        value,
        message: 'what waits in it for delivery is not encrypted',
      };
  }
  if (resource.type === 'aws_ebs_encryption_by_default') {
    const value = resource.get('enabled');
    if (flag(value) === false)
      yield { attribute: 'enabled', value, message: 'it turns off the encryption of new disks' };
  }
}
