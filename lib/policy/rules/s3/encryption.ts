import type { Graph } from '../../graph/graph';
import {
  isMap,
  isOpen,
  type Reference,
  type Resource,
  show,
  type Unknown,
  type Value,
  type ValueMap,
} from '../../graph/value';
import type { Fault } from '../../rule';
import { unverifiable } from '../../rule';
import { blocksOf, known } from '../values';
import { ofBucket } from './links';

const kms = new Set(['aws:kms', 'aws:kms:dsse']);

/**
 * A bucket needs default encryption with KMS. Only a bucket that receives server access logs may use SSE-S3: AWS delivers
 * those logs to no bucket that is encrypted with a KMS key.
 */
export function* checkBucketEncryption(bucket: Resource, graph: Graph): Iterable<Fault> {
  const rules = encryptionRules(bucket, graph);
  if (rules.length === 0 && !receivesAccessLogs(bucket, graph)) {
    yield { attribute: 'server_side_encryption_configuration', message: 'it has no default encryption with a KMS key' };
  }
  for (const { source, defaults } of rules) {
    const algorithm = isMap(defaults) ? known(defaults.sse_algorithm ?? undefined) : defaults;
    const attribute = 'rule.apply_server_side_encryption_by_default.sse_algorithm';
    if (isOpen(algorithm))
      yield { ...unverifiable(attribute, algorithm, 'how the bucket is encrypted is not known'), at: source };
    else if (!kms.has(show(algorithm)) && !receivesAccessLogs(bucket, graph)) {
      yield {
        attribute,
        value: algorithm,
        message: `its default encryption is ${show(algorithm)}, not a KMS key`,
        at: source,
      };
    }
  }
}

interface EncryptionRule {
  readonly source: Resource;
  readonly defaults: ValueMap | Reference | Unknown;
}

function encryptionRules(bucket: Resource, graph: Graph): readonly EncryptionRule[] {
  const separate = ofBucket(bucket, 'aws_s3_bucket_server_side_encryption_configuration', graph).flatMap((source) =>
    rulesOf(source, source),
  );
  const inline = blocksOf(bucket, 'server_side_encryption_configuration').flatMap((block) =>
    isMap(block) ? rulesOf(bucket, block) : [{ source: bucket, defaults: block }],
  );
  // In a plan the bucket repeats what AWS reports for the separate resource.
  return separate.length > 0 ? separate : inline;
}

function rulesOf(source: Resource, owner: Resource | ValueMap): EncryptionRule[] {
  return blocksOf(owner, 'rule').flatMap((rule) => {
    if (!isMap(rule)) return [{ source, defaults: rule }];
    return blocksOf(rule, 'apply_server_side_encryption_by_default').map((defaults) => ({ source, defaults }));
  });
}

/** Whether a bucket of these files sends its server access logs there. */
function receivesAccessLogs(bucket: Resource, graph: Graph): boolean {
  if (graph.pointingAt(bucket, 'aws_s3_bucket_logging', 'target_bucket').length > 0) return true;
  const names = (value: Value | undefined, from: Resource) =>
    graph.links(value, from, 'aws_s3_bucket').resources.includes(bucket);
  return graph
    .usesOf(bucket)
    .some(
      ({ resource, attribute }) =>
        resource.type === 'aws_s3_bucket' &&
        attribute === 'logging' &&
        blocksOf(resource, 'logging').some((block) => isMap(block) && names(block.target_bucket, resource)),
    );
}
