import type { Resource, ValueMap } from '../../../policy/graph';
import { amount, text } from '../attributes';
import type { Bill } from '../bill';
import { mapRange, type Range, toRange } from '../range';

/** What a gp3 volume has without extra charge: https://aws.amazon.com/ebs/pricing/ */
const GP3 = { iops: 3_000, mebibytesPerSecond: 125 };
/** Where the price of one io2 IOPS falls. */
const IO2_TIERS = [32_000, 64_000];

/** What is taken where the configuration leaves a volume's type and size to the image. */
export interface VolumeDefaults {
  readonly type: string;
  readonly gibibytes: number;
}

/**
 * Charges for an EBS volume: size, and the IOPS and throughput that are paid for apart.
 *
 * @param names how the block calls its arguments: `volume_size` in an instance, `size` in a volume of its own
 */
export function chargeVolume(
  bill: Bill,
  block: Resource | ValueMap | undefined,
  label: string,
  defaults: VolumeDefaults,
  count: number | Range = 1,
  names: { readonly type: string; readonly size: string } = { type: 'volume_type', size: 'volume_size' },
): void {
  const type = text(block, names.type) ?? defaults.type;
  const size = amount(block, names.size);
  const gibibytes = size ?? defaults.gibibytes;
  const each = toRange(count);
  const of = (quantity: number): Range => mapRange(each, (value) => value * quantity);
  const note = size === undefined ? [`size not said: ${gibibytes} GiB assumed`] : [];
  bill.charge(
    `${label}, ${gibibytes} GiB ${type}`,
    'ebs',
    type === 'standard' ? 'magnetic' : type,
    of(gibibytes),
    ...note,
  );
  const iops = amount(block, 'iops') ?? 0;
  if (type === 'gp3') {
    const extra = Math.max(0, iops - GP3.iops);
    if (extra > 0) bill.charge(`${label}, ${extra} IOPS above ${GP3.iops}`, 'ebs', 'gp3-iops', of(extra));
    const speed = Math.max(0, (amount(block, 'throughput') ?? 0) - GP3.mebibytesPerSecond);
    if (speed > 0)
      bill.charge(`${label}, ${speed} MiB/s above ${GP3.mebibytesPerSecond}`, 'ebs', 'gp3-throughput', of(speed));
  }
  if (type === 'io1' && iops > 0) bill.charge(`${label}, ${iops} IOPS`, 'ebs', 'io1-iops', of(iops));
  if (type === 'io2' && iops > 0) chargeIo2(bill, label, iops, of);
}

function chargeIo2(bill: Bill, label: string, iops: number, of: (quantity: number) => Range): void {
  const [first = 0, second = 0] = IO2_TIERS;
  const tiers: [string, number][] = [
    ['io2-iops', Math.min(iops, first)],
    ['io2-iops-tier2', Math.min(Math.max(0, iops - first), second - first)],
    ['io2-iops-tier3', Math.max(0, iops - second)],
  ];
  for (const [item, part] of tiers) if (part > 0) bill.charge(`${label}, ${part} IOPS`, 'ebs', item, of(part));
}
