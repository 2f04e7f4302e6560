import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { AccountEnvironment, Environment } from '../environments/environment';
import { type Conditions, Duration, partitionOf } from '../lib/core';
import {
  keepStateIn,
  type PipelineStorage,
  type ProtectedResources,
  type StateLocation,
  WORKSPACES,
} from '../lib/delivery';
import { Key } from '../lib/security';
import { Bucket, ObjectLock } from '../lib/storage';
import { AccountPipelines } from './account-pipelines';
import { addAccountCosts } from './budget';
import { keepStateHere, type Run, setUp } from './deployment';
import { addGuard, literalName } from './guard';
import { addRepositories } from './images';

/** Where state and records of every environment are, for the pipelines of each account. */
export interface AccountStorage {
  readonly state: StateLocation;
  /** The name of the bucket of what was reviewed and deployed. */
  readonly auditBucket: string;
  readonly pipelines: PipelineStorage;
  readonly protects: ProtectedResources;
}

/** A bucket of another region that every state is copied to. */
export interface StateReplica {
  readonly bucketName: string;
  readonly region: string;
  /** @default not known yet */
  readonly keyArn?: string;
}

/** How long a record of what was reviewed and deployed cannot be deleted. */
const RECORDS_KEPT = Duration.days(400);

/**
 * The account that holds the Terraform state of every environment, and the records of what was reviewed and deployed;
 * docs/bootstrap.md says how it is deployed first.
 */
export class AccountStack extends TerraformStack {
  /** Where state and records are, for the pipelines. */
  readonly storage: AccountStorage;
  /** The pipelines of the environments that are in this very account. */
  readonly pipelines: AccountPipelines | undefined;
  private readonly key: Key;
  private readonly stateBucket: Bucket;
  private readonly auditBucket: Bucket;

  constructor(scope: Construct, account: AccountEnvironment, environments: readonly Environment[], run: Run) {
    super(scope, 'account');
    setUp(this, { ...account, stage: 'prod' }, run);
    this.key = new Key(this, 'state-key', { description: 'Terraform state of every environment, and its records' });
    this.stateBucket = new Bucket(this, 'state', { key: this.key });
    this.auditBucket = new Bucket(this, 'audit', { key: this.key, objectLock: ObjectLock.governance(RECORDS_KEPT) });
    // The sandbox keeps its state in a file; an environment of this very account is let in by its IAM policies.
    const elsewhere = environments.filter(
      ({ stage, accountId }) => stage !== 'sandbox' && accountId !== account.accountId,
    );
    for (const environment of elsewhere) this.letIn(environment, account);
    this.storage = this.describeStorage(account, addGuard(this, account.alarmEmails));
    if (run.bootstrap || run.emulated) keepStateHere(this);
    else keepStateIn(this, this.storage.state);
    this.pipelines = this.createPipelines(account, environments);
    addAccountCosts(this, account, run);
    addRepositories(this, account, environments);
    this.writeOutputs();
  }

  /** Where the other stacks keep their state. */
  get state(): StateLocation {
    return this.storage.state;
  }

  /** Copies every state to a bucket of another region, once that bucket's key is known. */
  copyStateTo({ bucketName, region, keyArn }: StateReplica): void {
    if (keyArn === undefined) return;
    const replica = Bucket.fromAttributes(this, 'replica', { bucketName, region, key: Key.fromArn(keyArn) });
    this.stateBucket.replicateTo(replica);
  }

  private describeStorage(
    { accountId, region, state }: AccountEnvironment,
    recorded: readonly string[],
  ): AccountStorage {
    const [bucket, audit] = [literalName(this.stateBucket), literalName(this.auditBucket)];
    const arn = (name: string): string => `arn:${partitionOf(this)}:s3:::${name}`;
    const keyArns = [state.keyArn ?? `arn:${partitionOf(this)}:kms:${region}:${accountId}:key/*`];
    return {
      state: { bucket, region, keyArn: state.keyArn },
      auditBucket: audit,
      pipelines: { stateBucketArn: arn(bucket), auditBucketArn: arn(audit), keyArns, region },
      protects: { buckets: [bucket, audit, ...recorded], keyAliases: [`${this.node.id}-*`] },
    };
  }

  private createPipelines(
    { accountId, github }: AccountEnvironment,
    environments: readonly Environment[],
  ): AccountPipelines | undefined {
    const here = environments.some(({ stage, accountId: own }) => stage !== 'sandbox' && own === accountId);
    if (github === undefined || !here) return undefined;
    const { pipelines: storage, protects } = this.storage;
    return new AccountPipelines(this, 'pipelines', { repository: github, storage, protects });
  }

  /** Lets the account of an environment at that environment's state and records, and at nothing else; its administrators decide who may. */
  private letIn({ stage, accountId }: Environment, account: AccountEnvironment): void {
    const principals = { aws: [`arn:${partitionOf(this)}:iam::${accountId}:root`] };
    for (const bucket of [this.stateBucket, this.auditBucket]) {
      const allow = (actions: string[], resources: string[], conditions?: Conditions): void =>
        bucket.addToPolicy({ principals, actions, resources, conditions });
      const below = foldersOf(stage).map((folder) => `${folder}/*`);
      allow(
        ['s3:GetObject', 's3:PutObject'],
        below.map((keys) => `${bucket.arn}/${keys}`),
      );
      allow(['s3:ListBucket'], [bucket.arn], { StringLike: { 's3:prefix': [WORKSPACES, ...below] } });
    }
    this.auditBucket.addToPolicy({
      principals,
      actions: ['s3:PutObjectRetention'],
      resources: [`${this.auditBucket.arn}/${stage}/deployments/*`],
    });
    // Only the lock may be deleted, never the state.
    this.stateBucket.addToPolicy({
      principals,
      actions: ['s3:DeleteObject'],
      resources: foldersOf(stage).map((folder) => `${this.stateBucket.arn}/${folder}/*.tflock`),
    });
    this.key.addToPolicy({
      principals,
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${account.region}.amazonaws.com` } },
    });
  }

  private writeOutputs(): void {
    const output = (id: string, value: string, description: string) =>
      new TerraformOutput(this, id, { value, description });
    output('state_bucket', this.stateBucket.resource.id, 'The bucket of all state');
    output('audit_bucket', this.auditBucket.resource.id, 'The bucket of what was reviewed and deployed');
    output('state_key_arn', this.key.arn, 'For environments/account.ts: state.keyArn');
  }
}

/** Where the stacks of a stage keep theirs: `staging`, and those whose ids begin with it, such as `staging-workloads`. */
function foldersOf(stage: string): string[] {
  return [stage, `${stage}-*`];
}
