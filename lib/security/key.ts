import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { Construct } from 'constructs';
import {
  accountIdOf,
  arnOf,
  type ByStage,
  type Conditions,
  type Duration,
  Faults,
  type Grantee,
  physicalName,
  regionOf,
  type Stage,
  stageOf,
  tagsOf,
} from '../core';
import { type IKey, ImportedKey, type KeyGrantOptions, keyPermission } from './encryption-key';
import {
  ADMINISTRATION_ACTIONS,
  DECRYPT_ACTIONS,
  ENCRYPT_ACTIONS,
  type KeyAction,
  SERVICE_ACTIONS,
} from './key-actions';
import { PolicyDocument } from './policy-document';
import type { AllowStatement, DenyStatement } from './statement';

/** What a {@link Key} is made of. */
export interface KeyProps {
  /** What the key protects, up to 8192 characters. @default the construct's path */
  readonly description?: string;
  /** How often KMS makes new key material, 90 to 2560 days. @default Duration.days(365) */
  readonly rotationPeriod?: Duration;
  /** True for a primary key that can be replicated to other regions. It cannot be changed later. @default false */
  readonly multiRegion?: boolean;
  /** The stage of the stack, to have it checked. @default the stack's */
  readonly stage?: Stage;
}

const DELETION_WINDOW_DAYS: ByStage<number> = { sandbox: 7, staging: 14, prod: 30 };

/**
 * A symmetric KMS key with an alias, rotated every year, whose policy names nobody but the own account: IAM decides who uses
 * it (`key.grantDecrypt(role)`), and services are added one by one, bound to this account. Its deletion can be cancelled for
 * 7 days in sandbox, 14 in staging and 30 in prod, where Terraform refuses to destroy it at all.
 *
 * See https://docs.aws.amazon.com/kms/latest/developerguide/best-practices.html; CIS AWS Foundations 3.6.
 *
 * @throws ValidationError when a prop is out of range or the stage is not the stack's
 */
export class Key extends Construct implements IKey {
  /**
   * A key that exists elsewhere.
   *
   * @throws ValidationError when it is not the ARN of a key
   */
  static fromArn(arn: string): IKey {
    return new ImportedKey(arn);
  }

  /** The `aws_kms_key`. */
  readonly resource: KmsKey;
  /** The `aws_kms_alias`. */
  readonly alias: KmsAlias;
  private readonly policy: PolicyDocument;

  constructor(scope: Construct, id: string, props: KeyProps = {}) {
    super(scope, id);
    const stage = stageOf(this, props.stage);
    validate(this, props);
    this.policy = this.createPolicy();
    this.resource = this.createKey(stage, props);
    this.alias = new KmsAlias(this, 'alias', {
      name: `alias/${physicalName(this, 'kms-alias')}`,
      targetKeyId: this.resource.keyId,
    });
  }

  /** The key's ARN. */
  get arn(): string {
    return this.resource.arn;
  }

  /**
   * Lets an AWS service use the key. Needed only by services that call KMS in their own name (CloudWatch Logs, log delivery,
   * SNS, EventBridge); S3, RDS or Secrets Manager use the key in the name of their caller, who is granted.
   *
   * @param service such as `logs.amazonaws.com` (CloudWatch Logs' regional name is filled in) or `sns.amazonaws.com`
   * @param actions @default encrypt, decrypt, re-encrypt and describe
   * @param conditions @default for CloudWatch Logs, log groups of this account and region (`kms:EncryptionContext:aws:logs:arn`);
   * for others `aws:SourceAccount` is this account
   */
  allowService(service: string, actions: readonly KeyAction[] = SERVICE_ACTIONS, conditions?: Conditions): void {
    const isLogs = /^logs\./.test(service);
    this.addToPolicy({
      actions,
      principals: { services: [isLogs ? this.logsPrincipal() : service] },
      conditions:
        conditions ?? (isLogs ? this.ownLogGroups() : { StringEquals: { 'aws:SourceAccount': accountIdOf(this) } }),
    });
  }

  /**
   * Adds a statement to the key policy; it is about this key.
   *
   * @throws ValidationError for a wildcard action, or for an Allow to everyone
   */
  addToPolicy(statement: Omit<AllowStatement, 'resources'> | Omit<DenyStatement, 'resources'>): void {
    // In a key policy `*` means the key that it is attached to.
    this.policy.add({ ...statement, resources: ['*'] });
  }

  /** Adds to the grantee: `kms:Encrypt`, `kms:GenerateDataKey`, `kms:GenerateDataKeyWithoutPlaintext`. */
  grantEncrypt(grantee: Grantee, options?: KeyGrantOptions): void {
    grantee.allow(keyPermission(this, ENCRYPT_ACTIONS, options));
  }

  /** Adds to the grantee: `kms:Decrypt`. */
  grantDecrypt(grantee: Grantee, options?: KeyGrantOptions): void {
    grantee.allow(keyPermission(this, DECRYPT_ACTIONS, options));
  }

  /** Adds to the grantee what `grantEncrypt` and `grantDecrypt` add. */
  grantEncryptDecrypt(grantee: Grantee, options?: KeyGrantOptions): void {
    grantee.allow(keyPermission(this, [...ENCRYPT_ACTIONS, ...DECRYPT_ACTIONS], options));
  }

  private createPolicy(): PolicyDocument {
    const aws = [arnOf(this, 'iam', 'root', { global: true })];
    const forThisKey = { principals: { aws }, resources: ['*'] };
    return new PolicyDocument(this, 'resource').add(
      { ...forThisKey, sid: 'AccountAdministersTheKey', actions: ADMINISTRATION_ACTIONS },
      { ...forThisKey, sid: 'AccountDecidesByIamWhoUsesTheKey', actions: SERVICE_ACTIONS },
      {
        ...forThisKey,
        sid: 'AwsServicesAreGivenGrants',
        actions: ['kms:CreateGrant'],
        conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      },
    );
  }

  private createKey(stage: Stage, { description, rotationPeriod, multiRegion }: KeyProps): KmsKey {
    return new KmsKey(this, 'key', {
      description: description ?? this.node.path,
      enableKeyRotation: true,
      rotationPeriodInDays: rotationPeriod?.toDays() ?? 365,
      deletionWindowInDays: DELETION_WINDOW_DAYS[stage],
      multiRegion,
      policy: this.policy.json,
      tags: tagsOf(this),
      lifecycle: stage === 'prod' ? { preventDestroy: true } : undefined,
    });
  }

  private logsPrincipal(): string {
    const region = regionOf(this);
    return `logs.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`;
  }

  private ownLogGroups(): Conditions {
    return { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': arnOf(this, 'logs', 'log-group:*') } };
  }
}

function validate(scope: Construct, { description, rotationPeriod }: KeyProps): void {
  const faults = new Faults(scope);
  faults.check(description === undefined || (description.length > 0 && description.length <= 8192), {
    prop: 'description',
    expected: '1 to 8192 characters',
    got: description,
    fix: 'Say in a sentence what the key protects.',
  });
  const days = rotationPeriod?.toDays() ?? 365;
  faults.check(Number.isInteger(days) && days >= 90 && days <= 2560, {
    prop: 'rotationPeriod',
    expected: '90 to 2560 whole days',
    got: rotationPeriod?.toString(),
    fix: 'Write Duration.days(90) to Duration.days(2560).',
  });
  faults.throwIfAny();
}
