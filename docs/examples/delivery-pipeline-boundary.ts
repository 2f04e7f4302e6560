import { Construct } from 'constructs';
import { PipelineBoundary } from '../../lib/delivery';

/** What no pipeline of the account may ever do, whatever its roles are given. */
export class Bounds extends Construct {
  readonly pipeline: PipelineBoundary;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.pipeline = new PipelineBoundary(this, 'pipeline', {
      protects: { buckets: ['account-state-1a2b3c4d'], keyAliases: ['account-*'] },
    });
  }
}
