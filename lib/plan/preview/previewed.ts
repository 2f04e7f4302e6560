import { attributeChanges } from '../diff/differ';
import type { Redactor } from '../redact/redactor';
import type { ResourceChange } from '../resource-change';
import type { ChangeGroup, PreviewedChange } from './preview';

/** A change, redacted. */
export function previewed(change: ResourceChange, constructPath: string | null, redactor: Redactor): PreviewedChange {
  return {
    address: redactor.address(change.address),
    type: change.type,
    action: change.action,
    constructPath: constructPath === null ? null : redactor.text(constructPath),
    reason: change.reason === undefined ? null : redactor.text(change.reason),
    previousAddress: change.previousAddress === undefined ? null : redactor.address(change.previousAddress),
    importId: change.importId === undefined ? null : redactor.text(change.importId),
    deposed: change.deposed ?? null,
    attributes: attributeChanges(change, redactor),
  };
}

/** Changes by the construct that they belong to, in the order of its path. */
export function grouped(changes: readonly PreviewedChange[]): readonly ChangeGroup[] {
  const groups = new Map<string, PreviewedChange[]>();
  for (const change of changes) {
    const name = groupOf(change);
    const group = groups.get(name);
    if (group) group.push(change);
    else groups.set(name, [change]);
  }
  return [...groups]
    .map(([name, members]) => ({ name, changes: [...members].sort((a, b) => (a.address < b.address ? -1 : 1)) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `prod/orders` of `prod/orders/instance`; a stack's own resource is its own group. Without a source the module, or the service. */
function groupOf({ constructPath, address, type }: PreviewedChange): string {
  if (constructPath !== null) return constructPath.split('/').slice(0, 2).join('/');
  const module = /^((?:module\.[^.[]+(?:\[[^\]]*\])?\.)+)/.exec(address)?.[1];
  if (module !== undefined) return module.replace(/\.$/, '');
  return type.split('_').slice(0, 2).join('_');
}
