import { evaluate } from '../expression/evaluate';
import { parseTemplate } from '../expression/parser';
import { BoundScope, type Scope } from '../expression/scope';
import { type Expression, SyntaxFault } from '../expression/syntax';
import { isObject, type Json, type JsonObject } from '../json/parse';
import { emptyMap, isList, isMap, isOpen, referencesIn, Unknown, type Value } from './value';

/** Parsed templates, kept for one check: the same reference occurs many times. */
export class Templates {
  private readonly parsed = new Map<string, Expression | SyntaxFault>();

  /** Folds a string of Terraform JSON. */
  fold(text: string, scope: Scope): Value {
    if (!text.includes('${') && !text.includes('%{')) return text;
    let expression = this.parsed.get(text);
    if (expression === undefined) {
      expression = this.parse(text);
      this.parsed.set(text, expression);
    }
    if (expression instanceof SyntaxFault)
      return new Unknown(`an expression that cannot be read: ${expression.message}`);
    return evaluate(expression, scope);
  }

  private parse(text: string): Expression | SyntaxFault {
    try {
      return parseTemplate(text);
    } catch (error) {
      if (error instanceof SyntaxFault) return error;
      throw error;
    }
  }
}

/** Folds a JSON value: an attribute, a block, or a list of blocks with its `dynamic` ones expanded. */
export function foldJson(json: Json, scope: Scope, templates: Templates): Value {
  if (typeof json === 'string') return templates.fold(json, scope);
  if (Array.isArray(json)) return json.map((item) => foldJson(item, scope, templates));
  if (!isObject(json)) return json as Value;
  const result = emptyMap();
  for (const key of Object.keys(json)) {
    if (key === '//' || (key === 'dynamic' && holdsDynamicBlocks(json[key]))) continue;
    const name = key.includes('${') ? templates.fold(key, scope) : key;
    result[typeof name === 'string' ? name : key] = foldJson(json[key] ?? null, scope, templates);
  }
  for (const name of dynamicNames(json)) {
    const fixed = result[name];
    const expanded = foldDynamic(json, name, scope, templates);
    result[name] =
      fixed === undefined
        ? expanded
        : [...(isList(fixed) ? fixed : [fixed]), ...(isList(expanded) ? expanded : [expanded])];
  }
  return result;
}

/** A JSON value that Terraform reads as blocks, as a list: one object is one block. */
export function asBlocks(json: Json | undefined): readonly JsonObject[] {
  if (Array.isArray(json)) return json.flatMap(asBlocks);
  return isObject(json) ? [json] : [];
}

/** Names of the blocks that a body makes with `dynamic`. */
export function dynamicNames(body: JsonObject): readonly string[] {
  if (!holdsDynamicBlocks(body.dynamic)) return [];
  return [...new Set(asBlocks(body.dynamic).flatMap((labels) => Object.keys(labels)))];
}

/** The blocks `name` that a body makes with `dynamic`: a list, or unknown when its `for_each` is. */
export function foldDynamic(body: JsonObject, name: string, scope: Scope, templates: Templates): Value {
  const declared = asBlocks(body.dynamic).flatMap((labels) => asBlocks(labels[name]));
  const expanded = declared.map((block) => expand(block, name, scope, templates));
  return expanded.some((value) => !isList(value)) ? expanded : expanded.flat();
}

function holdsDynamicBlocks(json: Json | undefined): boolean {
  const blocks = asBlocks(json);
  return (
    blocks.length > 0 &&
    blocks.every((labels) =>
      Object.values(labels).every((value) => asBlocks(value).some((block) => 'content' in block)),
    )
  );
}

function expand(block: JsonObject, name: string, scope: Scope, templates: Templates): Value {
  const over = scope.follow(foldJson(block.for_each ?? null, scope, templates));
  const iterator = typeof block.iterator === 'string' ? block.iterator : name;
  const content = asBlocks(block.content)[0] ?? {};
  const each = (key: Value, value: Value): Value => {
    const item = Object.assign(emptyMap(), { key, value });
    return foldJson(content, new BoundScope(scope, new Map([[iterator, item]])), templates);
  };
  if (isList(over)) return over.map((value, index) => each(index, value));
  if (isMap(over))
    return Object.keys(over)
      .sort()
      .map((key) => each(key, over[key] ?? null));
  const sample = each(new Unknown('a key of a dynamic block'), isOpen(over) ? over : new Unknown('a dynamic block'));
  return new Unknown(`dynamic ${name} blocks over a value that is not known`, {
    references: referencesIn([over, sample]),
  });
}
