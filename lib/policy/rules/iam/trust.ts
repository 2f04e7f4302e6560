import type { Graph } from '../../graph/graph';
import { isOpen, type Resource, show, type Value } from '../../graph/value';
import { openAccount, ownAccounts, wholeAccount } from '../../iam/accounts';
import { isRestricted } from '../../iam/condition';
import { anybody, openPrincipals, principalsOf } from '../../iam/principal';
import { readDocument } from '../../iam/read-document';
import { type Condition, nameOf, readStatements, type Statement } from '../../iam/statement';
import type { Fault, ResourceRule } from '../../rule';
import { unverifiable } from '../../rule';

/** SEC-IAM-TRUST */
export const openTrust: ResourceRule = {
  id: 'SEC-IAM-TRUST',
  severity: 'critical',
  title: 'Anybody can assume a role',
  why: 'The permissions of the role are those of everybody who asks, from any AWS account.',
  fix: 'Name the account, role or service in Principal; for another company’s account also require sts:ExternalId, for your own organization aws:PrincipalOrgID.',
  controls: ['CIS-AWS-7.0 2.21'],
  example: {
    bad: '{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole" }',
    good: '{ "Effect": "Allow", "Principal": { "Service": "ec2.amazonaws.com" }, "Action": "sts:AssumeRole" }',
  },
  types: ['aws_iam_role'],
  *check(role, graph) {
    const policy = role.get('assume_role_policy');
    if (policy === undefined) return;
    const document = readDocument(policy);
    if (!document) {
      if (isOpen(policy)) yield unverifiable('assume_role_policy', policy, 'who may assume the role is not known');
      return;
    }
    const { statements, open } = readStatements(document);
    for (const statement of statements) yield* judge(statement, role, graph);
    for (const part of open)
      yield unverifiable('assume_role_policy', part, 'a statement of the trust policy is not known');
  },
};

function* judge(statement: Statement, role: Resource, graph: Graph): Iterable<Fault> {
  if (statement.effect === 'Deny') return;
  const attribute = `assume_role_policy.Statement[${statement.index}]`;
  if (statement.notPrincipal !== undefined) {
    yield {
      attribute,
      value: 'NotPrincipal',
      message: `${nameOf(statement)} lets everybody but the ones that NotPrincipal names assume the role`,
    };
    return;
  }
  const principals = principalsOf(statement.principal);
  const everybody = principals.map(anybody).find((text) => text !== undefined);
  if (everybody !== undefined && !isRestricted(statement)) {
    yield { attribute, value: everybody, message: `${nameOf(statement)} lets anybody assume the role` };
  }
  for (const part of openPrincipals(principals))
    yield unverifiable(attribute, part, `who may assume the role by ${nameOf(statement)} is not known`);
  const unknownAccount = principals.map(openAccount).find((account) => account !== undefined);
  if (unknownAccount && !isNarrowed(statement))
    yield unverifiable(attribute, unknownAccount, `whether ${nameOf(statement)} trusts another account is not known`);
  const own = ownAccounts(role.stack, graph);
  const foreign = principals.map(wholeAccount).find((account) => account !== undefined && !own.has(account));
  if (foreign !== undefined && !isNarrowed(statement)) {
    yield {
      attribute,
      value: foreign,
      message: `${nameOf(statement)} trusts every identity of account ${foreign} without sts:ExternalId or aws:PrincipalOrgID`,
    };
  }
}

/** Whether a statement for a whole account asks for more than being of that account. */
function isNarrowed(statement: Statement): boolean {
  const others = statement.conditions.filter((condition) => !isOfAccountOnly(condition));
  return isRestricted({ ...statement, conditions: others }) || hasExternalId(statement);
}

/** A condition that every identity of the account meets: its number, or a pattern over all its ARNs. */
function isOfAccountOnly({ key, values }: Condition): boolean {
  if (/^aws:(principalaccount|sourceaccount)$/.test(key)) return true;
  return (
    key === 'aws:principalarn' &&
    values.some((value) => /^arn:[^:]*:(iam|sts)::[^:]*:(\*|root$|[a-z-]*\/?\*+$)/.test(show(value)))
  );
}

function hasExternalId(statement: Statement): boolean {
  return statement.conditions.some(
    ({ operator, key, values }) =>
      key === 'sts:externalid' &&
      /^string(equals(ignorecase)?|like)$/.test(operator) &&
      values.length > 0 &&
      values.every((value) => value !== '' && !(operator === 'stringlike' ? hasWildcard(value) : value === '*')),
  );
}

function hasWildcard(value: Value): boolean {
  return isOpen(value) || /[*?]/.test(show(value));
}
