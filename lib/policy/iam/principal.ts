import { follow } from '../graph/follow';
import { isMap, Unknown, type Value } from '../graph/value';
import { isBlank } from './blank';
import { listOf } from './statement';

/** One principal of a statement. */
export interface Principal {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` for the bare star. */
  readonly kind: string;
  readonly value: Value;
}

/** The principals of a statement as a list. */
export function principalsOf(value: Value | undefined): readonly Principal[] {
  if (value === undefined) return [];
  const known = follow(value);
  if (isMap(known))
    return Object.keys(known).flatMap((kind) => listOf(known[kind] ?? null).map((item) => ({ kind, value: item })));
  return listOf(known).map((item) => ({ kind: '*', value: item }));
}

/** How the principal reads when it is anybody; undefined when it is somebody. */
export function anybody({ kind, value }: Principal): string | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  if (/^[*?]+$/.test(text)) return kind === '*' ? 'Principal "*"' : `Principal ${kind} "*"`;
  const everyone = kind === 'Service' ? /^[*?]/.test(text) : /^arn:[^:]*:(iam|sts)::[^:]*[*?][^:]*:/.test(text);
  return everyone && kind !== 'CanonicalUser' ? `Principal ${kind} ${JSON.stringify(text)}` : undefined;
}

/** The text of a principal; parts that are known later stand in it as a name without wildcards. */
function textOf(value: Value): string | undefined {
  if (typeof value === 'string') return value.trim();
  if (!(value instanceof Unknown) || !value.parts.pieces) return undefined;
  return value.parts.pieces.map((piece) => (typeof piece === 'string' ? piece : 'known-later')).join('');
}

/** Principals of which nothing is known. A reference is somebody: a role or user of the graph, an account id. */
export function openPrincipals(principals: readonly Principal[]): readonly Unknown[] {
  return principals.flatMap(({ value }) => (isBlank(value) ? [value] : []));
}
