import { isObject, type Json, type JsonObject, textOf } from '../policy/load';
import { type Action, actionOf, deferralText, reasonText } from './action';
import { objectOf, objectsOf, type PlanDocument, textsOf } from './document';

/** One entry of `resource_changes`, `resource_drift` or `deferred_changes`, as it stands: it may hold secrets. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly mode: 'managed' | 'data';
  readonly action: Action;
  /** `change.actions` as written. */
  readonly actions: readonly string[];
  /** Why, in words. */
  readonly reason: string | undefined;
  /** Where it was before a move. */
  readonly previousAddress: string | undefined;
  /** The id that is imported; the word `unknown` when only apply knows it. */
  readonly importId: string | undefined;
  /** Key of an object that a failed replacement left behind. */
  readonly deposed: string | undefined;
  readonly before: Json;
  readonly after: Json;
  readonly afterUnknown: Json;
  readonly beforeSensitive: Json;
  readonly afterSensitive: Json;
  /** Attribute paths that cannot change in place. */
  readonly replacePaths: readonly (readonly (string | number)[])[];
}

/** A change that Terraform put off to a later plan. */
export interface DeferredChange {
  readonly why: string;
  readonly change: ResourceChange;
}

/** What the plan does to resources, data sources that apply reads included. */
export function resourceChanges(plan: PlanDocument): readonly ResourceChange[] {
  let changes = read.get(plan);
  if (!changes) {
    changes = objectsOf(plan.json.resource_changes).map(changeOf);
    read.set(plan, changes);
  }
  return changes;
}

/** Read once: most parts of a preview ask. */
const read = new WeakMap<PlanDocument, readonly ResourceChange[]>();

/** What was changed outside Terraform, as far as the plan saw it. */
export function driftOf({ json }: PlanDocument): readonly ResourceChange[] {
  return objectsOf(json.resource_drift).map(changeOf);
}

/** What the plan leaves to a later one. */
export function deferredChanges({ json }: PlanDocument): readonly DeferredChange[] {
  return objectsOf(json.deferred_changes).map((entry) => ({
    why: deferralText(textOf(entry.reason)),
    change: changeOf(objectOf(entry.resource_change)),
  }));
}

/** One change of an output. */
export interface OutputChange extends Pick<ResourceChange, 'before' | 'after' | 'afterUnknown'> {
  readonly name: string;
  readonly action: Action;
  readonly beforeSensitive: Json;
  readonly afterSensitive: Json;
}

/** What the plan does to outputs. */
export function outputChanges({ json }: PlanDocument): readonly OutputChange[] {
  const outputs = objectOf(json.output_changes);
  return Object.keys(outputs).map((name) => ({ name, ...bodyOf(objectOf(outputs[name])) }));
}

function changeOf(entry: JsonObject): ResourceChange {
  const change = objectOf(entry.change);
  const body = bodyOf(change);
  const previousAddress = textOf(entry.previous_address) || undefined;
  const importing = isObject(change.importing) ? change.importing : undefined;
  return {
    ...body,
    // Terraform says `no-op` of what it only moves or imports.
    action: body.action !== 'no-op' ? body.action : importing ? 'import' : previousAddress ? 'move' : 'no-op',
    actions: textsOf(change.actions),
    address: textOf(entry.address),
    type: textOf(entry.type),
    mode: entry.mode === 'data' ? 'data' : 'managed',
    reason: reasonText(textOf(entry.action_reason)),
    previousAddress,
    importId: importing && (importing.unknown === true ? 'unknown' : importIdOf(importing)),
    deposed: textOf(entry.deposed) || undefined,
    replacePaths: (Array.isArray(change.replace_paths) ? change.replace_paths : []).map(pathOf),
  };
}

function importIdOf({ id, identity }: JsonObject): string {
  return textOf(id) || (identity === undefined ? 'unknown' : JSON.stringify(identity));
}

function bodyOf(change: JsonObject) {
  return {
    action: actionOf(textsOf(change.actions)),
    before: change.before ?? null,
    after: change.after ?? null,
    afterUnknown: change.after_unknown ?? false,
    beforeSensitive: change.before_sensitive ?? false,
    afterSensitive: change.after_sensitive ?? false,
  };
}

function pathOf(path: Json): readonly (string | number)[] {
  return Array.isArray(path) ? path.map((step) => (typeof step === 'number' ? step : textOf(step))) : [textOf(path)];
}
