import { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { configureStack } from '../../lib/core';
import { WorkloadBoundary } from '../../lib/delivery';

/** A stack whose roles all carry the boundary that the account's pipeline asks for. */
export class BoundedStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const accountId = '222222222222';
    configureStack(this, {
      stage: 'prod',
      accountId,
      region: 'eu-west-1',
      permissionsBoundary: WorkloadBoundary.arnIn(accountId),
    });
  }
}
