import { isObject, type Json } from '../../policy/load';
import { nameOf } from '../redact/name';
import type { Redactor } from '../redact/redactor';
import { ABSENT, type Shown, UNKNOWN } from './attribute-change';
import { holdsTrue, type Side } from './side';

/** Longer values are cut: what is behind is in the plan, and nobody reads it in a comment. */
const LONGEST = 240;

/** What may be shown of one side of a change. `name` is what the value is called: it may tell that it is a secret. */
export function show(side: Side, name: string, redactor: Redactor): Shown {
  if (holdsTrue(side.sensitive)) return { kind: 'hidden', why: 'sensitive' };
  if (side.unknown === true) return UNKNOWN;
  const { value } = side;
  if (value === undefined || value === null) return ABSENT;
  const why = whyHidden(value, name, redactor);
  if (why !== undefined) return { kind: 'hidden', why };
  return { kind: 'value', text: cut(textOf(value, side.unknown)) };
}

/** Why a value, or any part of it, must not be shown. */
function whyHidden(value: Json, name: string, redactor: Redactor): string | undefined {
  if (typeof value === 'string') return redactor.whyHidden(name, value);
  if (Array.isArray(value)) return first(value, (item) => whyHidden(item, name, redactor));
  if (!isObject(value)) return undefined;
  return first(
    Object.keys(value),
    (key) => whyHidden(value[key] ?? null, nameOf(value, key), redactor) ?? redactor.whyHidden('key', key),
  );
}

/** A value on one line, as Terraform would write it; parts that only apply knows are named so. */
function textOf(value: Json, unknown: Json | undefined): string {
  if (Array.isArray(value)) {
    const mask = Array.isArray(unknown) ? unknown : [];
    return `[${value.map((item, index) => (mask[index] === true ? '(known after apply)' : textOf(item, mask[index]))).join(', ')}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const mask = isObject(unknown) ? unknown : {};
  const keys = [...new Set([...Object.keys(value), ...Object.keys(mask).filter((key) => mask[key] === true)])];
  const parts = keys
    .filter((key) => mask[key] === true || !isEmpty(value[key]))
    .map((key) => `${key} = ${mask[key] === true ? '(known after apply)' : textOf(value[key] ?? null, mask[key])}`);
  return `{ ${parts.join(', ')} }`;
}

/** Whether a value is as good as not set. */
export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
