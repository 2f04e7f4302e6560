import sensitive from '../../data/sensitive-attributes.json';
import { follow } from '../../graph/follow';
import { isList, isMap, isOpen, Reference, type Resource, Unknown, type Value } from '../../graph/value';
import type { Fault, ResourceRule } from '../../rule';
import { flag, known } from '../values';
import { namedValues, notSecret, secretName } from './not-secret';

const paths = sensitive.types as Readonly<Record<string, readonly string[]>>;

/** SEC-SECRET-LITERAL */
export const literalSecret: ResourceRule = {
  id: 'SEC-SECRET-LITERAL',
  severity: 'critical',
  title: 'A secret is written as a literal',
  why: 'It stands in the synthesized JSON, in every plan and in the state, readable by everybody who can read one of them, and cannot be rotated without a deployment.',
  fix: 'Let AWS make and keep it (manage_master_user_password, a Secrets Manager secret with rotation), or hand it over outside Terraform. A value from random_password is no literal.',
  controls: ['CIS-EKS-1.4 4.4.2'],
  example: {
    bad: '{ "aws_db_instance": { "orders": { "password": "hunter2-hunter2" } } }',
    good: '{ "aws_db_instance": { "orders": { "manage_master_user_password": true } } }',
  },
  types: Object.keys(paths),
  *check(resource) {
    for (const path of paths[resource.type] ?? []) {
      if (notSecret.has(`${resource.type}.${path}`)) continue;
      if (resource.type === 'aws_ssm_parameter' && known(resource.get('type')) === 'String') continue;
      const names = path.split('.');
      const [first = ''] = names;
      if (resource.get(first) === undefined) continue;
      const byName = namedValues.has(`${resource.type}.${path}`);
      for (const found of valuesAt(resource.get(first), names.slice(1), [first])) yield* judge(resource, found, byName);
    }
  },
};

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
  if (value instanceof Reference || isOpen(value) || value === null || value === '') return [];
  if (isList(value)) return value.flatMap((item, index) => literals(follow(item), [...path, index], byName));
  if (isMap(value))
    return Object.keys(value).flatMap((key) => literals(follow(value[key] ?? null), [...path, key], byName));
  const name = String(path[path.length - 1]);
  return !byName || (secretName.test(name) && typeof value === 'string') ? [path] : [];
}
