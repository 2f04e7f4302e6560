/**
 * The resources that a role may name, by API group: what there is in Kubernetes 1.34 to 1.36 by `kubectl api-resources`, without
 * what is a way to every other permission: roles and their bindings, tokens, `pods/exec`, `nodes/proxy`, webhooks, admission
 * policies. https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 */
export const NAMESPACED_RESOURCES = {
  '': [
    'configmaps',
    'endpoints',
    'events',
    'limitranges',
    'persistentvolumeclaims',
    'pods',
    'pods/log',
    'replicationcontrollers',
    'resourcequotas',
    'serviceaccounts',
    'services',
  ],
  apps: [
    'controllerrevisions',
    'daemonsets',
    'deployments',
    'deployments/scale',
    'replicasets',
    'statefulsets',
    'statefulsets/scale',
  ],
  autoscaling: ['horizontalpodautoscalers'],
  batch: ['cronjobs', 'jobs'],
  'coordination.k8s.io': ['leases'],
  'discovery.k8s.io': ['endpointslices'],
  'events.k8s.io': ['events.events.k8s.io'],
  'gateway.networking.k8s.io': ['gateways', 'grpcroutes', 'httproutes'],
  'metrics.k8s.io': ['pods.metrics.k8s.io'],
  'networking.k8s.io': ['ingresses', 'networkpolicies'],
  policy: ['poddisruptionbudgets'],
} as const;

/** Resources of the whole cluster, which a role of the cluster may read. */
export const CLUSTER_RESOURCES = {
  '': ['namespaces', 'nodes', 'persistentvolumes'],
  'apiextensions.k8s.io': ['customresourcedefinitions'],
  'gateway.networking.k8s.io': ['gatewayclasses'],
  'metrics.k8s.io': ['nodes.metrics.k8s.io'],
  'networking.k8s.io': ['ingressclasses'],
  'scheduling.k8s.io': ['priorityclasses'],
  'storage.k8s.io': ['csidrivers', 'csinodes', 'storageclasses', 'volumeattachments'],
} as const;
