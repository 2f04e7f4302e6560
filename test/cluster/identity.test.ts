import { ClusterAccess } from '../../lib/cluster';
import { Database, Engine, onDemand } from '../../lib/database';
import type { Vpc } from '../../lib/network';
import { Role } from '../../lib/security';
import { clusterTemplate } from './fixtures';

const principal = Role.fromArn('arn:aws:iam::123456789012:role/team');

describe('access to the Kubernetes API', () => {
  const given = (access: ClusterAccess) => clusterTemplate({ access: { team: { principal, access } } });
  const association = (access: ClusterAccess) => given(access).resource('aws_eks_access_policy_association');
  const policy = (name: string) => `arn:aws:eks::aws:cluster-access-policy/${name}`;

  it.each<[string, ClusterAccess, string, object]>([
    ['view', ClusterAccess.view(), 'AmazonEKSViewPolicy', { type: 'cluster' }],
    ['view in part', ClusterAccess.view(['a']), 'AmazonEKSViewPolicy', { type: 'namespace', namespaces: ['a'] }],
    ['edit', ClusterAccess.edit(['a', 'b']), 'AmazonEKSEditPolicy', { type: 'namespace', namespaces: ['a', 'b'] }],
    ['admin', ClusterAccess.admin(['a']), 'AmazonEKSAdminPolicy', { type: 'namespace', namespaces: ['a'] }],
  ])('%s is one of EKS’s policies, held to what it names', (_, access, name, scope) => {
    expect(association(access)).toMatchObject({ policy_arn: policy(name), access_scope: scope });
    expect(given(access).resource('aws_eks_access_entry')).toMatchObject({
      principal_arn: 'arn:aws:iam::123456789012:role/team',
      type: 'STANDARD',
    });
  });

  it('by groups gives nothing by itself', () => {
    const template = given(ClusterAccess.groups(['acme:deployers']));
    expect(template.resource('aws_eks_access_entry').kubernetes_groups).toEqual(['acme:deployers']);
    expect(template.resources('aws_eks_access_policy_association')).toEqual({});
  });

  it('for breaking glass says why, on the entry', () => {
    const template = given(ClusterAccess.breakGlass({ reason: 'On-call engineer, when nothing else helps' }));
    expect(template.resource('aws_eks_access_entry').tags).toMatchObject({
      'break-glass-reason': 'On-call engineer  when nothing else helps',
    });
    expect(template.resource('aws_eks_access_policy_association')).toMatchObject({
      policy_arn: policy('AmazonEKSClusterAdminPolicy'),
      access_scope: { type: 'cluster' },
    });
  });

  it('is nobody’s unless somebody is named', () => {
    expect(clusterTemplate().resources('aws_eks_access_entry')).toEqual({});
  });
});

describe('a workload', () => {
  it('has a role that pods of its service account in this cluster get, and nobody else', () => {
    const template = clusterTemplate({}, {}, (cluster) => cluster.addWorkload('api', { namespace: 'orders' }));
    expect(template.resource('aws_eks_pod_identity_association')).toMatchObject({
      namespace: 'orders',
      service_account: 'api',
      role_arn: expect.stringContaining('aws_iam_role.cluster_workload-api_role'),
    });
    const role = Object.entries(template.resources('aws_iam_role')).find(([name]) =>
      name.includes('workload-api'),
    )?.[1];
    expect(JSON.parse(String(role?.assume_role_policy)).Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'pods.eks.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': '123456789012' },
          ArnLike: { 'aws:SourceArn': 'arn:aws:eks:eu-west-1:123456789012:cluster/stack-cluster-c89d1426' },
        },
      },
    ]);
    expect(template.resources('aws_iam_openid_connect_provider')).toEqual({});
  });

  it('by IRSA has subject and audience exact, and one provider for all', () => {
    let annotations = {};
    const template = clusterTemplate({}, {}, (cluster) => {
      const options = { namespace: 'orders', serviceAccount: 'api-sa', identity: 'irsa' } as const;
      annotations = cluster.addWorkload('api', options).serviceAccountAnnotations;
      cluster.addWorkload('reports', { namespace: 'reports', identity: 'irsa' });
    });
    expect(template.resource('aws_iam_openid_connect_provider')).toMatchObject({
      client_id_list: ['sts.amazonaws.com'],
      url: expect.stringMatching(/identity\[0\]\.oidc\[0\]\.issuer\}$/),
    });
    const role = Object.entries(template.resources('aws_iam_role')).find(([name]) =>
      name.includes('workload-api'),
    )?.[1];
    const issuer = /\$\{replace\([\w.[\]-]+, "https:\/\/", ""\)\}/g;
    expect(JSON.parse(String(role?.assume_role_policy).replace(issuer, 'issuer')).Statement).toEqual([
      {
        Effect: 'Allow',
        Principal: { Federated: expect.stringContaining('aws_iam_openid_connect_provider.cluster_oidc-provider') },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { 'issuer:sub': 'system:serviceaccount:orders:api-sa', 'issuer:aud': 'sts.amazonaws.com' },
        },
      },
    ]);
    expect(annotations).toEqual({
      'eks.amazonaws.com/role-arn': `arn:aws:iam::123456789012:role/${role?.name}`,
    });
    expect(template.resources('aws_eks_pod_identity_association')).toEqual({});
  });

  it('is let into a database as the nodes are, and logs in as itself', () => {
    const template = clusterTemplate({}, {}, (cluster, stack) => {
      const subnets = (stack.node.findChild('vpc') as Vpc).subnets.data;
      const engine = Engine.postgres('17');
      const database = new Database(stack, 'orders', { engine, subnets, capacity: onDemand('db.m7g.large') });
      const api = cluster.addWorkload('api', { namespace: 'orders' });
      database.allowFrom(api);
      database.grantConnect(api, 'api_user');
    });
    const rules = Object.values(template.resources('aws_vpc_security_group_ingress_rule'));
    expect(rules).toContainEqual(
      expect.objectContaining({
        from_port: 5433,
        referenced_security_group_id: expect.stringContaining('cluster_network_nodes_group'),
        security_group_id: expect.stringContaining('orders_security-group'),
      }),
    );
    const policies = Object.entries(template.resources('aws_iam_role_policy'));
    expect(policies.find(([name]) => name.includes('workload-api'))?.[1].policy).toContain('rds-db:connect');
    // What a workload is given changes nothing of the nodes: neither their role nor what they wait for.
    expect(policies.some(([name]) => name.includes('node-role'))).toBe(false);
    expect(JSON.stringify(template.resource('aws_eks_node_group'))).not.toContain('orders');
  });
});

describe('a Fargate profile', () => {
  const template = clusterTemplate({}, {}, (cluster) => {
    const profile = cluster.addFargateProfile('batch', {
      selectors: [{ namespace: 'batch', labels: { kind: 'job' } }],
    });
    cluster.addFargateProfile('other', { selectors: [{ namespace: 'other' }] });
    cluster.addWorkload('importer', { namespace: 'batch', identity: 'irsa', runsOn: profile });
  });

  it('starts pods of exact namespaces in private subnets', () => {
    const profile = Object.values(template.resources('aws_eks_fargate_profile'))[0];
    expect(profile).toMatchObject({
      fargate_profile_name: 'batch',
      selector: [{ namespace: 'batch', labels: { kind: 'job' } }],
      subnet_ids: [expect.stringContaining('vpc_private-'), expect.stringContaining('vpc_private-')],
    });
  });

  it('is assumed for profiles of this cluster only', () => {
    const role = Object.entries(template.resources('aws_iam_role')).find(([name]) =>
      name.includes('fargate-batch'),
    )?.[1];
    expect(JSON.parse(String(role?.assume_role_policy)).Statement[0]).toMatchObject({
      Principal: { Service: 'eks-fargate-pods.amazonaws.com' },
      Condition: {
        ArnLike: {
          'aws:SourceArn': 'arn:aws:eks:eu-west-1:123456789012:fargateprofile/stack-cluster-c89d1426/*',
        },
      },
    });
  });

  it('lets its pods ask CoreDNS on the nodes, and the nodes its kubelets', () => {
    const own = expect.stringContaining('cluster_security_group_id');
    const nodes = expect.stringContaining('cluster_network_nodes_group');
    const rules = Object.values(template.resources('aws_vpc_security_group_ingress_rule')).filter((rule) =>
      JSON.stringify(rule).includes('cluster_security_group_id'),
    );
    expect(rules).toHaveLength(3);
    expect(rules).toContainEqual(
      expect.objectContaining({ from_port: 53, ip_protocol: 'udp', security_group_id: nodes }),
    );
    expect(rules).toContainEqual(
      expect.objectContaining({ from_port: 53, ip_protocol: 'tcp', security_group_id: nodes }),
    );
    expect(rules).toContainEqual(expect.objectContaining({ from_port: 10_250, security_group_id: own }));
  });
});
