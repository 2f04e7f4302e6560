import type { IConstruct } from 'constructs';
import { type Conditions, Faults } from '../core';

/** Who a statement of a resource policy is about. */
export interface StatementPrincipals {
  /** ARNs of roles or of account roots (`arn:aws:iam::123456789012:root`). @default none */
  readonly aws?: readonly string[];
  /** Service principals such as `logging.s3.amazonaws.com`. @default none */
  readonly services?: readonly string[];
  /** ARNs of identity providers. @default none */
  readonly federated?: readonly string[];
}

interface StatementBase {
  /** A name for readers of the policy. A statement that has one is merged only with its equals. @default none */
  readonly sid?: string;
  /** ARNs. Left out in trust policies only. @default none */
  readonly resources?: readonly string[];
  /** @default none */
  readonly conditions?: Conditions;
}

/** What is allowed: exact actions to named principals. `NotAction`, `NotResource` and `NotPrincipal` have no spelling. */
export interface AllowStatement extends StatementBase {
  /** @default "Allow" */
  readonly effect?: 'Allow';
  /** Exact actions such as `s3:GetObject`. */
  readonly actions: readonly string[];
  /** Needed in a resource or trust policy, refused in an identity policy. @default none */
  readonly principals?: StatementPrincipals;
}

/** What is denied, whatever else allows it. A denial may be as broad as it likes: wildcards and everybody. */
export interface DenyStatement extends StatementBase {
  /** What makes it a denial. */
  readonly effect: 'Deny';
  /** Actions; wildcards such as `s3:*` are fine here. */
  readonly actions: readonly string[];
  /** `'everyone'` is `"Principal": "*"`. @default none */
  readonly principals?: StatementPrincipals | 'everyone';
}

/** One statement of an IAM policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html */
export type PolicyStatement = AllowStatement | DenyStatement;

/** Where a policy is attached, which decides what its statements hold. */
export type PolicyKind = 'identity' | 'resource' | 'trust';

/**
 * Refuses what has no place in a policy.
 *
 * @throws ValidationError with every fault of the statement
 */
export function validateStatement(scope: IConstruct, kind: PolicyKind, statement: PolicyStatement): void {
  const faults = new Faults(scope);
  const prefix = statement.sid === undefined ? 'policy' : `policy.${statement.sid}`;
  if (statement.effect !== 'Deny') checkAllow(faults, prefix, kind, statement);
  faults.check(statement.actions.length > 0, {
    prop: `${prefix}.actions`,
    expected: 'at least one action',
    got: statement.actions,
    fix: 'Name what the statement is about, for example s3:GetObject.',
  });
  faults.check(kind === 'trust' ? !statement.resources : (statement.resources?.length ?? 0) > 0, {
    prop: `${prefix}.resources`,
    expected: kind === 'trust' ? 'left out in a trust policy' : 'at least one ARN',
    got: statement.resources,
    fix: kind === 'trust' ? 'A trust policy is about its own role.' : 'Name the ARN of the construct: `bucket.arn`.',
  });
  faults.check((statement.principals === undefined) === (kind === 'identity'), {
    prop: `${prefix}.principals`,
    expected: kind === 'identity' ? "left out in a role's own policy" : 'given in a resource policy',
    got: statement.principals,
    fix: kind === 'identity' ? 'The role is the principal.' : 'Name roles or services: `{ aws: [role.roleArn] }`.',
  });
  faults.throwIfAny();
}

function checkAllow(faults: Faults, prefix: string, kind: PolicyKind, statement: AllowStatement): void {
  for (const action of statement.actions) {
    faults.check(/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(action), {
      prop: `${prefix}.actions`,
      expected: 'exact actions such as s3:GetObject, without a wildcard',
      got: action,
      fix: `${alternativeTo(action)} A wildcard would also allow what AWS adds tomorrow.`,
    });
    faults.check(action !== 'iam:PassRole' || passRoleIsBound(statement), {
      prop: `${prefix}.actions`,
      expected: 'without iam:PassRole on every role or to every service',
      got: action,
      fix: 'Use role.grantPassRole(grantee, service): it names the role and adds iam:PassedToService.',
    });
  }
  if (kind === 'identity') return;
  const principals: StatementPrincipals | string = statement.principals ?? {};
  const named = typeof principals === 'string' ? [principals] : Object.values(principals).flat();
  faults.check(named.length > 0 && named.every((principal) => !/\*|^everyone$/.test(principal)), {
    prop: `${prefix}.principals`,
    expected: 'named roles, accounts or services where the effect is Allow',
    got: statement.principals,
    fix: 'Name each role or service; only a Deny may be about everyone.',
  });
}

function passRoleIsBound({ resources, conditions }: AllowStatement): boolean {
  const exact = resources?.every((resource) => !resource.includes('*')) ?? false;
  return exact && conditions?.StringEquals?.['iam:PassedToService'] !== undefined;
}

const GRANTS: Readonly<Record<string, string>> = {
  s3: 'bucket.grantRead, grantWrite, grantReadWrite, grantDelete or grantList',
  kms: 'key.grantEncrypt, grantDecrypt or grantEncryptDecrypt',
  secretsmanager: 'secret.grantRead or grantWrite',
  iam: 'role.grantPassRole',
  sts: 'role.grantAssume',
};

function alternativeTo(action: string): string {
  const grant = GRANTS[action.split(':')[0] ?? ''];
  return grant === undefined ? 'List the actions one by one.' : `Use ${grant}, or list the actions one by one.`;
}
