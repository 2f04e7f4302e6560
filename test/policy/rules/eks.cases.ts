import type { RuleCases } from '../support/cases';
import { resources } from '../support/check';
import { manifest, metadata, yaml } from '../support/kubernetes';

const logs = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];
const sound = {
  name: 'main',
  version: '1.35',
  enabled_cluster_log_types: logs,
  encryption_config: { resources: ['secrets'], provider: { key_arn: '${aws_kms_key.eks.arn}' } },
  access_config: { authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false },
  vpc_config: { endpoint_private_access: true, endpoint_public_access: false },
};
const cluster = (fields: object = {}) =>
  resources({ aws_kms_key: { eks: {} }, aws_eks_cluster: { main: { ...sound, ...fields } } });
const open = (cidrs: unknown, fields: object = {}) =>
  cluster({ vpc_config: { endpoint_public_access: true, public_access_cidrs: cidrs, ...fields } });

const endpoint: RuleCases = {
  rule: 'SEC-EKS-PUBLIC',
  failing: {
    world: open(['0.0.0.0/0']),
    'left out': cluster({ vpc_config: { subnet_ids: [] } }),
    'list of blocks without CIDRs': cluster({ vpc_config: [{ endpoint_public_access: 'true' }] }),
    'empty list': open([]),
    null: open(null),
    'no block': cluster({ vpc_config: undefined }),
    halves: open(['0.0.0.0/1', '128.0.0.0/1']),
    quarters: open(['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2']),
    'nearly the world': open(Array.from({ length: 40 }, (_, index) => `${index + 20}.0.0.0/8`)),
    'one half': open(['128.0.0.0/1']),
    'odd prefix': open(['0.0.0.0/00']),
    IPv6: open(['::/0']),
    'IPv6 written out': open(['0:0:0:0:0:0:0:0/0']),
    'global IPv6': open(['2000::/3']),
    'IPv6 halves': open(['::/1', '8000::/1']),
    'beside a narrow one': open(['198.51.100.0/24', '0.0.0.0/0']),
    'by an expression': open('${concat(["10.0.0.0/8"], [format("%s/%d", "0.0.0.0", 0)])}'),
    'by a local': {
      ...cluster({ vpc_config: { public_access_cidrs: '${local.all}' } }),
      locals: { all: ['0.0.0.0/0'] },
    },
    'by a default': { ...open('${var.cidrs}'), variable: { cidrs: { default: ['0.0.0.0/0'] } } },
    'by a dynamic block': cluster({
      vpc_config: undefined,
      dynamic: { vpc_config: { for_each: [1], content: { endpoint_public_access: true } } },
    }),
    'Cloud Control': resources({
      awscc_eks_cluster: { c: { resources_vpc_config: { endpoint_public_access: true } } },
    }),
  },
  passing: {
    private: cluster(),
    'private by text': cluster({ vpc_config: { endpoint_public_access: 'false' } }),
    'private by an expression': cluster({
      vpc_config: { endpoint_public_access: '${1 > 2}', public_access_cidrs: ['0.0.0.0/0'] },
    }),
    'one network': open(['198.51.100.0/24']),
    'private networks': open(['10.0.0.0/8', '172.16.0.0/12']),
    'addresses of these files': {
      ...open('${[for ip in aws_eip.nat : "${ip.public_ip}/32"]}'),
      resource: {
        ...(open('${[for ip in aws_eip.nat : "${ip.public_ip}/32"]}') as { resource: object }).resource,
        aws_eip: { nat: { count: 2 } },
      },
    },
    'Cloud Control, private': resources({
      awscc_eks_cluster: { c: { resources_vpc_config: { endpoint_public_access: false } } },
    }),
  },
  notApplicable: { 'node group': resources({ aws_eks_node_group: { n: {} } }) },
  unknown: {
    'public by a variable': cluster({ vpc_config: { endpoint_public_access: '${var.public}' } }),
    'CIDRs by a variable': open('${var.cidrs}'),
    'one CIDR by a variable': open(['${var.cidr}']),
    'block by a variable': cluster({ vpc_config: '${var.vpc}' }),
    'octal CIDR': open(['010.0.0.0/8']),
  },
};

const arn = (name: string) => `arn:aws:eks::aws:cluster-access-policy/${name}`;
const association = (policy: string, scope: unknown) =>
  resources({
    aws_eks_access_policy_association: {
      a: {
        cluster_name: 'main',
        principal_arn: 'arn:aws:iam::123456789012:role/ops',
        policy_arn: policy,
        access_scope: scope,
      },
    },
  });
const awsAuth = (data: object, type = 'kubernetes_config_map') =>
  resources({ [type]: { auth: { metadata: { name: 'aws-auth', namespace: 'kube-system' }, data } } });
const admins = '- rolearn: arn:aws:iam::123456789012:role/ops\n  username: ops\n  groups:\n    - system:masters\n';
const nodes =
  '- rolearn: arn:aws:iam::123456789012:role/nodes\n  username: system:node:{{EC2PrivateDNSName}}\n  groups: [system:bootstrappers, system:nodes]\n';
const binding = (role: unknown, type = 'kubernetes_cluster_role_binding_v1', fields: object = {}) =>
  resources({
    [type]: {
      b: {
        metadata: { name: 'b', ...fields },
        role_ref: { api_group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
        subject: [{ kind: 'Group', name: 'ops' }],
      },
    },
  });

const admin: RuleCases = {
  rule: 'SEC-EKS-ADMIN',
  failing: {
    'cluster policy': association(arn('AmazonEKSClusterAdminPolicy'), { type: 'cluster' }),
    'cluster policy as a list': association(arn('AmazonEKSClusterAdminPolicy'), [{ type: 'cluster' }]),
    'cluster policy without scope': association(arn('AmazonEKSClusterAdminPolicy'), undefined),
    'admin of every namespace': association(arn('AmazonEKSAdminPolicy'), { type: 'cluster' }),
    'admin of any namespace': association(arn('AmazonEKSAdminPolicy'), { type: 'namespace', namespaces: ['*'] }),
    'admin of kube-system': association(arn('AmazonEKSClusterAdminPolicy'), {
      type: 'namespace',
      namespaces: ['kube-system'],
    }),
    'admin of kube-anything': association(arn('AmazonEKSAdminPolicy'), { type: 'namespace', namespaces: ['kube-*'] }),
    'policy in another partition': association(
      'arn:aws-cn:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
      { type: 'cluster' },
    ),
    'policy by partition': {
      ...association(
        'arn:${data.aws_partition.here.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy',
        { type: 'cluster' },
      ),
      data: { aws_partition: { here: {} } },
    },
    'policy by format()': association(
      '${format("arn:aws:eks::aws:cluster-access-policy/%s", "AmazonEKSClusterAdminPolicy")}',
      { type: 'cluster' },
    ),
    'group of the entry': resources({ aws_eks_access_entry: { e: { kubernetes_groups: ['system:masters'] } } }),
    'entry of Cloud Control': resources({
      awscc_eks_access_entry: {
        e: { access_policies: [{ policy_arn: arn('AmazonEKSClusterAdminPolicy'), access_scope: { type: 'cluster' } }] },
      },
    }),
    creator: cluster({ access_config: { bootstrap_cluster_creator_admin_permissions: true } }),
    'creator, left out': cluster({ access_config: { authentication_mode: 'API' } }),
    'creator, without block': cluster({ access_config: undefined }),
    'aws-auth': awsAuth({ mapRoles: admins }),
    'aws-auth of users': awsAuth(
      { mapUsers: '[{"userarn":"arn:aws:iam::123456789012:user/x","groups":["system:masters"]}]' },
      'kubernetes_config_map_v1',
    ),
    'aws-auth added to': awsAuth({ mapRoles: admins }, 'kubernetes_config_map_v1_data'),
    'aws-auth by yamlencode': awsAuth({ mapRoles: '${yamlencode([{ rolearn = "x", groups = ["system:masters"] }])}' }),
    'aws-auth beside a role of these files': awsAuth({
      mapRoles: '- rolearn: ${aws_iam_role.ops.arn}\n  groups: ["system:masters"]\n',
    }),
    'aws-auth manifest': manifest({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'aws-auth', namespace: 'kube-system' },
      data: { mapRoles: `${nodes}${admins}` },
    }),
    'binding to cluster-admin': binding('cluster-admin'),
    'binding to cluster-admin, old type': binding('cluster-admin', 'kubernetes_cluster_role_binding'),
    'binding in kube-system': binding('cluster-admin', 'kubernetes_role_binding_v1', { namespace: 'kube-system' }),
    'binding in YAML': yaml(
      'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRoleBinding\nmetadata: {name: b}\nroleRef: {kind: ClusterRole, name: cluster-admin}\nsubjects: [{kind: ServiceAccount, name: tiller, namespace: x}]',
    ),
  },
  passing: {
    'view of the cluster': association(arn('AmazonEKSViewPolicy'), { type: 'cluster' }),
    'admin of one namespace': association(arn('AmazonEKSAdminPolicy'), { type: 'namespace', namespaces: ['orders'] }),
    'admin of a team’s namespaces': association(arn('AmazonEKSAdminPolicy'), [
      { type: 'namespace', namespaces: ['orders-*'] },
    ]),
    'entry with a group': resources({ aws_eks_access_entry: { e: { kubernetes_groups: ['orders-developers'] } } }),
    'entry of nodes': resources({ aws_eks_access_entry: { e: { type: 'EC2_LINUX' } } }),
    'no creator': cluster(),
    'no creator, as text': cluster({
      access_config: [{ authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: 'false' }],
    }),
    'aws-auth with nodes only': awsAuth({ mapRoles: nodes }),
    'binding to view': binding('view'),
    'binding in a namespace': binding('admin', 'kubernetes_role_binding_v1', { namespace: 'orders' }),
  },
  notApplicable: {
    'another ConfigMap': resources({
      kubernetes_config_map: { c: { metadata: metadata('x'), data: { mapRoles: admins } } },
    }),
  },
  unknown: {
    'policy by a variable': association('${var.policy}', { type: 'cluster' }),
    'scope by a variable': association(arn('AmazonEKSClusterAdminPolicy'), { type: '${var.scope}' }),
    'groups by a variable': resources({ aws_eks_access_entry: { e: { kubernetes_groups: '${var.groups}' } } }),
    'creator by a variable': cluster({
      access_config: { bootstrap_cluster_creator_admin_permissions: '${var.admin}' },
    }),
    'aws-auth by a variable': awsAuth({ mapRoles: '${var.roles}' }),
    'role by a variable': binding('${var.role}'),
  },
};

const table = {
  aws_route_table: { t: { vpc_id: 'vpc-1', route: [{ cidr_block: '0.0.0.0/0', gateway_id: 'igw-1' }] } },
};
const subnet = { aws_subnet: { s: { vpc_id: 'vpc-1' } } };
const routed = {
  ...table,
  ...subnet,
  aws_route_table_association: { a: { subnet_id: '${aws_subnet.s.id}', route_table_id: '${aws_route_table.t.id}' } },
};
const group = (fields: object) => ({ aws_eks_node_group: { n: { subnet_ids: ['${aws_subnet.s.id}'], ...fields } } });
const addon = (values?: unknown, name = 'vpc-cni') =>
  resources({ aws_eks_addon: { a: { cluster_name: 'main', addon_name: name, configuration_values: values } } });

const base: RuleCases = {
  rule: 'SEC-EKS-BASE',
  failing: {
    'no logs': cluster({ enabled_cluster_log_types: undefined }),
    'some logs': cluster({ enabled_cluster_log_types: ['api', 'audit'] }),
    'no encryption': cluster({ encryption_config: undefined }),
    'encryption of nothing': cluster({ encryption_config: { resources: [], provider: { key_arn: 'x' } } }),
    'encryption without key': cluster({ encryption_config: [{ resources: ['secrets'], provider: [{}] }] }),
    'old version': cluster({ version: '1.27' }),
    'version just out of support': cluster({ version: '1.33' }),
    'version as a number': cluster({ version: 1.28 }),
    'aws-auth': cluster({
      access_config: { authentication_mode: 'CONFIG_MAP', bootstrap_cluster_creator_admin_permissions: false },
    }),
    'aws-auth, left out': cluster({ access_config: { bootstrap_cluster_creator_admin_permissions: false } }),
    'SSH from anywhere': resources({ ...subnet, ...group({ remote_access: { ec2_ssh_key: 'ops' } }) }),
    'SSH with an empty list': resources({
      ...subnet,
      ...group({ remote_access: [{ ec2_ssh_key: 'ops', source_security_group_ids: [] }] }),
    }),
    'nodes in a public subnet': resources({ ...routed, ...group({}) }),
    'nodes in the default subnet': resources({
      aws_default_subnet: { s: {} },
      ...group({ subnet_ids: ['${aws_default_subnet.s.id}'] }),
    }),
    'policies not enforced': addon(),
    'policies not enforced by other values': addon('{"env":{"ENABLE_PREFIX_DELEGATION":"true"}}'),
    'policies turned off': addon('${jsonencode({ enableNetworkPolicy = "false" })}'),
    'Cloud Control without logs': resources({ awscc_eks_cluster: { c: { version: '1.35' } } }),
  },
  passing: {
    'all of it': cluster(),
    'as a plan shows it': cluster({
      encryption_config: [
        { resources: ['secrets'], provider: [{ key_arn: 'arn:aws:kms:eu-west-1:123456789012:key/x' }] },
      ],
      access_config: [{ authentication_mode: 'API', bootstrap_cluster_creator_admin_permissions: false }],
    }),
    'newest version': cluster({ version: '1.36' }),
    'supported for some days yet': cluster({ version: '1.34' }),
    'no version, AWS takes its default': cluster({ version: undefined }),
    'logs by an expression': cluster({
      enabled_cluster_log_types: `\${concat(["api", "audit"], ["authenticator", "controllerManager", "scheduler"])}`,
    }),
    'SSH from a group': resources({
      ...subnet,
      ...group({ remote_access: { ec2_ssh_key: 'ops', source_security_group_ids: ['sg-1'] } }),
    }),
    'nodes in a private subnet': resources({ ...table, ...subnet, ...group({}) }),
    'nodes in a subnet from elsewhere': resources(group({ subnet_ids: ['subnet-1'] })),
    'policies enforced': addon('${jsonencode({ enableNetworkPolicy = "true" })}'),
    'policies enforced, YAML': addon('enableNetworkPolicy: true'),
    'another add-on': addon(undefined, 'coredns'),
  },
  notApplicable: { 'access entry': resources({ aws_eks_access_entry: { e: {} } }) },
  unknown: {
    'logs by a variable': cluster({ enabled_cluster_log_types: '${var.logs}' }),
    'version by a variable': cluster({ version: '${var.version}' }),
    'encryption by a variable': cluster({ encryption_config: '${var.encryption}' }),
    'subnets by a variable': resources(group({ subnet_ids: '${var.subnets}' })),
    'SSH from groups by a variable': resources({
      ...subnet,
      ...group({ remote_access: { ec2_ssh_key: 'ops', source_security_group_ids: '${var.groups}' } }),
    }),
    'mode by a variable': cluster({ access_config: { authentication_mode: '${var.mode}' } }),
    'add-on by a variable': addon('${var.values}'),
  },
};

const template = (options: unknown, type = 'aws_launch_template') =>
  resources({ [type]: { t: { metadata_options: options } } });
const required = { http_tokens: 'required', http_put_response_hop_limit: 1 };
const nodeClass = (options: unknown) =>
  manifest({
    apiVersion: 'karpenter.k8s.aws/v1',
    kind: 'EC2NodeClass',
    metadata: { name: 'n' },
    spec: { metadataOptions: options },
  });

const imds: RuleCases = {
  rule: 'SEC-IMDS',
  failing: {
    'no options': template(undefined),
    'tokens optional': template({ http_tokens: 'optional' }),
    'tokens left out': template([{ http_endpoint: 'enabled' }]),
    'two hops': template({ ...required, http_put_response_hop_limit: 2 }),
    'many hops, as text': template({ ...required, http_put_response_hop_limit: '64' }),
    instance: template({ http_tokens: 'optional' }, 'aws_instance'),
    'instance without options': resources({ aws_instance: { i: { ami: 'ami-1' } } }),
    'launch configuration': template(undefined, 'aws_launch_configuration'),
    'spot request': template({ http_tokens: 'optional' }, 'aws_spot_instance_request'),
    'by an expression': template({ ...required, http_tokens: '${join("", ["opt", "ional"])}' }),
    'account default': resources({
      aws_ec2_instance_metadata_defaults: { d: { http_tokens: 'required', http_put_response_hop_limit: 2 } },
    }),
    'nodes of Amazon Linux 2': resources({ aws_eks_node_group: { n: { ami_type: 'AL2_x86_64' } } }),
    'node class of Karpenter': nodeClass({ httpTokens: 'optional' }),
    'node class with two hops': nodeClass({ httpTokens: 'required', httpPutResponseHopLimit: 2 }),
    'Cloud Control': resources({
      awscc_ec2_launch_template: { t: { launch_template_data: { metadata_options: { http_tokens: 'optional' } } } },
    }),
  },
  passing: {
    required: template(required),
    'required, the limit left out': template([{ http_tokens: 'required' }], 'aws_instance'),
    'instance of a template': resources({
      aws_launch_template: { t: { metadata_options: required } },
      aws_instance: { i: { launch_template: { id: '${aws_launch_template.t.id}' } } },
    }),
    'turned off': template({ http_endpoint: 'disabled' }),
    'by the account’s default': resources({
      aws_instance: { i: {} },
      aws_ec2_instance_metadata_defaults: { d: { http_tokens: 'required', http_put_response_hop_limit: 1 } },
    }),
    'nodes of Amazon Linux 2023': resources({ aws_eks_node_group: { n: { ami_type: 'AL2023_x86_64_STANDARD' } } }),
    'nodes of the default image': resources({ aws_eks_node_group: { n: {} } }),
    'nodes with a launch template': resources({
      aws_launch_template: { t: { metadata_options: required } },
      aws_eks_node_group: {
        n: { ami_type: 'AL2_x86_64', launch_template: { id: '${aws_launch_template.t.id}', version: '1' } },
      },
    }),
    'node class with its defaults': nodeClass(undefined),
    Fargate: resources({ aws_eks_fargate_profile: { f: { cluster_name: 'main' } } }),
  },
  notApplicable: {
    'another object': manifest({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadata(),
      data: { httpTokens: 'optional' },
    }),
  },
  unknown: {
    'tokens by a variable': template({ http_tokens: '${var.tokens}' }),
    'hops by a variable': template({ ...required, http_put_response_hop_limit: '${var.hops}' }),
    'options by a variable': template('${var.options}'),
  },
};

export const eksCases: readonly RuleCases[] = [endpoint, admin, base, imds];
