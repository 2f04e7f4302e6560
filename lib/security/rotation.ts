import { Faults } from '../core';

/** How often a secret's value is replaced, and by what. */
export class Rotation {
  /**
   * A Lambda function replaces the value. It must allow `secretsmanager.amazonaws.com` to invoke it (an
   * `aws_lambda_permission` with the secret as `source_arn`), and be granted `secret.grantRotate(role)`.
   *
   * @param functionArn the function
   * @param options.everyDays 1 to 90
   * @throws ValidationError when the ARN or the days are out of range
   */
  static byFunction(functionArn: string, options: { readonly everyDays: number }): Rotation {
    const faults = new Faults('Rotation.byFunction');
    faults.check(/^arn:[a-z-]+:lambda:/.test(functionArn) || functionArn.includes('${'), {
      prop: 'functionArn',
      expected: 'the ARN of a Lambda function',
      got: functionArn,
      fix: 'Pass the ARN, not the name.',
    });
    faults.check(Number.isInteger(options.everyDays) && options.everyDays >= 1 && options.everyDays <= 90, {
      prop: 'everyDays',
      expected: '1 to 90 whole days',
      got: options.everyDays,
      fix: 'Write 30: a longer-lived secret is not worth the rotation.',
    });
    faults.throwIfAny();
    return new Rotation(functionArn, options.everyDays);
  }

  /**
   * Nothing here replaces the value: a person does, or the service that owns it.
   *
   * @param reason who does, and when, in 20 characters or more: it becomes the secret's tag `rotation`
   * @throws ValidationError when the reason is missing
   */
  static elsewhere(reason: string): Rotation {
    const faults = new Faults('Rotation.elsewhere');
    faults.check(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{20,256}$/u.test(reason), {
      prop: 'reason',
      expected: '20 to 256 letters, digits, spaces or _.:/=+-@',
      got: reason,
      fix: 'Say who replaces the value, and when.',
    });
    faults.throwIfAny();
    return new Rotation(undefined, undefined, reason);
  }

  private constructor(
    /** The function that replaces the value, if one does. */
    readonly functionArn: string | undefined,
    /** How often, in days. */
    readonly everyDays: number | undefined,
    /** Who replaces the value, if no function does. */
    readonly reason: string = 'by function',
  ) {}
}
