import { Faults, type Grantee } from '../core';
import type { Connectable } from '../network';
import { Rotation } from '../security';

/** Who makes and replaces the master password: RDS, or a function of yours. */
export type CredentialsKind = 'managed' | 'rotated';

/** The function that replaces the master password, and how it gets to the database. */
export interface RotationFunction {
  /** The Lambda function; it must allow `secretsmanager.amazonaws.com` to invoke it. */
  readonly functionArn: string;
  /** The function's role: it is granted to read and write the secret. */
  readonly role: Grantee;
  /** The function, or its security group: it is let in to the database. */
  readonly securityGroup: Connectable;
  /** How often, 1 to 90 days. @default 30 */
  readonly everyDays?: number;
  /**
   * Raise it to write a new password to secret and database at the next apply, for example when an apply that was to create
   * both broke off in between.
   *
   * @default 1
   */
  readonly passwordVersion?: number;
}

/**
 * How the master user's password comes about and changes. It never passes through Terraform's plan or state, and there is
 * no prop for it. The kind is part of the type: RDS refuses `managed` together with read replicas and with blue/green
 * updates, and so does the compiler.
 *
 * See https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html (limits), as read in 2026-11.
 */
export class Credentials<K extends CredentialsKind = CredentialsKind> {
  /**
   * RDS makes the password, keeps it in a secret of its own under the database's key, and replaces it: the managed rotation of
   * Secrets Manager, without a function.
   *
   * @param options.everyDays how often, 1 to 90 whole days. @default 7, as RDS does
   * @throws ValidationError when the days are out of range
   */
  static managed({ everyDays }: { readonly everyDays?: number } = {}): Credentials<'managed'> {
    const faults = new Faults('Credentials.managed');
    faults.check(everyDays === undefined || (Number.isInteger(everyDays) && everyDays >= 1 && everyDays <= 90), {
      prop: 'everyDays',
      expected: '1 to 90 whole days',
      got: everyDays,
      fix: 'Leave it out for 7.',
    });
    faults.throwIfAny();
    return new Credentials('managed', undefined, undefined, everyDays);
  }

  /**
   * The first password is made by Secrets Manager while Terraform runs and is handed on without being stored
   * (Terraform 1.11's write-only arguments); from then on the function replaces it.
   *
   * @throws ValidationError when the function's ARN or the days are out of range
   */
  static rotated(rotationFunction: RotationFunction): Credentials<'rotated'> {
    const { functionArn, everyDays = 30 } = rotationFunction;
    return new Credentials('rotated', rotationFunction, Rotation.byFunction(functionArn, { everyDays }));
  }

  private constructor(
    /** Who replaces the password. */
    readonly kind: K,
    /** The function, where one replaces it. */
    readonly rotationFunction?: RotationFunction,
    /** When it does. */
    readonly rotation?: Rotation,
    /** How often RDS does, where not as it likes. */
    readonly managedEveryDays?: number,
  ) {}
}
