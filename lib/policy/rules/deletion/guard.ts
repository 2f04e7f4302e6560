import { toNumber } from '../../expression/operators';
import { isOpen, type Resource, type Value } from '../../graph/value';
import { isObject, type Json } from '../../json/parse';
import type { ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';
import { statefulTypes } from '../state/stateful-types';
import { flag, known } from '../values';
import { type Guard, guards } from './guards';

/** REL-DELETE-GUARD */
export const deletionGuard: ResourceRule = {
  id: 'REL-DELETE-GUARD',
  severity: 'high',
  title: 'Data in production can be deleted by accident',
  why: 'A renamed construct or a wrong target makes Terraform delete and create anew; the guard is what stops it.',
  fix: 'In production keep deletion_protection on, skip_final_snapshot, force_destroy, force_delete and delete_automated_backups off.',
  controls: ['AWS-FSBP RDS.7', 'AWS-FSBP RDS.8', 'AWS-FSBP DynamoDB.6'],
  stages: ['prod'],
  example: {
    bad: '{ "aws_db_instance": { "orders": { "deletion_protection": false, "skip_final_snapshot": true } } }',
    good: '{ "aws_db_instance": { "orders": { "deletion_protection": true, "final_snapshot_identifier": "orders-final" } } }',
  },
  types: [...new Set([...guards.keys(), ...statefulTypes])],
  *check(resource) {
    if (isUnprotected(resource.meta('lifecycle')))
      yield {
        attribute: 'lifecycle.prevent_destroy',
        value: false,
        message: 'Terraform is told that it may destroy it',
        fix: 'Set prevent_destroy = true, or leave it out where the resource has a guard of its own.',
      };
    for (const guard of guards.get(resource.type) ?? []) {
      if (guard.exceptWith?.some((name) => resource.get(name) !== undefined)) continue;
      const value = resource.get(guard.attribute);
      const state = stateOf(resource, guard);
      if (state === 'guarded') continue;
      if (state === 'open') yield { attribute: guard.attribute, value, message: guard.message, fix: fixOf(guard) };
      else yield unverifiable(guard.attribute, state, `whether ${guard.attribute} guards it is not known`);
    }
  },
};

function fixOf({ attribute, guarded, atLeast }: Guard): string {
  if (atLeast !== undefined) return `Set ${attribute} = ${atLeast} or more.`;
  const last = attribute === 'skip_final_snapshot' ? ', and final_snapshot_identifier to a name' : '';
  return `Set ${attribute} = ${JSON.stringify(guarded)}${last}.`;
}

/** `prevent_destroy = false`, written out: somebody took the guard away. */
function isUnprotected(lifecycle: Json | undefined): boolean {
  const blocks = Array.isArray(lifecycle) ? lifecycle : [lifecycle ?? null];
  return blocks.some(
    (block) => isObject(block) && (block.prevent_destroy === false || block.prevent_destroy === 'false'),
  );
}

function stateOf(resource: Resource, guard: Guard) {
  const value = resource.get(guard.attribute);
  if (guard.atLeast !== undefined) return numberState(known(value), guard.atLeast);
  const actual = typeof guard.guarded === 'string' ? known(value) : flag(value);
  if (actual === undefined) return guard.guardedByDefault ? 'guarded' : 'open';
  if (isOpen(actual)) return actual;
  // A plan shows the provider's default, which for backups is `true`: only what is written counts.
  if (guard.guardedByDefault && !resource.isWritten(guard.attribute)) return 'guarded';
  return actual === guard.guarded ? 'guarded' : 'open';
}

function numberState(actual: Value | undefined, atLeast: number) {
  if (actual === undefined) return 'guarded';
  if (isOpen(actual)) return actual;
  const days = toNumber(actual);
  return days !== undefined && days >= atLeast ? 'guarded' : 'open';
}
