import { ValidationError } from './faults';

/** An amount of storage or memory, with its unit: `Size.gibibytes(20)`. */
export class Size {
  /** @param amount KiB, 0 or more */
  static kibibytes(amount: number): Size {
    return new Size(amount, 1);
  }

  /** @param amount MiB, 0 or more */
  static mebibytes(amount: number): Size {
    return new Size(amount, 1024);
  }

  /** @param amount GiB, 0 or more */
  static gibibytes(amount: number): Size {
    return new Size(amount, 1024 ** 2);
  }

  /** @param amount TiB, 0 or more */
  static tebibytes(amount: number): Size {
    return new Size(amount, 1024 ** 3);
  }

  private readonly kib: number;

  private constructor(amount: number, factor: number) {
    if (!Number.isFinite(amount) || amount < 0) {
      throw new ValidationError('Size', [
        {
          prop: 'amount',
          expected: 'a number of 0 or more',
          got: amount,
          fix: 'Write for example Size.gibibytes(20).',
        },
      ]);
    }
    this.kib = amount * factor;
  }

  /** Whole bytes. */
  toBytes(): number {
    return Math.round(this.kib * 1024);
  }

  /** MiB, possibly with a fraction. */
  toMebibytes(): number {
    return this.kib / 1024;
  }

  /** GiB, possibly with a fraction. */
  toGibibytes(): number {
    return this.kib / 1024 ** 2;
  }

  toString(): string {
    const units: readonly [string, number][] = [
      ['TiB', 1024 ** 3],
      ['GiB', 1024 ** 2],
      ['MiB', 1024],
    ];
    const unit = units.find(([, factor]) => this.kib >= factor && Number.isInteger(this.kib / factor));
    return unit ? `${this.kib / unit[1]} ${unit[0]}` : `${this.kib} KiB`;
  }
}
