import type { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { Faults, type Payment, stageOf, type Term } from '../../core';

/**
 * What must be written out before anything is bought: the second opt-in, after making the construct. A reservation cannot be
 * cancelled, returned or sold.
 */
export const BUY = 'buy: this spends money at once and cannot be undone';

/** What every order says. */
export interface OrderProps {
  /** How many are bought, 1 to 40. */
  readonly count: number;
  /** The month in which they are bought, `2026-12`: it is a part of the reservation's id, which AWS takes once. */
  readonly month: string;
  /** {@link BUY}, word for word. */
  readonly confirm: typeof BUY;
}

/** Checks what the types cannot say. @throws ValidationError */
export function checkOrder(scope: Construct, { count, month, confirm }: OrderProps): void {
  const faults = new Faults(scope);
  faults.check(Number.isInteger(count) && count >= 1 && count <= 40, {
    prop: 'count',
    expected: 'a whole number from 1 to 40',
    got: count,
    fix: 'Write how many `rampart commitments` advises; AWS sells 40 to an account before it asks.',
  });
  faults.check(/^\d{4}-(0[1-9]|1[0-2])$/.test(month), {
    prop: 'month',
    expected: 'a month such as 2026-12',
    got: month,
    fix: 'Write the month in which it is bought, and leave it: another one buys again.',
  });
  faults.check(confirm === BUY, {
    prop: 'confirm',
    expected: `the words "${BUY}"`,
    got: confirm,
    fix: 'Write them out, or remove the order: it cannot be cancelled, returned or sold.',
  });
  faults.throwIfAny();
}

/**
 * The reservation's id. All that makes an order is in it, so that a second deployment, another state file or a copied stack
 * is refused by AWS (a reservation of that id exists) and buys nothing.
 */
export function reservationId(
  scope: Construct,
  { count, month }: OrderProps,
  what: string,
  term: Term,
  payment: Payment,
): string {
  const short = { 'no-upfront': 'no', 'partial-upfront': 'partial', 'all-upfront': 'all' }[payment];
  return `${stageOf(scope)}-${count}x-${what}-${term}-${short}-${month}`.replace(/[^a-zA-Z0-9-]/g, '-').toLowerCase();
}

/** How AWS's price list writes a payment. */
export const OFFERING_TYPE: { readonly [P in Payment]: string } = {
  'no-upfront': 'No Upfront',
  'partial-upfront': 'Partial Upfront',
  'all-upfront': 'All Upfront',
};

/** Keeps a bought reservation: offers change their ids, and neither that nor a typo may buy again. */
export function buyOnce(resource: TerraformResource): void {
  resource.lifecycle = { preventDestroy: true, ignoreChanges: 'all' };
}
