import { toNumber } from '../../expression/operators';
import { isOpen, show } from '../../graph/value';
import { type ResourceRule, unverifiable } from '../../rule';
import { known } from '../values';

/** The longest that AWS offers, and its default. */
const windowDays = 30;

/** REL-KMS-WINDOW */
export const keyDeletionWindow: ResourceRule = {
  id: 'REL-KMS-WINDOW',
  severity: 'medium',
  title: 'A production key is gone in less than 30 days',
  why: 'A deleted key takes all data that it encrypted with it, backups included. The window is the only time in which somebody notices.',
  fix: 'Leave deletion_window_in_days out, or set it to 30.',
  controls: ['AWS-FSBP KMS.3'],
  stages: ['prod'],
  example: {
    bad: '{ "aws_kms_key": { "data": { "deletion_window_in_days": 7 } } }',
    good: '{ "aws_kms_key": { "data": { "deletion_window_in_days": 30 } } }',
  },
  types: ['aws_kms_key', 'aws_kms_external_key', 'aws_kms_replica_key', 'aws_kms_replica_external_key'],
  *check(key) {
    const attribute = 'deletion_window_in_days';
    const days = known(key.get(attribute));
    if (days === undefined) return;
    if (isOpen(days)) yield unverifiable(attribute, days, 'how long a deletion can be taken back is not known');
    else if ((toNumber(days) ?? 0) < windowDays)
      yield {
        attribute,
        value: days,
        message: `a deleted key is gone after ${show(days)} days, prod needs ${windowDays}`,
      };
  },
};
