import { isObject, type Json, type JsonObject } from '../json/parse';
import { emptyMap, type Value } from './value';

/** How an expression of the plan's `configuration` is folded. */
export type FoldPlanExpression = (expression: Json) => Value;

/**
 * Puts together what a plan says of one value in three places: the planned value, the mask of what is not known yet, and
 * the expression that it is written with. What is not known and not written is the provider's to fill in: not set.
 */
export function mergePlanned(
  value: Json | undefined,
  unknown: Json | undefined,
  expression: Json | undefined,
  fold: FoldPlanExpression,
): Value | undefined {
  if (unknown === true) return expression === undefined ? undefined : fold(expression);
  if (!hasUnknown(unknown) && isWhole(value)) return value as Value;
  if (Array.isArray(value) || Array.isArray(unknown)) {
    const written = expression ?? (isWrittenElsewhere(value) ? ofDynamicBlock : undefined);
    return mergeList(value, unknown, written, fold);
  }
  if (isObject(value) || isObject(unknown)) return mergeMap(value, unknown, expression, fold);
  return (value as Value | undefined) ?? undefined;
}

/** A plan says nothing of the expressions of a `dynamic` block: what is not known in it is some expression, not left out. */
const ofDynamicBlock: Json = { references: [] };

/** Blocks of which a part is known although the configuration shows none: `dynamic` made them. */
function isWrittenElsewhere(value: Json | undefined): boolean {
  return (
    Array.isArray(value) &&
    value.some((block) => isObject(block) && Object.values(block).some((part) => !isBlank(part)))
  );
}

function isBlank(value: Json): boolean {
  return (
    value === null || value === '' || value === 0 || value === false || (Array.isArray(value) && value.length === 0)
  );
}

/** Whether a mask marks anything. */
function hasUnknown(mask: Json | undefined): boolean {
  if (typeof mask !== 'object' || mask === null) return mask === true;
  for (const key in mask) if (hasUnknown((mask as JsonObject)[key])) return true;
  return false;
}

/** Whether a value is taken as it stands: nothing in it is left out. */
function isWhole(value: Json | undefined): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isWhole);
  for (const key in value) if (!isWhole((value as JsonObject)[key])) return false;
  return true;
}

function mergeList(
  value: Json | undefined,
  unknown: Json | undefined,
  expression: Json | undefined,
  fold: FoldPlanExpression,
): Value {
  const values: readonly Json[] = Array.isArray(value) ? value : [];
  const masks: readonly Json[] = Array.isArray(unknown) ? unknown : [];
  const written = Array.isArray(expression) ? expression : undefined;
  return Array.from({ length: Math.max(values.length, masks.length) }, (_, index) => {
    // Blocks that `dynamic` made have one expression for all; an attribute has one for the whole list.
    const own = written ? (written.length === 1 ? written[0] : written[index]) : partOf(expression, index);
    return mergePlanned(values[index], masks[index], own, fold) ?? null;
  });
}

function mergeMap(
  value: Json | undefined,
  unknown: Json | undefined,
  expression: Json | undefined,
  fold: FoldPlanExpression,
): Value {
  const values: JsonObject = isObject(value) ? value : {};
  const masks: JsonObject = isObject(unknown) ? unknown : {};
  const whole = isObject(expression) && ('references' in expression || 'constant_value' in expression);
  const result = emptyMap();
  for (const key of new Set([...Object.keys(values), ...Object.keys(masks)])) {
    const own = whole ? partOf(expression, key) : isObject(expression) ? expression[key] : undefined;
    const merged = mergePlanned(values[key], masks[key], own, fold);
    if (merged !== undefined) result[key] = merged;
  }
  return result;
}

/** The expression of one element, when a whole list or map is one expression: of a quoted template its own part. */
function partOf(expression: Json | undefined, key: string | number): Json | undefined {
  const constant = isObject(expression) ? expression.constant_value : undefined;
  const part = Array.isArray(constant) ? constant[Number(key)] : isObject(constant) ? constant[String(key)] : undefined;
  return part === undefined ? expression : { constant_value: part };
}
