import { follow } from '../graph/follow';
import { emptyMap, isList, isMap, isOpen, type Resource, Unknown, type Value, type ValueMap } from '../graph/value';
import { readDocument } from './read-document';

/** Evaluates a `data.aws_iam_policy_document` to the document that its `json` attribute will hold. */
export function policyDocumentOf(resource: Resource): Value {
  const statements: Value[] = [];
  for (const source of documents(resource, 'source_policy_documents', 'source_json')) statements.push(...source);
  for (const block of blocks(resource.get('statement'))) add(statements, statementOf(block));
  for (const override of documents(resource, 'override_policy_documents', 'override_json')) {
    for (const statement of override) add(statements, statement);
  }
  return Object.assign(emptyMap(), { Version: resource.get('version') ?? '2012-10-17', Statement: statements });
}

/** Appends a statement; one with the same Sid is replaced, as the provider does. */
function add(statements: Value[], statement: Value): void {
  const sid = isMap(statement) ? statement.Sid : undefined;
  const at = sid ? statements.findIndex((other) => isMap(other) && other.Sid === sid) : -1;
  if (at >= 0) statements[at] = statement;
  else statements.push(statement);
}

function documents(resource: Resource, list: string, single: string): Value[][] {
  return [...blocks(resource.get(list)), ...blocks(resource.get(single))].map((source) => {
    const document = readDocument(source);
    return document ? [...document.statements] : [new Unknown('a source policy document that is not known')];
  });
}

function blocks(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  const known = isOpen(value) ? follow(value) : value;
  return isList(known) ? known : [known];
}

function statementOf(block: Value): Value {
  if (!isMap(block)) return block;
  const statement = emptyMap();
  if (block.sid) statement.Sid = block.sid;
  statement.Effect = block.effect ?? 'Allow';
  copy(block, statement, {
    actions: 'Action',
    not_actions: 'NotAction',
    resources: 'Resource',
    not_resources: 'NotResource',
  });
  const principals = principalsOf(block.principals);
  const notPrincipals = principalsOf(block.not_principals);
  if (principals) statement.Principal = principals;
  if (notPrincipals) statement.NotPrincipal = notPrincipals;
  const conditions = conditionsOf(block.condition);
  if (conditions) statement.Condition = conditions;
  return statement;
}

function copy(from: ValueMap, to: Record<string, Value>, names: Readonly<Record<string, string>>): void {
  for (const [name, target] of Object.entries(names)) {
    const value = from[name];
    if (value !== undefined && value !== null && !(isList(value) && value.length === 0)) to[target] = value;
  }
}

function principalsOf(value: Value | undefined): Value | undefined {
  const all = blocks(value);
  if (all.length === 0) return undefined;
  const result = emptyMap();
  for (const block of all) {
    if (!isMap(block) || typeof block.type !== 'string') return new Unknown('principals that are not known');
    const identifiers = blocks(block.identifiers);
    // The provider writes `principals { type = "*" identifiers = ["*"] }` as the bare "*".
    if (block.type === '*' && identifiers.includes('*')) return '*';
    const before = result[block.type];
    result[block.type] = [...(isList(before) ? before : []), ...identifiers];
  }
  return result;
}

function conditionsOf(value: Value | undefined): Value | undefined {
  const all = blocks(value);
  if (all.length === 0) return undefined;
  const result = emptyMap();
  for (const block of all) {
    const variable = isMap(block) ? keyOf(block.variable) : undefined;
    if (!isMap(block) || typeof block.test !== 'string' || variable === undefined)
      return new Unknown('a condition that is not known');
    const before = result[block.test];
    const keys = Object.assign(emptyMap(), isMap(before) ? before : {});
    const values = keys[variable];
    keys[variable] = [...(isList(values) ? values : []), ...blocks(block.values)];
    result[block.test] = keys;
  }
  return result;
}

/** A condition key. One that starts with an issuer which is known later still ends in `:sub` or `:aud`. */
function keyOf(variable: Value | undefined): string | undefined {
  if (typeof variable === 'string') return variable;
  const text = variable instanceof Unknown && variable.parts.pieces ? variable.toString() : '';
  return /:[\w-]+$/.test(text) ? text : undefined;
}
