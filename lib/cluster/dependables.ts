import type { ITerraformDependable } from 'cdktf';
import type { IConstruct } from 'constructs';

/** The resources below a construct whose type fits: for `depends_on` of what works only once they are there. */
export function resourcesBelow(scope: IConstruct, type: RegExp): ITerraformDependable[] {
  const isWanted = (node: IConstruct): boolean =>
    type.test((node as { terraformResourceType?: string }).terraformResourceType ?? '');
  // Only cdktf's own elements have a resource type; an instanceof would miss those of a second copy of it.
  return scope.node.findAll().filter(isWanted) as unknown as ITerraformDependable[];
}

/** Everything that gives a role its permissions. Without it, EKS cannot remove what it made when the cluster is destroyed. */
export function permissionsOf(role: IConstruct): ITerraformDependable[] {
  return resourcesBelow(role, /^aws_iam_role_policy/);
}
