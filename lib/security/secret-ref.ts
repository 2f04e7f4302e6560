import { ValidationError } from '../core';

const inspect = Symbol.for('nodejs.util.inspect.custom');

/**
 * Where a secret is, never what it is: constructs take it in the place of a password. It is no string and turns into none,
 * so that it cannot end in an environment variable, an output or a file; whoever is meant to read the value is given
 * `secret.grantRead` and fetches it when it runs.
 */
export class SecretRef {
  readonly #arn: string;
  readonly #jsonKey: string | undefined;

  /** Use `secret.ref` or `secret.refTo(key)`. */
  constructor(arn: string, jsonKey?: string) {
    this.#arn = arn;
    this.#jsonKey = jsonKey;
  }

  /** The ARN of the secret, for arguments that take an ARN, such as `aws_db_proxy`'s `secret_arn`. */
  get secretArn(): string {
    return this.#arn;
  }

  /** The key inside of a JSON secret. */
  get jsonKey(): string | undefined {
    return this.#jsonKey;
  }

  /** The form of ECS' `valueFrom`, which names the key inside of a JSON secret: `arn:json-key::`. */
  get valueFrom(): string {
    return this.#jsonKey === undefined ? this.#arn : `${this.#arn}:${this.#jsonKey}::`;
  }

  /** @throws ValidationError always */
  toString(): string {
    throw misuse('a string');
  }

  /** @throws ValidationError always */
  toJSON(): string {
    throw misuse('JSON');
  }

  /** @throws ValidationError always */
  [Symbol.toPrimitive](): string {
    throw misuse('a string');
  }

  /** What a debugger shows. */
  [inspect](): string {
    return 'SecretRef';
  }
}

function misuse(what: string): ValidationError {
  return new ValidationError('SecretRef', [
    {
      prop: 'secret',
      expected: 'passed on as it is',
      got: `a conversion to ${what}`,
      fix: 'Pass the SecretRef itself to the construct that takes it, or secret.grantRead(role) and read the value at run time.',
    },
  ]);
}
