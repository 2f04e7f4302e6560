import { toNumber } from '../expression/operators';
import { isOpen, type Reference, type Unknown, type Value } from '../graph/value';
import { known } from './values';

/** A number attribute: known, not set, or open. What is no number counts as not set. */
export function numberOf(value: Value | undefined): number | undefined | Reference | Unknown {
  const behind = known(value);
  if (behind === undefined) return undefined;
  return isOpen(behind) ? behind : toNumber(behind);
}
