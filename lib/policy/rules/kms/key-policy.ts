import type { Graph } from '../../graph/graph';
import type { Resource } from '../../graph/value';
import { isRootByReference, ownAccounts, wholeAccount } from '../../iam/accounts';
import { isRestricted } from '../../iam/condition';
import { globMatches } from '../../iam/glob';
import { patternText } from '../../iam/pattern';
import { anybody, openPrincipals, principalsOf } from '../../iam/principal';
import { readDocument } from '../../iam/read-document';
import { nameOf, readStatements, type Statement } from '../../iam/statement';
import { type Fault, type ResourceRule, unverifiable } from '../../rule';
import { judgeResourcePolicy } from '../resource-policy/judge';
import { flag, isUndecided } from '../values';

/** SEC-KMS-POLICY */
export const openKeyPolicy: ResourceRule = {
  id: 'SEC-KMS-POLICY',
  severity: 'critical',
  title: 'A key policy lets strangers use or administer a key',
  why: 'Whoever uses the key reads everything that is encrypted with it; whoever administers it can lock its owner out for good.',
  fix: 'Name the principals. For everybody of the account that comes through a service write kms:CallerAccount and kms:ViaService. Give another account the operations that it uses, never kms:*.',
  controls: ['AWS-FSBP KMS.5', 'CIS-AWS-7.0 2.21'],
  example: {
    bad: '{ "Effect": "Allow", "Principal": "*", "Action": "kms:Decrypt", "Resource": "*" }',
    good: '{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "kms:Decrypt", "Resource": "*", "Condition": { "StringEquals": { "kms:CallerAccount": "123456789012", "kms:ViaService": "s3.eu-west-1.amazonaws.com" } } }',
  },
  types: [
    'aws_kms_key',
    'aws_kms_key_policy',
    'aws_kms_external_key',
    'aws_kms_replica_key',
    'aws_kms_replica_external_key',
    'aws_kms_grant',
  ],
  *check(resource, graph) {
    yield* lockout(resource);
    yield* grantee(resource);
    const policy = resource.isWritten('policy') ? resource.get('policy') : undefined;
    if (policy === undefined) return;
    yield* judgeResourcePolicy('policy', policy);
    const document = readDocument(policy);
    if (document) yield* foreignAdministrators(readStatements(document).statements, resource, graph);
  },
};

function* lockout(resource: Resource): Iterable<Fault> {
  const attribute = 'bypass_policy_lockout_safety_check';
  const bypass = flag(resource.get(attribute));
  if (isUndecided(bypass))
    yield unverifiable(attribute, bypass, 'whether AWS refuses a policy that locks you out is not known');
  else if (bypass)
    yield { attribute, value: bypass, message: 'AWS no longer refuses a policy after which nobody can change the key' };
}

function* grantee(grant: Resource): Iterable<Fault> {
  const value = grant.get('grantee_principal');
  if (value === undefined) return;
  const principals = principalsOf(value);
  const who = principals.map(anybody).find((text) => text !== undefined);
  if (who !== undefined)
    yield { attribute: 'grantee_principal', value: who, message: 'the grant lets anybody use the key' };
  for (const open of openPrincipals(principals))
    yield unverifiable('grantee_principal', open, 'who gets the grant is not known');
}

/** Any one of these hands over the key. */
const administration = ['kms:putkeypolicy', 'kms:schedulekeydeletion', 'kms:disablekey', 'kms:creategrant'];

/**
 * AWS keeps every key administrable by its own account, so a single account with everything is the owner. A second one,
 * or one that is not the stack's, is a stranger.
 */
function* foreignAdministrators(statements: readonly Statement[], resource: Resource, graph: Graph): Iterable<Fault> {
  const administrators = statements
    .filter((statement) => statement.effect !== 'Deny' && administers(statement) && !isRestricted(statement))
    .flatMap((statement) => principalsOf(statement.principal).map((principal) => ({ statement, principal })));
  const accounts = new Set(administrators.flatMap(({ principal }) => wholeAccount(principal) ?? []));
  const own = ownAccounts(resource.stack, graph);
  const others = administrators.some(({ principal }) => isRootByReference(principal));
  for (const { statement, principal } of administrators) {
    const account = wholeAccount(principal);
    if (account === undefined || own.has(account)) continue;
    if (own.size === 0 && accounts.size === 1 && !others) continue;
    yield {
      attribute: `policy.Statement[${statement.index}]`,
      value: account,
      message: `${nameOf(statement)} lets account ${account}, which is not the stack’s own, administer the key`,
    };
  }
}

function administers(statement: Statement): boolean {
  if (statement.notActions !== undefined) return true;
  const patterns = (statement.actions ?? []).map((action) => patternText(action).toLowerCase());
  return administration.every((action) => patterns.some((pattern) => globMatches(pattern, action)));
}
