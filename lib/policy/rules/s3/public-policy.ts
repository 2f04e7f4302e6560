import type { Resource, Value } from '../../graph/value';
import { isMap } from '../../graph/value';
import type { ResourceRule } from '../../rule';
import { judgeResourcePolicy } from '../resource-policy/judge';
import { blocksOf } from '../values';

/** SEC-S3-PUBLIC */
export const publicBucketPolicy: ResourceRule = {
  id: 'SEC-S3-PUBLIC',
  severity: 'critical',
  title: 'A policy opens a bucket to anybody',
  why: 'Whoever knows or guesses the name reads, changes or deletes the data, from any AWS account or without one.',
  fix: 'Name the principals. For everybody of the organization add StringEquals aws:PrincipalOrgID; for CloudFront name the service principal with aws:SourceArn.',
  controls: ['CIS-AWS-7.0 2.21', 'AWS-FSBP S3.6', 'AWS-FSBP S3.8'],
  example: {
    bad: '{ "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "${aws_s3_bucket.site.arn}/*" }',
    good: '{ "Effect": "Allow", "Principal": { "Service": "cloudfront.amazonaws.com" }, "Action": "s3:GetObject", "Resource": "${aws_s3_bucket.site.arn}/*", "Condition": { "StringEquals": { "aws:SourceArn": "${aws_cloudfront_distribution.site.arn}" } } }',
  },
  types: [
    'aws_s3_bucket_policy',
    'aws_s3_bucket',
    'aws_s3_access_point',
    'aws_s3control_access_point_policy',
    'aws_s3control_object_lambda_access_point_policy',
    'aws_s3control_multi_region_access_point_policy',
    'aws_s3control_bucket_policy',
    'aws_s3control_access_grants_instance_resource_policy',
    'aws_s3tables_table_bucket_policy',
    'aws_s3tables_table_policy',
    'aws_s3vectors_vector_bucket_policy',
  ],
  *check(resource) {
    for (const [attribute, policy] of policiesOf(resource)) yield* judgeResourcePolicy(attribute, policy);
  },
};

/** The documents of a resource: a plan may hold one that AWS filled in, which counts only when the configuration sets it. */
function policiesOf(resource: Resource): readonly (readonly [string, Value])[] {
  const named = ['policy', 'resource_policy'].flatMap((name): [string, Value][] => {
    const value = resource.isWritten(name) ? resource.get(name) : undefined;
    return value === undefined ? [] : [[name, value]];
  });
  const details = blocksOf(resource, 'details').flatMap((block, index): [string, Value][] => {
    const value = isMap(block) ? block.policy : block;
    return value === undefined ? [] : [[`details[${index}].policy`, value]];
  });
  return [...named, ...details];
}
