import { isObject, type Json, textOf } from '../../policy/load';
import { decode } from '../diff/encoded';
import { canonicalText, isSame, part } from '../diff/side';
import { objectOf, objectsOf, type PlanDocument } from '../document';
import { driftOf, type ResourceChange, resourceChanges } from '../resource-change';

/** An attribute in which AWS repeats what other resources of the plan say. */
interface Mirror {
  readonly type: string;
  readonly attribute: string;
  /** The resources that it repeats. */
  readonly owner: string;
  /** What one of them puts into it; it is a repetition only when nothing else is in it. */
  readonly item: (owner: Readonly<Record<string, Json>>) => Json;
}

const mirrors: readonly Mirror[] = [
  {
    type: 'aws_iam_role',
    attribute: 'inline_policy',
    owner: 'aws_iam_role_policy',
    item: ({ name, policy }) => ({ name: name ?? null, policy: policy ?? null }),
  },
  {
    type: 'aws_iam_role',
    attribute: 'managed_policy_arns',
    owner: 'aws_iam_role_policy_attachment',
    item: ({ policy_arn: arn }) => arn ?? null,
  },
  { type: 'aws_s3_bucket', attribute: 'policy', owner: 'aws_s3_bucket_policy', item: ({ policy }) => policy ?? null },
  { type: 'aws_sqs_queue', attribute: 'policy', owner: 'aws_sqs_queue_policy', item: ({ policy }) => policy ?? null },
  { type: 'aws_sns_topic', attribute: 'policy', owner: 'aws_sns_topic_policy', item: ({ policy }) => policy ?? null },
];
/** Blocks of a bucket that resources of their own fill; what is changed there by hand is drift of those resources. */
const bucketBlocks = [
  'acceleration_status',
  'cors_rule',
  'grant',
  'lifecycle_rule',
  'logging',
  'object_lock_configuration',
  'replication_configuration',
  'request_payer',
  'server_side_encryption_configuration',
  'versioning',
  'website',
];

/**
 * What was changed outside Terraform. Left out is what AWS only repeats: a role lists the policies that other resources of the
 * plan gave it, which reads like drift after each apply. An item that no resource accounts for stays drift.
 */
export function changedOutside(plan: PlanDocument): readonly ResourceChange[] {
  const owners = new Map<string, Readonly<Record<string, Json>>[]>();
  for (const { type, before } of [...resourceChanges(plan), ...driftOf(plan)]) {
    if (!isObject(before)) continue;
    const list = owners.get(type);
    if (list) list.push(before);
    else owners.set(type, [before]);
  }
  const known = new Map(
    mirrors.map((mirror) => [mirror, new Set((owners.get(mirror.owner) ?? []).map((one) => normal(mirror.item(one))))]),
  );
  const isRepeated = (change: ResourceChange, attribute: string): boolean => {
    if (change.type === 'aws_s3_bucket' && bucketBlocks.includes(attribute))
      return !isConfigured(plan, change, attribute);
    const mirror = mirrors.find((one) => one.type === change.type && one.attribute === attribute);
    const items = mirror && known.get(mirror);
    const after = part({ value: change.after, unknown: false, sensitive: false }, attribute).value ?? null;
    return items !== undefined && listOf(after).every((item) => items.has(normal(item)));
  };
  return driftOf(plan).flatMap((change) => {
    const { before, after } = change;
    if (!isObject(before) || !isObject(after))
      return change.action === 'no-op' || change.action === 'move' ? [] : [change];
    const repeated = Object.keys(after).filter(
      (name) => !isSame(before[name], after[name]) && isRepeated(change, name),
    );
    const kept = Object.fromEntries(
      Object.entries(after).map(([name, value]) => [name, repeated.includes(name) ? (before[name] ?? null) : value]),
    );
    return isSame(before, kept) ? [] : [{ ...change, after: kept }];
  });
}

function isConfigured({ json }: PlanDocument, { address, type }: ResourceChange, attribute: string): boolean {
  const name = address.split('.').pop()?.replace(/\[.*$/, '') ?? '';
  const resources = objectsOf(objectOf(objectOf(json.configuration).root_module).resources);
  const block = resources.find((one) => textOf(one.type) === type && textOf(one.name) === name);
  return block === undefined || attribute in objectOf(block.expressions);
}

function listOf(json: Json): readonly Json[] {
  return Array.isArray(json) ? json : json === '' || json === null ? [] : [json];
}

/** Policies are compared as JSON, and without what a provider adds of nothing. */
function normal(json: Json): string {
  if (typeof json === 'string') return canonicalText(decode(json) ?? json);
  if (!isObject(json)) return canonicalText(json);
  return canonicalText(Object.fromEntries(Object.keys(json).map((key) => [key, normal(json[key] ?? null)])));
}
