import { CeCostAllocationTag } from '@cdktf/provider-aws/lib/ce-cost-allocation-tag';
import { Construct } from 'constructs';
import { REQUIRED_TAGS } from '../../core';

/**
 * Makes the tags that every resource carries visible in the bill: cost by owner, environment and cost centre, and budgets by tag.
 * Billing knows a tag a day after it was first used, and refuses it before; only the account that pays may activate it.
 *
 * See https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/cost-alloc-tags.html
 */
export class CostAllocationTags extends Construct {
  /** An `aws_ce_cost_allocation_tag` a tag, by the tag. */
  readonly resources: ReadonlyMap<string, CeCostAllocationTag>;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.resources = new Map(
      REQUIRED_TAGS.map((tagKey) => [tagKey, new CeCostAllocationTag(this, tagKey, { tagKey, status: 'Active' })]),
    );
  }
}
