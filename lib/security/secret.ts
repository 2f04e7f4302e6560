import { SecretsmanagerSecret } from '@cdktf/provider-aws/lib/secretsmanager-secret';
import { SecretsmanagerSecretPolicy } from '@cdktf/provider-aws/lib/secretsmanager-secret-policy';
import { SecretsmanagerSecretRotation } from '@cdktf/provider-aws/lib/secretsmanager-secret-rotation';
import { Construct } from 'constructs';
import {
  accountIdOf,
  type ByStage,
  Faults,
  type Grantee,
  type Permission,
  physicalName,
  regionOf,
  type Stage,
  stageOf,
  tagsOf,
} from '../core';
import type { IKey } from './encryption-key';
import { Key } from './key';
import { PolicyDocument } from './policy-document';
import type { Rotation } from './rotation';
import { SecretRef } from './secret-ref';
import type { PolicyStatement } from './statement';

/** A copy of a secret in another region. */
export interface SecretReplica {
  /** The other region, such as `eu-central-1`. */
  readonly region: string;
  /** A key of that region. */
  readonly key: IKey;
}

/** What a {@link Secret} can be told in any stage. There is no prop for the value: it would be kept in Terraform's state. */
export interface SecretOptions {
  /** What the secret opens, up to 2048 characters. @default the construct's path */
  readonly description?: string;
  /** The key that encrypts the value. @default a key of its own */
  readonly key?: IKey;
  /** What replaces the value, and how often. @default nothing: the tag `rotation` says `none declared` */
  readonly rotation?: Rotation;
  /** Copies in other regions. @default none */
  readonly replicas?: readonly SecretReplica[];
}

/** A secret whose deletion can be taken back: for 7 days in staging, 30 in prod. */
export interface GuardedSecretProps extends SecretOptions {
  /** The stage of the stack, to have it checked. @default the stack's */
  readonly stage?: 'staging' | 'prod';
}

/** A secret of a sandbox. */
export interface SandboxSecretProps extends SecretOptions {
  /** The stage of the stack. */
  readonly stage: 'sandbox';
  /** Days in which a deletion can be taken back, 7 to 30, or 0: until then the name stays taken. @default 0 */
  readonly recoveryWindowDays?: number;
}

/** What a {@link Secret} is made of. */
export type SecretProps = GuardedSecretProps | SandboxSecretProps;

const RECOVERY_WINDOW_DAYS: ByStage<number> = { sandbox: 0, staging: 7, prod: 30 };
const READ: Permission['actions'] = ['secretsmanager:DescribeSecret', 'secretsmanager:GetSecretValue'];
const WRITE: Permission['actions'] = ['secretsmanager:PutSecretValue', 'secretsmanager:UpdateSecretVersionStage'];

/**
 * A container for a secret, encrypted with a key of its own, closed to other accounts whatever their policies say. Its value
 * never passes through Terraform: a person, a pipeline or the rotation function puts it there, and constructs take
 * `secret.ref`. Its deletion can be taken back for 7 days in staging and 30 in prod, where Terraform refuses to destroy it.
 *
 * See https://docs.aws.amazon.com/secretsmanager/latest/userguide/best-practices.html
 *
 * @throws ValidationError when a prop is out of range or the stage is not the stack's
 */
export class Secret extends Construct {
  /** The `aws_secretsmanager_secret`. */
  readonly resource: SecretsmanagerSecret;
  /** The key that encrypts the value. */
  readonly key: IKey;
  private readonly policy: PolicyDocument;

  constructor(scope: Construct, id: string, props: SecretProps = {}) {
    super(scope, id);
    const stage = stageOf(this, props.stage);
    validate(this, props);
    this.key = props.key ?? new Key(this, 'key', { description: `Secret ${this.node.path}` });
    this.resource = this.createSecret(stage, props);
    this.policy = new PolicyDocument(this, 'resource').add(this.denyOtherAccounts());
    new SecretsmanagerSecretPolicy(this, 'policy', {
      secretArn: this.resource.arn,
      policy: this.policy.json,
      blockPublicPolicy: true,
    });
    this.createRotation(props.rotation);
  }

  /** The secret's ARN. */
  get arn(): string {
    return this.resource.arn;
  }

  /** Where the secret is: pass it to the constructs that take one. */
  get ref(): SecretRef {
    return new SecretRef(this.arn);
  }

  /** Where one value of a JSON secret is. */
  refTo(jsonKey: string): SecretRef {
    return new SecretRef(this.arn, jsonKey);
  }

  /** Adds `secretsmanager:DescribeSecret` and `secretsmanager:GetSecretValue`, and `kms:Decrypt` through Secrets Manager. */
  grantRead(grantee: Grantee): void {
    grantee.allow({ actions: READ, resources: [this.arn] });
    this.key.grantDecrypt(grantee, { viaService: this.viaSecretsManager() });
  }

  /**
   * Adds `secretsmanager:PutSecretValue` and `secretsmanager:UpdateSecretVersionStage`, and encrypting and decrypting through
   * Secrets Manager, which decrypts the current value to compare it.
   */
  grantWrite(grantee: Grantee): void {
    grantee.allow({ actions: WRITE, resources: [this.arn] });
    this.key.grantEncryptDecrypt(grantee, { viaService: this.viaSecretsManager() });
  }

  /** For a rotation function: adds what `grantRead` and `grantWrite` add, and `secretsmanager:GetRandomPassword`. */
  grantRotate(grantee: Grantee): void {
    this.grantRead(grantee);
    this.grantWrite(grantee);
    // It makes a password and touches no secret, so it has no resource.
    grantee.allow({ actions: ['secretsmanager:GetRandomPassword'], resources: ['*'] });
  }

  /**
   * Adds a statement to the secret's policy.
   *
   * @throws ValidationError for a wildcard action in an Allow, or for an Allow to everyone
   */
  addToPolicy(statement: PolicyStatement): void {
    this.policy.add(statement);
  }

  private createSecret(stage: Stage, props: SecretProps): SecretsmanagerSecret {
    const window = 'recoveryWindowDays' in props ? props.recoveryWindowDays : undefined;
    return new SecretsmanagerSecret(this, 'secret', {
      name: physicalName(this, 'secret'),
      description: props.description ?? this.node.path,
      kmsKeyId: this.key.arn,
      recoveryWindowInDays: window ?? RECOVERY_WINDOW_DAYS[stage],
      replica: props.replicas?.map(({ region, key }) => ({ region, kmsKeyId: key.arn })),
      tags: tagsOf(this, { rotation: props.rotation?.reason ?? 'none declared' }),
      lifecycle: stage === 'prod' ? { preventDestroy: true } : undefined,
    });
  }

  private createRotation(rotation: Rotation | undefined): void {
    if (rotation?.functionArn === undefined) return;
    new SecretsmanagerSecretRotation(this, 'rotation', {
      secretId: this.resource.id,
      rotationLambdaArn: rotation.functionArn,
      rotationRules: { automaticallyAfterDays: rotation.everyDays },
      // The first rotation would run on an empty secret and fail.
      rotateImmediately: false,
    });
  }

  private denyOtherAccounts(): PolicyStatement {
    return {
      sid: 'DenyOtherAccounts',
      effect: 'Deny',
      principals: 'everyone',
      actions: ['secretsmanager:*'],
      resources: [this.arn],
      conditions: {
        // A service of AWS acts in no account: it is bound by the statements that allow it.
        StringNotEquals: { 'aws:PrincipalAccount': accountIdOf(this) },
        Bool: { 'aws:PrincipalIsAWSService': 'false' },
      },
    };
  }

  private viaSecretsManager(): string {
    return `secretsmanager.${regionOf(this)}.amazonaws.com`;
  }
}

function validate(scope: Construct, props: SecretProps): void {
  const faults = new Faults(scope);
  faults.check(props.description === undefined || (props.description.length > 0 && props.description.length <= 2048), {
    prop: 'description',
    expected: '1 to 2048 characters',
    got: props.description,
    fix: 'Say in a sentence what the secret opens, not what it is.',
  });
  const days = ('recoveryWindowDays' in props ? props.recoveryWindowDays : undefined) ?? 0;
  faults.check(days === 0 || (Number.isInteger(days) && days >= 7 && days <= 30), {
    prop: 'recoveryWindowDays',
    expected: '0, or 7 to 30',
    got: days,
    fix: 'Leave it out.',
  });
  faults.check(
    !('recoveryWindowDays' in props) || props.recoveryWindowDays === undefined || props.stage === 'sandbox',
    {
      prop: 'recoveryWindowDays',
      expected: "left out where `stage` is not 'sandbox'",
      got: days,
      fix: 'Staging keeps a deleted secret for 7 days and prod for 30.',
    },
  );
  const regions = props.replicas?.map(({ region }) => region) ?? [];
  faults.check(new Set(regions).size === regions.length, {
    prop: 'replicas',
    expected: 'one a region',
    got: regions,
    fix: 'Name each region once.',
  });
  faults.throwIfAny();
}
