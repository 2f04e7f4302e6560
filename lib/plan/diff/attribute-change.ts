/** What is shown of a value. */
export type Shown =
  | { readonly kind: 'value'; readonly text: string }
  /** Not set, or null. */
  | { readonly kind: 'absent' }
  /** Known during apply only. */
  | { readonly kind: 'unknown' }
  /** Hidden, and why. */
  | { readonly kind: 'hidden'; readonly why: string };

/** One line of a change that is more than a value: of a policy, or of a text. */
export interface DiffLine {
  readonly sign: '+' | '-' | '~' | ' ';
  readonly text: string;
}

/** One attribute, or one part of one, that a plan changes. It holds nothing that must not be seen. */
export interface AttributeChange {
  /** `ingress[0].to_port`, `tags["team"]`; inside a JSON text the path goes on behind its attribute. */
  readonly path: string;
  readonly kind: 'add' | 'remove' | 'change';
  readonly before: Shown;
  readonly after: Shown;
  /** Whether this is why the resource is replaced. */
  readonly forcesReplacement: boolean;
  /** What is to be said besides the values, `only the order differs`. */
  readonly note?: string;
  /** Set for policies and longer texts, instead of the values. */
  readonly lines?: readonly DiffLine[];
}

/** Nothing. */
export const ABSENT: Shown = { kind: 'absent' };
/** Known during apply only. */
export const UNKNOWN: Shown = { kind: 'unknown' };
