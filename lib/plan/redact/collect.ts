import { isObject, type Json, type JsonObject } from '../../policy/load';
import { objectOf, objectsOf, type PlanDocument } from '../document';
import { driftOf, outputChanges, resourceChanges } from '../resource-change';

/** Every text and number of a plan that Terraform marks as sensitive, wherever it marks it. */
export function sensitiveTexts(plan: PlanDocument): ReadonlySet<string> {
  const found = new Set<string>();
  for (const change of [...resourceChanges(plan), ...driftOf(plan), ...outputChanges(plan)]) {
    collectMarked(change.before, change.beforeSensitive, found);
    collectMarked(change.after, change.afterSensitive, found);
  }
  const { json } = plan;
  for (const entry of objectsOf(json.deferred_changes)) {
    const change = objectOf(objectOf(entry.resource_change).change);
    collectMarked(change.before, change.before_sensitive, found);
    collectMarked(change.after, change.after_sensitive, found);
  }
  collectValues(objectOf(json.planned_values), found);
  collectValues(objectOf(objectOf(json.prior_state).values), found);
  collectVariables(json, found);
  return found;
}

/** Walks a value together with its mask: `true` marks all of a value, an object or list its parts. */
function collectMarked(value: Json | undefined, mask: Json | undefined, into: Set<string>): void {
  if (mask === true) collectAll(value, into);
  else if (Array.isArray(mask) && Array.isArray(value))
    mask.forEach((part, index) => {
      collectMarked(value[index], part, into);
    });
  else if (isObject(mask) && isObject(value))
    for (const key of Object.keys(mask)) collectMarked(value[key], mask[key], into);
}

function collectAll(value: Json | undefined, into: Set<string>): void {
  if (typeof value === 'string' || typeof value === 'number') into.add(String(value));
  else if (Array.isArray(value)) for (const item of value) collectAll(item, into);
  else if (isObject(value)) for (const key of Object.keys(value)) collectAll(value[key], into);
}

/** `planned_values` and `prior_state.values`: resources with `sensitive_values`, outputs with `sensitive`. */
function collectValues(values: JsonObject, into: Set<string>): void {
  const outputs = objectOf(values.outputs);
  for (const name of Object.keys(outputs)) {
    const output = objectOf(outputs[name]);
    if (output.sensitive === true) collectAll(output.value, into);
  }
  const visit = (module: JsonObject): void => {
    for (const resource of objectsOf(module.resources)) collectMarked(resource.values, resource.sensitive_values, into);
    for (const inner of objectsOf(module.child_modules)) visit(inner);
  };
  visit(objectOf(values.root_module));
}

/** Plan JSON does not mark the values of variables; their declarations do. */
function collectVariables(json: JsonObject, into: Set<string>): void {
  const declared = objectOf(objectOf(objectOf(json.configuration).root_module).variables);
  const given = objectOf(json.variables);
  for (const name of Object.keys(declared)) {
    const declaration = objectOf(declared[name]);
    if (declaration.sensitive !== true) continue;
    collectAll(declaration.default, into);
    collectAll(objectOf(given[name]).value, into);
  }
}
