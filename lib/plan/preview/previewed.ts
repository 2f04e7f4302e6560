import type { Resource } from '../../policy/graph';
import type { AttributeChange } from '../diff/attribute-change';
import { attributeChanges, type Configured } from '../diff/differ';
import { writtenIn } from '../diff/written';
import type { Redactor } from '../redact/redactor';
import type { ResourceChange } from '../resource-change';
import { byName } from './order';
import type { ChangeGroup, PreviewedChange } from './preview';

/** A change, redacted. `known` is the resource that the plan leads to; what is destroyed has none. */
export function previewed(change: ResourceChange, known: Resource | undefined, redactor: Redactor): PreviewedChange {
  return {
    address: redactor.address(change.address),
    type: change.type,
    action: change.action,
    constructPath: known?.constructPath ? redactor.text(known.constructPath) : null,
    reason: change.reason === undefined ? null : redactor.text(change.reason),
    previousAddress: change.previousAddress === undefined ? null : redactor.address(change.previousAddress),
    importId: change.importId === undefined ? null : redactor.text(change.importId),
    deposed: change.deposed ?? null,
    attributes: withoutRepeatedTags(attributeChanges(change, redactor, configuredOf(known))),
  };
}

/** What the configuration says of a resource; of one that is in no configuration everything is told. */
function configuredOf(known: Resource | undefined): Configured | undefined {
  if (!known?.attributes.some((name) => known.isWritten(name))) return undefined;
  return { isWritten: (name) => known.isWritten(name), textOf: writtenIn(known) };
}

/** The provider repeats each tag under `tags_all`. */
function withoutRepeatedTags(attributes: readonly AttributeChange[]): readonly AttributeChange[] {
  const tags = new Set(attributes.filter(({ path }) => /^tags\b/.test(path)).map(({ path }) => path));
  return attributes.filter(({ path }) => !/^tags_all\b/.test(path) || !tags.has(path.replace(/^tags_all/, 'tags')));
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
    .map(([name, members]) => ({ name, changes: [...members].sort((a, b) => byName(a.address, b.address)) }))
    .sort((a, b) => byName(a.name, b.name));
}

/** `prod/orders` of `prod/orders/instance`; a stack's own resource is its own group. Without a source the module, or the service. */
function groupOf({ constructPath, address, type }: PreviewedChange): string {
  if (constructPath !== null) return constructPath.split('/').slice(0, 2).join('/');
  const module = /^((?:module\.[^.[]+(?:\[[^\]]*\])?\.)+)/.exec(address)?.[1];
  if (module !== undefined) return module.replace(/\.$/, '');
  return type.split('_').slice(0, 2).join('_');
}
