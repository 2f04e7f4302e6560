import { isOpen, Reference, Unknown, type Value } from '../graph/value';
import { at, text } from './access';
import type { KubernetesObject } from './object';
import { objectsOf } from './objects';

/** Longest way from a name over other objects to the namespace that gives it. */
const longestWay = 8;

/**
 * What tells the namespace in which an object stands from others: its name within the stack, or the resource that
 * makes it when the name is not known. Undefined when neither is.
 */
export function namespaceKey(object: KubernetesObject): string | undefined {
  const value = at(object.body, 'metadata', 'namespace');
  if (value === undefined) return keyOfName('default', object);
  return keyOf(value, object, 0);
}

/** The key of the namespace that a Namespace object makes. */
export function ownKey(namespace: KubernetesObject): string {
  const name = at(namespace.body, 'metadata', 'name');
  const { stack, address } = namespace.resource;
  return (name === undefined ? undefined : keyOf(name, namespace, 0)) ?? `resource ${stack.name} ${address}`;
}

/** The name of the namespace in which an object stands, when it is known. Left out it is `default`. */
export function namespaceName(object: KubernetesObject): string | undefined {
  const value = at(object.body, 'metadata', 'namespace');
  return value === undefined ? (isOpen(at(object.body, 'metadata')) ? undefined : 'default') : text(value);
}

function keyOf(value: Value, from: KubernetesObject, steps: number): string | undefined {
  const name = text(value);
  if (name !== undefined) return keyOfName(name, from);
  // The same variable is the same name, whatever it is.
  if (value instanceof Unknown && value.reason.startsWith('variable ')) return keyOfName(value.reason, from);
  if (!(value instanceof Reference) || steps > longestWay) return undefined;
  const [object] = value.resource === from.resource ? [] : objectsOf(value.resource).objects;
  if (!object) return undefined;
  if (object.kind === 'Namespace') return ownKey(object);
  const named = at(object.body, 'metadata', 'namespace');
  return named === undefined ? undefined : keyOf(named, object, steps + 1);
}

function keyOfName(name: string, object: KubernetesObject): string {
  return `name ${object.resource.stack.name} ${name}`;
}
