import { Construct } from 'constructs';
import { CostAllocationTags } from '../../lib/cost';

/** In the account that pays, a day after the first resources were tagged: the bill by owner, environment and cost centre. */
export class Billing extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CostAllocationTags(this, 'allocation-tags');
  }
}
