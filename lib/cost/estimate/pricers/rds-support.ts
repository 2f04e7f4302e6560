import type { Resource } from '../../../policy/graph';
import { vcpusOf } from '../../prices/book';
import { isTrue, text } from '../attributes';
import type { Bill } from '../bill';

/**
 * The last day of standard support of the major versions that have Extended Support, from the release calendars of RDS
 * (https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html), seen 2026-11-21.
 */
const STANDARD_SUPPORT_ENDS: { readonly [engine: string]: { readonly [major: string]: string } } = {
  postgres: { '11': '2024-02-29', '12': '2025-02-28', '13': '2026-02-28', '14': '2027-02-28' },
  mysql: { '5.7': '2024-02-29', '8.0': '2026-07-31' },
};

/** From the third year on it costs twice as much. */
const DOUBLE_AFTER_DAYS = 730;

/** Charges for Extended Support, by the vCPU of every copy, where a version is out of standard support. */
export function chargeExtendedSupport(bill: Bill, engine: string, type: string, source: Resource | undefined): void {
  const version = text(bill.resource, 'engine_version') ?? text(source, 'engine_version') ?? '';
  const major = engine === 'mysql' ? version.split('.').slice(0, 2).join('.') : (version.split('.')[0] ?? '');
  const end = STANDARD_SUPPORT_ENDS[engine]?.[major];
  if (
    end === undefined ||
    text(bill.resource, 'engine_lifecycle_support') === 'open-source-rds-extended-support-disabled'
  )
    return;
  const days = (bill.context.now.getTime() - Date.parse(`${end}T23:59:59Z`)) / 86_400_000;
  if (days < 0) return;
  const label = `Extended Support of ${engine} ${major}`;
  const vcpus = vcpusOf(type.replace(/^db\./, ''));
  if (vcpus === undefined) {
    bill.gap(label, `how many vCPUs ${type} has is not known`, true);
    return;
  }
  const copies = isTrue(bill.resource, 'multi_az') ? 2 : 1;
  const times = days > DOUBLE_AFTER_DAYS ? 2 : 1;
  bill.hourly(
    label,
    'rds',
    'extended-support-year1',
    vcpus * copies * times,
    `${vcpus} vCPUs${copies > 1 ? ' of each of two copies' : ''}, out of standard support since ${end}${times > 1 ? ', twice the price from the third year on' : ''}`,
  );
}
