import { IamPolicy } from '@cdktf/provider-aws/lib/iam-policy';
import { Construct } from 'constructs';
import { arnOf, partitionOf, tagsOf } from '../core';
import { policyJson } from './policy-json';

const NAME = 'rampart-workload-boundary';

/** Services that a workload may be given; identities, organizations and the detectors are not among them. */
const SERVICES = [
  'acm',
  'application-autoscaling',
  'autoscaling',
  'aps',
  'backup',
  'backup-storage',
  'budgets',
  'ce',
  'cloudwatch',
  'dynamodb',
  'ec2',
  'ecr',
  'eks',
  'eks-auth',
  'elasticache',
  'elasticloadbalancing',
  'events',
  'kms',
  'lambda',
  'logs',
  'pricing',
  'rds',
  'rds-db',
  'resource-groups',
  'route53',
  's3',
  'scheduler',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
  'ssmmessages',
  'ec2messages',
  'tag',
  'wafv2',
  'xray',
];
/** What node autoscalers and identities of pods need of IAM; the names of roles are in their own policies. */
const IDENTITY = [
  'iam:AddRoleToInstanceProfile',
  'iam:CreateInstanceProfile',
  'iam:DeleteInstanceProfile',
  'iam:Get*',
  'iam:List*',
  'iam:PassRole',
  'iam:RemoveRoleFromInstanceProfile',
  'iam:TagInstanceProfile',
  'sts:AssumeRole',
  'sts:GetCallerIdentity',
  'sts:SetSourceIdentity',
  'sts:TagSession',
];
/** Defaults of the account, and encryption, that no workload undoes. */
const NEVER = [
  'ec2:DisableEbsEncryptionByDefault',
  'ec2:DisableImageBlockPublicAccess',
  'ec2:DisableSnapshotBlockPublicAccess',
  'ec2:ModifyInstanceMetadataDefaults',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  's3:BypassGovernanceRetention',
  's3:PutAccountPublicAccessBlock',
];

/** What a {@link WorkloadBoundary} is made of. */
export interface WorkloadBoundaryProps {
  /** Names of the buckets of the state, the records and the trail: no workload reads or writes them. */
  readonly protectedBuckets: readonly string[];
}

/**
 * The permissions boundary that every role of the environments carries, and the role that plans them: the pipeline cannot make a
 * role without it, so what the pipeline makes never has more than this. Set it with `configureStack(stack, { permissionsBoundary })`.
 *
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export class WorkloadBoundary extends Construct {
  /** The ARN in an account, before anything is deployed: for environments in other stacks. */
  static arnIn(accountId: string, partition = 'aws'): string {
    return `arn:${partition}:iam::${accountId}:policy/${NAME}`;
  }

  /** The `aws_iam_policy`. */
  readonly resource: IamPolicy;

  constructor(scope: Construct, id: string, { protectedBuckets }: WorkloadBoundaryProps) {
    super(scope, id);
    const buckets = protectedBuckets.map((bucket) => `arn:${partitionOf(this)}:s3:::${bucket}`);
    const pipeline = arnOf(this, 'iam', 'role/rampart-*', { global: true });
    this.resource = new IamPolicy(this, 'policy', {
      name: NAME,
      description: 'The most that a role of an environment may ever do',
      policy: policyJson([
        {
          Sid: 'WhatWorkloadsUse',
          Effect: 'Allow',
          Action: [...SERVICES.map((service) => `${service}:*`), ...IDENTITY],
          Resource: ['*'],
        },
        { Sid: 'Never', Effect: 'Deny', Action: NEVER, Resource: ['*'] },
        { Sid: 'NotThePipeline', Effect: 'Deny', Action: ['iam:PassRole', 'sts:AssumeRole'], Resource: [pipeline] },
        {
          Sid: 'NotTheState',
          Effect: 'Deny',
          Action: ['s3:*'],
          Resource: buckets.flatMap((arn) => [arn, `${arn}/*`]),
          // The role that plans has this boundary too, and reads the state.
          Condition: { ArnNotLike: { 'aws:PrincipalArn': pipeline } },
        },
      ]),
      tags: tagsOf(this),
    });
  }

  /** The policy's ARN. */
  get arn(): string {
    return this.resource.arn;
  }
}
