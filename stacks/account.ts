import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { AccountEnvironment, Environment } from '../environments/environment';
import { type Conditions, partitionOf } from '../lib/core';
import { keepStateIn, type StateLocation } from '../lib/delivery';
import { Key } from '../lib/security';
import { Bucket } from '../lib/storage';
import { keepStateHere, type Run, setUp } from './deployment';

/** The account that holds the Terraform state of every environment; docs/bootstrap.md says how it is deployed first. */
export class AccountStack extends TerraformStack {
  /** Where the other stacks keep their state. */
  readonly state: StateLocation;
  private readonly stateKey: Key;
  private readonly stateBucket: Bucket;

  constructor(scope: Construct, account: AccountEnvironment, environments: readonly Environment[], run: Run) {
    super(scope, 'account');
    setUp(this, { ...account, stage: 'prod' }, run);
    this.stateKey = new Key(this, 'state-key', { description: 'Terraform state of every environment' });
    this.stateBucket = new Bucket(this, 'state', { key: this.stateKey });
    for (const environment of environments) {
      // The sandbox keeps its state in a file; an environment of this very account is let in by its IAM policies.
      if (environment.stage !== 'sandbox' && environment.accountId !== account.accountId)
        this.letIn(environment, account);
    }
    this.state = { bucket: stateBucketName(this.stateBucket), region: account.region, keyArn: account.state.keyArn };
    if (run.bootstrap || run.emulated) keepStateHere(this);
    else keepStateIn(this, this.state);
    this.writeOutputs();
  }

  /** Lets the account of an environment at that environment's state, and at nothing else; its administrators decide who may. */
  private letIn({ stage, accountId }: Environment, account: AccountEnvironment): void {
    const principals = { aws: [`arn:${partitionOf(this)}:iam::${accountId}:root`] };
    const { arn } = this.stateBucket;
    const allow = (actions: string[], resource: string, conditions?: Conditions): void =>
      this.stateBucket.addToPolicy({ principals, actions, resources: [resource], conditions });
    allow(['s3:GetObject', 's3:PutObject'], `${arn}/${stage}/*`);
    // Only the lock may be deleted, never the state.
    allow(['s3:DeleteObject'], `${arn}/${stage}/*.tflock`);
    allow(['s3:ListBucket'], arn, { StringLike: { 's3:prefix': `${stage}/*` } });
    this.stateKey.addToPolicy({
      principals,
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      conditions: { StringEquals: { 'kms:ViaService': `s3.${account.region}.amazonaws.com` } },
    });
  }

  private writeOutputs(): void {
    new TerraformOutput(this, 'state_bucket', {
      value: this.stateBucket.resource.id,
      description: 'The bucket of all state',
    });
    new TerraformOutput(this, 'state_key_arn', {
      value: this.stateKey.arn,
      description: 'For environments/account.ts: state.keyArn',
    });
  }
}

/** A backend takes no reference: the name must be known at synth, as it is where the account is. */
function stateBucketName({ resource: { bucketInput } }: Bucket): string {
  if (bucketInput === undefined) throw new Error('the state bucket has no literal name');
  return bucketInput;
}
