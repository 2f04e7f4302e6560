import { hasOpenPart, referencesIn, Unknown, type Value } from '../graph/value';
import type { Expression } from './syntax';

type Folded = (part: Expression) => Value;

/** Folds `!`, `-`, comparisons, logic and arithmetic. */
export function operate(expression: Expression & { kind: 'unary' | 'binary' }, folded: Folded): Value {
  if (expression.kind === 'unary') return unary(expression.operator, folded(expression.of));
  const left = folded(expression.left);
  const right = folded(expression.right);
  return (
    binary(expression.operator, left, right) ??
    new Unknown(`${expression.operator} of a value that is not known`, { references: referencesIn([left, right]) })
  );
}

function unary(operator: '!' | '-', value: Value): Value {
  if (operator === '!') {
    const flag = toFlag(value);
    if (flag !== undefined) return !flag;
  } else {
    const number = toNumber(value);
    if (number !== undefined) return -number;
  }
  return new Unknown(`${operator} of a value that is not known`, { references: referencesIn(value) });
}

function binary(operator: string, left: Value, right: Value): Value | undefined {
  if (operator === '&&' || operator === '||') return logic(operator === '||', toFlag(left), toFlag(right));
  if (operator === '==' || operator === '!=') {
    if (hasOpenPart(left) || hasOpenPart(right)) return undefined;
    return (JSON.stringify(left) === JSON.stringify(right)) === (operator === '==');
  }
  const a = toNumber(left);
  const b = toNumber(right);
  return a === undefined || b === undefined ? undefined : arithmetic(operator, a, b);
}

/** `deciding` is the operand that decides alone: true for `||`, false for `&&`. */
function logic(deciding: boolean, left: boolean | undefined, right: boolean | undefined): boolean | undefined {
  if (left === deciding || right === deciding) return deciding;
  return left === undefined || right === undefined ? undefined : !deciding;
}

function arithmetic(operator: string, a: number, b: number): Value | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : a / b;
    case '%':
      return b === 0 ? undefined : a % b;
    case '<':
      return a < b;
    case '>':
      return a > b;
    case '<=':
      return a <= b;
    case '>=':
      return a >= b;
    default:
      return undefined;
  }
}

/** Terraform's conversion to bool: a boolean, "true"/"1", "false"/"0". */
export function toFlag(value: Value | undefined): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === '1' || value === 1) return true;
  if (value === 'false' || value === '0' || value === 0) return false;
  return undefined;
}

/** Terraform's conversion to number. */
export function toNumber(value: Value | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && /^\s*-?\d+(\.\d+)?([eE][+-]?\d+)?\s*$/.test(value)) return Number(value);
  return undefined;
}
