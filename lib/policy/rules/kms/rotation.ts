import { toNumber } from '../../expression/operators';
import { isOpen, type Resource, show } from '../../graph/value';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';
import { flag, isUndecided, known } from '../values';

/** Longest time between two rotations: CIS asks for one a year. */
const longestPeriodDays = 365;

/** SEC-KMS-ROTATE */
export const keyRotation: ResourceRule = {
  id: 'SEC-KMS-ROTATE',
  severity: 'medium',
  title: 'A key is not rotated, or is switched off',
  why: 'Without rotation one leaked or worn key opens all data ever written. What a disabled key encrypted cannot be read, and AWS does not rotate it either.',
  fix: 'Set enable_key_rotation = true and leave is_enabled at true. Keys that AWS cannot rotate (asymmetric, HMAC, imported, in a custom key store) need nothing.',
  controls: ['AWS-FSBP KMS.4', 'CIS-AWS-7.0 4.6'],
  example: {
    bad: '{ "aws_kms_key": { "data": { "enable_key_rotation": false } } }',
    good: '{ "aws_kms_key": { "data": { "enable_key_rotation": true } } }',
  },
  types: ['aws_kms_key', 'aws_kms_external_key', 'aws_kms_replica_key', 'aws_kms_replica_external_key'],
  *check(key) {
    yield* switchedOff(key, key.type === 'aws_kms_key' ? 'is_enabled' : 'enabled');
    // A replica has the rotation of its primary key, and imported material is replaced by hand.
    if (key.type === 'aws_kms_key' && !isNeverRotated(key)) yield* rotation(key);
  },
};

function* switchedOff(key: Resource, attribute: string): Iterable<Fault> {
  const enabled = flag(key.get(attribute));
  if (isUndecided(enabled)) yield unverifiable(attribute, enabled, 'whether the key can be used is not known');
  else if (enabled === false)
    yield { attribute, value: enabled, message: 'the key is disabled: what it encrypted cannot be read' };
}

function* rotation(key: Resource): Iterable<Fault> {
  const rotates = flag(key.get('enable_key_rotation'));
  if (isUndecided(rotates))
    yield unverifiable('enable_key_rotation', rotates, 'whether the key is rotated is not known');
  else if (!rotates) {
    yield { attribute: 'enable_key_rotation', value: rotates, message: 'the key is never rotated' };
    return;
  }
  const period = known(key.get('rotation_period_in_days'));
  if (period === undefined) return;
  if (isOpen(period))
    yield unverifiable('rotation_period_in_days', period, 'how often the key is rotated is not known');
  else if ((toNumber(period) ?? Number.POSITIVE_INFINITY) > longestPeriodDays)
    yield {
      attribute: 'rotation_period_in_days',
      value: period,
      message: `the key is rotated every ${show(period)} days, expected at least once in ${longestPeriodDays}`,
    };
}

/** Whether AWS has no rotation for it: asymmetric and HMAC keys, keys in a custom or external key store. */
function isNeverRotated(key: Resource): boolean {
  const spec = known(key.get('customer_master_key_spec'));
  const usage = known(key.get('key_usage'));
  return (
    (typeof spec === 'string' && spec !== '' && spec !== 'SYMMETRIC_DEFAULT') ||
    (typeof usage === 'string' && usage !== '' && usage !== 'ENCRYPT_DECRYPT') ||
    known(key.get('custom_key_store_id')) !== undefined ||
    known(key.get('xks_key_id')) !== undefined
  );
}
