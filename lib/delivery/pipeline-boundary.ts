import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { Construct } from 'constructs';
import { accountIdOf, arnOf, partitionOf, tagsOf } from '../core';
import { GITHUB_ISSUER } from './github-oidc';
import { policyJson, type RawStatement } from './policy-json';
import { WorkloadBoundary } from './workload-boundary';

/** What a pipeline must never touch, whatever its policies say. */
export interface ProtectedResources {
  /** Names of the buckets of the state, the records and the trail. */
  readonly buckets: readonly string[];
  /** Aliases of their keys, without `alias/`; a `*` stands for any text. */
  readonly keyAliases: readonly string[];
}

/** What a {@link PipelineBoundary} is made of. */
export interface PipelineBoundaryProps {
  /** What no pipeline may change. */
  readonly protects: ProtectedResources;
}

/** Services that watch the account, or stand above it. */
const GUARD_SERVICES = [
  'access-analyzer',
  'account',
  'cloudtrail',
  'config',
  'guardduty',
  'organizations',
  'securityhub',
  'sso',
];
/** Defaults of the account that keep every team safe. */
const ACCOUNT_DEFAULTS = [
  'ec2:DisableEbsEncryptionByDefault',
  'ec2:DisableImageBlockPublicAccess',
  'ec2:DisableSnapshotBlockPublicAccess',
  'ec2:ModifyEbsDefaultKmsKeyId',
  'ec2:ModifyInstanceMetadataDefaults',
  'iam:DeleteAccountPasswordPolicy',
  'iam:UpdateAccountPasswordPolicy',
  's3:PutAccountPublicAccessBlock',
];
/** Identities for people: they are nobody's to make in a pipeline. */
const PEOPLE = [
  'iam:*AccessKey*',
  'iam:*Group*',
  'iam:*LoginProfile*',
  'iam:*MFADevice*',
  'iam:*SAMLProvider*',
  'iam:*User*',
];
const ROLE_CHANGES = ['iam:AttachRolePolicy', 'iam:CreateRole', 'iam:PutRolePermissionsBoundary', 'iam:PutRolePolicy'];
const BUCKET_CHANGES = [
  's3:BypassGovernanceRetention',
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:DeleteObjectVersion',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutReplicationConfiguration',
];
const KEY_CHANGES = ['kms:CreateGrant', 'kms:DisableKey', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion'];

/**
 * The permissions boundary of a pipeline's roles. It gives nothing; it takes away, for good: roles without the boundary of the
 * workloads, users and keys, the pipeline's own roles and policies, the detectors, the trail, and the state and its history. A
 * state is overwritten by each apply, so its old versions are what the boundary keeps.
 *
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export class PipelineBoundary extends Construct {
  /** The `aws_iam_policy`. */
  readonly resource: IamPolicy;

  constructor(scope: Construct, id: string, props: PipelineBoundaryProps) {
    super(scope, id);
    this.resource = new IamPolicy(this, 'policy', {
      name: 'rampart-pipeline-boundary',
      description: 'The most that a pipeline may ever do',
      policy: policyJson([
        // A boundary gives nothing: what is left is decided by the role's own policies.
        { Sid: 'NothingByItself', Effect: 'Allow', Action: ['*'], Resource: ['*'] },
        ...this.identities(),
        ...this.guards(),
        ...this.state(props.protects),
      ]),
      tags: tagsOf(this),
    });
  }

  /** The policy's ARN. */
  get arn(): string {
    return this.resource.arn;
  }

  private identities(): RawStatement[] {
    const workloadBoundaryArn = WorkloadBoundary.arnIn(accountIdOf(this), partitionOf(this));
    const own = ['role/rampart-*', 'policy/rampart-*', `oidc-provider/${GITHUB_ISSUER}`];
    return [
      { Sid: 'NoPeople', Effect: 'Deny', Action: PEOPLE, Resource: ['*'] },
      { Sid: 'BoundaryStays', Effect: 'Deny', Action: ['iam:DeleteRolePermissionsBoundary'], Resource: ['*'] },
      {
        Sid: 'NoRoleWithoutBoundary',
        Effect: 'Deny',
        Action: ROLE_CHANGES,
        Resource: ['*'],
        Condition: { StringNotEquals: { 'iam:PermissionsBoundary': workloadBoundaryArn } },
      },
      {
        Sid: 'NotItself',
        Effect: 'Deny',
        Action: ['iam:*', 'sts:AssumeRole'],
        Resource: own.map((resource) => arnOf(this, 'iam', resource, { global: true })),
      },
    ];
  }

  private guards(): RawStatement[] {
    const services = GUARD_SERVICES.map((service) => `${service}:*`);
    return [{ Sid: 'NotTheGuard', Effect: 'Deny', Action: [...services, ...ACCOUNT_DEFAULTS], Resource: ['*'] }];
  }

  private state({ buckets, keyAliases }: ProtectedResources): RawStatement[] {
    const arns = buckets.map((bucket) => `arn:${partitionOf(this)}:s3:::${bucket}`);
    const aliases = keyAliases.map((alias) => `alias/${alias}`);
    return [
      {
        Sid: 'NotTheHistory',
        Effect: 'Deny',
        Action: BUCKET_CHANGES,
        Resource: arns.flatMap((arn) => [arn, `${arn}/*`]),
      },
      {
        Sid: 'OnlyTheLockGoes',
        Effect: 'Deny',
        Action: ['s3:DeleteObject'],
        NotResource: arns.map((arn) => `${arn}/*.tflock`),
      },
      {
        Sid: 'NotItsKeys',
        Effect: 'Deny',
        Action: KEY_CHANGES,
        Resource: ['*'],
        Condition: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': aliases } },
      },
    ];
  }
}
