import { isOpen, show } from '../../graph/value';
import { isRestricted, whyOpen } from '../../iam/condition';
import { anybody, openPrincipals, principalsOf } from '../../iam/principal';
import { readDocument } from '../../iam/read-document';
import { nameOf, readStatements, type Statement } from '../../iam/statement';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';

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
    'aws_s3control_bucket_policy',
  ],
  *check(resource) {
    const policy = resource.isWritten('policy') ? resource.get('policy') : undefined;
    if (policy === undefined) return;
    const document = readDocument(policy);
    if (!document) {
      if (isOpen(policy)) yield unverifiable('policy', policy, 'who the policy lets in is not known');
      return;
    }
    const { statements, open } = readStatements(document);
    for (const statement of statements) yield* judge(statement);
    for (const part of open) yield unverifiable('policy', part, 'a statement of the policy is not known');
  },
};

function* judge(statement: Statement): Iterable<Fault> {
  if (statement.effect === 'Deny') return;
  const attribute = `policy.Statement[${statement.index}]`;
  const actions = (statement.actions ?? statement.notActions ?? []).map(show).join(', ');
  if (statement.notPrincipal !== undefined) {
    yield {
      attribute,
      value: 'NotPrincipal',
      message: `${nameOf(statement)} allows ${actions} to everybody but the ones that NotPrincipal names`,
    };
    return;
  }
  const principals = principalsOf(statement.principal);
  const everybody = principals.map(anybody).find((text) => text !== undefined);
  if (everybody !== undefined && !isRestricted(statement)) {
    const why = statement.conditionsOpen ? 'its condition is not known' : whyOpen(statement);
    yield {
      attribute,
      value: everybody,
      message: `${nameOf(statement)} allows ${actions} to anybody${why ? `; ${why}` : ''}`,
    };
  }
  for (const part of openPrincipals(principals))
    yield unverifiable(attribute, part, `whom ${nameOf(statement)} lets in is not known`);
}
