import type { Graph } from '../../graph/graph';
import { isMap, type Resource, show, type Value } from '../../graph/value';
import type { Granted } from '../../iam/permissions';
import { blocksOf, items, known } from '../values';
import { attachedPolicies, grantingTypes, type IdentityKind, namedIdentities } from './attachments';
import { documentsOf, identityDocuments } from './identity-policies';

/** Terraform's type of each kind of identity. */
const types: Readonly<Record<IdentityKind, string>> = {
  role: 'aws_iam_role',
  user: 'aws_iam_user',
  group: 'aws_iam_group',
  'permission set': 'aws_ssoadmin_permission_set',
};

/** An identity with everything that the files allow it, or a policy of which the files do not say who has it. */
export interface Identity {
  readonly kind: IdentityKind | 'policy';
  /** Where it is reported: its own resource, or the first policy of one that lies outside the files. */
  readonly at: Resource;
  readonly name: string;
  readonly granted: Granted[];
  /** Policies of the graph that it has: to change one of them is to change itself. */
  readonly policies: Resource[];
  /** Permissions boundary, when its document is known. */
  readonly boundary: readonly Granted[] | undefined;
}

const built = new WeakMap<Graph, ReadonlyMap<Resource, readonly Identity[]>>();

/** The identities that are reported at a resource. */
export function identitiesAt(resource: Resource, graph: Graph): readonly Identity[] {
  let index = built.get(graph);
  if (!index) {
    index = new Builder(graph).build();
    built.set(graph, index);
  }
  return index.get(resource) ?? [];
}

class Builder {
  private readonly identities = new Map<Resource | string, Identity>();
  private readonly attached = new Set<Resource>();

  constructor(private readonly graph: Graph) {}

  build(): ReadonlyMap<Resource, readonly Identity[]> {
    for (const role of this.graph.ofType('aws_iam_role')) {
      const identity = this.identity('role', role, role);
      this.give(identity, role);
      this.attach(identity, role);
    }
    for (const resource of this.graph.ofType(...grantingTypes)) {
      for (const { kind, value } of namedIdentities(resource)) {
        for (const identity of this.named(kind, value, resource)) {
          this.give(identity, resource);
          this.attach(identity, resource);
        }
      }
    }
    for (const membership of this.graph.ofType('aws_iam_user_group_membership'))
      this.join(membership, items(membership.get('user')), items(membership.get('groups')));
    for (const membership of this.graph.ofType('aws_iam_group_membership'))
      this.join(membership, items(membership.get('users')), items(membership.get('group')));
    for (const policy of this.graph.ofType('aws_iam_policy')) {
      if (this.attached.has(policy)) continue;
      const alone = this.identity('policy', policy, policy);
      alone.policies.push(policy);
      this.give(alone, policy);
    }
    const index = new Map<Resource, Identity[]>();
    for (const identity of this.identities.values())
      index.set(identity.at, [...(index.get(identity.at) ?? []), identity]);
    return index;
  }

  /** The identities that a value names; one for each literal or reference that leads outside the files. */
  private named(kind: IdentityKind, value: Value, from: Resource): readonly Identity[] {
    const { resources, foreign, open } = this.graph.links(value, from, types[kind]);
    return [
      ...resources.map((resource) => this.identity(kind, resource, resource)),
      ...[...foreign, ...open.map(show)].map((name) =>
        this.identity(kind, `${from.stack.name} ${kind} ${name}`, from, name),
      ),
    ];
  }

  private identity(kind: Identity['kind'], key: Resource | string, at: Resource, name = at.address): Identity {
    let identity = this.identities.get(key);
    if (!identity) {
      const boundary = typeof key === 'string' ? undefined : this.boundaryOf(key);
      identity = { kind, at, name, granted: [], policies: [], boundary };
      this.identities.set(key, identity);
    }
    return identity;
  }

  private boundaryOf(resource: Resource): readonly Granted[] | undefined {
    const value = resource.get('permissions_boundary');
    if (value === undefined) return undefined;
    const [policy] = this.graph.links(value, resource, 'aws_iam_policy').resources;
    const documents = policy ? documentsOf(policy) : [];
    if (!policy || documents.some((document) => document.faults.length > 0)) return undefined;
    return documents.flatMap(({ statements }) => statements.map((statement) => ({ statement, source: policy })));
  }

  private give(identity: Identity, resource: Resource, via?: Identity): void {
    for (const { statements } of identityDocuments(resource, this.graph))
      for (const statement of statements) identity.granted.push({ statement, source: resource, via: via?.name });
  }

  private attach(identity: Identity, attachment: Resource): void {
    const references = blocksOf(attachment, 'customer_managed_policy_reference').flatMap((block) =>
      isMap(block) ? [known(block.name) ?? null] : [block],
    );
    for (const value of [...attachedPolicies(attachment).policies, ...references]) {
      for (const policy of this.policiesOf(value, attachment)) {
        this.attached.add(policy);
        identity.policies.push(policy);
        this.give(identity, policy);
      }
    }
  }

  /** Policies of the graph that a value names: by reference, by name, or by an ARN that ends in the name. */
  private policiesOf(value: Value, from: Resource): readonly Resource[] {
    const found = this.graph.links(value, from, 'aws_iam_policy').resources;
    if (found.length > 0 || typeof value !== 'string' || value.includes(':iam::aws:')) return found;
    return this.graph.links(value.slice(value.lastIndexOf('/') + 1), from, 'aws_iam_policy').resources;
  }

  private join(from: Resource, users: readonly Value[], groups: readonly Value[]): void {
    const members = users.flatMap((user) => this.named('user', user, from));
    for (const group of groups.flatMap((value) => this.named('group', value, from))) {
      for (const user of members) {
        user.policies.push(...group.policies);
        user.granted.push(...group.granted.map((granted) => ({ ...granted, via: group.name })));
      }
    }
  }
}
