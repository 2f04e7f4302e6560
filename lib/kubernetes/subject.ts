import { Faults } from '../core';
import type { ServiceAccount } from './service-account';

/** Something with a service account: a workload or a CronJob. */
interface Accounted {
  readonly serviceAccount: ServiceAccount;
}

/** Who gets a role: a service account, what has one, or a group of people. */
export type RoleSubject = ServiceAccount | Accounted | KubernetesGroup;

/**
 * A group of people, as an EKS access entry names it: `cluster.grantAccess('team', { groups: ['orders-developers'], … })`.
 *
 * See https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html.
 */
export class KubernetesGroup {
  /**
   * @param name of the group
   * @throws ValidationError for a name that begins with `system:`, which stands for everybody or for administrators
   */
  constructor(readonly name: string) {
    const faults = new Faults(`group ${name}`);
    faults.check(/^[A-Za-z0-9][\w.:@-]{0,127}$/.test(name) && !name.startsWith('system:'), {
      prop: 'name',
      expected: 'a name of 1 to 128 letters, digits or _.:@- that does not begin with system:',
      got: name,
      fix: 'Name the group of the team’s access entry.',
    });
    faults.throwIfAny();
  }
}

/** The subject as a binding takes it, and a name that tells it from others. */
export function subjectOf(subject: RoleSubject) {
  if (!('serviceAccount' in subject) && !('resource' in subject)) {
    return { id: `group-${subject.name}`, subject: { kind: 'Group', name: subject.name, apiGroup: RBAC } };
  }
  const { name, namespace } = 'serviceAccount' in subject ? subject.serviceAccount : subject;
  return {
    id: `${namespace.name}-${name}`,
    // An empty API group is the core's, where service accounts are.
    subject: { kind: 'ServiceAccount', name, namespace: namespace.name, apiGroup: '' },
  };
}

/** The API group of roles, groups and users. */
export const RBAC = 'rbac.authorization.k8s.io';
