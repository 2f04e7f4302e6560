import { type InterfaceService, Port, SecurityGroup } from '../../lib/network';
import { Template, testStack } from '../support/template';
import { type LooseVpcProps, vpcIn, vpcTemplate } from './fixtures';

type Statement = { Sid: string; Action: string; Resource: string | string[]; Condition?: unknown };
const statements = (endpoint: Record<string, unknown>): Statement[] => JSON.parse(String(endpoint.policy)).Statement;
const endpoint = (template: Template, name: string): Record<string, unknown> => {
  const all = Object.values(template.resources('aws_vpc_endpoint'));
  return all.find(({ service_name: service }) => String(service).endsWith(`.${name}`)) ?? {};
};

describe('Endpoints', () => {
  it.each(['s3', 'dynamodb'])('reaches %s by a gateway endpoint, from the private tier only', (service) => {
    const template = vpcTemplate();
    expect(endpoint(template, service)).toMatchObject({
      vpc_endpoint_type: 'Gateway',
      service_name: `com.amazonaws.eu-west-1.${service}`,
    });
    const tables = Object.values(template.resources('aws_vpc_endpoint_route_table_association'))
      .filter((it) => String(it.vpc_endpoint_id).includes(`endpoint-${service}_`))
      .map((it) => /vpc_[a-z]+-[a-z0-9-]+/.exec(String(it.route_table_id))?.[0]);
    expect(tables).toEqual(['vpc_private-eu-west-1a-routes', 'vpc_private-eu-west-1b-routes']);
  });

  it('leads from the data tier to S3 where that was chosen', () => {
    const tables = Object.values(
      vpcTemplate({ dataTier: { s3: true } }).resources('aws_vpc_endpoint_route_table_association'),
    );
    const data = tables.filter((it) => String(it.route_table_id).includes('vpc_data'));
    expect(data.map((it) => it.vpc_endpoint_id)).toEqual([expect.stringContaining('endpoint-s3_')]);
  });

  it('puts interface endpoints into the private subnets, with private DNS and one security group', () => {
    const template = vpcTemplate({ interfaceEndpoints: ['ecr.api', 'logs'] });
    const [group] = Object.keys(template.resources('aws_security_group'));
    for (const name of ['ecr.api', 'logs']) {
      expect(endpoint(template, name)).toMatchObject({
        vpc_endpoint_type: 'Interface',
        private_dns_enabled: true,
        security_group_ids: [`\${aws_security_group.${group}.id}`],
        subnet_ids: [
          expect.stringContaining('vpc_private-eu-west-1a'),
          expect.stringContaining('vpc_private-eu-west-1b'),
        ],
      });
    }
  });

  it.each<[string, LooseVpcProps, unknown[]]>([
    ['the private tier', {}, [['10.20.0.0/17', undefined]]],
    [
      'pods too',
      { pods: '100.64.0.0/16' },
      [
        ['10.20.0.0/17', undefined],
        ['100.64.0.0/16', undefined],
      ],
    ],
    ['the private tier, by IPv4 like the endpoints', { ipv6: true }, [['10.20.0.0/17', undefined]]],
  ])('lets %s call them over HTTPS, and nobody else', (_name, props, expected) => {
    const template = vpcTemplate({ ...props, interfaceEndpoints: ['sts'] });
    const rules = Object.values(template.resources('aws_vpc_security_group_ingress_rule'));
    expect(rules.map((rule) => [rule.cidr_ipv4, rule.cidr_ipv6])).toEqual(expected);
    for (const rule of rules) expect(rule).toMatchObject({ ip_protocol: 'tcp', from_port: 443, to_port: 443 });
    expect(template.resources('aws_vpc_security_group_egress_rule')).toEqual({});
  });

  it('makes no security group where there is no interface endpoint', () => {
    expect(vpcTemplate().resources('aws_security_group')).toEqual({});
  });

  it('adds an endpoint once', () => {
    const stack = testStack();
    const { endpoints } = vpcIn(stack, { interfaceEndpoints: ['kms'] });
    expect(endpoints.add('kms')).toBe(endpoints.add({ serviceName: 'com.amazonaws.eu-west-1.kms' }));
    expect(Object.keys(Template.fromStack(stack).resources('aws_vpc_endpoint'))).toHaveLength(3);
  });

  it('refuses a name that it does not know', () => {
    const { endpoints } = vpcIn(testStack());
    expect(() => endpoints.add('kmz' as InterfaceService)).toThrow(
      'stack/vpc: `interfaceEndpoints` must be a service of the list, got kmz.',
    );
  });

  it('takes a partner’s service, without a policy and without private DNS', () => {
    const serviceName = 'com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0';
    const made = endpoint(vpcTemplate({ interfaceEndpoints: [{ serviceName }] }), 'vpce-svc-0123456789abcdef0');
    expect(made).toMatchObject({ service_name: serviceName, private_dns_enabled: false });
    expect(made).not.toHaveProperty('policy');
  });

  describe('policies', () => {
    const template = vpcTemplate({
      interfaceEndpoints: ['kms', 'sts'],
      endpointAccess: { accounts: ['999999999999'], readableBuckets: ['downloads'] },
    });
    const own = {
      Effect: 'Allow',
      Principal: '*',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalAccount': ['123456789012', '999999999999'] } },
    };

    it.each([
      ['kms', '*'],
      ['dynamodb', 'dynamodb:*'],
    ])('let principals of own accounts use %s', (name, action) => {
      expect(statements(endpoint(template, name))).toEqual([{ Sid: 'OwnPrincipals', Action: action, ...own }]);
    });

    it('keep image layers, packages and named buckets readable', () => {
      const [first, read, ...more] = statements(endpoint(template, 's3'));
      expect(first).toEqual({ Sid: 'OwnPrincipals', Action: 's3:*', ...own });
      expect(read).toMatchObject({ Action: 's3:GetObject' });
      expect(read?.Resource).toEqual([
        'arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*',
        'arn:aws:s3:::al2023-repos-eu-west-1-de612dc2/*',
        'arn:aws:s3:::downloads/*',
      ]);
      expect(more).toEqual([]);
    });

    it('let pods trade their tokens for own roles', () => {
      expect(statements(endpoint(template, 'sts'))[1]).toMatchObject({
        Action: 'sts:AssumeRoleWithWebIdentity',
        Resource: ['arn:aws:iam::123456789012:role/*', 'arn:aws:iam::999999999999:role/*'],
      });
    });
  });

  it('can be reached by a group that names them', () => {
    const stack = testStack();
    const vpc = vpcIn(stack, { interfaceEndpoints: ['sts'] });
    new SecurityGroup(stack, 'api', { vpc, description: 'API' }).allowTo(vpc.endpoints, Port.https(), 'calls AWS');
    const egress = Template.fromStack(stack).resource('aws_vpc_security_group_egress_rule');
    expect(egress.referenced_security_group_id).toMatch(/vpc_endpoints_group/);
  });
});
