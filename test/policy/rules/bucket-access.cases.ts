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

export const bucketAccessCases: readonly RuleCases[] = [blockPublicAccess];
