import { ValidationError } from '../core';

/** What the AWS provider calls to manage resources of some types, as exact IAM actions. */
export interface ProviderActions {
  /** Needed to plan. */
  readonly read: readonly string[];
  /** Needed to create, change and delete, besides `read`. */
  readonly write: readonly string[];
}

type Table = Readonly<Record<string, { readonly read: string; readonly write: string }>>;

/** `data/provider-actions.json`: recorded from the provider; test/delivery compares it with the recording and with AWS's own list of actions. */
function table(): Table {
  return (require('./data/provider-actions.json') as { readonly types: Table }).types;
}

/** The types that {@link actionsOf} knows; a data source is `data.aws_vpc`. */
export function knownTypes(): readonly string[] {
  return Object.keys(table());
}

/**
 * The actions for resources of these types, sorted and without duplicates. Types of other providers than AWS need none.
 *
 * @param place who asks, for the message
 * @throws ValidationError with every type that the table has no row for
 */
export function actionsOf(place: string, types: Iterable<string>): ProviderActions {
  const rows = table();
  const own = [...types].filter((type) => /^(data\.)?aws_/.test(type));
  const missing = own.filter((type) => !(type in rows));
  if (missing.length > 0) {
    throw new ValidationError(
      place,
      missing.map((type) => ({
        prop: 'stacks',
        expected: 'made of types whose API actions are known',
        got: type,
        fix: `Add a row for ${type} to lib/delivery/data/provider-actions.json: without it the pipeline could not deploy it.`,
      })),
    );
  }
  const all = (kind: 'read' | 'write'): string[] =>
    [...new Set(own.flatMap((type) => rows[type]?.[kind].split(' ') ?? []))].filter(Boolean).sort();
  const read = all('read');
  return { read, write: all('write').filter((action) => !read.includes(action)) };
}
