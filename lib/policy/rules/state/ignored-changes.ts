import type { Resource } from '../../graph/value';
import { isObject, type Json } from '../../json/parse';
import type { ResourceRule } from '../../rule';

/** Attributes that decide about access, encryption, exposure or survival. */
const guarded: ReadonlySet<string> = new Set([
  'access_policies',
  'access_policy',
  'access_string',
  'acl',
  'acl_name',
  'actions_enabled',
  'assign_public_ip',
  'assume_role_policy',
  'associate_public_ip_address',
  'at_rest_encryption_enabled',
  'backup_retention_period',
  'block_public_acls',
  'block_public_policy',
  'bucket_key_enabled',
  'cidr_blocks',
  'cidr_ipv4',
  'cidr_ipv6',
  'deletion_protection',
  'deletion_protection_enabled',
  'egress',
  'enable_key_rotation',
  'enable_log_file_validation',
  'enable_logging',
  'encrypt_at_rest',
  'encrypted',
  'encryption_config',
  'encryption_configuration',
  'endpoint_private_access',
  'endpoint_public_access',
  'force_destroy',
  'http_tokens',
  'iam_instance_profile',
  'ignore_public_acls',
  'image_tag_mutability',
  'ingress',
  'inline_policy',
  'is_multi_region_trail',
  'key_policy',
  'kms_key_arn',
  'kms_key_id',
  'kms_master_key_id',
  'managed_policy_arns',
  'map_public_ip_on_launch',
  'metadata_options',
  'parameter',
  'parameter_group_name',
  'permissions_boundary',
  'point_in_time_recovery',
  'policy',
  'policy_arn',
  'principal',
  'public_access_cidrs',
  'publicly_accessible',
  'require_tls',
  'resource_policy',
  'restrict_public_buckets',
  'retention_in_days',
  'route',
  'security_groups',
  'security_group_ids',
  'server_side_encryption',
  'server_side_encryption_configuration',
  'skip_final_snapshot',
  'sqs_managed_sse_enabled',
  'ssl_policy',
  'storage_encrypted',
  'traffic_type',
  'transit_encryption_enabled',
  'transit_encryption_mode',
  'user_group_ids',
  'versioning_configuration',
  'viewer_certificate',
  'vpc_config',
  'vpc_security_group_ids',
]);

/** SEC-IGNORE-CHANGES */
export const ignoredChanges: ResourceRule = {
  id: 'SEC-IGNORE-CHANGES',
  severity: 'high',
  title: 'Terraform is told to ignore changes of a security attribute',
  why: 'What is opened by hand stays open: no plan shows it, and what is written here, and checked, is not what runs.',
  fix: 'Take the attribute out of ignore_changes; keep only what something else manages (desired_size, a rotated password, a task definition).',
  controls: [],
  noControl: 'It keeps what was checked and what runs the same; no framework has a control for it.',
  example: {
    bad: '{ "lifecycle": { "ignore_changes": ["ingress"] } }',
    good: '{ "lifecycle": { "ignore_changes": ["desired_count"] } }',
  },
  types: ['*'],
  *check(resource) {
    for (const path of ignoredPaths(resource)) {
      if (path === 'all')
        yield {
          attribute: 'lifecycle.ignore_changes',
          value: path,
          message: 'every change that is made by hand is ignored',
        };
      else {
        const name = path.split(/[.[\]"]+/).find((part) => guarded.has(part));
        if (name !== undefined)
          yield {
            attribute: 'lifecycle.ignore_changes',
            value: path,
            message: `changes of ${name} that are made by hand are ignored`,
          };
      }
    }
  },
};

function ignoredPaths(resource: Resource): string[] {
  const lifecycle = resource.meta('lifecycle');
  if (lifecycle === undefined || lifecycle === null) return [];
  const blocks = Array.isArray(lifecycle) ? lifecycle : [lifecycle];
  return blocks
    .filter(isObject)
    .flatMap((block) => texts(block.ignore_changes))
    .map((text) => text.replace(/^\$\{(.*)\}$/, '$1').trim());
}

function texts(json: Json | undefined): string[] {
  if (typeof json === 'string') return [json];
  return Array.isArray(json) ? json.flatMap(texts) : [];
}
