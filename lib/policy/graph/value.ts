import { Bare } from '../json/bare';
import type { Json } from '../json/parse';
import type { Stack } from './stack';

/**
 * What an attribute is after every expression was folded: known, a reference to a resource's attribute that only AWS
 * can fill in, or unknown. Unknown is never read as false: rules get it as {@link Unknown} and have to answer for it.
 */
export type Value = null | boolean | number | string | readonly Value[] | ValueMap | Reference | Unknown;

/** An object of {@link Value}, without a prototype. */
export interface ValueMap {
  readonly [key: string]: Value;
}

/** One resource instance or data source of the graph, from a configuration or from a plan. */
export interface Resource {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  /** Terraform address inside its stack, with module path and instance key. */
  readonly address: string;
  readonly stack: Stack;
  /** The same resource in the plan that this configuration stands beside. */
  readonly inPlan?: Resource | undefined;
  /** Path of the construct that made it; null when no construct did. */
  readonly constructPath: string | null;
  /** The file in which its block stands. */
  readonly file: string;
  /** Line of its block in {@link file}, when it is known. */
  readonly line: number | undefined;
  /** Names of the attributes and blocks that are set. */
  readonly attributes: readonly string[];
  /** The folded value of an attribute or block; undefined when it is not set or null. */
  get(name: string): Value | undefined;
  /** Whether the configuration sets the attribute; in a plan AWS or the provider may have filled it in. */
  isWritten(name: string): boolean;
  /** Every reference that an attribute is written with, also where its value is known. */
  mentions(name: string): readonly Reference[];
  /** A meta-argument (`lifecycle`, `provider`), as written. */
  meta(name: string): Json | undefined;
  /** Whether the value at the path comes from the caller (a variable without that default), not from the files. Only a plan needs to tell. */
  isSupplied(path: readonly (string | number)[]): boolean;
}

/** `aws_vpc.main.id`: an attribute of a resource of the graph. An empty path is the resource itself. */
export class Reference {
  constructor(
    private readonly named: Resource,
    readonly path: readonly (string | number)[],
  ) {}

  /** The resource that is named; of a configuration beside a plan the one of the plan. */
  get resource(): Resource {
    return this.named.inPlan ?? this.named;
  }

  /** The same reference one step deeper. */
  step(key: string | number): Reference {
    return new Reference(this.named, [...this.path, key]);
  }

  toString(): string {
    return [this.resource.address, ...this.path].join('.');
  }
}

/** What is known about an {@link Unknown} besides the reason. */
export interface UnknownParts {
  /** Every resource attribute that the value is made from. */
  readonly references?: readonly Reference[];
  /** A string of which some pieces are known: `"arn:…/${aws_s3_bucket.b.id}/*"`. */
  readonly pieces?: readonly Value[];
  /** A map of which these entries are known, others may exist: `merge(var.tags, { owner = "x" })`. */
  readonly entries?: ValueMap;
  /** The value that `jsonencode` or `base64encode` was given, when parts of it are not known. */
  readonly encoded?: Value;
  /** What the value is one of: the branches of a condition that is not known, the arguments of `coalesce` and `try`. */
  readonly alternatives?: readonly Value[];
  /** The variable, or the output of another state, that the value is, when nothing else is known of it. */
  readonly input?: { readonly kind: 'variable' | 'output'; readonly name: string; readonly sensitive: boolean };
  /** Terraform would stop here with an error: `try()` goes on to its next argument. */
  readonly missing?: true;
  /** Instances of which neither number nor keys are known: any index or key gives this one, which stands for all. */
  readonly instance?: Reference;
}

/** A value that cannot be known before apply (or at all, from these files). */
export class Unknown {
  constructor(
    readonly reason: string,
    readonly parts: UnknownParts = {},
  ) {}

  get references(): readonly Reference[] {
    return this.parts.references ?? [];
  }

  toString(): string {
    return this.parts.pieces ? this.parts.pieces.map((piece) => show(piece)).join('') : `unknown (${this.reason})`;
  }
}

/** Whether the value is neither known nor made of known parts at its top level. */
export function isOpen(value: Value | undefined): value is Reference | Unknown {
  return value instanceof Reference || value instanceof Unknown;
}

/** Whether the value is a known map. */
export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isOpen(value);
}

/** Whether the value is a known list. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** All references inside a value, at any depth. */
export function referencesIn(value: Value | undefined, into: Reference[] = []): Reference[] {
  if (value instanceof Reference) into.push(value);
  else if (value instanceof Unknown) into.push(...value.references);
  else if (isList(value)) for (const item of value) referencesIn(item, into);
  else if (isMap(value)) for (const key of Object.keys(value)) referencesIn(value[key], into);
  return into;
}

/** Whether a part of the value, at any depth, is not known. */
export function hasOpenPart(value: Value | undefined): boolean {
  if (isOpen(value)) return true;
  if (isList(value)) return value.some(hasOpenPart);
  return isMap(value) && Object.keys(value).some((key) => hasOpenPart(value[key]));
}

/** How a value is printed in a message: short, references as Terraform writes them. */
export function show(value: Value | undefined): string {
  if (value === undefined) return '(not set)';
  if (typeof value === 'string') return value;
  if (isOpen(value)) return value instanceof Reference ? `\${${value}}` : value.toString();
  if (isList(value)) return `[${value.map(show).join(', ')}]`;
  if (isMap(value))
    return `{${Object.keys(value)
      .map((key) => `${key}: ${show(value[key])}`)
      .join(', ')}}`;
  return String(value);
}

/** An empty object without a prototype. */
export function emptyMap(): Record<string, Value> {
  return new Bare<Value>();
}
