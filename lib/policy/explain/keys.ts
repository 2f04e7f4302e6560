import type { Graph } from '../graph/graph';
import type { Resource } from '../graph/value';
import { accessTo } from './access';
import type { KeyUse } from './explanation';
import { type Linked, linkedBy, withWholes } from './linked';

const keyTypes = ['aws_kms_key', 'aws_kms_replica_key', 'aws_kms_external_key', 'aws_kms_replica_external_key'];
/** Attributes that name a key. */
const keyNames = /kms|^encryption_key|^key_arn$/;

/** The keys that encrypt a resource, and who may use them. */
export function keysOf(resource: Resource, graph: Graph): readonly KeyUse[] {
  const encryption =
    resource.type === 'aws_s3_bucket'
      ? graph.pointingAt(resource, 'aws_s3_bucket_server_side_encryption_configuration', 'bucket')
      : [];
  const owners = [...withWholes(resource, graph), ...encryption];
  const uses = owners.flatMap((owner) =>
    linkedBy(owner, keyNames, graph, [...keyTypes, 'aws_kms_alias'])
      .filter(isKey)
      .flatMap((link) => behindAlias(link, graph))
      .map(({ attribute, resource: key, text }): KeyUse & { readonly id: unknown } => ({
        attribute: owner === resource ? attribute : `${owner.address}.${attribute}`,
        key: text,
        users: key ? accessTo(key, graph) : [],
        id: key ?? text,
      })),
  );
  return uses
    .filter((use, index) => uses.findIndex((other) => other.id === use.id) === index)
    .map(({ id: _, ...use }) => use);
}

/** Of what lies outside the files only an id, ARN or alias is a key: `aws:kms` and `true` are not. */
function isKey({ resource, text }: Linked): boolean {
  return resource !== undefined || /^(arn:|alias\/|mrk-|[0-9a-f-]{36}$|\$\{)/.test(text);
}

function behindAlias(link: Linked, graph: Graph): readonly Linked[] {
  if (link.resource?.type !== 'aws_kms_alias') return [link];
  const keys = linkedBy(link.resource, /^target_key/, graph, keyTypes);
  return keys.map((key) => ({ ...key, attribute: `${link.attribute} (${link.text})` }));
}
