import type { Graph } from '../../graph/graph';
import { isMap, isOpen, type Resource, type Value } from '../../graph/value';
import { readDocument } from '../../iam/read-document';
import { readStatements, type Statement } from '../../iam/statement';
import type { Fault } from '../../rule';
import { unverifiable } from '../../rule';
import { blocksOf } from '../values';

/** Types that give permissions to identities, and the attribute that holds the document. */
const attributes: ReadonlyMap<string, string> = new Map([
  ['aws_iam_policy', 'policy'],
  ['aws_iam_role_policy', 'policy'],
  ['aws_iam_user_policy', 'policy'],
  ['aws_iam_group_policy', 'policy'],
  ['aws_ssoadmin_permission_set_inline_policy', 'inline_policy'],
  ['aws_iam_role', 'inline_policy'],
]);

/** Types that {@link identityDocuments} reads. */
export const identityTypes: readonly string[] = [...attributes.keys()];

/** The statements of one document, or the fault that says why they are not known. */
export interface IdentityDocument {
  readonly attribute: string;
  readonly statements: readonly Statement[];
  readonly faults: readonly Fault[];
}

const read = new WeakMap<Resource, readonly IdentityDocument[]>();

/** The documents of a resource that give permissions. A policy that is only a permissions boundary gives none. */
export function identityDocuments(resource: Resource, graph: Graph): readonly IdentityDocument[] {
  return resource.type === 'aws_iam_policy' && isBoundaryOnly(resource, graph) ? [] : documentsOf(resource);
}

/** The documents of a resource, whatever they are used for. Read once: several rules ask. */
export function documentsOf(resource: Resource): readonly IdentityDocument[] {
  let documents = read.get(resource);
  if (!documents) {
    documents = readDocuments(resource);
    read.set(resource, documents);
  }
  return documents;
}

function readDocuments(resource: Resource): readonly IdentityDocument[] {
  const attribute = attributes.get(resource.type) ?? 'policy';
  if (resource.type !== 'aws_iam_role') {
    const value = resource.get(attribute);
    return value === undefined ? [] : [readOne(attribute, value)];
  }
  return blocksOf(resource, attribute).flatMap((block, index) => {
    const value = isMap(block) ? block.policy : block;
    return value === undefined || value === null ? [] : [readOne(`${attribute}[${index}].policy`, value)];
  });
}

function readOne(attribute: string, value: Value): IdentityDocument {
  const document = readDocument(value);
  if (!document)
    return {
      attribute,
      statements: [],
      faults: isOpen(value) ? [unverifiable(attribute, value, 'what the policy allows is not known')] : [],
    };
  const { statements, open } = readStatements(document);
  return {
    attribute,
    statements,
    faults: open.map((part) => unverifiable(attribute, part, 'a statement of the policy is not known')),
  };
}

function isBoundaryOnly(policy: Resource, graph: Graph): boolean {
  const uses = graph.usesOf(policy);
  return uses.length > 0 && uses.every((use) => use.attribute === 'permissions_boundary');
}
