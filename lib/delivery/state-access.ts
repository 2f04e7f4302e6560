import type { RawStatement } from './policy-json';

/** Where the pipeline finds state and records, and how they are encrypted. */
export interface PipelineStorage {
  /** The ARN of the bucket of the state. */
  readonly stateBucketArn: string;
  /** The ARN of the bucket that keeps what was reviewed and what was deployed. */
  readonly auditBucketArn: string;
  /** ARNs of their keys; a `*` where they are not known yet, since the keys' own policies decide besides. */
  readonly keyArns: readonly string[];
  /** The region of both buckets. */
  readonly region: string;
}

/** Where Terraform's backend looks for other workspaces than the default one, each time it starts. */
export const WORKSPACES = 'env:/';

/** State of these stacks: to plan it is read and locked, to apply it is written too. Nothing is ever deleted but the lock. */
export function stateStatements(
  purpose: 'plan' | 'apply',
  stage: string,
  stacks: readonly string[],
  storage: PipelineStorage,
): RawStatement[] {
  const { stateBucketArn: state, auditBucketArn: audit, keyArns, region } = storage;
  const states = stacks.map((stack) => `${state}/${stack}/terraform.tfstate`);
  const locks = states.map((key) => `${key}.tflock`);
  const mine = purpose === 'plan' ? 'reviews' : 'deployments';
  return [
    {
      Sid: 'ListState',
      Effect: 'Allow',
      Action: ['s3:ListBucket'],
      Resource: [state],
      Condition: { StringLike: { 's3:prefix': [WORKSPACES, ...stacks.map((stack) => `${stack}/*`)] } },
    },
    { Sid: 'ReadState', Effect: 'Allow', Action: ['s3:GetObject'], Resource: [...states, ...locks] },
    { Sid: 'Lock', Effect: 'Allow', Action: ['s3:DeleteObject', 's3:PutObject'], Resource: locks },
    { Sid: 'WriteState', Effect: 'Allow', Action: purpose === 'apply' ? ['s3:PutObject'] : [], Resource: states },
    { Sid: 'ReadRecords', Effect: 'Allow', Action: ['s3:GetObject'], Resource: [`${audit}/${stage}/*`] },
    {
      Sid: 'ListRecords',
      Effect: 'Allow',
      Action: ['s3:ListBucket'],
      Resource: [audit],
      Condition: { StringLike: { 's3:prefix': `${stage}/*` } },
    },
    {
      Sid: 'WriteRecords',
      Effect: 'Allow',
      // A record of a deployment says itself how long nobody may delete it.
      Action: purpose === 'apply' ? ['s3:PutObject', 's3:PutObjectRetention'] : ['s3:PutObject'],
      Resource: [`${audit}/${stage}/${mine}/*`],
    },
    {
      Sid: 'Keys',
      Effect: 'Allow',
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: keyArns,
      Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } },
    },
  ];
}
