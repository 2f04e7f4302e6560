import type { Payment, Purchase, SavingsPlanKind, Term } from '../../core';
import type { Resource } from '../../policy/graph';

const terms: readonly Term[] = ['1y', '3y'];
const payments: readonly Payment[] = ['no-upfront', 'partial-upfront', 'all-upfront'];
const kinds: readonly SavingsPlanKind[] = ['compute', 'ec2-instance', 'database'];

/** How a resource is declared to be bought: what its JSON says beside it, else on demand. */
export function purchaseOf(resource: Resource): Purchase {
  const note = noteOf(resource, 'purchase');
  const term = terms.find((each) => each === note.term);
  const payment = payments.find((each) => each === note.payment);
  if (note.option === 'spot') return { option: 'spot' };
  if (note.option === 'reserved' && term && payment) return { option: 'reserved', term, payment };
  const kind = kinds.find((each) => each === note.kind);
  if (note.option === 'savings-plan' && kind && term && payment) return { option: 'savings-plan', kind, term, payment };
  return { option: 'on-demand' };
}

/** Such as `reserved 1y no-upfront`. */
export function describePurchase(purchase: Purchase): string {
  if (purchase.option === 'reserved') return `reserved ${purchase.term} ${purchase.payment}`;
  if (purchase.option === 'savings-plan') return `${purchase.kind} savings plan ${purchase.term} ${purchase.payment}`;
  return purchase.option;
}

/** What the synth noted beside a resource, `"//".rampart.<name>`; empty when there is nothing. */
export function noteOf(resource: Resource, name: string): { readonly [key: string]: unknown } {
  const rampart = record(record(resource.meta('//')).rampart);
  return record(rampart[name]);
}

function record(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: unknown })
    : {};
}
