import { Duration, Faults, isValidationError, Size, ValidationError } from '../../lib/core';

describe('Size and Duration', () => {
  it('convert', () => {
    expect(Size.gibibytes(2).toMebibytes()).toBe(2048);
    expect(Size.tebibytes(1).toGibibytes()).toBe(1024);
    expect(Size.mebibytes(1).toBytes()).toBe(1_048_576);
    expect(Duration.days(2).toHours()).toBe(48);
    expect(Duration.hours(1).toMinutes()).toBe(60);
    expect(Duration.minutes(1).toSeconds()).toBe(60);
    expect(Duration.hours(12).toDays()).toBe(0.5);
  });

  it.each([
    [Size.gibibytes(20), '20 GiB'],
    [Size.mebibytes(1536), '1536 MiB'],
    [Size.kibibytes(3), '3 KiB'],
    [Duration.days(7), '7 days'],
    [Duration.seconds(90), '90 seconds'],
  ])('print with their unit: %s', (value, text) => {
    expect(String(value)).toBe(text);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuse %d', (amount) => {
    expect(() => Size.gibibytes(amount)).toThrow('Size.gibibytes(20)');
    expect(() => Duration.days(amount)).toThrow('Duration.days(7)');
  });
});

describe('Faults', () => {
  it('throw nothing when there are none', () => {
    expect(() => new Faults('x').throwIfAny()).not.toThrow();
  });

  it('keep a parser’s faults under the prop they belong to', () => {
    const faults = new Faults('staging/vpc');
    faults.attempt('retention', () => Duration.days(-1));
    faults.add({ prop: 'zones', expected: 'two or more', got: [], fix: 'Add one.' });
    expect(() => faults.throwIfAny()).toThrow(
      'staging/vpc: `retention` must be a number of 0 or more, got -1. Write for example Duration.days(7).\nstaging/vpc: `zones` must be two or more, got []. Add one.',
    );
  });

  it('let a bug through', () => {
    expect(() => new Faults('x').attempt('y', () => JSON.parse('{'))).toThrow(SyntaxError);
  });

  it('know a fault of another copy of the library by its name', () => {
    expect(isValidationError(new ValidationError('x', []))).toBe(true);
    expect(isValidationError(new TypeError())).toBe(false);
  });
});
