import type { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import { SecretsmanagerSecretVersion } from '@cdktf/provider-aws/lib/secretsmanager-secret-version';
import { dependable, Fn, ref, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { physicalName, type Stage } from '../core';
import { type IKey, Secret } from '../security';
import type { Credentials } from './credentials';

/** What a rotation function of AWS's templates reads beside the password. */
export interface ConnectionDetails {
  readonly engine: string;
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly dbname?: string;
}

/**
 * The master password of a database that a function rotates: made by Secrets Manager while Terraform runs, given to the
 * database and to a secret as write-only arguments, so that neither plan nor state ever holds it.
 */
export class MasterPassword extends Construct {
  /** The secret, with its rotation. */
  readonly secret: Secret;
  /** An expression that is known only while Terraform runs: for write-only arguments. */
  readonly value: string;
  /** Terraform writes the password again when this changes. */
  readonly version: number;

  constructor(scope: Construct, id: string, credentials: Credentials, { stage, key }: { stage: Stage; key: IKey }) {
    super(scope, id);
    this.version = credentials.rotationFunction?.passwordVersion ?? 1;
    this.value = this.createPassword();
    const description = `Master user of ${scope.node.path}`;
    this.secret = new Secret(this, 'secret', { stage, key, description, rotation: credentials.rotation });
    if (credentials.rotationFunction) this.secret.grantRotate(credentials.rotationFunction.role);
  }

  /** Puts password and address into the secret, once the database is there. */
  store(details: ConnectionDetails): void {
    const version = new SecretsmanagerSecretVersion(this, 'version', {
      secretId: this.secret.resource.id,
      secretStringWo: Fn.jsonencode({ ...details, password: this.value }),
      secretStringWoVersion: this.version,
    });
    // Secrets Manager tries the function on the secret's value when rotation is set up: the value must be there first.
    const rotation = this.secret.node.tryFindChild('rotation') as SecretsmanagerSecretRotation | undefined;
    if (rotation) rotation.dependsOn = [dependable(version)];
  }

  /** cdktf has no ephemeral resources: this one is written into the stack's JSON as it is. */
  private createPassword(): string {
    const name = `password_${physicalName(this, 'rds-identifier')}`;
    TerraformStack.of(this).addOverride(`ephemeral.aws_secretsmanager_random_password.${name}`, {
      // 41 is the most that MySQL takes; RDS refuses / @ " and spaces.
      password_length: 40,
      exclude_punctuation: true,
    });
    return ref(
      `ephemeral.aws_secretsmanager_random_password.${name}.random_password`,
      TerraformStack.of(this),
    ).toString();
  }
}
