import { isMap, isOpen, type Reference, type Unknown, type ValueMap } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { ofBucket } from '../s3/links';
import { blocksOf, known } from '../values';

/** COST-S3-LIFECYCLE */
export const bucketLifecycle: ResourceRule = {
  id: 'COST-S3-LIFECYCLE',
  severity: 'low',
  title: 'A bucket keeps what nobody can see for ever',
  why: 'Parts of uploads that were never finished are in no listing and are paid for until a lifecycle rule removes them; so are the old versions of a versioned bucket.',
  fix: 'Add an aws_s3_bucket_lifecycle_configuration with abort_incomplete_multipart_upload, and expiry of noncurrent versions.',
  controls: ['AWS-FSBP S3.13'],
  example: {
    bad: '{ "aws_s3_bucket": { "uploads": {} } }',
    good: '{ "aws_s3_bucket_lifecycle_configuration": { "uploads": { "bucket": "${aws_s3_bucket.uploads.id}", "rule": [{ "id": "parts", "status": "Enabled", "filter": {}, "abort_incomplete_multipart_upload": { "days_after_initiation": 7 } }] } } }',
  },
  types: ['aws_s3_bucket'],
  *check(bucket, graph) {
    // In a fragment of a configuration the lifecycle may be elsewhere.
    if (!bucket.stack.root.stageDeclared) return;
    const configurations = ofBucket(bucket, 'aws_s3_bucket_lifecycle_configuration', graph);
    const rules = [
      ...configurations.flatMap((configuration) => blocksOf(configuration, 'rule')),
      ...(bucket.isWritten('lifecycle_rule') ? blocksOf(bucket, 'lifecycle_rule') : []),
    ];
    const judged = rules.map(judge);
    if (judged.includes(true)) return;
    const open = judged.find(isOpen);
    if (open) yield unverifiable('lifecycle_rule', open, 'whether it removes unfinished uploads is not known');
    else
      yield {
        attribute: 'lifecycle_rule',
        message: rules.length > 0 ? 'no lifecycle rule removes unfinished uploads' : 'it has no lifecycle rules',
      };
  },
};

/** Whether a rule removes unfinished uploads of the whole bucket. */
function judge(rule: ValueMap | Reference | Unknown): boolean | Reference | Unknown {
  if (isOpen(rule)) return rule;
  const status = known(rule.status ?? rule.enabled ?? undefined);
  if (isOpen(status)) return status;
  if (status === 'Disabled' || status === false || status === 'false') return false;
  // The argument of the bucket itself is a number of days.
  const days = known(rule.abort_incomplete_multipart_upload_days ?? undefined);
  if (isOpen(days)) return days;
  const blocks = blocksOf(rule, 'abort_incomplete_multipart_upload');
  return days !== undefined || blocks.some(isMap) ? true : (blocks.find(isOpen) ?? false);
}
