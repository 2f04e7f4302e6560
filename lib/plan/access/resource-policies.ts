import type { Graph, Resource, Value } from '../../policy/graph';
import { policyAttributes, publicAccess, readDocument, readStatements, type Statement } from '../../policy/iam';
import { type Excess, excessOf, grantOf } from './coverage';
import type { FoundAccess } from './found';
import type { BeforeAndAfter } from './prior';
import { capital, conditionText, list, principalText, verbsText } from './words';

/** Policies of resources besides those that are in the rules' table. */
const attributesOf: ReadonlyMap<string, readonly string[]> = new Map([
  ...policyAttributes,
  ['aws_s3_bucket', ['policy']],
  ['aws_s3_bucket_policy', ['policy']],
  ['aws_s3_access_point', ['policy']],
  ['aws_s3control_access_point_policy', ['policy']],
  ['aws_kms_key', ['policy']],
  ['aws_kms_key_policy', ['policy']],
  ['aws_kms_external_key', ['policy']],
  ['aws_kms_replica_key', ['policy']],
  ['aws_iam_role', ['assume_role_policy']],
]);

/** Whom the policies of resources let in that they did not let in before. */
export function* policyChanges({ before, after, nameAfter }: BeforeAndAfter): Iterable<FoundAccess> {
  const types = [...attributesOf.keys()];
  const old = new Map(before.ofType(...types).map((resource) => [nameAfter(resource.address), resource]));
  for (const resource of after.ofType(...types)) {
    for (const attribute of attributesOf.get(resource.type) ?? []) {
      // What AWS shows of a policy that is written elsewhere is looked at there.
      const now = resource.isWritten(attribute) ? resource.get(attribute) : undefined;
      if (now !== undefined) yield* changesOf(resource, now, old.get(resource.address)?.get(attribute), after);
    }
  }
}

function* changesOf(resource: Resource, now: Value, was: Value | undefined, graph: Graph): Iterable<FoundAccess> {
  const { address } = resource;
  const subject = subjectOf(resource, graph);
  const after = statementsOf(now);
  if (after === undefined) {
    yield {
      kind: 'resource',
      reach: 'unknown',
      address,
      text: `Whom the policy of ${subject} lets in is not known before apply`,
    };
    return;
  }
  const before = statementsOf(was) ?? [];
  const allowed = before.filter(({ effect }) => effect !== 'Deny').map(grantOf);
  for (const statement of after) {
    if (statement.effect === 'Deny') continue;
    const reach = isEndpoint(resource) ? 'somebody' : reachOf(statement, after);
    for (const excess of excessOf(grantOf(statement), allowed)) {
      if (isOwnAccount(excess, resource)) continue;
      const who = isEndpoint(resource)
        ? 'Whatever is in the VPC'
        : reach === 'everybody'
          ? 'Everybody'
          : capital(list(excess.principals.map(principalText)));
      const text = `${who} ${doing(resource, excess, was === undefined, subject)}`;
      yield { kind: 'resource', reach, address, text };
    }
  }
  const denied = after.filter(({ effect }) => effect === 'Deny').map(grantOf);
  for (const statement of before.filter(({ effect }) => effect === 'Deny')) {
    for (const excess of excessOf(grantOf(statement), denied)) {
      const whom = list(excess.principals.map(principalText));
      const text = `The policy of ${subject} no longer denies ${whom} ${list(excess.actions)}`;
      yield { kind: 'resource', reach: 'somebody', address, text };
    }
  }
}

/** An endpoint lets in nobody from outside of its VPC: its policy says what may be asked through it. */
function isEndpoint({ type }: Resource): boolean {
  return /^aws_vpc_endpoint(_policy)?$/.test(type);
}

/** A role is assumed; with anything else something is done. */
function doing(resource: Resource, { actions, lostConditions }: Excess, isNew: boolean, subject: string): string {
  const { type } = resource;
  const now = isNew ? '' : 'now ';
  if (isEndpoint(resource))
    return `may ${now}ask for ${list(actions)} through ${subject}${conditionText(lostConditions)}`;
  const what = type === 'aws_iam_role' ? `can ${now}become ${subject}` : `may ${now}${verbsText(actions)} ${subject}`;
  return `${what} (${list(actions)})${conditionText(lostConditions)}`;
}

/** Every key has a statement for its own account, which says that IAM decides; it lets nobody in. */
function isOwnAccount({ principals }: Excess, { type }: Resource): boolean {
  return /^aws_kms/.test(type) && principals.every((one) => /:root$/.test(one));
}

function reachOf(statement: Statement, all: readonly Statement[]): FoundAccess['reach'] {
  const kinds = [...publicAccess(statement, all)].map(({ kind }) => kind);
  return kinds.includes('anybody') ? 'everybody' : kinds.includes('unknown') ? 'unknown' : 'somebody';
}

function statementsOf(value: Value | undefined): readonly Statement[] | undefined {
  const document = readDocument(value);
  return document && readStatements(document).statements;
}

/** What a policy is about: the resource itself, or the one that a policy resource names. */
function subjectOf(resource: Resource, graph: Graph): string {
  const named = resource.attributes
    .filter((name) => !/policy|policies|content|^tags/.test(name))
    .flatMap((name) => resource.mentions(name).map((reference) => reference.resource));
  const [first] = /_polic(y|ies)$/.test(resource.type) ? named : [];
  if (first && graph.resources.includes(first)) return first.address;
  const literal = resource.get('bucket') ?? resource.get('key_id') ?? resource.get('queue_url') ?? resource.get('arn');
  return /_polic(y|ies)$/.test(resource.type) && typeof literal === 'string' ? literal : resource.address;
}
