/** A statement as IAM writes it: for policies of the pipeline, whose prefixes of names and denials `PolicyDocument` has no spelling for. */
export interface RawStatement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The text of a policy, without the statements that have no action left. */
export function policyJson(statements: readonly RawStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements.filter(({ Action }) => Action.length > 0) });
}
