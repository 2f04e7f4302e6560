import type { Configuration, Spellings } from './spelling';

const digest = `@sha256:${'0123456789abcdef'.repeat(4)}`;
const image = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/api${digest}`;
const cluster = {
  name: 'main',
  role_arn: 'arn:aws:iam::123456789012:role/eks',
  version: '1.35',
  enabled_cluster_log_types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
  encryption_config: [{ resources: ['secrets'], provider: [{ key_arn: 'arn:aws:kms:eu-west-1:123456789012:key/k' }] }],
  access_config: [{ authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false }],
  vpc_config: [{ subnet_ids: ['subnet-1', 'subnet-2'], endpoint_private_access: true, endpoint_public_access: false }],
};
const eks = (body: object): Configuration => ({ aws_eks_cluster: { c: { ...cluster, ...body } } });
const reach = (body: object): Configuration =>
  eks({
    vpc_config: [
      { subnet_ids: ['subnet-1', 'subnet-2'], endpoint_private_access: true, endpoint_public_access: true, ...body },
    ],
  });
const nodes = (body: object): Configuration => ({
  aws_eks_node_group: {
    g: {
      cluster_name: 'main',
      node_group_name: 'g',
      node_role_arn: 'arn:aws:iam::123456789012:role/n',
      subnet_ids: ['subnet-1', 'subnet-2'],
      scaling_config: [{ desired_size: 2, min_size: 2, max_size: 4 }],
      ...body,
    },
  },
});
const association = (body: object): Configuration => ({
  aws_eks_access_policy_association: {
    a: {
      cluster_name: 'main',
      principal_arn: 'arn:aws:iam::123456789012:role/ops',
      policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy',
      access_scope: [{ type: 'namespace', namespaces: ['orders'] }],
      ...body,
    },
  },
});

const meta = (name = 'api', more: object = {}) => [{ name, namespace: 'orders', ...more }];
const secure = {
  run_as_non_root: true,
  allow_privilege_escalation: false,
  read_only_root_filesystem: true,
  seccomp_profile: [{ type: 'RuntimeDefault' }],
  capabilities: [{ drop: ['ALL'] }],
};
const container = (body: object = {}) => ({
  name: 'api',
  image,
  security_context: [secure],
  resources: [{ limits: { memory: '128Mi' }, requests: { cpu: '100m', memory: '128Mi' } }],
  ...body,
});
const spread = [
  {
    max_skew: 1,
    topology_key: 'topology.kubernetes.io/zone',
    when_unsatisfiable: 'ScheduleAnyway',
    label_selector: [{ match_labels: { app: 'api' } }],
  },
];
const podOf = (pod: object, ...containers: object[]) => ({
  automount_service_account_token: false,
  topology_spread_constraint: spread,
  container: containers.length > 0 ? containers : [container()],
  ...pod,
});
const template = (pod: object) => [{ metadata: [{ labels: { app: 'api' } }], spec: [pod] }];
const budget = {
  kubernetes_pod_disruption_budget_v1: {
    b: { metadata: meta(), spec: [{ max_unavailable: '1', selector: [{ match_labels: { app: 'api' } }] }] },
  },
};
const workload = (pod: object, type = 'kubernetes_deployment_v1', spec: object = {}): Configuration => ({
  [type]: {
    w: {
      metadata: meta(),
      spec: [{ replicas: 3, selector: [{ match_labels: { app: 'api' } }], template: template(pod), ...spec }],
    },
  },
  ...budget,
});
const context = (body: object) => podOf({}, container({ security_context: [{ ...secure, ...body }] }));
const raw = (
  kind: string,
  apiVersion: string,
  spec: object,
  metadata: object = { name: 'api', namespace: 'orders' },
): Configuration => ({ kubernetes_manifest: { m: { manifest: { apiVersion, kind, metadata, spec } } }, ...budget });
const rawContainer = (
  securityContext: object = {
    runAsNonRoot: true,
    allowPrivilegeEscalation: false,
    seccompProfile: { type: 'RuntimeDefault' },
    capabilities: { drop: ['ALL'] },
  },
  more: object = {},
) => ({ name: 'api', image, securityContext, ...more });
const rawPod = (more: object, ...containers: object[]) => ({
  automountServiceAccountToken: false,
  containers: containers.length > 0 ? containers : [rawContainer()],
  ...more,
});
const rawDeployment = (pod: object) =>
  raw('Deployment', 'apps/v1', {
    replicas: 3,
    selector: { matchLabels: { app: 'api' } },
    template: {
      metadata: { labels: { app: 'api' } },
      spec: {
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'topology.kubernetes.io/zone',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: { app: 'api' } },
          },
        ],
        ...pod,
      },
    },
  });
const role = (type: string, rule: object, name = 'r'): Configuration => ({
  [type]: {
    r: {
      metadata: type.includes('cluster') ? [{ name }] : meta(name),
      rule: [{ api_groups: ['apps'], resources: ['deployments'], verbs: ['get', 'list'], ...rule }],
    },
  },
});
const guard = {
  kubernetes_network_policy_v1: {
    d: { metadata: meta('deny'), spec: [{ pod_selector: [{}], policy_types: ['Ingress', 'Egress'] }] },
  },
  kubernetes_resource_quota_v1: { q: { metadata: meta('quota'), spec: [{ hard: { pods: '20' } }] } },
};
const namespace = (
  labels: object | undefined,
  more: Configuration = guard,
  type = 'kubernetes_namespace_v1',
): Configuration => ({ [type]: { n: { metadata: [{ name: 'orders', ...(labels && { labels }) }] } }, ...more });
const restricted = { 'pod-security.kubernetes.io/enforce': 'restricted' };
const yaml = (text: string): Configuration => ({ kubectl_manifest: { m: { yaml_body: text } } });

export const cluster19and48to55: readonly Spellings[] = [
  {
    class: 19,
    rules: ['SEC-EKS-PUBLIC'],
    bad: {
      everybody: reach({ public_access_cidrs: ['0.0.0.0/0'] }),
      'no list': reach({}),
      'an empty list': reach({ public_access_cidrs: [] }),
      halves: reach({ public_access_cidrs: ['0.0.0.0/1', '128.0.0.0/1'] }),
      IPv6: reach({ public_access_cidrs: ['198.51.100.0/24', '::/0'] }),
      text: eks({ vpc_config: { subnet_ids: ['subnet-1', 'subnet-2'], endpoint_public_access: 'true' } }),
      'by default': eks({ vpc_config: [{ subnet_ids: ['subnet-1', 'subnet-2'] }] }),
      'from a local': {
        locals: { offices: ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2'] },
        resource: reach({ public_access_cidrs: '${local.offices}' }),
      },
      'a very large network': reach({ public_access_cidrs: ['32.0.0.0/3'] }),
    },
    good: {
      private: eks({}),
      'an office': reach({ public_access_cidrs: ['198.51.100.0/24'] }),
      'by a variable': {
        variable: { offices: { default: ['203.0.113.8/32'] } },
        resource: reach({ public_access_cidrs: '${var.offices}' }),
      },
    },
  },
  {
    class: 48,
    rules: ['SEC-EKS-ADMIN'],
    bad: {
      'by policy': association({
        policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
        access_scope: [{ type: 'cluster' }],
      }),
      'by another policy': association({
        policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSAdminPolicy',
        access_scope: [{ type: 'cluster' }],
      }),
      'by group': {
        aws_eks_access_entry: {
          e: {
            cluster_name: 'main',
            principal_arn: 'arn:aws:iam::123456789012:role/dev',
            kubernetes_groups: ['system:masters'],
          },
        },
      },
      'by creation': eks({
        access_config: [{ authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: 'true' }],
      }),
      'by creation, by default': eks({ access_config: [{ authentication_mode: 'API' }] }),
      'by aws-auth': {
        kubernetes_config_map_v1: {
          a: {
            metadata: [{ name: 'aws-auth', namespace: 'kube-system' }],
            data: { mapRoles: '- rolearn: arn:aws:iam::123456789012:role/dev\n  groups:\n    - system:masters\n' },
          },
        },
      },
      'by aws-auth data': {
        kubernetes_config_map_v1_data: {
          a: {
            metadata: [{ name: 'aws-auth', namespace: 'kube-system' }],
            data: {
              mapUsers:
                '${yamlencode([{ userarn = "arn:aws:iam::123456789012:user/x", groups = ["system:masters"] }])}',
            },
          },
        },
      },
      'by binding': {
        kubernetes_cluster_role_binding_v1: {
          b: {
            metadata: [{ name: 'b' }],
            role_ref: [{ api_group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' }],
            subject: [{ kind: 'Group', name: 'dev', api_group: 'rbac.authorization.k8s.io' }],
          },
        },
      },
      'another partition': association({
        policy_arn: 'arn:aws-us-gov:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
        access_scope: { type: 'cluster' },
      }),
    },
    good: {
      'a namespace': association({}),
      reading: association({
        policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy',
        access_scope: [{ type: 'cluster' }],
      }),
      nodes: {
        aws_eks_access_entry: {
          e: { cluster_name: 'main', principal_arn: 'arn:aws:iam::123456789012:role/nodes', type: 'EC2_LINUX' },
        },
      },
    },
  },
  {
    class: 49,
    rules: ['SEC-PSS-RESTRICTED', 'SEC-PSS-BASELINE'],
    bad: {
      privileged: workload(context({ privileged: true })),
      'privileged as text': workload(context({ privileged: 'true' })),
      escalation: workload(context({ allow_privilege_escalation: true })),
      'no context': workload(podOf({}, { name: 'api', image })),
      root: workload(context({ run_as_user: 0 })),
      'root as text': workload(context({ run_as_user: '0' })),
      'root by the pod': workload({ ...podOf({}), security_context: [{ run_as_user: '0' }] }),
      'no seccomp': workload(context({ seccomp_profile: undefined })),
      unconfined: workload(context({ seccomp_profile: [{ type: 'Unconfined' }] })),
      'a capability': workload(context({ capabilities: [{ drop: ['ALL'], add: ['NET_ADMIN'] }] })),
      'nothing dropped': workload(context({ capabilities: undefined })),
      'an init container': workload({
        ...podOf({}),
        init_container: [{ name: 'i', image, security_context: [{ ...secure, privileged: true }] }],
      }),
      'a DaemonSet': workload(context({ privileged: true }), 'kubernetes_daemon_set_v1', { replicas: undefined }),
      'a StatefulSet': workload(context({ allow_privilege_escalation: null }), 'kubernetes_stateful_set_v1', {
        service_name: 'api',
      }),
      'a Job': {
        kubernetes_job_v1: {
          j: {
            metadata: meta('j'),
            spec: [{ template: template({ ...context({ run_as_non_root: false }), restart_policy: 'Never' }) }],
          },
        },
      },
      'a CronJob': {
        kubernetes_cron_job_v1: {
          j: {
            metadata: meta('j'),
            spec: [
              {
                schedule: '0 1 * * *',
                job_template: [
                  {
                    metadata: [{}],
                    spec: [{ template: template({ ...context({ privileged: true }), restart_policy: 'Never' }) }],
                  },
                ],
              },
            ],
          },
        },
      },
      'a pod': { kubernetes_pod: { p: { metadata: meta(), spec: [context({ privileged: true })] } } },
      'older names': workload(context({ privileged: true }), 'kubernetes_deployment'),
      'a manifest': rawDeployment(rawPod({}, rawContainer({ privileged: true }))),
      'ephemeral containers': rawDeployment(
        rawPod({ ephemeralContainers: [{ name: 'd', image, securityContext: { privileged: true } }] }),
      ),
      'a ReplicaSet': raw('ReplicaSet', 'apps/v1', {
        replicas: 3,
        selector: { matchLabels: { app: 'api' } },
        template: { metadata: { labels: { app: 'api' } }, spec: rawPod({}, rawContainer({})) },
      }),
      YAML: yaml(
        'apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  namespace: orders\nspec:\n  containers:\n    - name: c\n      image: x\n      securityContext:\n        privileged: yes\n',
      ),
      'a rollout of Argo': raw('Rollout', 'argoproj.io/v1alpha1', {
        replicas: 3,
        selector: { matchLabels: { app: 'api' } },
        template: { metadata: { labels: { app: 'api' } }, spec: rawPod({}, rawContainer({ privileged: true })) },
      }),
      'proc unmasked': rawDeployment(
        rawPod(
          {},
          rawContainer({
            runAsNonRoot: true,
            allowPrivilegeEscalation: false,
            seccompProfile: { type: 'RuntimeDefault' },
            capabilities: { drop: ['ALL'] },
            procMount: 'Unmasked',
          }),
        ),
      ),
      'Windows host process': rawDeployment(rawPod({ securityContext: { windowsOptions: { hostProcess: true } } })),
      'by dynamic blocks': workload({
        automount_service_account_token: false,
        topology_spread_constraint: spread,
        dynamic: {
          container: {
            for_each: ['api'],
            content: { name: '${container.value}', image, security_context: [{ privileged: true }] },
          },
        },
      }),
    },
    good: {
      restricted: workload(podOf({})),
      'by the pod': workload({
        ...podOf(
          {},
          container({
            security_context: [
              { run_as_non_root: true, allow_privilege_escalation: false, capabilities: [{ drop: ['ALL'] }] },
            ],
          }),
        ),
        security_context: [{ run_as_non_root: true, seccomp_profile: [{ type: 'RuntimeDefault' }] }],
      }),
      'a port below 1024': workload(
        podOf(
          {},
          container({
            security_context: [{ ...secure, capabilities: [{ drop: ['ALL'], add: ['NET_BIND_SERVICE'] }] }],
          }),
        ),
      ),
      'a manifest': rawDeployment(rawPod({})),
      'a user': workload(context({ run_as_user: '65532' })),
    },
  },
  {
    class: 50,
    rules: ['SEC-PSS-BASELINE', 'SEC-PSS-RESTRICTED'],
    bad: {
      'a path of the node': workload({
        ...podOf({}),
        volume: [{ name: 'v', host_path: [{ path: '/var/run/docker.sock' }] }],
      }),
      'the network': workload({ ...podOf({}), host_network: 'true' }),
      processes: workload({ ...podOf({}), host_pid: true }),
      'shared memory': workload({ ...podOf({}), host_ipc: true }),
      'a port': workload(podOf({}, container({ port: [{ container_port: 80, host_port: 80 }] }))),
      'a sysctl': workload({
        ...podOf({}),
        security_context: [{ run_as_non_root: true, sysctl: [{ name: 'kernel.msgmax', value: '65536' }] }],
      }),
      'a manifest': rawDeployment(rawPod({ hostNetwork: true })),
      NFS: rawDeployment(rawPod({ volumes: [{ name: 'v', nfs: { server: 'x', path: '/' } }] })),
      'a probe of another host': rawDeployment(
        rawPod(
          {},
          rawContainer(undefined, { livenessProbe: { httpGet: { host: '169.254.169.254', path: '/', port: 80 } } }),
        ),
      ),
      'a CronJob manifest': raw('CronJob', 'batch/v1', {
        schedule: '* * * * *',
        jobTemplate: { spec: { template: { spec: rawPod({ hostPID: true, restartPolicy: 'Never' }) } } },
      }),
      'AppArmor off': rawDeployment(rawPod({ securityContext: { appArmorProfile: { type: 'Unconfined' } } })),
    },
    good: {
      'volumes of its own': workload({
        ...podOf({}),
        volume: [
          { name: 'tmp', empty_dir: [{}] },
          { name: 'config', config_map: [{ name: 'config' }] },
          { name: 'data', persistent_volume_claim: [{ claim_name: 'data' }] },
        ],
      }),
      'a port of its own': workload(podOf({}, container({ port: [{ container_port: 8080 }] }))),
      'a safe sysctl': workload({
        ...podOf({}),
        security_context: [
          { run_as_non_root: true, sysctl: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
        ],
      }),
    },
  },
  {
    class: 51,
    rules: ['SEC-IMAGE'],
    bad: {
      latest: workload(podOf({}, container({ image: 'nginx:latest' }))),
      'a tag': workload(podOf({}, container({ image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:1.2.3' }))),
      nothing: workload(podOf({}, container({ image: 'nginx' }))),
      'a stranger': workload(podOf({}, container({ image: `docker.io/somebody/api${digest}` }))),
      'an init container': workload({ ...podOf({}), init_container: [{ ...container(), image: 'busybox:1.36' }] }),
      'a manifest': rawDeployment(rawPod({}, { ...rawContainer(), image: 'quay.io/x/y:v1' })),
      'by expression': {
        variable: { tag: { default: 'v1' } },
        resource: workload(
          podOf({}, container({ image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:${var.tag}' })),
        ),
      },
      'a volume of an image': rawDeployment(
        rawPod({ volumes: [{ name: 'v', image: { reference: 'docker.io/x/y:latest' } }] }),
      ),
    },
    good: {
      'by digest': workload(podOf({})),
      'by tag and digest': workload(
        podOf({}, container({ image: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/api:1.2.3${digest}` })),
      ),
      'an image of EKS': workload(
        podOf({}, container({ image: `602401143452.dkr.ecr.eu-west-1.amazonaws.com/eks/coredns${digest}` })),
      ),
    },
  },
  {
    class: 52,
    rules: ['SEC-RBAC'],
    bad: {
      stars: role('kubernetes_cluster_role_v1', { api_groups: ['*'], resources: ['*'], verbs: ['*'] }),
      'a star of verbs': role('kubernetes_role', { resources: ['pods'], verbs: ['*'] }),
      'secrets of all': role('kubernetes_cluster_role', {
        api_groups: [''],
        resources: ['secrets'],
        verbs: ['get', 'list'],
      }),
      impersonation: role('kubernetes_cluster_role_v1', {
        api_groups: [''],
        resources: ['users', 'groups'],
        verbs: ['impersonate'],
      }),
      escalation: role('kubernetes_cluster_role_v1', {
        api_groups: ['rbac.authorization.k8s.io'],
        resources: ['clusterroles'],
        verbs: ['escalate', 'bind'],
      }),
      strangers: {
        kubernetes_cluster_role_binding_v1: {
          b: {
            metadata: [{ name: 'b' }],
            role_ref: [{ api_group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' }],
            subject: [{ kind: 'Group', name: 'system:unauthenticated', api_group: 'rbac.authorization.k8s.io' }],
          },
        },
      },
      everybody: {
        kubernetes_role_binding: {
          b: {
            metadata: meta('b'),
            role_ref: [{ api_group: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' }],
            subject: [{ kind: 'Group', name: 'system:authenticated', api_group: 'rbac.authorization.k8s.io' }],
          },
        },
      },
      'a token of the default account': workload(podOf({ automount_service_account_token: true })),
      exec: role('kubernetes_cluster_role_v1', { api_groups: [''], resources: ['pods/exec'], verbs: ['create'] }),
      'a manifest': {
        kubernetes_manifest: {
          r: {
            manifest: {
              apiVersion: 'rbac.authorization.k8s.io/v1',
              kind: 'ClusterRole',
              metadata: { name: 'r' },
              rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }],
            },
          },
        },
      },
      tokens: role('kubernetes_cluster_role_v1', {
        api_groups: [''],
        resources: ['serviceaccounts/token'],
        verbs: ['create'],
      }),
      nodes: role('kubernetes_cluster_role_v1', { api_groups: [''], resources: ['nodes/proxy'], verbs: ['get'] }),
    },
    good: {
      reads: role('kubernetes_role_v1', { resources: ['deployments'], verbs: ['get', 'list', 'watch'] }),
      'one secret': role('kubernetes_role_v1', {
        api_groups: [''],
        resources: ['secrets'],
        resource_names: ['tls'],
        verbs: ['get'],
      }),
      'a binding': {
        kubernetes_role_binding_v1: {
          b: {
            metadata: meta('b'),
            role_ref: [{ api_group: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' }],
            subject: [{ kind: 'ServiceAccount', name: 'api', namespace: 'orders' }],
          },
        },
      },
    },
  },
  {
    class: 53,
    rules: ['SEC-NS'],
    bad: {
      'no labels': namespace(undefined),
      baseline: namespace({ 'pod-security.kubernetes.io/enforce': 'baseline' }),
      'warnings only': namespace({ 'pod-security.kubernetes.io/warn': 'restricted' }),
      'the older type': namespace(
        { 'pod-security.kubernetes.io/enforce': 'privileged' },
        guard,
        'kubernetes_namespace',
      ),
      'no network policy': namespace(restricted, { kubernetes_resource_quota_v1: guard.kubernetes_resource_quota_v1 }),
      'no quota': namespace(restricted, { kubernetes_network_policy_v1: guard.kubernetes_network_policy_v1 }),
      'a workload in default': {
        kubernetes_deployment_v1: {
          w: {
            metadata: [{ name: 'api' }],
            spec: [{ replicas: 3, selector: [{ match_labels: { app: 'api' } }], template: template(podOf({})) }],
          },
        },
        ...budget,
      },
      'a workload in kube-system': {
        kubernetes_deployment_v1: {
          w: {
            metadata: [{ name: 'api', namespace: 'kube-system' }],
            spec: [{ replicas: 3, selector: [{ match_labels: { app: 'api' } }], template: template(podOf({})) }],
          },
        },
        kubernetes_pod_disruption_budget_v1: {
          b: {
            metadata: [{ name: 'api', namespace: 'kube-system' }],
            spec: [{ max_unavailable: '1', selector: [{ match_labels: { app: 'api' } }] }],
          },
        },
      },
      'a manifest': {
        kubernetes_manifest: { n: { manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'orders' } } } },
        ...guard,
      },
    },
    good: {
      guarded: namespace(restricted),
      'guarded, by reference': {
        kubernetes_namespace_v1: { n: { metadata: [{ name: 'orders', labels: restricted }] } },
        kubernetes_network_policy_v1: {
          d: {
            metadata: [{ name: 'deny', namespace: '${kubernetes_namespace_v1.n.metadata[0].name}' }],
            spec: [{ pod_selector: [{}], policy_types: ['Ingress', 'Egress'] }],
          },
        },
        kubernetes_resource_quota_v1: {
          q: {
            metadata: [{ name: 'q', namespace: '${kubernetes_namespace_v1.n.metadata[0].name}' }],
            spec: [{ hard: { pods: '20' } }],
          },
        },
      },
      'guarded, as manifests': {
        kubernetes_manifest: {
          n: { manifest: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'orders', labels: restricted } } },
          p: {
            manifest: {
              apiVersion: 'networking.k8s.io/v1',
              kind: 'NetworkPolicy',
              metadata: { name: 'deny', namespace: 'orders' },
              spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
            },
          },
          q: {
            manifest: {
              apiVersion: 'v1',
              kind: 'ResourceQuota',
              metadata: { name: 'q', namespace: 'orders' },
              spec: { hard: { pods: '20' } },
            },
          },
        },
      },
    },
  },
  {
    class: 54,
    rules: ['SEC-IMDS'],
    bad: {
      optional: {
        aws_launch_template: { t: { metadata_options: [{ http_tokens: 'optional', http_put_response_hop_limit: 1 }] } },
      },
      'two hops': {
        aws_launch_template: { t: { metadata_options: [{ http_tokens: 'required', http_put_response_hop_limit: 2 }] } },
      },
      'hops as text': {
        aws_launch_template: { t: { metadata_options: { http_tokens: 'required', http_put_response_hop_limit: '3' } } },
      },
      missing: { aws_launch_template: { t: { image_id: 'ami-1' } } },
      'a machine': {
        aws_instance: {
          i: {
            ami: 'ami-1',
            instance_type: 't4g.small',
            subnet_id: 'subnet-1',
            root_block_device: [{ encrypted: true }],
          },
        },
      },
      'a launch configuration': {
        aws_launch_configuration: {
          l: { image_id: 'ami-1', instance_type: 't3.small', root_block_device: [{ encrypted: true }] },
        },
      },
      'for the account': { aws_ec2_instance_metadata_defaults: { d: { http_tokens: 'optional' } } },
      'by a variable': {
        variable: { tokens: { default: 'optional' } },
        resource: {
          aws_launch_template: {
            t: { metadata_options: [{ http_tokens: '${var.tokens}', http_put_response_hop_limit: 1 }] },
          },
        },
      },
    },
    good: {
      required: {
        aws_launch_template: { t: { metadata_options: [{ http_tokens: 'required', http_put_response_hop_limit: 1 }] } },
      },
      off: { aws_launch_template: { t: { metadata_options: [{ http_endpoint: 'disabled' }] } } },
      'a machine': {
        aws_instance: {
          i: {
            ami: 'ami-1',
            instance_type: 't4g.small',
            subnet_id: 'subnet-1',
            metadata_options: [{ http_tokens: 'required' }],
            root_block_device: [{ encrypted: true }],
          },
        },
      },
      'nodes with a template': {
        aws_launch_template: { t: { metadata_options: [{ http_tokens: 'required', http_put_response_hop_limit: 1 }] } },
        ...nodes({
          launch_template: [{ id: '${aws_launch_template.t.id}', version: '${aws_launch_template.t.latest_version}' }],
        }),
      },
    },
  },
  {
    class: 55,
    rules: ['SEC-EKS-BASE'],
    bad: {
      'no logs': eks({ enabled_cluster_log_types: undefined }),
      'four of five': eks({ enabled_cluster_log_types: ['api', 'audit', 'authenticator', 'scheduler'] }),
      'no key': eks({ encryption_config: undefined }),
      'an old version': eks({ version: '1.30' }),
      'a very old version': eks({ version: '1.24' }),
      'a version as a number': eks({ version: 1.3 }),
      'ConfigMap authentication': eks({
        access_config: [{ authentication_mode: 'CONFIG_MAP', bootstrap_cluster_creator_admin_permissions: false }],
      }),
      'SSH from everywhere': nodes({
        remote_access: [{ ec2_ssh_key: 'k' }],
        launch_template: [{ id: 'lt-1', version: '1' }],
      }),
      'nodes in a public subnet': {
        resource: {
          aws_internet_gateway: { g: { vpc_id: 'vpc-1' } },
          aws_subnet: {
            s: { vpc_id: 'vpc-1', cidr_block: '10.0.0.0/24', availability_zone: 'eu-west-1a' },
            t: { vpc_id: 'vpc-1', cidr_block: '10.0.1.0/24', availability_zone: 'eu-west-1b' },
          },
          aws_route_table: {
            r: { vpc_id: 'vpc-1', route: [{ cidr_block: '0.0.0.0/0', gateway_id: '${aws_internet_gateway.g.id}' }] },
          },
          aws_route_table_association: {
            s: { subnet_id: '${aws_subnet.s.id}', route_table_id: '${aws_route_table.r.id}' },
          },
          ...nodes({
            subnet_ids: ['${aws_subnet.s.id}', '${aws_subnet.t.id}'],
            launch_template: [{ id: 'lt-1', version: '1' }],
          }),
        },
      },
    },
    good: {
      'all of it': eks({}),
      'the newest version': eks({ version: '1.36' }),
      'logs by a set': eks({
        enabled_cluster_log_types: '${toset(["api", "audit", "authenticator", "controllerManager", "scheduler"])}',
      }),
    },
  },
];
