import { follow, written } from '../graph/follow';
import { Reference, type Resource, show, Unknown, type Value } from '../graph/value';

/** Attributes that are the name of a bucket. */
const bucketNames = new Set(['id', 'bucket']);

/**
 * Writes an ARN or resource pattern as text in which every part that is not known is named by where it comes from, so that
 * two patterns made of the same parts compare equal. A bucket's `arn` becomes `arn:aws:s3:::` and its name.
 */
export function patternText(value: Value): string {
  if (value instanceof Reference) return referenceText(value);
  if (value instanceof Unknown)
    return value.parts.pieces
      ? value.parts.pieces.map(patternText).join('')
      : `<${value.references.join(',') || value.reason}>`;
  return show(value).replace(/^arn:aws(-[a-z]+)*:/, 'arn:aws:');
}

/** The name of a bucket as {@link patternText} writes it. */
export function bucketText(bucket: Resource): string {
  const name = bucket.get('bucket');
  const known = name === undefined ? undefined : follow(name);
  if (typeof known === 'string' && known !== '') return known;
  if (known !== undefined && known !== '' && known instanceof Unknown) return patternText(known);
  return `<${bucket.stack.name}/${bucket.address}>`;
}

function referenceText(reference: Reference): string {
  const { resource, path } = reference;
  const attribute = String(path[path.length - 1] ?? '');
  if (resource.type === 'aws_s3_bucket' && attribute === 'arn') return `arn:aws:s3:::${bucketText(resource)}`;
  if (resource.type === 'aws_s3_bucket' && bucketNames.has(attribute)) return bucketText(resource);
  if (resource.type === 'aws_partition') return 'aws';
  const next = written(reference);
  return next === undefined ? `<${resource.stack.name}/${reference}>` : patternText(next);
}
