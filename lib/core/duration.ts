import { ValidationError } from './faults';

/** A span of time, with its unit: `Duration.days(7)`. */
export class Duration {
  /** @param amount seconds, 0 or more */
  static seconds(amount: number): Duration {
    return new Duration(amount, 1);
  }

  /** @param amount minutes, 0 or more */
  static minutes(amount: number): Duration {
    return new Duration(amount, 60);
  }

  /** @param amount hours, 0 or more */
  static hours(amount: number): Duration {
    return new Duration(amount, 3600);
  }

  /** @param amount days of 24 hours, 0 or more */
  static days(amount: number): Duration {
    return new Duration(amount, 86_400);
  }

  private readonly inSeconds: number;

  private constructor(amount: number, factor: number) {
    if (!Number.isFinite(amount) || amount < 0) {
      throw new ValidationError('Duration', [
        { prop: 'amount', expected: 'a number of 0 or more', got: amount, fix: 'Write for example Duration.days(7).' },
      ]);
    }
    this.inSeconds = amount * factor;
  }

  /** Seconds, possibly with a fraction. */
  toSeconds(): number {
    return this.inSeconds;
  }

  /** Minutes, possibly with a fraction. */
  toMinutes(): number {
    return this.inSeconds / 60;
  }

  /** Hours, possibly with a fraction. */
  toHours(): number {
    return this.inSeconds / 3600;
  }

  /** Days, possibly with a fraction. */
  toDays(): number {
    return this.inSeconds / 86_400;
  }

  toString(): string {
    const units: readonly [string, number][] = [
      ['days', 86_400],
      ['hours', 3600],
      ['minutes', 60],
    ];
    const unit = units.find(([, factor]) => this.inSeconds >= factor && Number.isInteger(this.inSeconds / factor));
    return unit ? `${this.inSeconds / unit[1]} ${unit[0]}` : `${this.inSeconds} seconds`;
  }
}
