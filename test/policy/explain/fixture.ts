const path = (name: string) => ({ '//': { metadata: { path: `prod/${name}`, uniqueId: name } } });
const allow = (Action: unknown, Resource: unknown, rest: object = {}) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Sid: 'Read', Effect: 'Allow', Action, Resource, ...rest }] });
const rule = (group: string, port: number, peer: object) => ({
  security_group_id: `\${aws_security_group.${group}.id}`,
  ip_protocol: 'tcp',
  from_port: port,
  to_port: port,
  ...peer,
});
const subnet = (zone: string) => ({ vpc_id: '${aws_vpc.main.id}', availability_zone: zone });
const associated = (name: string, table: string) => ({
  subnet_id: `\${aws_subnet.${name}.id}`,
  route_table_id: `\${aws_route_table.${table}.id}`,
});

/** A load balancer on the internet before a service before a database and a bucket, in three subnet tiers. */
export const shop = {
  '//': { rampart: { stage: 'prod' }, metadata: { stackName: 'shop', overrides: {} } },
  resource: {
    aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
    aws_internet_gateway: { main: { vpc_id: '${aws_vpc.main.id}' } },
    aws_nat_gateway: { main: { subnet_id: '${aws_subnet.public.id}' } },
    aws_subnet: { public: subnet('a'), private: subnet('a'), data: subnet('a'), lonely: subnet('b') },
    aws_route_table: {
      public: { route: [{ cidr_block: '0.0.0.0/0', gateway_id: '${aws_internet_gateway.main.id}' }] },
      private: {},
      data: { route: [{ cidr_block: '10.0.0.0/16', gateway_id: 'local' }] },
    },
    aws_route: {
      out: {
        route_table_id: '${aws_route_table.private.id}',
        destination_cidr_block: '0.0.0.0/0',
        nat_gateway_id: '${aws_nat_gateway.main.id}',
      },
    },
    aws_route_table_association: {
      public: associated('public', 'public'),
      private: associated('private', 'private'),
      data: associated('data', 'data'),
    },
    aws_security_group: { lb: {}, api: {}, db: {} },
    aws_vpc_security_group_ingress_rule: {
      world: rule('lb', 443, { cidr_ipv4: '0.0.0.0/0' }),
      lb: rule('api', 8080, { referenced_security_group_id: '${aws_security_group.lb.id}' }),
      api: rule('db', 5432, { referenced_security_group_id: '${aws_security_group.api.id}' }),
      office: rule('db', 5432, { cidr_ipv4: '203.0.113.7/32' }),
      peer: rule('db', 5432, { referenced_security_group_id: 'sg-0123' }),
    },
    aws_lb: { web: { subnets: ['${aws_subnet.public.id}'], security_groups: ['${aws_security_group.lb.id}'] } },
    aws_ecs_service: {
      api: {
        network_configuration: [
          { subnets: ['${aws_subnet.private.id}'], security_groups: ['${aws_security_group.api.id}'] },
        ],
      },
    },
    aws_db_subnet_group: { db: { subnet_ids: ['${aws_subnet.data.id}', '${aws_subnet.lonely.id}'] } },
    aws_rds_cluster: {
      orders: {
        ...path('orders/cluster'),
        cluster_identifier: 'orders',
        db_subnet_group_name: '${aws_db_subnet_group.db.name}',
        vpc_security_group_ids: ['${aws_security_group.db.id}'],
        kms_key_id: '${aws_kms_alias.data.target_key_arn}',
        master_user_secret_kms_key_id: '${aws_kms_key.data.arn}',
        storage_encrypted: true,
      },
    },
    aws_rds_cluster_instance: {
      orders: {
        for_each: { a: 1, b: 2 },
        cluster_identifier: '${aws_rds_cluster.orders.id}',
        ...path('orders/instance'),
      },
    },
    aws_kms_key: {
      data: {
        policy: allow('kms:*', '*', { Principal: { AWS: 'arn:aws:iam::123456789012:root' } }),
        enable_key_rotation: true,
      },
    },
    aws_kms_alias: { data: { name: 'alias/data', target_key_id: '${aws_kms_key.data.key_id}' } },
    aws_s3_bucket: { docs: { bucket: 'shop-docs' }, other: { bucket: 'shop-docs-other' } },
    aws_s3_bucket_policy: {
      docs: {
        bucket: '${aws_s3_bucket.docs.id}',
        policy: allow('s3:GetObject', '${aws_s3_bucket.docs.arn}/*', {
          Principal: { AWS: '${aws_iam_role.api.arn}' },
          Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } },
        }),
      },
    },
    aws_iam_role: {
      api: {
        name: 'api',
        assume_role_policy: allow('sts:AssumeRole', undefined, { Principal: { Service: 'ecs-tasks.amazonaws.com' } }),
      },
    },
    aws_iam_role_policy: {
      literal: { role: '${aws_iam_role.api.id}', policy: allow(['s3:GetObject', 'sqs:*'], 'arn:aws:s3:::shop-docs/*') },
      star: { role: '${aws_iam_role.api.id}', policy: allow(['kms:Decrypt', 's3:ListAllMyBuckets'], '*') },
      connect: {
        role: '${aws_iam_role.api.id}',
        policy: allow(
          'rds-db:connect',
          'arn:aws:rds-db:eu-west-1:123456789012:dbuser:${aws_rds_cluster.orders.cluster_resource_id}/api',
        ),
      },
    },
    aws_iam_role_policy_attachment: {
      logs: { role: '${aws_iam_role.api.name}', policy_arn: 'arn:aws:iam::aws:policy/CloudWatchLogsReadOnlyAccess' },
    },
  },
};
