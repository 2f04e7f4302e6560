/** The four cases that every rule shows, each a named configuration. */
export interface RuleCases {
  readonly rule: string;
  readonly failing: Readonly<Record<string, object>>;
  readonly passing: Readonly<Record<string, object>>;
  readonly notApplicable: Readonly<Record<string, object>>;
  /** What decides is not known: it must not pass. */
  readonly unknown: Readonly<Record<string, object>>;
}
