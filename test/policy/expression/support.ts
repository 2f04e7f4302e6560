import type { Scope } from '../../../lib/policy/expression/scope';
import { Templates } from '../../../lib/policy/graph/body';
import { isOpen, Unknown, type Value } from '../../../lib/policy/graph/value';

/** A scope in which `var.x` is unknown and nothing else exists. */
const emptyScope: Scope = {
  name: () => undefined,
  traverse: (root, path) => ({ value: new Unknown(`${root} is not known`), used: path.length }),
  follow: (value) => value,
  text: () => undefined,
};

/** Folds a string of Terraform JSON. */
export function fold(text: string): Value {
  return new Templates().fold(text, emptyScope);
}

/** A folded value as plain JSON; unknown parts as the string `?`. */
export function plain(value: Value): unknown {
  return JSON.parse(JSON.stringify(value, (_, part) => (isOpen(part) ? '?' : part)));
}
