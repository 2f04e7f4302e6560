import { TerraformOutput, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import type { AccountEnvironment } from '../environments/environment';
import { keepStateIn, type StateLocation } from '../lib/delivery';
import { Key } from '../lib/security';
import { Bucket } from '../lib/storage';
import { keepStateHere, type Run, setUp } from './deployment';
import { literalName } from './guard';

/** A copy of all state in another region: what is left to work with when the region of the state is gone. */
export class AccountReplicaStack extends TerraformStack {
  /** The name of the bucket that holds the copies. */
  readonly bucketName: string;

  constructor(scope: Construct, account: AccountEnvironment, region: string, state: StateLocation, run: Run) {
    super(scope, 'account-replica');
    setUp(this, { ...account, region, stage: 'prod' }, run);
    if (run.emulated) keepStateHere(this);
    else keepStateIn(this, state);
    const key = new Key(this, 'state-key', { description: 'Copies of the Terraform state' });
    const bucket = new Bucket(this, 'state', { key });
    this.bucketName = literalName(bucket);
    new TerraformOutput(this, 'replica_key_arn', {
      value: key.arn,
      description: 'For environments/account.ts: state.replica.keyArn',
    });
  }
}
