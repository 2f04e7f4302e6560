import type { Value } from '../graph/value';

/** Where the names of an expression are looked up. */
export interface Scope {
  /** `var.x`, `local.x`, `each.key`, `count.index`, a name bound by `for`. Undefined when the name is none of these. */
  name(name: string): Value | undefined;
  /** The root of a traversal: `var`, `local`, `data`, `module`, `aws_vpc`, … together with its next names. */
  traverse(root: string, path: readonly string[]): { readonly value: Value; readonly used: number };
  /** What the reference points at, as far as it is written in the configuration. */
  follow(value: Value): Value;
  /** The text of a file that `file()` names; undefined for one that is not to be had. */
  text(path: string): string | undefined;
}

/** A scope in which `for` has bound some names. */
export class BoundScope implements Scope {
  constructor(
    private readonly outer: Scope,
    private readonly bound: ReadonlyMap<string, Value>,
  ) {}

  name(name: string): Value | undefined {
    return this.bound.has(name) ? this.bound.get(name) : this.outer.name(name);
  }

  traverse(root: string, path: readonly string[]): { readonly value: Value; readonly used: number } {
    return this.outer.traverse(root, path);
  }

  follow(value: Value): Value {
    return this.outer.follow(value);
  }

  text(path: string): string | undefined {
    return this.outer.text(path);
  }
}
