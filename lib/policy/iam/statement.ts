import { follow } from '../graph/follow';
import { isList, isMap, isOpen, type Reference, show, type Unknown, type Value, type ValueMap } from '../graph/value';
import type { PolicyDocument } from './read-document';

/** One condition: operator, key in lower case, and values. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Value[];
}

/** A statement of a policy document, each part as a list. A part that is left out is undefined. */
export interface Statement {
  readonly index: number;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny' | 'unknown';
  readonly actions: readonly Value[] | undefined;
  readonly notActions: readonly Value[] | undefined;
  readonly resources: readonly Value[] | undefined;
  readonly notResources: readonly Value[] | undefined;
  readonly principal: Value | undefined;
  readonly notPrincipal: Value | undefined;
  readonly conditions: readonly Condition[];
  /** Whether the conditions are not known: then they must not be believed to restrict anything. */
  readonly conditionsOpen: boolean;
}

/** Reads the statements of a document; those that are not known at all come apart. */
export function readStatements(document: PolicyDocument): Statements {
  let read = known.get(document);
  if (!read) {
    read = readAll(document);
    known.set(document, read);
  }
  return read;
}

/** The statements of a document, and those of which nothing is known. */
interface Statements {
  readonly statements: readonly Statement[];
  readonly open: readonly (Reference | Unknown)[];
}

const known = new WeakMap<PolicyDocument, Statements>();

function readAll(document: PolicyDocument): Statements {
  const statements: Statement[] = [];
  const open: (Reference | Unknown)[] = [];
  document.statements.forEach((value, index) => {
    const known = follow(value);
    if (isMap(known)) statements.push(readStatement(known, index));
    else if (isOpen(known)) open.push(known);
  });
  return { statements, open };
}

function readStatement(map: ValueMap, index: number): Statement {
  const fields = new Map(Object.keys(map).map((key) => [key.toLowerCase(), map[key]]));
  const list = (name: string): readonly Value[] | undefined => {
    const value = fields.get(name);
    return value === undefined || value === null ? undefined : listOf(value);
  };
  const effect = show(follow(fields.get('effect') ?? 'unknown')).toLowerCase();
  const condition = fields.get('condition');
  const conditions = condition === undefined || condition === null ? {} : follow(condition);
  const sid = fields.get('sid');
  return {
    index,
    sid: typeof sid === 'string' ? sid : undefined,
    effect: effect === 'allow' ? 'Allow' : effect === 'deny' ? 'Deny' : 'unknown',
    actions: list('action'),
    notActions: list('notaction'),
    resources: list('resource'),
    notResources: list('notresource'),
    principal: fields.get('principal') ?? undefined,
    notPrincipal: fields.get('notprincipal') ?? undefined,
    conditions: isMap(conditions) ? readConditions(conditions) : [],
    conditionsOpen: !isMap(conditions),
  };
}

/** A value as a list, followed one level. */
export function listOf(value: Value): readonly Value[] {
  const known = follow(value);
  return isList(known) ? known.map(follow) : [known];
}

function readConditions(map: ValueMap): Condition[] {
  return Object.keys(map).flatMap((operator) => {
    const keys = follow(map[operator] ?? null);
    if (!isMap(keys)) return [];
    return Object.keys(keys).map((key) => ({
      operator: operator.toLowerCase(),
      key: key.toLowerCase(),
      values: listOf(keys[key] ?? null),
    }));
  });
}

/** How a statement is named in messages: its Sid, or its number from 0. */
export function nameOf(statement: Statement): string {
  return statement.sid ? `statement ${JSON.stringify(statement.sid)}` : `statement ${statement.index}`;
}
