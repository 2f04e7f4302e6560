import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { Construct } from 'constructs';
import { Faults } from '../core';
import { type ClusterReadRule, renderRules } from './access-rule';
import { labelsOf, objectName } from './names';
import { RBAC, type RoleSubject, subjectOf } from './subject';

/** What a {@link ClusterRole} is made of. */
export interface ClusterRoleProps {
  /** What may be read, in the whole cluster. */
  readonly rules: readonly [ClusterReadRule, ...ClusterReadRule[]];
}

/**
 * What may be read in the whole cluster, and who may: a ClusterRole and a ClusterRoleBinding for each subject. Changes are for a
 * {@link NamespaceRole}, and secrets can only be read in their namespace.
 *
 * See https://kubernetes.io/docs/concepts/security/rbac-good-practices/; CIS EKS 4.1.2 to 4.1.8.
 *
 * @throws ValidationError when a resource or verb is not known
 */
export class ClusterRole extends Construct {
  /** The `kubernetes_cluster_role_v1`. */
  readonly resource: ClusterRoleV1;
  /** The name. */
  readonly name: string;

  constructor(scope: Construct, id: string, { rules }: ClusterRoleProps) {
    super(scope, id);
    this.name = objectName(this);
    const faults = new Faults(this);
    const rule = renderRules(faults, rules, 'cluster');
    faults.throwIfAny();
    this.resource = new ClusterRoleV1(this, 'role', { metadata: this.metadata(this.name), rule });
  }

  /** Gives the role to a service account, a workload or a group. Pods call the API only with `kubernetesApi: true`. */
  grantTo(to: RoleSubject): void {
    const { id, subject } = subjectOf(to);
    new ClusterRoleBindingV1(this, `to-${id}`, {
      metadata: this.metadata(`${this.name}-${id}`),
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: this.name },
      subject: [subject],
      dependsOn: [this.resource],
    });
  }

  private metadata(name: string) {
    return { name, labels: labelsOf(this, name, 'cluster') };
  }
}
