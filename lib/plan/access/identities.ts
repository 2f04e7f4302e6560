import type { Graph, Resource } from '../../policy/graph';
import {
  attachedPolicies,
  attachmentTypes,
  type Identity,
  identitiesAt,
  isAdministrative,
  managedPolicyName,
  namedIdentities,
  patternText,
} from '../../policy/iam';
import { excessOf, type Grant, grantOf } from './coverage';
import type { FoundAccess } from './found';
import type { BeforeAndAfter } from './prior';
import { actionsText, list, placeText } from './words';

/** An identity of one graph with its statements as texts. */
interface Known {
  readonly identity: Identity;
  readonly grants: readonly (Grant & { readonly source: Resource })[];
}

/** Roles, users, groups and permission sets that may do more than before, by their policies. */
export function* identityChanges({ before, after, nameAfter }: BeforeAndAfter): Iterable<FoundAccess> {
  const old = identitiesOf(before, nameAfter);
  for (const [name, now] of identitiesOf(after, (address) => address)) yield* changesOf(name, now, old.get(name));
  yield* attachments({ before, after, nameAfter });
}

function* changesOf(name: string, now: Known, was: Known | undefined): Iterable<FoundAccess> {
  const allowed = (known: Known | undefined): Known['grants'] =>
    (known?.grants ?? []).filter(({ statement }) => statement.effect !== 'Deny');
  const denied = (known: Known | undefined): Known['grants'] =>
    (known?.grants ?? []).filter(({ statement }) => statement.effect === 'Deny');
  const more = allowed(now).flatMap((grant) => {
    return excessOf(grant, allowed(was)).map((excess) => ({ ...excess, source: grant.source.address }));
  });
  const who = was ? name : `New ${name}`;
  if (was) for (const one of more) yield told(`${who} may now ${actionsText(one)}`, one.source);
  else if (more.length > 0) yield told(`${who} may ${list(more.map(actionsText), 3)}`, now.identity.at.address);
  for (const grant of denied(was))
    for (const excess of excessOf(grant, denied(now)))
      yield told(
        `${name} is no longer kept by a Deny from what it may ${actionsText({ ...excess, lostConditions: [] })}`,
        now.identity.at.address,
      );
  const [had, has] = [was, now].map((known) => known?.identity.at.get('permissions_boundary') !== undefined);
  if (was && had && !has) yield told(`${name} is no longer held by a permissions boundary`, now.identity.at.address);
}

function told(text: string, address: string): FoundAccess {
  return { kind: 'identity', reach: 'somebody', address, text };
}

function identitiesOf(graph: Graph, nameAfter: (address: string) => string): ReadonlyMap<string, Known> {
  const found = new Map<string, Known>();
  for (const resource of graph.resources) {
    if (resource.mode !== 'managed' || !/^aws_(iam|sso)/.test(resource.type)) continue;
    for (const identity of identitiesAt(resource, graph)) {
      const isOwn = identity.name === resource.address;
      const name = `${identity.kind} ${isOwn ? nameAfter(identity.name) : identity.name}`;
      const grants = identity.granted.map(({ statement, source }) => ({ ...grantOf(statement), source }));
      found.set(name, { identity, grants });
    }
  }
  return found;
}

/** Policies of AWS, whose text is in no file: they are told by name. */
function* attachments({ before, after, nameAfter }: BeforeAndAfter): Iterable<FoundAccess> {
  const had = new Set(managedIn(before, nameAfter).map(({ who, policy }) => `${who} ${policy}`));
  for (const { who, policy, arn, address } of managedIn(after, (name) => name)) {
    if (had.has(`${who} ${policy}`)) continue;
    const wide = isAdministrative(arn) ? ', which gives all of a service or of the account' : '';
    yield told(`${who} gets the AWS managed policy ${policy}${wide}`, address);
  }
}

function managedIn(graph: Graph, nameAfter: (address: string) => string) {
  return graph.ofType(...attachmentTypes).flatMap((attachment) => {
    const own = attachment.type === 'aws_iam_role' ? [`role ${nameAfter(attachment.address)}`] : [];
    const named = namedIdentities(attachment).flatMap(({ kind, value }) => {
      const { resources, foreign } = graph.links(value, attachment, 'aws_iam_role', 'aws_iam_user', 'aws_iam_group');
      return [...resources.map(({ address }) => nameAfter(address)), ...foreign.map(placeText)].map(
        (name) => `${kind} ${name}`,
      );
    });
    return attachedPolicies(attachment).policies.flatMap((value) => {
      const arn = patternText(value);
      const policy = managedPolicyName(arn);
      if (policy === undefined) return [];
      return [...own, ...named].map((who) => ({ who, policy, arn, address: attachment.address }));
    });
  });
}
