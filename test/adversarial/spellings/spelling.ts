/** A class of bad configuration in spellings that teams use: whole configurations, as they stand in a `*.tf.json`. */
export interface Spellings {
  /** Number in the list of classes. */
  readonly class: number;
  /** Any of these rules may be the one that speaks. */
  readonly rules: readonly string[];
  readonly bad: Readonly<Record<string, Configuration>>;
  /** The nearest that is right: it passes without a finding of any rule. */
  readonly good: Readonly<Record<string, Configuration>>;
}

/** Terraform JSON, with `resource` at its root left out when there is nothing else. */
export type Configuration = Readonly<Record<string, unknown>>;

/** Root of a configuration that is more than resources. */
const roots = new Set([
  'resource',
  'data',
  'variable',
  'locals',
  'module',
  'provider',
  'terraform',
  'output',
  'ephemeral',
  '//',
]);

/** The configuration as a file. */
export function asFile(configuration: Configuration): Configuration {
  return Object.keys(configuration).every((key) => roots.has(key)) ? configuration : { resource: configuration };
}

/** A policy document as text. */
export function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
