import { isObject, type Json } from '../../policy/load';
import { looksRandom, secretIn } from '../../policy/secrets';
import type { PlanDocument } from '../document';
import { driftOf, outputChanges, resourceChanges } from '../resource-change';
import { nameOf } from './name';

/** Longer values are documents that hold a secret, and not the secret. */
const LONGEST = 512;

/** Values of a plan's changes that the policy's detector takes for secrets, so that they are hidden wherever else they occur. */
export function detectedTexts(plan: PlanDocument): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Set<string>();
  const visit = (value: Json | undefined, name: string): void => {
    if (typeof value === 'string') {
      if (value.length > LONGEST || seen.has(`${name}\n${value}`)) return;
      seen.add(`${name}\n${value}`);
      if (secretIn(name, value) !== undefined || looksRandom(name, value)) found.add(value);
    } else if (Array.isArray(value)) for (const item of value) visit(item, name);
    else if (isObject(value)) for (const key of Object.keys(value)) visit(value[key], nameOf(value, key));
  };
  for (const { before, after, action } of [...resourceChanges(plan), ...driftOf(plan)]) {
    if (action === 'no-op') continue;
    visit(before, '');
    visit(after, '');
  }
  for (const { name, before, after } of outputChanges(plan)) {
    visit(before, name);
    visit(after, name);
  }
  return found;
}
