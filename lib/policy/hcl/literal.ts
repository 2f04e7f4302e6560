import type { Expression } from '../expression/syntax';
import { Bare } from '../json/bare';
import type { Json } from '../json/parse';

/**
 * An expression of literals alone as the JSON that means the same; undefined for every other one.
 *
 * @param escaped whether strings go to a place where Terraform JSON reads templates: `$${` stays `$${` there
 */
export function literalOf(expression: Expression, escaped: boolean): Json | undefined {
  switch (expression.kind) {
    case 'literal':
      return typeof expression.value === 'string' && escaped ? escapeTemplate(expression.value) : expression.value;
    case 'unary':
      return negative(expression);
    case 'tuple': {
      const items = expression.items.map((item) => literalOf(item, escaped));
      return items.every((item) => item !== undefined) ? (items as Json[]) : undefined;
    }
    case 'object':
      return objectOf(expression.items, escaped);
    default:
      return undefined;
  }
}

/** A string of which `${` and `%{` are plain text, as Terraform JSON writes it. */
function escapeTemplate(text: string): string {
  return text.includes('{') ? text.replace(/[$%]\{/g, (opening) => `${opening[0]}${opening}`) : text;
}

function negative({ operator, of }: Expression & { kind: 'unary' }): number | undefined {
  return operator === '-' && of.kind === 'literal' && typeof of.value === 'number' ? -of.value : undefined;
}

function objectOf(
  items: readonly { readonly key: Expression; readonly value: Expression }[],
  escaped: boolean,
): Json | undefined {
  const result: Record<string, Json> = new Bare<Json>();
  for (const { key, value } of items) {
    const name = key.kind === 'literal' ? String(key.value) : undefined;
    const json = literalOf(value, escaped);
    if (name === undefined || json === undefined) return undefined;
    result[escaped ? escapeTemplate(name) : name] = json;
  }
  return result;
}
