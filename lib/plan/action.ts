/** What a plan does to one resource instance. */
export type Action =
  | 'create'
  | 'update'
  | 'replace-delete-first'
  | 'replace-create-first'
  | 'delete'
  | 'forget'
  | 'forget-and-create'
  | 'read'
  | 'import'
  | 'move'
  | 'no-op'
  | 'unknown';

const kinds: Readonly<Record<string, Action>> = {
  'no-op': 'no-op',
  create: 'create',
  read: 'read',
  update: 'update',
  delete: 'delete',
  'delete,create': 'replace-delete-first',
  'create,delete': 'replace-create-first',
  forget: 'forget',
  'create,forget': 'forget-and-create',
};

/** The action that a list of `change.actions` is. One that is not known stays `unknown`: it is shown, and never taken for harmless. */
export function actionOf(actions: readonly string[]): Action {
  return kinds[actions.join()] ?? 'unknown';
}

/** Whether the object that exists is destroyed. */
export function destroys(action: Action): boolean {
  return action === 'delete' || isReplace(action) || action === 'unknown';
}

/** Whether the object is destroyed and made anew, in either order. */
export function isReplace(action: Action): boolean {
  return action === 'replace-delete-first' || action === 'replace-create-first';
}

/** What the reader is told, by action. */
export const ACTION_WORDS: Readonly<Record<Action, string>> = {
  create: 'create',
  update: 'update in place',
  'replace-delete-first': 'REPLACE (destroy, then create)',
  'replace-create-first': 'REPLACE (create, then destroy)',
  delete: 'DESTROY',
  forget: 'forget (stays in AWS, leaves the state)',
  'forget-and-create': 'forget the old one (stays in AWS), create another',
  read: 'read during apply',
  import: 'import',
  move: 'move',
  'no-op': 'no change',
  unknown: 'UNKNOWN ACTION',
};

/** Terraform's reasons for an action, in words. See https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
const reasons: Readonly<Record<string, string>> = {
  replace_because_tainted: 'it is tainted: its creation failed halfway, or somebody marked it',
  replace_because_cannot_update: 'an argument cannot change in place',
  replace_by_request: 'asked for with -replace',
  replace_by_triggers: 'replace_triggered_by',
  delete_because_no_resource_config: 'it is no longer in the configuration',
  delete_because_no_module: 'its module is no longer in the configuration',
  delete_because_wrong_repetition: 'count or for_each was added or taken away',
  delete_because_count_index: 'its index is beyond count',
  delete_because_each_key: 'its key is no longer in for_each',
  delete_because_no_move_target: 'it was moved to an address that is not in the configuration',
  read_because_config_unknown: 'its configuration is known during apply only',
  read_because_dependency_pending: 'it depends on something that changes',
  read_because_check_nested: 'it belongs to a check block',
};

/** An `action_reason` in words; undefined when the plan gives none. */
export function reasonText(reason: string): string | undefined {
  return reason === '' ? undefined : (reasons[reason] ?? reason.replaceAll('_', ' '));
}

const deferrals: Readonly<Record<string, string>> = {
  instance_count_unknown: 'how many there will be is not known yet',
  resource_config_unknown: 'its configuration is not known yet',
  provider_config_unknown: 'the configuration of its provider is not known yet',
  deferred_prereq: 'something that it needs is deferred',
  absent_prereq: 'something that it needs does not exist yet',
};

/** Why a change was put off to a later plan, in words. */
export function deferralText(reason: string): string {
  return deferrals[reason] ?? (reason === '' ? 'Terraform gives no reason' : reason.replaceAll('_', ' '));
}
