import type { Graph } from '../../graph/graph';
import { isMap, isOpen, type Resource, type Value } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { blocksOf, flag, isUndecided, known } from '../values';
import { ofBucket } from './links';

const settings = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'] as const;
const publicAcls = new Set(['public-read', 'public-read-write', 'authenticated-read', 'website']);
const publicGroups = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

/** SEC-S3-BPA */
export const blockPublicAccess: ResourceRule = {
  id: 'SEC-S3-BPA',
  severity: 'high',
  title: 'A bucket can be made public: public access is not blocked, or an ACL opens it',
  why: 'Without the block, one wrong policy or ACL, today or in a year, makes the data public.',
  fix: 'Give the bucket an aws_s3_bucket_public_access_block with all four settings true, ownership BucketOwnerEnforced and no ACL.',
  controls: ['AWS-FSBP S3.8', 'AWS-FSBP S3.1', 'AWS-FSBP S3.12', 'AWS-FSBP S3.19', 'CIS-AWS-7.0 3.1.4'],
  example: {
    bad: '{ "aws_s3_bucket_public_access_block": { "logs": { "bucket": "${aws_s3_bucket.logs.id}", "block_public_acls": true } } }',
    good: '{ "aws_s3_bucket_public_access_block": { "logs": { "bucket": "${aws_s3_bucket.logs.id}", "block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true } } }',
  },
  types: [
    'aws_s3_bucket',
    'aws_s3_bucket_public_access_block',
    'aws_s3_account_public_access_block',
    'aws_s3_bucket_acl',
    'aws_s3_object',
    'aws_s3_bucket_ownership_controls',
    'aws_s3_access_point',
  ],
  *check(resource, graph) {
    if (resource.type === 'aws_s3_bucket' && isUnblocked(resource, graph)) {
      yield { attribute: 'public_access_block', message: 'it has no aws_s3_bucket_public_access_block' };
    }
    if (resource.type.endsWith('_public_access_block')) yield* checkSettings((name) => resource.get(name), '', false);
    if (resource.type === 'aws_s3_access_point') {
      for (const block of blocksOf(resource, 'public_access_block_configuration')) {
        if (isMap(block))
          yield* checkSettings((name) => block[name] ?? undefined, 'public_access_block_configuration.', true);
        else
          yield unverifiable(
            'public_access_block_configuration',
            block,
            'whether public access is blocked is not known',
          );
      }
    }
    if (resource.type === 'aws_s3_bucket_ownership_controls') yield* checkOwnership(resource);
    yield* checkAcl(resource);
  },
};

function isUnblocked(bucket: Resource, graph: Graph): boolean {
  if (ofBucket(bucket, 'aws_s3_bucket_public_access_block', graph).length > 0) return false;
  const account = graph.ofType('aws_s3_account_public_access_block').filter((block) => block.stack === bucket.stack);
  return !account.some((block) => settings.every((name) => flag(block.get(name)) === true));
}

/** Left out means false for the resources, true for an access point. */
function* checkSettings(
  read: (name: string) => Value | undefined,
  prefix: string,
  otherwise: boolean,
): Iterable<Fault> {
  for (const name of settings) {
    const value = read(name);
    const on = flag(value);
    if (isUndecided(on)) yield unverifiable(prefix + name, on, `whether ${name} is on is not known`);
    else if (!(on ?? otherwise))
      yield {
        attribute: prefix + name,
        value,
        message: `${name} is ${on === undefined ? 'left out, which means off' : 'off'}`,
      };
  }
}

function* checkOwnership(controls: Resource): Iterable<Fault> {
  for (const rule of blocksOf(controls, 'rule')) {
    const ownership = isMap(rule) ? known(rule.object_ownership ?? undefined) : rule;
    if (isOpen(ownership)) yield unverifiable('rule.object_ownership', ownership, 'who owns the objects is not known');
    else if (ownership === 'ObjectWriter') {
      yield {
        attribute: 'rule.object_ownership',
        value: ownership,
        message: 'objects belong to whoever writes them, who can make them public by ACL',
      };
    }
  }
}

function* checkAcl(resource: Resource): Iterable<Fault> {
  const acl = resource.isWritten('acl') ? known(resource.get('acl')) : undefined;
  if (isOpen(acl)) yield unverifiable('acl', acl, 'whom the ACL lets in is not known');
  else if (typeof acl === 'string' && publicAcls.has(acl))
    yield { attribute: 'acl', value: acl, message: `the ACL ${acl} lets everybody in` };
  const policies = blocksOf(resource, 'access_control_policy').filter(isMap);
  const grants = [...policies.flatMap((policy) => blocksOf(policy, 'grant')), ...blocksOf(resource, 'grant')].filter(
    isMap,
  );
  for (const grant of grants) {
    const uris = [grant.uri, ...blocksOf(grant, 'grantee').map((grantee) => (isMap(grantee) ? grantee.uri : grantee))];
    for (const uri of uris.map((value) => known(value ?? undefined))) {
      if (typeof uri === 'string' && publicGroups.test(uri))
        yield { attribute: 'grant', value: uri, message: `a grant lets ${uri.split('/').pop()} in` };
    }
  }
}
