import sensitive from '../../data/sensitive-attributes.json';
import { follow } from '../../graph/follow';
import { isList, isMap, isOpen, Reference, type Resource, Unknown, type Value, type ValueMap } from '../../graph/value';
import type { Fault, ResourceRule, StackRule } from '../../rule';
import { secretsIn } from '../../secrets/decode';
import { mayHoldShape, shapeOf } from '../../secrets/shapes';
import { secretIn } from '../../secrets/values';
import { pathText, textsIn } from '../paths';
import { flag, known } from '../values';
import { environmentTypes, variablesOf } from './environment';
import { namedValues, notSecret, secretName } from './not-secret';
import { literalsOfStack } from './root-literals';
import { isScript } from './scripts';

const paths = sensitive.types as Readonly<Record<string, readonly string[]>>;

/** SEC-SECRET-LITERAL */
export const literalSecret: ResourceRule & StackRule = {
  id: 'SEC-SECRET-LITERAL',
  severity: 'critical',
  title: 'A secret is written as a literal',
  why: 'It stands in the synthesized JSON, in every plan and in the state, readable by everybody who can read one of them, and cannot be rotated without a deployment.',
  fix: 'Let AWS make and keep it (manage_master_user_password, a Secrets Manager secret with rotation) and hand programs the ARN, or hand it over outside Terraform. A value of an ephemeral resource is no literal.',
  controls: ['CIS-EKS-1.4 4.4.2'],
  example: {
    bad: '{ "aws_db_instance": { "orders": { "password": "hunter2-hunter2" } } }',
    good: '{ "aws_db_instance": { "orders": { "manage_master_user_password": true } } }',
  },
  types: ['*'],
  *check(resource) {
    const reported = new Set<string>();
    for (const fault of [...sensitiveLiterals(resource), ...environmentLiterals(resource), ...recognised(resource)]) {
      if (!reported.has(fault.attribute)) yield fault;
      reported.add(fault.attribute);
    }
  },
  *checkStack(stack) {
    yield* literalsOfStack(stack);
  },
};

/** Literals in the attributes that the provider marks sensitive. */
function* sensitiveLiterals(resource: Resource): Iterable<Fault> {
  for (const path of paths[resource.type] ?? []) {
    if (notSecret.has(`${resource.type}.${path}`)) continue;
    if (resource.type === 'aws_ssm_parameter' && known(resource.get('type')) === 'String') continue;
    const names = path.split('.');
    const [first = ''] = names;
    if (resource.get(first) === undefined) continue;
    const byName = namedValues.has(`${resource.type}.${path}`);
    for (const found of valuesAt(resource.get(first), names.slice(1), [first])) yield* judge(resource, found, byName);
  }
}

/** Variables of functions, containers and builds whose name or shape says that they are secret. */
function* environmentLiterals(resource: Resource): Iterable<Fault> {
  if (!environmentTypes.has(resource.type)) return;
  for (const { path, name, value } of variablesOf(resource)) {
    if (resource.isSupplied(path.split('.'))) continue;
    for (const { text } of textsIn(follow(value), [path])) {
      const what = secretIn(name, text) ?? (text.length >= 12 ? secretsIn(text)[0]?.what : undefined);
      if (what) yield literalAt(path, what);
    }
  }
}

/** Tokens that are known by their shape, in any attribute, and tags that are called secrets. */
function* recognised(resource: Resource): Iterable<Fault> {
  for (const attribute of resource.attributes) {
    const value = resource.get(attribute);
    if (!isWorthALook(value, attribute === 'tags', 0) || isScript(resource.type, attribute)) continue;
    for (const { keys, name, text } of textsIn(value, [attribute])) {
      const what = attribute === 'tags' ? secretIn(name, text) : (shapeOf(text) ?? encodedShape(text));
      if (what && !resource.isSupplied(keys)) yield literalAt(pathText(keys), what);
    }
  }
}

/** Whether a text inside the value can hold a token: most resources are done with this, which builds no paths. */
function isWorthALook(value: Value | undefined, names: boolean, depth: number): boolean {
  if (typeof value === 'string') return mayHoldShape(value) || (value.length >= 24 && !/[^A-Za-z0-9+/=]/.test(value));
  if (typeof value !== 'object' || value === null || value instanceof Reference || depth > 24) return false;
  if (value instanceof Unknown)
    return value.parts.pieces !== undefined || value.parts.encoded !== undefined || value.parts.entries !== undefined;
  if (isList(value)) return value.some((item) => isWorthALook(item, names, depth + 1));
  const map = value as ValueMap;
  for (const key of Object.keys(map))
    if ((names && /pass|pwd|secret|token|key|cred|dsn|string/i.test(key)) || isWorthALook(map[key], names, depth + 1))
      return true;
  return false;
}

/** A token behind base64, which hides it from whoever reads and from no program. */
function encodedShape(text: string): string | undefined {
  if (text.length < 24 || text.length > 65_536 || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined;
  return shapeOf(Buffer.from(text, 'base64').toString('latin1'));
}

function literalAt(attribute: string, what: string): Fault {
  return { attribute, value: 'a literal', secret: true, message: `${attribute} holds ${what} as a literal` };
}

interface Found {
  readonly path: readonly (string | number)[];
  readonly value: Value;
}

/** The values at a path through blocks and lists; a block that marks its value as public is skipped. */
function* valuesAt(
  value: Value | undefined,
  rest: readonly string[],
  path: readonly (string | number)[],
): Iterable<Found> {
  if (value === undefined || value === null) return;
  const here = follow(value);
  const [next, ...after] = rest;
  if (isList(here)) for (const [index, item] of here.entries()) yield* valuesAt(item, rest, [...path, index]);
  else if (next === undefined) yield { path, value: here };
  else if (
    isMap(here) &&
    flag(here.is_value_secret) !== false &&
    (!('key' in here) || flag(here.is_value_secret) === true || next !== 'value' || path.includes('api_key'))
  ) {
    yield* valuesAt(here[next], after, [...path, next]);
  }
}

function* judge(resource: Resource, { path, value }: Found, byName: boolean): Iterable<Fault> {
  if (resource.isSupplied(path)) return;
  for (const literal of literals(value, path, byName)) {
    const attribute = literal.join('.');
    yield { attribute, value: 'a literal', secret: true, message: `${attribute} is a literal, and it is a secret` };
  }
}

/** Paths of the literals in a value: the value itself, an entry of a map, or a secret inside JSON text of which other parts are references. */
function literals(value: Value, path: readonly (string | number)[], byName: boolean): (readonly (string | number)[])[] {
  if (value instanceof Unknown && value.parts.encoded !== undefined) return literals(value.parts.encoded, path, true);
  if (value instanceof Unknown && value.parts.alternatives)
    return value.parts.alternatives.flatMap((one) => literals(follow(one), path, byName)).slice(0, 1);
  if (value instanceof Reference || isOpen(value) || value === null || value === '') return [];
  if (isList(value)) return value.flatMap((item, index) => literals(follow(item), [...path, index], byName));
  if (isMap(value))
    return Object.keys(value).flatMap((key) => literals(follow(value[key] ?? null), [...path, key], byName));
  const name = String(path[path.length - 1]);
  return !byName || (secretName.test(name) && typeof value === 'string') ? [path] : [];
}
