import { statefulTypes } from '../../policy/graph';
import { destroys, isReplace } from '../action';
import { objectOf } from '../document';
import type { Redactor } from '../redact/redactor';
import type { ResourceChange } from '../resource-change';
import { fateOf } from './fate';
import { byName } from './order';
import type { Destruction } from './preview';

/** Everything that is destroyed, replaced or lost to Terraform; what holds data first. */
export function destructionsOf(
  changes: readonly ResourceChange[],
  constructPathOf: (address: string) => string | null,
  redactor: Redactor,
): readonly Destruction[] {
  const made = new Map<string, string[]>();
  for (const { action, type, address } of changes)
    if (action === 'create') made.get(type)?.push(address) ?? made.set(type, [address]);
  return changes
    .filter(({ action, mode }) => mode === 'managed' && (destroys(action) || action.startsWith('forget')))
    .map(
      (change): Destruction => ({
        address: redactor.address(change.address),
        type: change.type,
        constructPath: constructPathOf(change.address),
        action: change.action,
        stateful: statefulTypes.has(change.type),
        why: [...reasonsOf(change, made.get(change.type) ?? [])].map((text) => redactor.text(text)),
        fate: destroys(change.action) ? fateOf(objectOf(change.before)) : [],
      }),
    )
    .sort((a, b) => Number(b.stateful) - Number(a.stateful) || byName(a.address, b.address));
}

function* reasonsOf(change: ResourceChange, made: readonly string[]): Iterable<string> {
  if (change.deposed) yield `it is deposed object ${change.deposed}, which a failed replacement left behind`;
  if (isReplace(change.action) && change.replacePaths.length > 0) {
    const paths = change.replacePaths.map((path) => path.join('.')).sort();
    yield `${paths.join(', ')} cannot change in place`;
  } else if (change.reason) yield change.reason;
  if (change.action !== 'delete' || change.deposed) return;
  // A construct that was renamed is planned as another one: the commonest way to lose a database.
  const [other] = made;
  if (other && made.length === 1)
    yield `${other} of the same type is made: if it is the same one under another name, add a moved block (cdktf: moveFromId) and nothing is destroyed`;
}
