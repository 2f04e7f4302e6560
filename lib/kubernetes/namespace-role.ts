import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
import { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
import { Construct } from 'constructs';
import { Faults } from '../core';
import { type AccessRule, renderRules, type SecretRule } from './access-rule';
import { objectName } from './names';
import type { Namespace } from './namespace';
import { RBAC, type RoleSubject, subjectOf } from './subject';

/** What a {@link NamespaceRole} is made of. */
export interface NamespaceRoleProps {
  /** The namespace that it is about. */
  readonly namespace: Namespace;
  /** What may be done in it. */
  readonly rules: readonly [AccessRule | SecretRule, ...(AccessRule | SecretRule)[]];
}

/**
 * What may be done in one namespace, and who may: a Role and a RoleBinding for each subject. Resources and verbs are typed;
 * wildcards, and what leads to every other permission, have no spelling.
 *
 * See https://kubernetes.io/docs/concepts/security/rbac-good-practices/; CIS EKS 4.1.2 to 4.1.8.
 *
 * @throws ValidationError when a resource or verb is not known, or a secret is not named
 */
export class NamespaceRole extends Construct {
  /** The `kubernetes_role_v1`. */
  readonly resource: RoleV1;
  /** The name. */
  readonly name: string;
  private readonly namespace: Namespace;

  constructor(scope: Construct, id: string, { namespace, rules }: NamespaceRoleProps) {
    super(scope, id);
    this.name = objectName(this);
    this.namespace = namespace;
    const faults = new Faults(this);
    const rule = renderRules(faults, rules, 'namespace');
    faults.throwIfAny();
    this.resource = new RoleV1(this, 'role', {
      metadata: namespace.metadata(this.name),
      rule,
      dependsOn: [namespace.resource],
    });
  }

  /** Gives the role to a service account, a workload or a group. Pods call the API only with `kubernetesApi: true`. */
  grantTo(to: RoleSubject): void {
    const { id, subject } = subjectOf(to);
    new RoleBindingV1(this, `to-${id}`, {
      metadata: this.namespace.metadata(`${this.name}-${id}`),
      roleRef: { apiGroup: RBAC, kind: 'Role', name: this.name },
      subject: [subject],
      dependsOn: [this.resource],
    });
  }
}
