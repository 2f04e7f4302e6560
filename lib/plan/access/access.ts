import type { PlanDocument } from '../document';
import type { AccessChange } from '../preview/preview';
import type { Redactor } from '../redact/redactor';
import { resourceChanges } from '../resource-change';
import { exposureChanges } from './exposures';
import { identityChanges } from './identities';
import { networkChanges } from './network';
import type { BeforeAndAfter } from './prior';
import { policyChanges } from './resource-policies';
import { capital } from './words';

const ranks: readonly AccessChange['reach'][] = ['everybody', 'unknown', 'somebody'];

/**
 * Who can reach, read or do more after a plan than before: security groups by address sets, policies by what their patterns
 * match, resources that are opened by an argument. What becomes narrower is not told.
 */
export function accessChanges(plan: PlanDocument, both: BeforeAndAfter, redactor: Redactor): readonly AccessChange[] {
  // A plan that changes nothing opens nothing.
  if (resourceChanges(plan).every(({ action, mode }) => mode === 'data' || action === 'no-op' || action === 'move'))
    return [];
  const isFirst = both.before.resources.every(({ mode }) => mode !== 'managed');
  const paths = new Map(both.after.resources.map(({ address, constructPath }) => [address, constructPath]));
  const found = [
    ...networkChanges(both),
    ...policyChanges(both),
    ...exposureChanges(both),
    ...identityChanges(both),
  ].map((change) => ({
    ...change,
    onNew: isFirst || change.onNew === true,
    address: redactor.address(change.address),
    text: redactor.text(capital(inPaths(change.text, paths))),
  }));
  const seen = new Set<string>();
  return found
    .filter(({ text }) => !seen.has(text) && seen.add(text))
    .sort((a, b) => ranks.indexOf(a.reach) - ranks.indexOf(b.reach));
}

/** A reader knows constructs, not the addresses that cdktf makes of them. */
function inPaths(text: string, paths: ReadonlyMap<string, string | null>): string {
  return text.replace(/[a-z]\w*\.[\w-]+(\[[^\]]*\])?/g, (address) => paths.get(address) ?? address);
}
