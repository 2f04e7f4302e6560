import { follow } from '../graph/follow';
import type { Graph } from '../graph/graph';
import { Reference, type Resource, referencesIn, show, type Value } from '../graph/value';
import { wholeAccount } from '../iam/accounts';
import { globMatches, globsMeet } from '../iam/glob';
import { managedPolicyName } from '../iam/managed-policies';
import { patternText } from '../iam/pattern';
import { principalsOf } from '../iam/principal';
import { readDocument } from '../iam/read-document';
import { nameOf, readStatements, type Statement } from '../iam/statement';
import { attachedPolicies, attachmentTypes } from '../rules/iam/attachments';
import { identitiesAt } from '../rules/iam/identities';
import { policyAttributes } from '../rules/resource-policy/types';
import type { Access } from './explanation';
import { type ServiceOf, serviceOf } from './service';

/** Policies of a resource that are not in the rules' table of resource policies. */
const morePolicies: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws_s3_bucket', ['policy']],
  ['aws_s3_bucket_policy', ['policy']],
  ['aws_kms_key', ['policy']],
  ['aws_kms_key_policy', ['policy']],
  ['aws_kms_external_key', ['policy']],
  ['aws_kms_replica_key', ['policy']],
  ['aws_iam_role', ['assume_role_policy']],
]);

/** What a resource is called in policies. */
interface Subject {
  readonly resource: Resource;
  readonly service: ServiceOf | undefined;
  readonly arns: readonly string[];
}

/** Every statement that is about a resource: those of identities whose resources match its ARN, and those of its own policies. */
export function accessTo(resource: Resource, graph: Graph): readonly Access[] {
  const subject = subjectOf(resource);
  return [...identityAccess(subject, graph), ...ownPolicies(subject, graph)].sort(
    (a, b) => Number(b.reads) - Number(a.reads),
  );
}

/** AWS managed policies that the files attach, by name. */
export function managedPoliciesIn(graph: Graph): readonly string[] {
  const names = graph
    .ofType(...attachmentTypes)
    .flatMap((attachment) => attachedPolicies(attachment).policies)
    .map((value) => managedPolicyName(patternText(value)));
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

function subjectOf(resource: Resource): Subject {
  const service = serviceOf.get(resource.type);
  const value = service && resource.get(service.name);
  const name = value === undefined ? undefined : follow(value);
  const arns = [patternText(new Reference(resource, ['arn']))];
  if (typeof name === 'string' && service?.arn) arns.push(service.arn(name));
  return { resource, service, arns: arns.flatMap((arn) => [arn, `${arn}/*`, `${arn}:*`]) };
}

function* identityAccess(subject: Subject, graph: Graph): Iterable<Access> {
  for (const at of graph.resources) {
    if (at.mode !== 'managed' || !/^aws_(iam|sso)/.test(at.type)) continue;
    for (const identity of identitiesAt(at, graph)) {
      for (const { statement, source, via } of identity.granted) {
        if (!matches(statement, subject)) continue;
        const who = `${identity.kind} ${identity.name}${via ? `, by ${via}` : ''}`;
        yield* describe(statement, who, source, subject);
      }
    }
  }
}

function* ownPolicies(subject: Subject, graph: Graph): Iterable<Access> {
  const { resource } = subject;
  const sources = new Set([resource, ...graph.usesOf(resource).map((use) => use.resource)]);
  for (const source of sources) {
    for (const attribute of policyAttributes.get(source.type) ?? morePolicies.get(source.type) ?? []) {
      const value = source.isWritten(attribute) ? source.get(attribute) : undefined;
      const document = readDocument(value);
      // A policy that only mentions the resource belongs to another.
      if (!document || (source !== resource && !belongsTo(source, attribute, resource))) continue;
      for (const statement of readStatements(document).statements)
        yield* describe(statement, principalText(statement), source, subject);
    }
  }
}

function belongsTo(source: Resource, policy: string, resource: Resource): boolean {
  return source.attributes.some(
    (name) => name !== policy && source.mentions(name).some((reference) => reference.resource === resource),
  );
}

function matches(statement: Statement, subject: Subject): boolean {
  if (statement.notResources) return !statement.notResources.some((value) => names(value, subject));
  return (statement.resources ?? []).some((value) => names(value, subject));
}

function names(value: Value, { resource, arns, service }: Subject): boolean {
  if (referencesIn(value).some((reference) => reference.resource === resource)) return true;
  const pattern = patternText(value).trim();
  // Without a table row there is no telling which actions of a statement about everything are meant.
  return service !== undefined && arns.some((arn) => globsMeet(pattern, arn));
}

function* describe(statement: Statement, who: string, source: Resource, { service }: Subject): Iterable<Access> {
  const all = (statement.actions ?? []).map((value) => patternText(value).trim());
  const actions = service ? all.filter((action) => actsOn(action, service)) : all;
  const except = (statement.notActions ?? []).map((value) => patternText(value).trim());
  if (actions.length === 0 && except.length === 0) return;
  const lower = actions.map((action) => action.toLowerCase());
  const reads = (service?.reads ?? []).some((action) =>
    statement.notActions
      ? !except.some((pattern) => globMatches(pattern.toLowerCase(), action))
      : lower.some((pattern) => globMatches(pattern, action)),
  );
  yield {
    effect: statement.effect === 'Deny' ? 'Deny' : 'Allow',
    who,
    actions: except.length > 0 ? except.map((action) => `everything but ${action}`) : actions,
    reads,
    conditions: statement.conditionsOpen
      ? ['a condition that is not known']
      : statement.conditions.map(({ operator, key, values }) => `${operator} ${key} ${values.map(show).join(' or ')}`),
    where: `${source.address} ${nameOf(statement)}`,
  };
}

function actsOn(action: string, { services }: ServiceOf): boolean {
  const [service = '', rest] = action.toLowerCase().split(':', 2);
  return rest === undefined ? /^\*+$/.test(service) : services.some((name) => globMatches(service, name));
}

function principalText(statement: Statement): string {
  if (statement.notPrincipal !== undefined)
    return `everybody but ${principalsOf(statement.notPrincipal).map(one).join(', ')}`;
  return principalsOf(statement.principal).map(one).join(', ') || 'nobody';
}

function one(principal: { readonly kind: string; readonly value: Value }): string {
  const text = show(principal.value).replace(/^\$\{(.*)\.arn\}$/, '$1');
  if (text === '*') return 'everybody';
  const account = wholeAccount(principal);
  return account === undefined ? text : `account ${account} (whomever its IAM policies allow)`;
}
