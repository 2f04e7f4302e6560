import {
  emptyMap,
  hasOpenPart,
  isList,
  isMap,
  isOpen,
  Reference,
  referencesIn,
  Unknown,
  type Value,
} from '../graph/value';
import { functions } from './functions';
import { fileFunctions, readFile } from './functions-file';
import { operate } from './operators';
import { parseTemplate } from './parser';
import { BoundScope, type Scope } from './scope';
import { type Expression, maximumDepth, SyntaxFault } from './syntax';
import { asText, concatenate } from './text';

/** Steps that folding one expression may take: nested loops over ranges are cut here. */
const maximumSteps = 100_000;

/** How deep the folding of one expression is, and how many steps it has left. */
interface Frame {
  readonly depth: number;
  readonly budget: { left: number };
}

/** Folds an expression as far as its names are known. Never throws: what cannot be folded is {@link Unknown}. */
export function evaluate(
  expression: Expression,
  scope: Scope,
  frame: Frame = { depth: 0, budget: { left: maximumSteps } },
): Value {
  frame.budget.left -= 1;
  if (frame.depth > maximumDepth * 2 || frame.budget.left < 0)
    return new Unknown('an expression too large to be folded');
  const deeper: Frame = { depth: frame.depth + 1, budget: frame.budget };
  const inner = (part: Expression): Value => evaluate(part, scope, deeper);
  /** The value behind a reference, for operators and functions, which need it. */
  const folded = (part: Expression): Value => scope.follow(inner(part));
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'template':
      return concatenate(expression.parts.map(inner), (value) => scope.follow(value));
    case 'name':
    case 'attribute':
      return traversal(expression, scope, deeper);
    case 'index':
      return access(inner(expression.of), folded(expression.key), scope);
    case 'splat':
      return splat(inner(expression.of), expression.each, scope, deeper);
    case 'call':
      return call(expression, folded, scope, deeper);
    case 'unary':
    case 'binary':
      return operate(expression, folded);
    case 'condition':
      return condition(expression, inner, folded);
    case 'tuple':
      return expression.items.map(inner);
    case 'object':
      return object(expression.items, inner, folded);
    case 'for':
      return loop(expression, scope, deeper);
  }
}

/** `a.b.c`: the scope answers for as many names as it knows, the rest are attributes. */
function traversal(expression: Expression & { kind: 'name' | 'attribute' }, scope: Scope, frame: Frame): Value {
  const names: string[] = [];
  let root: Expression = expression;
  while (root.kind === 'attribute') {
    names.unshift(root.name);
    root = root.of;
  }
  if (root.kind !== 'name')
    return names.reduce((value, name) => access(value, name, scope), evaluate(root, scope, frame));
  const bound = scope.name(root.name);
  const start = bound === undefined ? scope.traverse(root.name, names) : { value: bound, used: 0 };
  return names.slice(start.used).reduce((value, name) => access(value, name, scope), start.value);
}

/** One step into a value. */
function access(value: Value, key: Value, scope: Scope): Value {
  if (isOpen(key)) return new Unknown('an index that is not known', { references: referencesIn([value, key]) });
  if (typeof key !== 'string' && typeof key !== 'number') return new Unknown('an index that is no string or number');
  if (value instanceof Reference) {
    const known = scope.follow(value);
    return known instanceof Reference || known instanceof Unknown ? value.step(key) : access(known, key, scope);
  }
  if (value instanceof Unknown) {
    if (value.parts.instance) return value.parts.instance;
    const entry = typeof key === 'string' ? value.parts.entries?.[key] : undefined;
    return entry ?? new Unknown(value.reason, { references: value.references.map((reference) => reference.step(key)) });
  }
  if (isList(value)) return value[Number(key)] ?? missing(`index ${key} of a list of ${value.length}`);
  // JSON may write a block as one object; expressions name it `metadata[0]` all the same.
  if (isMap(value))
    return value[String(key)] ?? (key === 0 || key === '0' ? value : missing(`no key ${JSON.stringify(key)}`));
  return missing(`an attribute of ${value === null ? 'null' : typeof value}`);
}

/** What is not there, of something of which everything is known. */
function missing(reason: string): Unknown {
  return new Unknown(reason, { missing: true });
}

function splat(of: Value, each: Expression, scope: Scope, frame: Frame): Value {
  const apply = (item: Value): Value => evaluate(each, new BoundScope(scope, new Map([['*', item]])), frame);
  if (isList(of)) return of.map(apply);
  if (of === null) return [];
  if (isOpen(of)) {
    const known = scope.follow(of);
    if (!isOpen(known)) return splat(known, each, scope, frame);
    const references = referencesIn([apply(sampleOf(of))]);
    return new Unknown('a list whose length is not known', { references });
  }
  return [apply(of)];
}

/** What stands for an element of a collection that is not known. */
function sampleOf(of: Value): Value {
  return of instanceof Unknown && of.parts.instance ? of.parts.instance : of;
}

/** Functions that give one of their arguments as it is. */
const choosing = new Set(['coalesce', 'coalescelist', 'try', 'lookup', 'element', 'one', 'nonsensitive', 'sensitive']);

function call(
  expression: Expression & { kind: 'call' },
  folded: (part: Expression) => Value,
  scope: Scope,
  frame: Frame,
): Value {
  const implementation = functions.get(expression.name);
  let args = expression.args.map(folded);
  if (expression.spread) {
    const last = args[args.length - 1];
    if (!isList(last)) return new Unknown('arguments that are not known', { references: referencesIn(args) });
    args = [...args.slice(0, -1), ...last];
  }
  if (fileFunctions.has(expression.name))
    return readFile(expression.name, args, scope, (text, names) => templateFile(text, names, scope, frame));
  if (!implementation) {
    return new Unknown(`the function ${expression.name}() is only known to Terraform`, {
      references: referencesIn(args),
    });
  }
  try {
    return (
      implementation(args) ??
      new Unknown(`${expression.name}() of a value that is not known`, {
        references: referencesIn(args),
        ...(choosing.has(expression.name) ? { alternatives: args } : {}),
      })
    );
  } catch {
    return new Unknown(`${expression.name}() of arguments that it does not take`, { references: referencesIn(args) });
  }
}

/** The text of a template in a file: it knows the names that it is given, and nothing of the module. */
function templateFile(text: string, given: Value | undefined, scope: Scope, frame: Frame): Value {
  const names = new Map(isMap(given) ? Object.keys(given).map((key) => [key, given[key] ?? null] as const) : []);
  try {
    return evaluate(parseTemplate(text), new BoundScope(scope, names), frame);
  } catch (error) {
    if (error instanceof SyntaxFault) return new Unknown(`a template that cannot be read: ${error.message}`);
    throw error;
  }
}

function condition(
  expression: Expression & { kind: 'condition' },
  inner: (part: Expression) => Value,
  folded: (part: Expression) => Value,
): Value {
  const test = folded(expression.test);
  if (test === true || test === 'true') return inner(expression.then);
  if (test === false || test === 'false') return inner(expression.otherwise);
  const branches = [inner(expression.then), inner(expression.otherwise)];
  const [then, otherwise] = branches;
  if (then !== undefined && !branches.some(hasOpenPart) && JSON.stringify(then) === JSON.stringify(otherwise))
    return then;
  return new Unknown('a condition that is not known', {
    references: referencesIn(branches),
    alternatives: branches,
  });
}

function object(
  items: readonly { readonly key: Expression; readonly value: Expression }[],
  inner: (part: Expression) => Value,
  folded: (part: Expression) => Value,
): Value {
  const result = emptyMap();
  for (const item of items) {
    const key = folded(item.key);
    const value = inner(item.value);
    // A key of which a part is known keeps its place: the condition key `<issuer, known later>:sub` still ends in `:sub`.
    if (isOpen(key) && !(key instanceof Unknown && key.parts.pieces))
      return new Unknown('an object with a key that is not known', {
        references: referencesIn([key, value]),
        entries: result,
      });
    result[isOpen(key) ? key.toString() : (asText(key) ?? '')] = value;
  }
  return result;
}

function loop(expression: Expression & { kind: 'for' }, scope: Scope, frame: Frame): Value {
  const of = scope.follow(evaluate(expression.of, scope, frame));
  if (isOpen(of)) {
    const bound = new BoundScope(
      scope,
      new Map([
        [expression.valueName, sampleOf(of)],
        ...(expression.keyName ? [[expression.keyName, new Unknown('a key')] as const] : []),
      ]),
    );
    const references = referencesIn([evaluate(expression.value, bound, frame), of]);
    return new Unknown('a loop over a value that is not known', { references });
  }
  const pairs: [Value, Value][] = isList(of)
    ? of.map((item, index) => [index, item])
    : isMap(of)
      ? Object.keys(of)
          .sort()
          .map((key) => [key, of[key] ?? null])
      : [];
  const entries = emptyMap();
  const items: Value[] = [];
  for (const [key, value] of pairs) {
    const names = new Map<string, Value>([[expression.valueName, value]]);
    if (expression.keyName) names.set(expression.keyName, key);
    const bound = new BoundScope(scope, names);
    const kept = expression.filter ? scope.follow(evaluate(expression.filter, bound, frame)) : true;
    if (isOpen(kept)) return new Unknown('a loop with a filter that is not known', { references: referencesIn(of) });
    if (kept !== true && kept !== 'true') continue;
    const item = evaluate(expression.value, bound, frame);
    if (!expression.key) items.push(item);
    else {
      const name = scope.follow(evaluate(expression.key, bound, frame));
      if (isOpen(name))
        return new Unknown('a loop with a key that is not known', { references: referencesIn([item, name]) });
      const text = asText(name) ?? '';
      const before = entries[text];
      entries[text] = expression.grouped ? [...(isList(before) ? before : []), item] : item;
    }
  }
  if (expression.joined) return concatenate(items, (value) => scope.follow(value));
  return expression.key ? entries : items;
}
