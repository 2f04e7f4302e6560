import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';
import {
  chart,
  deployment,
  digest,
  image,
  manifest,
  manifestDeployment,
  manifestSpec,
  metadata,
  podSpec,
  yaml,
} from '../support/kubernetes';

const running = (name: string) => deployment(podSpec({}, { image: name }));
const ecr = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const repository = { aws_ecr_repository: { api: { name: 'api' } } };
const beside = (config: object, more: object, rest: object = {}) => ({
  ...config,
  resource: { ...(config as { resource: object }).resource, ...more },
  ...rest,
});

const images: RuleCases = {
  rule: 'SEC-IMAGE',
  failing: {
    'no tag': running('nginx'),
    'tag latest': running(`${ecr}/api:latest`),
    'a fixed tag': running(`${ecr}/api:1.2.3`),
    'digest of a registry of anybody': running(`docker.io/library/nginx@${digest}`),
    'digest without a registry': running(`nginx@${digest}`),
    'Docker Hub organisation': running(`bitnami/redis@${digest}`),
    'GitHub’s registry': running(`ghcr.io/org/app:1.0@${digest}`),
    'a registry that looks like ECR': running(`123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.io/api@${digest}`),
    'somebody’s public repository': running(`public.ecr.aws/a1b2c3d4/app@${digest}`),
    'short digest': running(`${ecr}/api@sha256:abc`),
    'registry with a port': running(`registry.local:5000/api@${digest}`),
    'repository of these files with a tag': beside(
      running('${aws_ecr_repository.api.repository_url}:latest'),
      repository,
    ),
    'repository of these files with a tag by a variable': beside(
      running('${aws_ecr_repository.api.repository_url}:${var.tag}'),
      repository,
    ),
    'init container': deployment(podSpec({ init_container: { name: 'i', image: 'busybox:1' } })),
    'old cron job': resources({
      kubernetes_cron_job: {
        j: {
          metadata: metadata(),
          spec: { job_template: { spec: { template: { spec: podSpec({}, { image: 'x:1' }) } } } },
        },
      },
    }),
    manifest: manifest(manifestDeployment(manifestSpec({}, { image: 'nginx:1.27' }))),
    YAML: yaml(
      'apiVersion: v1\nkind: Pod\nmetadata: {name: x, namespace: y}\nspec: {containers: [{name: x, image: "redis:7"}]}',
    ),
    'by format()': running('${format("%s:%s", "nginx", "1.27")}'),
    'chart told to take latest': chart({ set: [{ name: 'image.tag', value: 'latest' }] }),
    'chart values with latest': chart({ values: ['image: { repository: x, tag: latest }'] }),
  },
  passing: {
    'digest in ECR': running(image),
    'tag and digest': running(`${ecr}/api:1.2.3@${digest}`),
    'ECR of another account': running(`210987654321.dkr.ecr.us-east-1.amazonaws.com/base/node@${digest}`),
    'ECR in China': running(`123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/api@${digest}`),
    'dual-stack ECR': running(`123456789012.dkr-ecr.eu-west-1.on.aws/api@${digest}`),
    'FIPS ECR': running(`123456789012.dkr.ecr-fips.us-east-1.amazonaws.com/api@${digest}`),
    'Kubernetes’ own': running(`registry.k8s.io/pause:3.10@${digest}`),
    'AWS’s public repository': running(`public.ecr.aws/eks-distro/kubernetes/pause@${digest}`),
    'official image by AWS': running(`public.ecr.aws/docker/library/nginx@${digest}`),
    'repository of these files with a digest': beside(
      running(`\${aws_ecr_repository.api.repository_url}@${digest}`),
      repository,
    ),
    'digest by a data source': beside(
      running('${aws_ecr_repository.api.repository_url}@${data.aws_ecr_image.api.image_digest}'),
      repository,
      { data: { aws_ecr_image: { api: { repository_name: 'api' } } } },
    ),
    'image by a data source': beside(
      running('${data.aws_ecr_image.api.image_uri}'),
      {},
      {
        data: { aws_ecr_image: { api: { repository_name: 'api' } } },
      },
    ),
    'account and region by data sources': beside(
      running(
        `\${data.aws_caller_identity.me.account_id}.dkr.ecr.\${data.aws_region.here.name}.amazonaws.com/api@${digest}`,
      ),
      {},
      { data: { aws_caller_identity: { me: {} }, aws_region: { here: {} } } },
    ),
    'chart with a tag': chart({ values: ['image: { tag: 1.2.3 }'] }),
  },
  notApplicable: { 'no container': resources({ kubernetes_service_v1: { s: { metadata: metadata() } } }) },
  unknown: {
    'image by a variable': running('${var.image}'),
    'digest by a variable without a mark': running(`${ecr}/api\${var.suffix}`),
    'registry by a variable': running(`\${var.registry}/api@${digest}`),
  },
};

const role = (rule: object, type = 'kubernetes_cluster_role_v1') =>
  resources({ [type]: { r: { metadata: { name: 'r' }, rule } } });
const read = { api_groups: [''], resources: ['pods'], verbs: ['get', 'list'] };
const secrets = { api_groups: [''], resources: ['secrets'], verbs: ['list'] };
const binding = (subject: object, fields: object = {}, type = 'kubernetes_cluster_role_binding_v1') =>
  resources({
    [type]: { b: { metadata: { name: 'b' }, role_ref: { kind: 'ClusterRole', name: 'view', ...fields }, subject } },
  });
const group = (name: string) => binding({ kind: 'Group', name, api_group: 'rbac.authorization.k8s.io' });

const rbac: RuleCases = {
  rule: 'SEC-RBAC',
  failing: {
    'every verb': role({ ...read, verbs: ['*'] }),
    'every resource': role([{ ...read, resources: ['*'] }]),
    'every group': role({ ...read, api_groups: ['*'] }, 'kubernetes_cluster_role'),
    'every path': role({ non_resource_urls: ['*'], verbs: ['get'] }),
    'every verb in a namespace': role({ ...read, verbs: ['*'] }, 'kubernetes_role_v1'),
    'every scale': role({ ...read, resources: ['*/scale'] }),
    'by a dynamic block': resources({
      kubernetes_role: {
        r: {
          metadata: { name: 'r' },
          dynamic: { rule: { for_each: ['*'], content: { ...read, verbs: ['${rule.value}'] } } },
        },
      },
    }),
    bind: role({ api_groups: ['rbac.authorization.k8s.io'], resources: ['clusterroles'], verbs: ['bind'] }),
    'bind to administrator': role({ resources: ['clusterroles'], verbs: ['bind'], resource_names: ['cluster-admin'] }),
    escalate: role({ resources: ['roles'], verbs: ['escalate'], resource_names: ['x'] }),
    impersonate: role({ api_groups: [''], resources: ['users', 'groups'], verbs: ['impersonate'] }),
    'secrets of every namespace': role(secrets),
    'secrets of every namespace, get': role({ ...secrets, verbs: ['get'] }, 'kubernetes_cluster_role'),
    'secrets of every namespace, bound twice': beside(role(secrets), {
      kubernetes_role_binding_v1: {
        a: { metadata: metadata(), role_ref: { kind: 'ClusterRole', name: 'r' }, subject: [] },
      },
      kubernetes_cluster_role_binding_v1: {
        b: { metadata: { name: 'b' }, role_ref: { kind: 'ClusterRole', name: 'r' }, subject: [] },
      },
    }),
    'tokens of any account': role({ api_groups: [''], resources: ['serviceaccounts/token'], verbs: ['create'] }),
    'nodes by proxy': role({ api_groups: [''], resources: ['nodes/proxy'], verbs: ['get'] }),
    anonymous: binding({ kind: 'User', name: 'system:anonymous' }),
    unauthenticated: group('system:unauthenticated'),
    authenticated: group('system:authenticated'),
    masters: group('system:masters'),
    'every service account': group('system:serviceaccounts'),
    'anonymous in a namespace': binding({ kind: 'User', name: 'system:anonymous' }, {}, 'kubernetes_role_binding'),
    'default account': binding([{ kind: 'ServiceAccount', name: 'default', namespace: 'orders' }]),
    manifest: manifest({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'r' },
      rules: [{ apiGroups: [''], resources: ['*'], verbs: ['get'] }],
    }),
    'YAML binding': yaml(
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: b}\nroleRef: {kind: ClusterRole, name: view}\nsubjects:\n- {kind: Group, name: "system:authenticated"}',
    ),
    'default account with its token': resources({
      kubernetes_default_service_account_v1: { d: { metadata: { namespace: 'orders' } } },
    }),
    'account called default': resources({
      kubernetes_service_account_v1: { d: { metadata: metadata('default'), automount_service_account_token: true } },
    }),
    'pod with the default token': deployment(podSpec({ automount_service_account_token: undefined })),
    'pod with the default token, said so': deployment(
      podSpec({ automount_service_account_token: true, service_account_name: 'default' }),
    ),
  },
  passing: {
    'a few verbs': role(read),
    'one secret': role({ ...secrets, resource_names: ['orders-db'], verbs: ['get'] }),
    'secrets of one namespace': role(secrets, 'kubernetes_role_v1'),
    'cluster role that is only bound in namespaces': beside(role(secrets), {
      kubernetes_role_binding_v1: {
        a: {
          metadata: metadata(),
          role_ref: { kind: 'ClusterRole', name: '${kubernetes_cluster_role_v1.r.metadata[0].name}' },
          subject: [],
        },
      },
    }),
    'bind of one harmless role': role({ resources: ['clusterroles'], verbs: ['bind'], resource_names: ['view'] }),
    'a named group': group('orders-developers'),
    'service account of its own': binding({ kind: 'ServiceAccount', name: 'api', namespace: 'orders' }),
    'who the API is, for all': binding({ kind: 'Group', name: 'system:authenticated' }, { name: 'system:discovery' }),
    'paths by name': role({ non_resource_urls: ['/healthz', '/metrics'], verbs: ['get'] }),
    'default account without token': resources({
      kubernetes_default_service_account_v1: {
        d: { metadata: { namespace: 'orders' }, automount_service_account_token: 'false' },
      },
    }),
    'pod with an account of its own': deployment(
      podSpec({ automount_service_account_token: undefined, service_account_name: 'api' }),
    ),
    'pod beside a default account without token': beside(
      deployment(podSpec({ automount_service_account_token: undefined })),
      {
        kubernetes_default_service_account_v1: {
          d: { metadata: { namespace: 'orders' }, automount_service_account_token: false },
        },
      },
    ),
  },
  notApplicable: {
    'a service account': resources({ kubernetes_service_account_v1: { a: { metadata: metadata('api') } } }),
  },
  unknown: {
    'verbs by a variable': role({ ...read, verbs: '${var.verbs}' }),
    'rules by a variable': role('${var.rules}' as never),
    'rules over a variable': resources({
      kubernetes_cluster_role_v1: {
        r: { metadata: { name: 'r' }, dynamic: { rule: { for_each: '${var.r}', content: read } } },
      },
    }),
    'token by a variable': resources({
      kubernetes_default_service_account: { d: { metadata: {}, automount_service_account_token: '${var.mount}' } },
    }),
  },
};

const label = 'pod-security.kubernetes.io/enforce';
const namespace = (labels: unknown = { [label]: 'restricted' }, type = 'kubernetes_namespace_v1') => ({
  [type]: { orders: { metadata: { name: 'orders', labels } } },
});
const deny = (spec: object = {}, fields: object = {}) => ({
  kubernetes_network_policy_v1: {
    deny: {
      metadata: metadata('deny', fields),
      spec: { pod_selector: {}, policy_types: ['Ingress', 'Egress'], ...spec },
    },
  },
});
const quota = { kubernetes_resource_quota_v1: { q: { metadata: metadata('q'), spec: { hard: { pods: '20' } } } } };
const byReference = '${kubernetes_namespace_v1.orders.metadata[0].name}';
const namespaceYaml = `apiVersion: v1\nkind: Namespace\nmetadata: { name: orders, labels: { ${label}: restricted } }`;

const namespaces: RuleCases = {
  rule: 'SEC-NS',
  failing: {
    'no label': resources({ ...namespace({}), ...deny(), ...quota }),
    'no label, old type': resources({ ...namespace({}, 'kubernetes_namespace'), ...deny(), ...quota }),
    baseline: resources({ ...namespace({ [label]: 'baseline' }), ...deny(), ...quota }),
    'only warns': resources({ ...namespace({ 'pod-security.kubernetes.io/warn': 'restricted' }), ...deny(), ...quota }),
    'no policy': resources({ ...namespace(), ...quota }),
    'policy for some pods': resources({
      ...namespace(),
      ...deny({ pod_selector: { match_labels: { app: 'a' } } }),
      ...quota,
    }),
    'policy for egress only': resources({ ...namespace(), ...deny({ policy_types: ['Egress'] }), ...quota }),
    'policy in another namespace': resources({ ...namespace(), ...deny({}, { namespace: 'billing' }), ...quota }),
    'policy that admits all': resources({ ...namespace(), ...deny({ ingress: {} }), ...quota }),
    'policy type that is misspelt': resources(deny({ policy_types: ['Ingres'] })),
    'no quota': resources({ ...namespace(), ...deny() }),
    'manifest without label': manifest({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'orders' } }),
    'YAML without policy': yaml(namespaceYaml),
    'workload in default': resources({
      kubernetes_pod_v1: { p: { metadata: { name: 'p', namespace: 'default' }, spec: podSpec() } },
    }),
    'workload without namespace': resources({
      kubernetes_job_v1: { p: { metadata: { name: 'p' }, spec: { template: { spec: podSpec() } } } },
    }),
    'workload in kube-system': manifest({ ...manifestDeployment(), metadata: { name: 'x', namespace: 'kube-system' } }),
    'manifest without namespace': manifest({ ...manifestDeployment(), metadata: { name: 'x' } }),
    'one of several': resources({
      kubernetes_namespace_v1: {
        n: {
          for_each: { a: 'restricted', b: 'privileged' },
          metadata: { name: '${each.key}', labels: { [label]: '${each.value}' } },
        },
      },
    }),
  },
  passing: {
    'all of it': resources({ ...namespace(), ...deny(), ...quota }),
    'all of it, old types': resources({
      ...namespace(undefined, 'kubernetes_namespace'),
      kubernetes_namespace: { orders: { metadata: [{ name: 'orders', labels: { [label]: 'restricted' } }] } },
      kubernetes_network_policy: {
        d: { metadata: metadata('d'), spec: [{ pod_selector: [{}], policy_types: ['Ingress'] }] },
      },
      kubernetes_resource_quota: { q: { metadata: [metadata('q')], spec: [{ hard: { pods: 1 } }] } },
    }),
    'all of it by reference': resources({
      ...namespace(),
      ...deny({}, { namespace: byReference }),
      kubernetes_resource_quota_v1: {
        q: { metadata: metadata('q', { namespace: '${kubernetes_namespace_v1.orders.id}' }), spec: {} },
      },
    }),
    'all of it for each': resources({
      kubernetes_namespace_v1: {
        n: { for_each: { a: 1, b: 2 }, metadata: { name: '${each.key}', labels: { [label]: 'restricted' } } },
      },
      kubernetes_network_policy_v1: {
        d: {
          for_each: '${kubernetes_namespace_v1.n}',
          metadata: { name: 'd', namespace: '${each.value.metadata[0].name}' },
          spec: { pod_selector: {}, policy_types: ['Ingress'] },
        },
      },
      kubernetes_resource_quota_v1: {
        q: { for_each: ['a', 'b'], metadata: { name: 'q', namespace: '${each.value}' }, spec: {} },
      },
    }),
    'all of it by one variable': resources({
      kubernetes_namespace_v1: { orders: { metadata: { name: '${var.n}', labels: { [label]: 'restricted' } } } },
      ...deny({}, { namespace: '${var.n}' }),
      kubernetes_resource_quota_v1: { q: { metadata: metadata('q', { namespace: byReference }), spec: {} } },
    }),
    'label by kubernetes_labels': resources({
      ...namespace({}),
      ...deny(),
      ...quota,
      kubernetes_labels: {
        l: { api_version: 'v1', kind: 'Namespace', metadata: { name: byReference }, labels: { [label]: 'restricted' } },
      },
    }),
    'everything as YAML': resources({
      kubectl_manifest: {
        n: { yaml_body: namespaceYaml },
        p: {
          yaml_body:
            'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: d, namespace: orders}\nspec: {podSelector: {}, policyTypes: [Ingress]}',
        },
        q: {
          yaml_body:
            'apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q, namespace: orders}\nspec: {hard: {pods: 1}}',
        },
      },
    }),
    'policy without types': resources({ ...namespace(), ...deny({ policy_types: undefined }), ...quota }),
    'labels merged with what is not known': resources({
      ...namespace(`\${merge(var.labels, { "${label}" = "restricted" })}`),
      ...deny(),
      ...quota,
    }),
    'a policy that admits some': resources(deny({ ingress: { from: { pod_selector: { match_labels: { a: 'b' } } } } })),
    'workload in its namespace': deployment(),
  },
  notApplicable: {
    'a Service in default': resources({ kubernetes_service_v1: { s: { metadata: { name: 's' } } } }),
    'a cluster role': role(read),
  },
  unknown: {
    'label by a variable': resources({ ...namespace({ [label]: '${var.level}' }), ...deny(), ...quota }),
    'labels by a variable': resources({ ...namespace('${var.labels}'), ...deny(), ...quota }),
    'policy in a namespace by a variable': resources({
      ...namespace(),
      ...deny({}, { namespace: '${var.n}' }),
      ...quota,
    }),
    'types by a variable': resources(deny({ policy_types: '${var.types}' })),
  },
};

export const workloadCases: readonly RuleCases[] = [images, rbac, namespaces];
