import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { Construct } from 'constructs';
import {
  arnOf,
  Duration,
  Faults,
  type Grantee,
  type Permission,
  partitionOf,
  physicalName,
  settingsOf,
  tagsOf,
} from '../core';
import { ImportedRole } from './imported-role';
import { MANAGED_POLICIES, type ManagedPolicy } from './managed-policy';
import { PolicyDocument } from './policy-document';
import { Principal } from './principal';

/** What a {@link Role} is made of. */
export interface RoleProps {
  /** Who may assume the role. */
  readonly assumedBy: Principal;
  /** What the role is for, up to 1000 characters: shown by the console beside its name. @default the construct's path */
  readonly description?: string;
  /** How long a session lasts at most, 1 to 12 hours. @default Duration.hours(1) */
  readonly maxSessionDuration?: Duration;
  /** AWS-managed policies, of a short list without administration. @default none */
  readonly managedPolicies?: readonly ManagedPolicy[];
}

/**
 * An IAM role that nobody can assume but the one named principal, and that can do only what is granted to it. Grants are
 * gathered in one inline policy, merged to the fewest statements; a wildcard action is refused. The role gets the stack's
 * permissions boundary.
 *
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html; CIS AWS Foundations 1.16.
 *
 * @throws ValidationError when a prop is out of range or a managed policy is not on the list
 */
export class Role extends Construct implements Grantee {
  /** A role that exists elsewhere, for resource policies: nothing can be added to its own policy. */
  static fromArn(arn: string): ImportedRole {
    return new ImportedRole(arn);
  }

  /** The `aws_iam_role`. */
  readonly resource: IamRole;
  private readonly trust: PolicyDocument;
  private readonly permissions: PolicyDocument;
  private inlinePolicy: IamRolePolicy | undefined;
  private readonly name: string;

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    validate(this, props);
    this.name = physicalName(this, 'iam-role');
    this.trust = new PolicyDocument(this, 'trust').add(props.assumedBy.trust(this));
    this.permissions = new PolicyDocument(this, 'identity');
    this.resource = this.createRole(props);
    this.attachManagedPolicies(props.managedPolicies ?? []);
  }

  /** The role's ARN. */
  get roleArn(): string {
    return this.resource.arn;
  }

  /** The role's name, as a reference. */
  get roleName(): string {
    return this.resource.name;
  }

  /** The role's inline policy, for `dependsOn` of what needs the grants to be there; nothing before the first grant. */
  get policyResource(): IamRolePolicy | undefined {
    return this.inlinePolicy;
  }

  /**
   * Adds the permission to the role's one inline policy.
   *
   * @throws ValidationError for a wildcard action, or for an `iam:PassRole` that names no role and service
   */
  allow(permission: Permission): void {
    this.permissions.add(permission);
    this.inlinePolicy ??= new IamRolePolicy(this, 'grants', {
      name: 'grants',
      role: this.resource.id,
      policy: this.permissions.json,
    });
  }

  /**
   * Lets the grantee hand this role to a service: `iam:PassRole` on this role, bound to the service by
   * `iam:PassedToService`.
   *
   * @param service such as `ecs-tasks.amazonaws.com`
   */
  grantPassRole(grantee: Grantee, service: string): void {
    grantee.allow({
      actions: ['iam:PassRole'],
      resources: [this.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': service } },
    });
  }

  /** Lets the grantee assume this role, by both sides: its trust policy and `sts:AssumeRole` in the grantee's policy. */
  grantAssume(grantee: Grantee): void {
    this.trust.add(Principal.role(grantee).trust(this));
    // The name, not a reference: the trust policy already refers to the grantee, and a reference back would be a cycle.
    grantee.allow({
      actions: ['sts:AssumeRole'],
      resources: [arnOf(this, 'iam', `role/${this.name}`, { global: true })],
    });
  }

  private createRole({ description, maxSessionDuration = Duration.hours(1) }: RoleProps): IamRole {
    return new IamRole(this, 'role', {
      name: this.name,
      description: description ?? this.node.path,
      assumeRolePolicy: this.trust.json,
      maxSessionDuration: maxSessionDuration.toSeconds(),
      permissionsBoundary: settingsOf(this).permissionsBoundary,
      tags: tagsOf(this),
    });
  }

  private attachManagedPolicies(policies: readonly ManagedPolicy[]): void {
    for (const policy of policies) {
      new IamRolePolicyAttachment(this, policy.replace('service-role/', ''), {
        role: this.resource.name,
        policyArn: `arn:${partitionOf(this)}:iam::aws:policy/${policy}`,
      });
    }
  }
}

function validate(scope: Construct, { description, maxSessionDuration, managedPolicies = [] }: RoleProps): void {
  const faults = new Faults(scope);
  faults.check(description === undefined || /^[\t\n\r\x20-\x7e\xa1-\xff]{1,1000}$/.test(description), {
    prop: 'description',
    expected: '1 to 1000 characters of Latin-1',
    got: description,
    fix: 'Shorten it, and write plain letters.',
  });
  const seconds = maxSessionDuration?.toSeconds() ?? 3600;
  faults.check(Number.isInteger(seconds) && seconds >= 3600 && seconds <= 43_200, {
    prop: 'maxSessionDuration',
    expected: '1 to 12 hours',
    got: maxSessionDuration?.toString(),
    fix: 'Write Duration.hours(1) to Duration.hours(12).',
  });
  for (const policy of managedPolicies) {
    faults.check(MANAGED_POLICIES.includes(policy), {
      prop: 'managedPolicies',
      expected: 'one of the short list of managed policies',
      got: policy,
      fix: 'Grant what is needed: bucket.grantRead(role), key.grantDecrypt(role), role.allow({ actions, resources }).',
    });
  }
  faults.check(new Set(managedPolicies).size === managedPolicies.length, {
    prop: 'managedPolicies',
    expected: 'without duplicates',
    got: managedPolicies,
    fix: 'Name each policy once.',
  });
  faults.throwIfAny();
}
