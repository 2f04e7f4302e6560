import type { Graph } from '../../graph/graph';
import type { Resource, Value } from '../../graph/value';

/** Resources of `type` that configure a bucket. */
export function ofBucket(bucket: Resource, type: string, graph: Graph): readonly Resource[] {
  return graph.pointingAt(bucket, type, 'bucket');
}

/** A policy and the resource in which it is written. */
export interface AttachedPolicy {
  readonly source: Resource;
  readonly document: Value;
}

/** Every policy that is attached to a bucket: in resources of their own, and inside the bucket (deprecated, still applied). */
export function bucketPolicies(bucket: Resource, graph: Graph): readonly AttachedPolicy[] {
  const inline = bucket.isWritten('policy') ? bucket.get('policy') : undefined;
  const separate = ofBucket(bucket, 'aws_s3_bucket_policy', graph).flatMap((source) => {
    const document = source.get('policy');
    return document === undefined ? [] : [{ source, document }];
  });
  return inline === undefined ? separate : [...separate, { source: bucket, document: inline }];
}
