import { Unknown, type Value } from '../graph/value';

/** Whether nothing at all is known of a value: no resource that it comes from and no part of its text. */
export function isBlank(value: Value | undefined): value is Unknown {
  return value instanceof Unknown && value.references.length === 0 && value.parts.pieces === undefined;
}
