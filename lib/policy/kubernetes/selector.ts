import { isMap, isOpen, type Value } from '../graph/value';
import { at, behind, each, isEmpty, text } from './access';

/** Whether a label selector matches labels; undefined when a part that decides is not known. An empty one matches all. */
export function selects(selector: Value | undefined, labels: Value | undefined): boolean | undefined {
  const known = behind(selector);
  if (known === undefined) return false;
  if (isOpen(known)) return undefined;
  if (!isMap(known)) return false;
  let open = false;
  const judge = (result: boolean | undefined): boolean => {
    if (result === undefined) open = true;
    return result === false;
  };
  const wanted = at(known, 'matchLabels');
  if (isOpen(wanted)) open = true;
  for (const key of isMap(wanted) ? Object.keys(wanted) : [])
    if (judge(same(at(wanted, key), labelOf(labels, key)))) return false;
  for (const expression of each(known.matchExpressions)) if (judge(meets(expression, labels))) return false;
  return open ? undefined : true;
}

/** Whether a selector has no condition. */
export function selectsAll(selector: Value | undefined): boolean {
  const known = behind(selector);
  return isMap(known) && isEmpty(known);
}

function labelOf(labels: Value | undefined, key: string): Value | undefined {
  return at(labels, key);
}

function same(wanted: Value | undefined, actual: Value | undefined): boolean | undefined {
  if (isOpen(wanted) || isOpen(actual)) {
    // The same expression on both sides gives the same text, whatever it is.
    return String(wanted) === String(actual) ? true : undefined;
  }
  return text(wanted) === text(actual);
}

function meets(expression: Value, labels: Value | undefined): boolean | undefined {
  const key = text(at(expression, 'key'));
  if (key === undefined) return undefined;
  const actual = labelOf(labels, key);
  if (isOpen(actual)) return undefined;
  const values = each(at(expression, 'values'));
  if (values.some((value) => isOpen(value))) return undefined;
  switch (text(at(expression, 'operator'))) {
    case 'In':
      return actual !== undefined && values.some((value) => text(value) === text(actual));
    case 'NotIn':
      return !values.some((value) => text(value) === text(actual));
    case 'Exists':
      return actual !== undefined;
    case 'DoesNotExist':
      return actual === undefined;
    default:
      return undefined;
  }
}
