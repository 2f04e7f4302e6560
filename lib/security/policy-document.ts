import { type IResolvable, type IResolveContext, Token } from 'cdktf';
import type { IConstruct } from 'constructs';
import { Faults } from '../core';
import { type MergedStatement, mergeStatements, Texts } from './policy-merge';
import { type PolicyKind, type PolicyStatement, validateStatement } from './statement';

/**
 * An IAM policy that grows by statements and is written when the stack is synthesized: as few statements as say exactly the
 * same, in an order that depends only on what they say. In the output it is one literal JSON string, with references
 * (`${aws_s3_bucket.logs.arn}`) inside, so that any policy tool can parse it.
 */
export class PolicyDocument implements IResolvable {
  /** Not captured: a stack trace costs more than the document. */
  readonly creationStack: string[] = [];
  private readonly statements: PolicyStatement[] = [];
  private text: string | undefined;
  private token: string | undefined;

  /**
   * @param scope the construct that error messages name
   * @param kind `identity` for a role's own policy, `resource` for one attached to a bucket, key or secret, `trust` for who
   * may assume a role
   */
  constructor(
    private readonly scope: IConstruct,
    private readonly kind: PolicyKind,
  ) {}

  /**
   * Adds statements. They may be added until the stack is synthesized.
   *
   * @throws ValidationError for a wildcard action in an Allow, an Allow for everyone, `iam:PassRole` that is not bound to
   * roles and a service, two different statements with one `sid`
   */
  add(...statements: readonly PolicyStatement[]): this {
    for (const statement of statements) {
      validateStatement(this.scope, this.kind, statement);
      this.statements.push(statement);
    }
    this.text = undefined;
    return this;
  }

  /** True until the first statement is added. */
  get isEmpty(): boolean {
    return this.statements.length === 0;
  }

  /** The policy for a resource's `policy` argument: a token that becomes the JSON text at synthesis. */
  get json(): string {
    this.token ??= Token.asString(this);
    return this.token;
  }

  /** Called by cdktf when it writes the stack. */
  resolve(context: IResolveContext): string {
    this.text ??= this.render((text) => context.resolve(text) as string);
    return this.text;
  }

  toString(): string {
    return this.json;
  }

  /** A policy that was put through `JSON.stringify` would be quoted twice, so it becomes its token. */
  toJSON(): string {
    return this.json;
  }

  private render(resolve: (text: string) => string): string {
    const merged = mergeStatements(this.statements, new Texts(resolve));
    this.refuseSharedSids(merged);
    return escapePolicyVariables(JSON.stringify({ Version: '2012-10-17', Statement: merged.map(toJson) }));
  }

  private refuseSharedSids(merged: readonly MergedStatement[]): void {
    const sids = merged.flatMap(({ sid }) => sid ?? []);
    const twice = sids.find((sid, index) => sids.indexOf(sid) !== index);
    if (twice === undefined) return;
    const faults = new Faults(this.scope);
    faults.add({
      prop: 'policy.sid',
      expected: 'a name for one statement only',
      got: twice,
      fix: 'Rename one of them, or leave `sid` out.',
    });
    faults.throwIfAny();
  }
}

function toJson({ sid, effect, principal, actions, resources, conditions }: MergedStatement): object {
  const operators = Object.entries(conditions).map(
    ([operator, keys]) => [operator, mapValues(keys, oneOrMany)] as const,
  );
  return {
    ...(sid !== undefined && { Sid: sid }),
    Effect: effect,
    ...(principal !== undefined && { Principal: principal === '*' ? '*' : mapValues(principal, oneOrMany) }),
    Action: oneOrMany(actions),
    ...(resources.length > 0 && { Resource: oneOrMany(resources) }),
    ...(operators.length > 0 && { Condition: Object.fromEntries(operators) }),
  };
}

function oneOrMany(texts: readonly string[]): string | readonly string[] {
  return texts.length === 1 && texts[0] !== undefined ? texts[0] : texts;
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** IAM's own `${aws:username}` must reach AWS: to Terraform it would be an expression. */
function escapePolicyVariables(text: string): string {
  return text.includes('${') ? text.replace(/(?<!\$)\$\{(?=[a-z][a-z0-9-]*:)/g, '$$$${') : text;
}
