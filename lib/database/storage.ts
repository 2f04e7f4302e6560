import { type Faults, Size } from '../core';

/** General purpose storage. */
export interface Gp3Options {
  /** What is allocated now: 20 GiB to 64 TiB. It cannot shrink. */
  readonly size: Size;
  /** Up to where RDS may enlarge it when it gets full: a tenth above the size at least. @default twice the size */
  readonly maxSize?: Size;
  /** I/O operations a second: 12,000 to 64,000, from 400 GiB on. @default the base: 3,000, or 12,000 from 400 GiB on */
  readonly iops?: number;
  /** MiB a second: 500 to 4,000, from 400 GiB on. @default the base: 125, or 500 from 400 GiB on */
  readonly throughputMebibytes?: number;
}

/** Storage with provisioned I/O. */
export interface Io2Options {
  /** What is allocated now: 100 GiB to 64 TiB. It cannot shrink. */
  readonly size: Size;
  /** Up to where RDS may enlarge it when it gets full: a tenth above the size at least. @default twice the size */
  readonly maxSize?: Size;
  /** I/O operations a second: 1,000 to 256,000, and at most 1,000 a GiB. */
  readonly iops: number;
}

const LARGEST = Size.tebibytes(64);
/** From here on RDS stripes gp3 over four volumes, and only then takes other IOPS and throughput than the base. */
const STRIPED_FROM_GIBIBYTES = 400;

/**
 * What the data is stored on. It grows by itself up to a bound, so that a full disk stops nobody and a runaway table has an
 * end. Magnetic storage, gp2 and io1 have no spelling: gp3 and io2 are better for the same money or less.
 *
 * See https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
 */
export class Storage {
  /** General purpose: gp3. */
  static gp3(options: Gp3Options): Storage {
    return new Storage('gp3', options.size, options.maxSize, options.iops, options.throughputMebibytes);
  }

  /** Provisioned I/O with the highest durability: io2 Block Express. */
  static io2(options: Io2Options): Storage {
    return new Storage('io2', options.size, options.maxSize, options.iops);
  }

  /** The bound of its growth. */
  readonly maxSize: Size;

  private constructor(
    /** RDS's name of the type. */
    readonly type: 'gp3' | 'io2',
    /** What is allocated now. */
    readonly size: Size,
    maxSize: Size | undefined,
    /** I/O operations a second; nothing for gp3's base. */
    readonly iops?: number,
    /** MiB a second; nothing for gp3's base. */
    readonly throughputMebibytes?: number,
  ) {
    this.maxSize = maxSize ?? Size.gibibytes(Math.min(size.toGibibytes() * 2, LARGEST.toGibibytes()));
  }

  /** Checks RDS's limits, and keeps the faults. */
  validate(faults: Faults): void {
    const gibibytes = this.size.toGibibytes();
    const smallest = this.type === 'gp3' ? 20 : 100;
    faults.check(Number.isInteger(gibibytes) && gibibytes >= smallest && gibibytes <= LARGEST.toGibibytes(), {
      prop: 'storage.size',
      expected: `whole GiB, ${smallest} GiB to 64 TiB for ${this.type}`,
      got: this.size.toString(),
      fix: `Write Size.gibibytes(${smallest}) or more.`,
    });
    const most = this.maxSize.toGibibytes();
    const grows = most >= gibibytes * 1.1 || gibibytes === LARGEST.toGibibytes();
    faults.check(Number.isInteger(most) && grows && most <= LARGEST.toGibibytes(), {
      prop: 'storage.maxSize',
      expected: 'whole GiB, a tenth above the size at least and 64 TiB at most',
      got: this.maxSize.toString(),
      fix: 'Leave it out for twice the size.',
    });
    if (this.type === 'gp3') this.validateGp3(faults, gibibytes);
    else this.validateIo2(faults, gibibytes);
  }

  private validateGp3(faults: Faults, gibibytes: number): void {
    const { iops, throughputMebibytes: throughput } = this;
    if (iops === undefined && throughput === undefined) return;
    const striped = faults.check(gibibytes >= STRIPED_FROM_GIBIBYTES, {
      prop: 'storage.size',
      expected: `${STRIPED_FROM_GIBIBYTES} GiB or more where iops or throughputMebibytes is given`,
      got: this.size.toString(),
      fix: 'Leave both out for 3,000 IOPS and 125 MiB/s, or allocate 400 GiB.',
    });
    if (!striped) return;
    const most = Math.min(64_000, gibibytes * 500);
    faults.check(iops === undefined || (Number.isInteger(iops) && iops >= 12_000 && iops <= most), {
      prop: 'storage.iops',
      expected: `12000 to ${most}`,
      got: iops,
      fix: 'Leave it out for 12,000, which costs nothing extra.',
    });
    // EBS gives a MiB/s for each four I/O operations at most.
    const ceiling = Math.min(4000, Math.floor((iops ?? 12_000) / 4));
    const fits = throughput === undefined || (throughput >= 500 && throughput <= ceiling);
    faults.check(fits && Number.isInteger(throughput ?? 0), {
      prop: 'storage.throughputMebibytes',
      expected: `500 to ${ceiling}: a quarter of the IOPS, 4000 at most`,
      got: throughput,
      fix: 'Leave it out for 500, which costs nothing extra, or give more iops.',
    });
  }

  private validateIo2(faults: Faults, gibibytes: number): void {
    const { iops = 0 } = this;
    const most = Math.min(256_000, gibibytes * 1000);
    faults.check(Number.isInteger(iops) && iops >= 1000 && iops <= most, {
      prop: 'storage.iops',
      expected: `1000 to ${most}: 1,000 a GiB, 256,000 at most`,
      got: iops,
      fix: 'Ask for fewer IOPS or a larger volume.',
    });
  }
}
