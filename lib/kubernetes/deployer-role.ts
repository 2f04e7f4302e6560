import { kindOf } from './access-rule';
import { CLUSTER_RESOURCES, NAMESPACED_RESOURCES } from './data/api-resources';
import type { Manifest } from './manifests';
import { type KubernetesGroup, RBAC } from './subject';

const READ = ['get', 'list', 'watch'];
const CHANGE = [...READ, 'create', 'update', 'patch', 'delete'];

/** The groups of the access entries of a pipeline. */
export interface DeployerGroups {
  /** Of the role that applies. */
  readonly apply: KubernetesGroup;
  /** Of the role that only plans. */
  readonly plan: KubernetesGroup;
}

/**
 * The roles of whoever deploys the stack of workloads, for their groups. The one that applies has what a {@link NamespaceRole} and
 * a {@link ClusterRole} can say, and makes namespaces, priority classes and roles besides. The API server lets nobody give a role
 * more than they have, so that it can give what the types allow, and nothing else: no secret, no token, no command in a pod, no
 * admission policy. The one that plans reads the same. They must be there before the first deployment, so that an administrator
 * applies them, and Argo CD keeps them: add them to {@link Manifests}.
 *
 * See https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping.
 */
export function deployerManifests({ apply, plan }: DeployerGroups): readonly Manifest[] {
  return [...roleOf(apply, CHANGE), ...roleOf(plan, READ)];
}

function roleOf({ name: group }: KubernetesGroup, verbs: string[]): Manifest[] {
  const metadata = { name: group, labels: { 'app.kubernetes.io/managed-by': 'rampart' } };
  const rules = [
    ...rulesOf(NAMESPACED_RESOURCES, verbs),
    ...rulesOf(CLUSTER_RESOURCES, READ),
    { apiGroups: [''], resources: ['namespaces'], verbs },
    { apiGroups: ['scheduling.k8s.io'], resources: ['priorityclasses'], verbs },
    { apiGroups: [RBAC], resources: ['clusterrolebindings', 'clusterroles', 'rolebindings', 'roles'], verbs },
  ];
  return [
    { apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata, rules },
    {
      apiVersion: `${RBAC}/v1`,
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: group },
      subjects: [{ kind: 'Group', name: group, apiGroup: RBAC }],
    },
  ];
}

function rulesOf(table: Readonly<Record<string, readonly string[]>>, verbs: string[]) {
  return Object.entries(table).map(([group, kinds]) => ({
    apiGroups: [group],
    resources: kinds.map((kind) => kindOf(kind, group)),
    verbs,
  }));
}
