import { type Resource, show, Unknown } from '../../policy/graph';

/**
 * The texts that the configuration writes for attributes of which only parts are known during apply,
 * `{"Resource":"${aws_kms_key.data.arn}"}`; undefined for what is known, or not known at all.
 */
export function writtenIn(resource: Resource | undefined): (attribute: string) => string | undefined {
  return (attribute) => {
    const value = resource?.get(attribute);
    return value instanceof Unknown && value.parts.pieces ? show(value) : undefined;
  };
}
