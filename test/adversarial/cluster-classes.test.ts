/** Classes 19, 42, 44, 48–55 and the workloads of 58: each through every way into the JSON, beside the nearest good form. */
import { image, manifestDeployment, manifestSpec, metadata, podSpec } from '../policy/support/kubernetes';
import { type ClassRow, classRoutes } from './class-routes';
import { tags } from './support';

const cluster = {
  name: 'main',
  role_arn: 'arn:aws:iam::123456789012:role/eks',
  version: '1.35',
  enabled_cluster_log_types: ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'],
  encryption_config: { resources: ['secrets'], provider: { key_arn: 'arn:aws:kms:eu-west-1:123456789012:key/x' } },
  access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false },
  vpc_config: { subnet_ids: ['subnet-1', 'subnet-2'], endpoint_private_access: true, endpoint_public_access: false },
  deletion_protection: true,
  tags,
};
const template = { metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 1 }, tags };
const labels = { app: 'api' };
const budget = {
  kubernetes_pod_disruption_budget_v1: {
    api: { metadata: metadata(), spec: { max_unavailable: '1', selector: { match_labels: labels } } },
  },
};
const spec = (pod: object = podSpec(), replicas = 3) => ({ replicas, template: { metadata: { labels }, spec: pod } });
const deployment = { metadata: metadata(), spec: spec() };
const workload = { type: 'kubernetes_deployment_v1', good: deployment, around: budget };
const manifest = (body: unknown) => ({ manifest: body });
const namespaceLabels = { 'pod-security.kubernetes.io/enforce': 'restricted' };
const namespace = {
  kubernetes_network_policy_v1: {
    deny: { metadata: metadata('deny'), spec: { pod_selector: {}, policy_types: ['Ingress', 'Egress'] } },
  },
  kubernetes_resource_quota_v1: { quota: { metadata: metadata('quota'), spec: { hard: { pods: '20' } } } },
};
const association = (scope: object) => ({
  cluster_name: 'main',
  principal_arn: 'arn:aws:iam::123456789012:role/ops',
  policy_arn: 'arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
  access_scope: scope,
});

const rows: Readonly<Record<string, ClassRow>> = {
  '19 API open to everybody': {
    rule: 'SEC-EKS-PUBLIC',
    type: 'aws_eks_cluster',
    good: cluster,
    bad: { vpc_config: { subnet_ids: ['subnet-1'], public_access_cidrs: ['0.0.0.0/1', '128.0.0.0/1'] } },
  },
  '19 API without a list': {
    rule: 'SEC-EKS-PUBLIC',
    type: 'aws_eks_cluster',
    good: cluster,
    bad: { vpc_config: { subnet_ids: ['subnet-1'] } },
  },
  '42 password in a pod': {
    ...workload,
    rule: 'SEC-SECRET-ENV',
    bad: { spec: spec(podSpec({}, { env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] })) },
  },
  '42 password in a ConfigMap': {
    rule: 'SEC-SECRET-ENV',
    type: 'kubernetes_config_map_v1',
    good: { metadata: metadata(), data: { LOG_LEVEL: 'info' } },
    bad: { data: { 'app.properties': 'password=hunter2' } },
  },
  '44 password in a chart': {
    rule: 'SEC-SECRET-HELM',
    type: 'helm_release',
    good: { name: 'db', chart: 'postgresql', set: [{ name: 'auth.existingSecret', value: 'db' }], values: ['a: 1'] },
    bad: { values: ['auth: { password: hunter2 }'] },
  },
  '48 administrator of the cluster': {
    rule: 'SEC-EKS-ADMIN',
    type: 'aws_eks_access_policy_association',
    good: association({ type: 'namespace', namespaces: ['orders'] }),
    bad: association({ type: 'cluster' }),
  },
  '48 administrator by creation': {
    rule: 'SEC-EKS-ADMIN',
    type: 'aws_eks_cluster',
    good: cluster,
    bad: { access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: true } },
  },
  '49 privileged container': {
    ...workload,
    rule: 'SEC-PSS-RESTRICTED',
    bad: { spec: spec(podSpec({}, { security_context: { privileged: true } })) },
  },
  '49 privileged container in a manifest': {
    rule: 'SEC-PSS-RESTRICTED',
    type: 'kubernetes_manifest',
    around: budget,
    good: manifest(manifestDeployment()),
    bad: manifest(manifestDeployment(manifestSpec({}, { securityContext: { privileged: true } }))),
  },
  '50 host access': {
    ...workload,
    rule: 'SEC-PSS-BASELINE',
    bad: { spec: spec(podSpec({ volume: [{ name: 'v', host_path: { path: '/' } }] })) },
  },
  '51 image by tag': {
    ...workload,
    rule: 'SEC-IMAGE',
    bad: { spec: spec(podSpec({}, { image: image.replace(/@.*/, ':latest') })) },
  },
  '52 every permission': {
    rule: 'SEC-RBAC',
    type: 'kubernetes_cluster_role_v1',
    good: { metadata: { name: 'r' }, rule: [{ api_groups: ['apps'], resources: ['deployments'], verbs: ['get'] }] },
    bad: { rule: [{ api_groups: ['*'], resources: ['*'], verbs: ['*'] }] },
  },
  '53 namespace without guard rails': {
    rule: 'SEC-NS',
    type: 'kubernetes_namespace_v1',
    around: namespace,
    good: { metadata: { name: 'orders', labels: namespaceLabels } },
    bad: { metadata: { name: 'orders', labels: { team: 'orders' } } },
  },
  '54 metadata for pods': {
    rule: 'SEC-IMDS',
    type: 'aws_launch_template',
    good: template,
    bad: { metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 2 } },
  },
  '55 no audit log': {
    rule: 'SEC-EKS-BASE',
    type: 'aws_eks_cluster',
    good: cluster,
    bad: { enabled_cluster_log_types: undefined },
  },
  '58 one replica': { ...workload, rule: 'REL-SPOF', bad: { spec: spec(podSpec(), 1) } },
};

describe.each(Object.entries(rows))('%s', (_, row) => {
  it.each(Object.entries(classRoutes))('is refused by %s', (_route, findings) => {
    const about = findings(row, true).filter((finding) => finding.address === `${row.type}.it`);
    expect(about.map((finding) => finding.rule)).toContain(row.rule);
  });

  it.each(Object.entries(classRoutes))('passes in its good form by %s', (_route, findings) => {
    expect(findings(row, false).map((finding) => `${finding.rule} ${finding.address} ${finding.message}`)).toEqual([]);
  });
});
