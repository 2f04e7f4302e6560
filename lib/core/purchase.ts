import type { TerraformResource } from 'cdktf';

/** How long a commitment lasts. */
export type Term = '1y' | '3y';

/** How a commitment is paid: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ri-payment-options.html */
export type Payment = 'no-upfront' | 'partial-upfront' | 'all-upfront';

/** What a savings plan covers: https://docs.aws.amazon.com/savingsplans/latest/userguide/plan-types.html */
export type SavingsPlanKind = 'compute' | 'ec2-instance' | 'database';

/** How a resource is meant to be paid for. */
export type Purchase =
  | { readonly option: 'on-demand' }
  | { readonly option: 'spot' }
  | { readonly option: 'reserved'; readonly term: Term; readonly payment: Payment }
  | {
      readonly option: 'savings-plan';
      readonly kind: SavingsPlanKind;
      readonly term: Term;
      readonly payment: Payment;
    };

/**
 * Writes how a resource is meant to be paid for beside it into the JSON, as `"//".rampart.purchase`, which Terraform ignores
 * and the estimate reads. On-demand is what a resource without it is.
 */
export function recordPurchase(resource: TerraformResource, purchase: Purchase): void {
  if (purchase.option !== 'on-demand') resource.addOverride('//.rampart.purchase', purchase);
}
