import type { PlannedChange } from '../../graph/root';
import { Unknown } from '../../graph/value';
import type { Fault, StackRule } from '../../rule';
import { statefulTypes } from './stateful-types';

const knownActions = new Set(['no-op', 'create', 'read', 'update', 'delete', 'forget']);

/** REL-REPLACE */
export const replacedState: StackRule = {
  id: 'REL-REPLACE',
  severity: 'critical',
  title: 'A plan deletes or replaces something that holds data',
  why: 'A renamed construct, or an attribute that cannot change in place, deletes the database and makes an empty one; the plan says so in one line among hundreds.',
  fix: 'Keep the resource: undo the change of its name, or add a moved block. If it is meant: take a snapshot and write allowReplace(address, reason, { owner, expires }).',
  controls: [],
  noControl: 'The frameworks look at what exists, not at changes.',
  stages: ['staging', 'prod'],
  example: {
    bad: '{ "resource_changes": [{ "address": "aws_db_instance.orders", "change": { "actions": ["delete", "create"] } }] }',
    good: '{ "resource_changes": [{ "address": "aws_db_instance.orders", "change": { "actions": ["update"] } }] }',
  },
  *checkStack(stack) {
    const created = new Map<string, string[]>();
    for (const { type, address, actions } of stack.root.changes) {
      if (actions.length !== 1 || actions[0] !== 'create') continue;
      const list = created.get(type);
      if (list) list.push(address);
      else created.set(type, [address]);
    }
    for (const change of stack.root.changes) {
      if (statefulTypes.has(change.type)) yield* checkChange(change, created.get(change.type) ?? []);
    }
  },
};

function* checkChange(
  change: PlannedChange,
  created: readonly string[],
): Iterable<Fault & { readonly address: string }> {
  const { address, actions } = change;
  const value = actions.join(', ');
  if (actions.length === 0 || actions.some((action) => !knownActions.has(action))) {
    yield {
      address,
      attribute: 'actions',
      value: new Unknown(value || 'no action'),
      message: 'what the plan does to it is not known',
      unverifiable: true,
    };
    return;
  }
  if (!actions.includes('delete')) return;
  if (actions.includes('create')) {
    const because = change.replacePaths.length > 0 ? `: ${change.replacePaths.join(', ')} cannot change in place` : '';
    yield { address, attribute: 'actions', value, message: `the plan deletes it and makes it anew, empty${because}` };
    return;
  }
  const [renamed] = created;
  const hint =
    renamed === undefined ? '' : `, and makes ${renamed}: a construct that was moved or renamed looks like this`;
  yield {
    address,
    attribute: 'actions',
    value,
    message: `the plan deletes it${hint}`,
    ...(renamed === undefined
      ? {}
      : {
          fix: `If it is the same: moved { from = ${address}, to = ${renamed} } (cdktf: moveFromId), or give it back its old name.`,
        }),
  };
}
