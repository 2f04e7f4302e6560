import type { Configuration, Spellings } from './spelling';

/** A VPC with a public and a private subnet, and whatever stands in it. */
function network(more: Record<string, unknown>, rest: Configuration = {}): Configuration {
  const tables: Record<string, Record<string, unknown>> = {
    aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
    aws_internet_gateway: { main: { vpc_id: '${aws_vpc.main.id}' } },
    aws_subnet: {
      public: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.0.0/24', availability_zone: 'eu-west-1a' },
      a: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.1.0/24', availability_zone: 'eu-west-1a' },
      b: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.2.0/24', availability_zone: 'eu-west-1b' },
    },
    aws_route_table: {
      public: {
        vpc_id: '${aws_vpc.main.id}',
        route: [{ cidr_block: '0.0.0.0/0', gateway_id: '${aws_internet_gateway.main.id}' }],
      },
      private: { vpc_id: '${aws_vpc.main.id}' },
    },
    aws_route_table_association: {
      public: { subnet_id: '${aws_subnet.public.id}', route_table_id: '${aws_route_table.public.id}' },
      a: { subnet_id: '${aws_subnet.a.id}', route_table_id: '${aws_route_table.private.id}' },
      b: { subnet_id: '${aws_subnet.b.id}', route_table_id: '${aws_route_table.private.id}' },
    },
  };
  for (const [type, named] of Object.entries(more)) tables[type] = { ...tables[type], ...(named as object) };
  return { resource: tables, ...rest };
}

const inPublic = ['${aws_subnet.public.id}', '${aws_subnet.a.id}'];
const inPrivate = ['${aws_subnet.a.id}', '${aws_subnet.b.id}'];
const cache = {
  replication_group_id: 'sessions',
  description: 'sessions',
  engine: 'valkey',
  at_rest_encryption_enabled: true,
  transit_encryption_enabled: true,
  transit_encryption_mode: 'required',
  user_group_ids: ['${aws_elasticache_user_group.apps.user_group_id}'],
  subnet_group_name: '${aws_elasticache_subnet_group.g.name}',
  automatic_failover_enabled: true,
  multi_az_enabled: true,
  num_cache_clusters: 2,
  snapshot_retention_limit: 7,
};
const users = {
  aws_elasticache_user_group: {
    apps: { engine: 'valkey', user_group_id: 'apps', user_ids: ['${aws_elasticache_user.api.user_id}'] },
  },
  aws_elasticache_user: {
    api: {
      user_id: 'api',
      user_name: 'api',
      engine: 'valkey',
      access_string: 'on ~app:* +@read',
      authentication_mode: { type: 'iam' },
    },
  },
};
const docdb = {
  storage_encrypted: true,
  deletion_protection: true,
  backup_retention_period: 7,
  final_snapshot_identifier: 'last',
  master_username: 'master',
  manage_master_user_password: true,
  db_subnet_group_name: '${aws_docdb_subnet_group.g.name}',
};
const redshift = {
  cluster_identifier: 'w',
  node_type: 'ra3.large',
  encrypted: true,
  publicly_accessible: false,
  automated_snapshot_retention_period: 7,
  final_snapshot_identifier: 'last',
  number_of_nodes: 2,
  cluster_type: 'multi-node',
  cluster_parameter_group_name: '${aws_redshift_parameter_group.tls.name}',
  cluster_subnet_group_name: '${aws_redshift_subnet_group.g.name}',
  manage_master_password: true,
  master_username: 'master',
};
const redshiftTls = {
  aws_redshift_parameter_group: {
    tls: { name: 'tls', family: 'redshift-1.0', parameter: [{ name: 'require_ssl', value: 'true' }] },
  },
};
const openToWorld = (rule: object) => ({ aws_security_group: { g: { name: 'g', vpc_id: 'vpc-1', ingress: [rule] } } });
const own = (rule: object): Configuration => ({
  aws_security_group: { g: { name: 'g', vpc_id: 'vpc-1' } },
  aws_vpc_security_group_ingress_rule: { r: { security_group_id: '${aws_security_group.g.id}', ...rule } },
});
const legacy = (rule: object): Configuration => ({
  aws_security_group: { g: { name: 'g', vpc_id: 'vpc-1' } },
  aws_security_group_rule: { r: { type: 'ingress', security_group_id: '${aws_security_group.g.id}', ...rule } },
});
const tcp = (port: number | string) => ({ ip_protocol: 'tcp', from_port: port, to_port: port });
const inline = (port: number) => ({ protocol: 'tcp', from_port: port, to_port: port });

export const network9to21: readonly Spellings[] = [
  {
    class: 9,
    rules: ['SEC-DB-PUBLIC-SUBNET'],
    bad: {
      ElastiCache: network({
        ...users,
        aws_elasticache_subnet_group: { g: { name: 'g', subnet_ids: inPublic } },
        aws_elasticache_replication_group: { c: cache },
      }),
      DocumentDB: network({ aws_docdb_subnet_group: { g: { subnet_ids: inPublic } }, aws_docdb_cluster: { c: docdb } }),
      Redshift: network({
        ...redshiftTls,
        aws_redshift_subnet_group: { g: { name: 'g', subnet_ids: inPublic } },
        aws_redshift_cluster: { c: redshift },
      }),
      'Redshift Serverless': network({
        aws_redshiftserverless_workgroup: {
          w: { namespace_name: 'n', workgroup_name: 'w', subnet_ids: inPublic, publicly_accessible: false },
        },
      }),
      OpenSearch: network({
        aws_opensearch_domain: { d: { domain_name: 'd', vpc_options: [{ subnet_ids: inPublic }] } },
      }),
      MSK: network({
        aws_msk_cluster: {
          k: {
            cluster_name: 'k',
            kafka_version: '3.8.x',
            number_of_broker_nodes: 2,
            broker_node_group_info: [
              { instance_type: 'kafka.m7g.large', client_subnets: inPublic, security_groups: ['sg-1'] },
            ],
          },
        },
      }),
      EFS: network({
        aws_efs_file_system: { f: { encrypted: true } },
        aws_efs_mount_target: {
          m: { file_system_id: '${aws_efs_file_system.f.id}', subnet_id: '${aws_subnet.public.id}' },
        },
      }),
      MemoryDB: network({
        aws_memorydb_subnet_group: { g: { subnet_ids: inPublic } },
        aws_memorydb_cluster: {
          c: {
            acl_name: 'apps',
            node_type: 'db.r7g.large',
            tls_enabled: true,
            subnet_group_name: '${aws_memorydb_subnet_group.g.name}',
            num_replicas_per_shard: 1,
            snapshot_retention_limit: 7,
          },
        },
      }),
      'an IPv6 route': network({
        aws_route: {
          six: {
            route_table_id: '${aws_route_table.private.id}',
            destination_ipv6_cidr_block: '::/0',
            gateway_id: '${aws_internet_gateway.main.id}',
          },
        },
        aws_docdb_subnet_group: { g: { subnet_ids: inPrivate } },
        aws_docdb_cluster: { c: docdb },
      }),
      'subnets by splat over count': {
        resource: {
          aws_internet_gateway: { main: { vpc_id: 'vpc-1' } },
          aws_subnet: { s: { count: 2, vpc_id: 'vpc-1', cidr_block: '${cidrsubnet("10.0.0.0/16", 8, count.index)}' } },
          aws_route_table: { t: { vpc_id: 'vpc-1' } },
          aws_route: {
            r: {
              route_table_id: '${aws_route_table.t.id}',
              destination_cidr_block: '0.0.0.0/0',
              gateway_id: '${aws_internet_gateway.main.id}',
            },
          },
          aws_route_table_association: {
            a: { count: 2, subnet_id: '${aws_subnet.s[count.index].id}', route_table_id: '${aws_route_table.t.id}' },
          },
          aws_neptune_subnet_group: { g: { subnet_ids: '${aws_subnet.s[*].id}' } },
          aws_neptune_cluster: {
            c: {
              storage_encrypted: true,
              deletion_protection: true,
              backup_retention_period: 7,
              final_snapshot_identifier: 'x',
              neptune_subnet_group_name: '${aws_neptune_subnet_group.g.name}',
            },
          },
        },
      },
    },
    good: {
      'a cache in private subnets': network({
        ...users,
        aws_elasticache_subnet_group: { g: { name: 'g', subnet_ids: inPrivate } },
        aws_elasticache_replication_group: { c: cache },
      }),
      'a warehouse in private subnets': network({
        ...redshiftTls,
        aws_redshift_subnet_group: { g: { name: 'g', subnet_ids: inPrivate } },
        aws_redshift_cluster: { c: redshift },
      }),
      'a load balancer in public subnets': network({
        aws_lb: {
          web: {
            name: 'web',
            load_balancer_type: 'application',
            internal: false,
            subnets: ['${aws_subnet.public.id}', '${aws_subnet.public2.id}'],
            security_groups: ['sg-1'],
            enable_deletion_protection: true,
            drop_invalid_header_fields: true,
          },
        },
        aws_subnet: {
          public: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.0.0/24', availability_zone: 'eu-west-1a' },
          public2: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.3.0/24', availability_zone: 'eu-west-1b' },
          a: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.1.0/24', availability_zone: 'eu-west-1a' },
          b: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.2.0/24', availability_zone: 'eu-west-1b' },
        },
      }),
    },
  },
  {
    class: 10,
    rules: ['SEC-DB-PUBLIC-SUBNET', 'SEC-ROUTE-TIER'],
    bad: {
      'a route beside the table': network({
        aws_docdb_subnet_group: { g: { subnet_ids: inPrivate } },
        aws_docdb_cluster: { c: docdb },
        aws_route: {
          late: {
            route_table_id: '${aws_route_table.private.id}',
            destination_cidr_block: '0.0.0.0/0',
            gateway_id: '${aws_internet_gateway.main.id}',
          },
        },
      }),
      'a split default route': network({
        aws_docdb_subnet_group: { g: { subnet_ids: inPrivate } },
        aws_docdb_cluster: { c: docdb },
        aws_route: {
          one: {
            route_table_id: '${aws_route_table.private.id}',
            destination_cidr_block: '0.0.0.0/1',
            gateway_id: '${aws_internet_gateway.main.id}',
          },
          two: {
            route_table_id: '${aws_route_table.private.id}',
            destination_cidr_block: '128.0.0.0/1',
            gateway_id: '${aws_internet_gateway.main.id}',
          },
        },
      }),
      'the main table of the VPC': {
        aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
        aws_internet_gateway: { main: { vpc_id: '${aws_vpc.main.id}' } },
        aws_subnet: {
          a: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.1.0/24' },
          b: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.2.0/24' },
        },
        aws_route_table: {
          t: {
            vpc_id: '${aws_vpc.main.id}',
            route: [{ cidr_block: '0.0.0.0/0', gateway_id: '${aws_internet_gateway.main.id}' }],
          },
        },
        aws_main_route_table_association: {
          m: { vpc_id: '${aws_vpc.main.id}', route_table_id: '${aws_route_table.t.id}' },
        },
        aws_docdb_subnet_group: { g: { subnet_ids: inPrivate } },
        aws_docdb_cluster: { c: docdb },
      },
      'the default table of the VPC': {
        aws_vpc: { main: { cidr_block: '10.0.0.0/16' } },
        aws_internet_gateway: { main: { vpc_id: '${aws_vpc.main.id}' } },
        aws_subnet: {
          a: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.1.0/24' },
          b: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.2.0/24' },
        },
        aws_default_route_table: {
          t: {
            default_route_table_id: '${aws_vpc.main.default_route_table_id}',
            route: [{ cidr_block: '0.0.0.0/0', gateway_id: '${aws_internet_gateway.main.id}' }],
          },
        },
        aws_docdb_subnet_group: { g: { subnet_ids: inPrivate } },
        aws_docdb_cluster: { c: docdb },
      },
      'a route to a literal gateway': network({
        aws_docdb_subnet_group: { g: { subnet_ids: inPrivate } },
        aws_docdb_cluster: { c: docdb },
        aws_route: {
          late: {
            route_table_id: '${aws_route_table.private.id}',
            destination_cidr_block: '0.0.0.0/0',
            gateway_id: 'igw-0123456789abcdef0',
          },
        },
      }),
      'through a managed prefix list': network({
        aws_docdb_subnet_group: { g: { subnet_ids: inPrivate } },
        aws_docdb_cluster: { c: docdb },
        aws_ec2_managed_prefix_list: {
          all: { name: 'all', address_family: 'IPv4', max_entries: 1, entry: [{ cidr: '0.0.0.0/0' }] },
        },
        aws_route: {
          late: {
            route_table_id: '${aws_route_table.private.id}',
            destination_prefix_list_id: '${aws_ec2_managed_prefix_list.all.id}',
            gateway_id: '${aws_internet_gateway.main.id}',
          },
        },
      }),
    },
    good: {
      'a NAT for private machines beside the data subnets': network({
        aws_docdb_subnet_group: { g: { subnet_ids: inPrivate } },
        aws_docdb_cluster: { c: docdb },
        aws_docdb_cluster_instance: {
          i: { count: 2, cluster_identifier: '${aws_docdb_cluster.c.id}', instance_class: 'db.r6g.large' },
        },
        aws_route: {
          late: {
            route_table_id: '${aws_route_table.public.id}',
            destination_ipv6_cidr_block: '::/0',
            gateway_id: '${aws_internet_gateway.main.id}',
          },
        },
      }),
      'a split route to a firewall': network({
        aws_docdb_subnet_group: { g: { subnet_ids: inPrivate } },
        aws_docdb_cluster: { c: docdb },
        aws_route: {
          one: {
            route_table_id: '${aws_route_table.private.id}',
            destination_cidr_block: '10.0.0.0/8',
            vpc_endpoint_id: 'vpce-0123456789abcdef0',
          },
        },
      }),
      'a narrow route through a peering': network({
        aws_docdb_subnet_group: { g: { subnet_ids: inPrivate } },
        aws_docdb_cluster: { c: docdb },
        aws_route: {
          peer: {
            route_table_id: '${aws_route_table.private.id}',
            destination_cidr_block: '10.9.0.0/16',
            vpc_peering_connection_id: 'pcx-0123456789abcdef0',
          },
        },
      }),
    },
  },
  {
    class: 11,
    rules: ['SEC-SG-WORLD'],
    bad: {
      'a port as text': own({ ...tcp('5432'), cidr_ipv4: '0.0.0.0/0' }),
      'a range around the port': own({ ip_protocol: 'tcp', from_port: 3000, to_port: 4000, cidr_ipv4: '0.0.0.0/0' }),
      'the older rule type': legacy({ ...inline(27017), cidr_blocks: ['0.0.0.0/0'] }),
      'an inline block': openToWorld({ ...inline(9092), cidr_blocks: ['0.0.0.0/0'] }),
      'the protocol as a number': own({ ip_protocol: '6', from_port: 6379, to_port: 6379, cidr_ipv4: '0.0.0.0/0' }),
      'by dynamic blocks': {
        locals: { ports: [22, 5432] },
        resource: {
          aws_security_group: {
            g: {
              name: 'g',
              dynamic: {
                ingress: {
                  for_each: '${local.ports}',
                  content: {
                    protocol: 'tcp',
                    from_port: '${ingress.value}',
                    to_port: '${ingress.value}',
                    cidr_blocks: ['0.0.0.0/0'],
                  },
                },
              },
            },
          },
        },
      },
      'by for_each over a map': {
        resource: {
          aws_security_group: { g: { name: 'g' } },
          aws_vpc_security_group_ingress_rule: {
            r: {
              for_each: { db: 3306, kubelet: 10250 },
              security_group_id: '${aws_security_group.g.id}',
              ip_protocol: 'TCP',
              from_port: '${each.value}',
              to_port: '${each.value}',
              cidr_ipv4: '${join("/", ["0.0.0.0", "0"])}',
            },
          },
        },
      },
      'a variable that may be anything': {
        variable: { from: { type: 'string' } },
        ...{ resource: own({ ...tcp(5432), cidr_ipv4: '${var.from}' }) },
      },
    },
    good: {
      'an office': own({ ...tcp(5432), cidr_ipv4: '198.51.100.0/28' }),
      'another group': own({ ...tcp(5432), referenced_security_group_id: 'sg-0123456789abcdef0' }),
      'private addresses': legacy({ ...inline(6379), cidr_blocks: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'] }),
      'a variable with a narrow default': {
        variable: { from: { default: '10.20.0.0/16' } },
        resource: own({ ...tcp(5432), cidr_ipv4: '${var.from}' }),
      },
      'the prefix list of CloudFront': {
        data: { aws_ec2_managed_prefix_list: { cdn: { name: 'com.amazonaws.global.cloudfront.origin-facing' } } },
        resource: own({ ...tcp(443), prefix_list_id: '${data.aws_ec2_managed_prefix_list.cdn.id}' }),
      },
    },
  },
  {
    class: 12,
    rules: ['SEC-SG-WORLD'],
    bad: {
      'four quarters': openToWorld({
        ...inline(5432),
        cidr_blocks: ['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2'],
      }),
      'two rules of different types': {
        aws_security_group: { g: { name: 'g' } },
        aws_security_group_rule: {
          a: {
            type: 'ingress',
            security_group_id: '${aws_security_group.g.id}',
            ...inline(22),
            cidr_blocks: ['0.0.0.0/1'],
          },
          b: {
            type: 'ingress',
            security_group_id: '${aws_security_group.g.id}',
            ...inline(22),
            cidr_blocks: ['128.0.0.0/1'],
          },
        },
      },
      'many eights': {
        locals: { eights: '${[for n in range(1, 200) : "${n}.0.0.0/8"]}' },
        resource: openToWorld({ ...inline(22), cidr_blocks: '${local.eights}' }),
      },
      'by for_each over halves': {
        resource: {
          aws_security_group: { g: { name: 'g' } },
          aws_vpc_security_group_ingress_rule: {
            r: {
              for_each: '${toset([for half in range(2) : cidrsubnet("0.0.0.0/0", 1, half)])}',
              security_group_id: '${aws_security_group.g.id}',
              ...tcp(22),
              cidr_ipv4: '${each.value}',
            },
          },
        },
      },
      'by cidrsubnets()': openToWorld({
        ...inline(3306),
        cidr_blocks: ['${cidrsubnet("0.0.0.0/0", 1, 0)}', '${cidrsubnet("0.0.0.0/0", 1, 1)}'],
      }),
      'everything but the private ranges': openToWorld({
        ...inline(22),
        cidr_blocks: [
          '1.0.0.0/8',
          '2.0.0.0/7',
          '4.0.0.0/6',
          '8.0.0.0/7',
          '11.0.0.0/8',
          '12.0.0.0/6',
          '16.0.0.0/4',
          '32.0.0.0/3',
          '64.0.0.0/2',
          '128.0.0.0/3',
        ],
      }),
    },
    good: {
      'two offices': openToWorld({ ...inline(22), cidr_blocks: ['198.51.100.0/24', '203.0.113.0/24'] }),
      'the zones of a VPC': openToWorld({
        ...inline(5432),
        cidr_blocks: ['10.0.0.0/18', '10.0.64.0/18', '10.0.128.0/18'],
      }),
      'carrier-grade private addresses': openToWorld({ ...inline(5432), cidr_blocks: ['100.64.0.0/10', '10.0.0.0/8'] }),
    },
  },
  {
    class: 13,
    rules: ['SEC-SG-WORLD', 'SEC-CIDR'],
    bad: {
      'all of it': own({ ...tcp(22), cidr_ipv6: '::/0' }),
      zeros: own({ ...tcp(22), cidr_ipv6: '0:0:0:0:0:0:0:0/0' }),
      'the global half': own({ ...tcp(22), cidr_ipv6: '2000::/3' }),
      'two halves': openToWorld({ ...inline(22), ipv6_cidr_blocks: ['::/1', '8000::/1'] }),
      'upper case and leading zeros': legacy({ ...inline(22), ipv6_cidr_blocks: ['0000::0/0'] }),
      'mapped IPv4': own({ ...tcp(22), cidr_ipv6: '::ffff:0:0/0' }),
      'quarters of the global range': openToWorld({
        ...inline(5432),
        ipv6_cidr_blocks: ['2000::/5', '2800::/5', '3000::/5', '3800::/5'],
      }),
    },
    good: {
      'a network': own({ ...tcp(22), cidr_ipv6: '2001:db8:1234::/48' }),
      'unique local addresses': own({ ...tcp(5432), cidr_ipv6: 'fd00::/8' }),
      'link local': openToWorld({ ...inline(546), ipv6_cidr_blocks: ['fe80::/10'] }),
    },
  },
  {
    class: 14,
    rules: ['SEC-CIDR', 'SEC-SG-WORLD'],
    bad: {
      'two zeros': own({ ...tcp(22), cidr_ipv4: '0.0.0.0/00' }),
      'an address of everywhere': own({ ...tcp(22), cidr_ipv4: '1.2.3.4/0' }),
      'a blank': openToWorld({ ...inline(22), cidr_blocks: ['0.0.0.0/0 '] }),
      octal: openToWorld({ ...inline(22), cidr_blocks: ['0300.0.0.0/1'] }),
      hexadecimal: openToWorld({ ...inline(22), cidr_blocks: ['0x0.0.0.0/0'] }),
      short: openToWorld({ ...inline(22), cidr_blocks: ['0/0'] }),
      'host bits in a route': network({
        aws_route: {
          r: {
            route_table_id: '${aws_route_table.private.id}',
            destination_cidr_block: '10.1.2.3/8',
            nat_gateway_id: 'nat-1',
          },
        },
      }),
    },
    good: {
      'a host': own({ ...tcp(22), cidr_ipv4: '198.51.100.7/32' }),
      'a network': openToWorld({ ...inline(443), cidr_blocks: ['10.10.0.0/16'] }),
      'by format()': openToWorld({ ...inline(443), cidr_blocks: ['${format("%s/%d", "10.0.0.0", 8)}'] }),
    },
  },
  {
    class: 15,
    rules: ['SEC-SG-WORLD'],
    bad: {
      'minus one': own({ ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' }),
      'minus one as a number': legacy({ protocol: -1, from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] }),
      all: openToWorld({ protocol: 'all', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] }),
      'tcp by number, all ports': legacy({ protocol: '6', from_port: 0, to_port: 65535, cidr_blocks: ['0.0.0.0/0'] }),
      udp: own({ ip_protocol: 'udp', from_port: 0, to_port: 65535, cidr_ipv4: '0.0.0.0/0' }),
      'ports from -1': openToWorld({ protocol: 'tcp', from_port: -1, to_port: -1, cidr_blocks: ['0.0.0.0/0'] }),
      'an expression': own({ ip_protocol: '${tostring(-1)}', cidr_ipv4: '0.0.0.0/0' }),
    },
    good: {
      'all of a group': own({ ip_protocol: '-1', referenced_security_group_id: '${aws_security_group.g.id}' }),
      'all of the VPC': legacy({ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['10.0.0.0/16'] }),
      self: openToWorld({ protocol: '-1', from_port: 0, to_port: 0, self: true }),
    },
  },
  {
    class: 16,
    rules: ['SEC-SG-WORLD', 'SEC-UNVERIFIABLE'],
    bad: {
      'a list with everything': {
        aws_ec2_managed_prefix_list: {
          l: {
            name: 'l',
            address_family: 'IPv4',
            max_entries: 2,
            entry: [{ cidr: '10.0.0.0/8' }, { cidr: '0.0.0.0/0' }],
          },
        },
        ...own({ ...tcp(22), prefix_list_id: '${aws_ec2_managed_prefix_list.l.id}' }),
      },
      'entries of their own': {
        aws_ec2_managed_prefix_list: { l: { name: 'l', address_family: 'IPv6', max_entries: 2 } },
        aws_ec2_managed_prefix_list_entry: {
          e: { prefix_list_id: '${aws_ec2_managed_prefix_list.l.id}', cidr: '::/0' },
        },
        ...own({ ...tcp(22), prefix_list_id: '${aws_ec2_managed_prefix_list.l.id}' }),
      },
      'a foreign list': own({ ...tcp(22), prefix_list_id: 'pl-0123456789abcdef0' }),
      'beside open addresses': legacy({ ...inline(22), prefix_list_ids: ['pl-63a5400a'], cidr_blocks: ['0.0.0.0/0'] }),
      'in an inline block': {
        aws_ec2_managed_prefix_list: {
          l: {
            name: 'l',
            address_family: 'IPv4',
            max_entries: 2,
            entry: [{ cidr: '0.0.0.0/1' }, { cidr: '128.0.0.0/1' }],
          },
        },
        ...openToWorld({ ...inline(5432), prefix_list_ids: ['${aws_ec2_managed_prefix_list.l.id}'] }),
      },
      'by dynamic entries': {
        locals: { nets: ['0.0.0.0/1', '128.0.0.0/1'] },
        resource: {
          aws_ec2_managed_prefix_list: {
            l: {
              name: 'l',
              address_family: 'IPv4',
              max_entries: 2,
              dynamic: { entry: { for_each: '${local.nets}', content: { cidr: '${entry.value}' } } },
            },
          },
          ...own({ ...tcp(22), prefix_list_id: '${aws_ec2_managed_prefix_list.l.id}' }),
        },
      },
    },
    good: {
      offices: {
        aws_ec2_managed_prefix_list: {
          l: {
            name: 'l',
            address_family: 'IPv4',
            max_entries: 2,
            entry: [{ cidr: '198.51.100.0/24' }, { cidr: '203.0.113.0/24' }],
          },
        },
        ...own({ ...tcp(22), prefix_list_id: '${aws_ec2_managed_prefix_list.l.id}' }),
      },
      'no list at all': own({ ...tcp(22), cidr_ipv4: '198.51.100.0/24' }),
      'S3 as a way out': {
        aws_security_group: { g: { name: 'g' } },
        aws_vpc_security_group_egress_rule: {
          r: {
            security_group_id: '${aws_security_group.g.id}',
            ...tcp(443),
            prefix_list_id: '${aws_vpc_endpoint.s3.prefix_list_id}',
          },
        },
        aws_vpc_endpoint: {
          s3: {
            vpc_id: 'vpc-1',
            service_name: 'com.amazonaws.eu-west-1.s3',
            policy: JSON.stringify({
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: '*',
                  Action: 's3:*',
                  Resource: '*',
                  Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
                },
              ],
            }),
          },
        },
      },
    },
  },
  {
    class: 17,
    rules: ['SEC-SG-WORLD'],
    bad: {
      'self first': {
        aws_security_group: {
          g: {
            name: 'g',
            ingress: [
              { ...inline(443), self: true },
              { ...inline(22), cidr_blocks: ['0.0.0.0/0'] },
            ],
          },
        },
      },
      'self and addresses in one': openToWorld({ ...inline(5432), self: true, cidr_blocks: ['0.0.0.0/0'] }),
      'self in the older type, open beside it': {
        aws_security_group: { g: { name: 'g' } },
        aws_security_group_rule: {
          s: { type: 'ingress', self: true, ...inline(0), security_group_id: '${aws_security_group.g.id}' },
          w: {
            type: 'ingress',
            ...inline(22),
            cidr_blocks: ['0.0.0.0/0'],
            security_group_id: '${aws_security_group.g.id}',
          },
        },
      },
      'a group and addresses': openToWorld({ ...inline(5432), security_groups: ['sg-1'], cidr_blocks: ['0.0.0.0/0'] }),
      'narrow first, IPv6 then': {
        aws_security_group: {
          g: { name: 'g', ingress: [{ ...inline(22), cidr_blocks: ['10.0.0.0/8'], ipv6_cidr_blocks: ['::/0'] }] },
        },
      },
      'a map of one block': {
        aws_security_group: {
          g: { name: 'g', ingress: { ...inline(22), self: 'true', cidr_blocks: '${tolist(["0.0.0.0/0"])}' } },
        },
      },
    },
    good: {
      'self only': openToWorld({ ...inline(443), self: true }),
      'self and the VPC': {
        aws_security_group: {
          g: {
            name: 'g',
            ingress: [
              { ...inline(443), self: true },
              { ...inline(22), cidr_blocks: ['10.0.0.0/16'] },
            ],
          },
        },
      },
      'nothing comes in': { aws_security_group: { g: { name: 'g', ingress: [], egress: [] } } },
    },
  },
  {
    class: 18,
    rules: ['SEC-SG-MIXED'],
    bad: {
      'new type': {
        aws_security_group: { g: { name: 'g', ingress: [{ ...inline(443), cidr_blocks: ['10.0.0.0/8'] }] } },
        aws_vpc_security_group_ingress_rule: {
          r: { security_group_id: '${aws_security_group.g.id}', ...tcp(22), cidr_ipv4: '10.0.0.0/8' },
        },
      },
      'older type': {
        aws_security_group: { g: { name: 'g', ingress: [{ ...inline(443), cidr_blocks: ['10.0.0.0/8'] }] } },
        aws_security_group_rule: {
          r: {
            type: 'ingress',
            security_group_id: '${aws_security_group.g.id}',
            ...inline(22),
            cidr_blocks: ['10.0.0.0/8'],
          },
        },
      },
      egress: {
        aws_security_group: { g: { name: 'g', egress: [{ ...inline(443), cidr_blocks: ['10.0.0.0/8'] }] } },
        aws_vpc_security_group_egress_rule: {
          r: { security_group_id: '${aws_security_group.g.id}', ...tcp(22), cidr_ipv4: '10.0.0.0/8' },
        },
      },
      'an empty inline list': {
        aws_security_group: { g: { name: 'g', ingress: [] } },
        aws_vpc_security_group_ingress_rule: {
          r: { security_group_id: '${aws_security_group.g.id}', ...tcp(22), cidr_ipv4: '10.0.0.0/8' },
        },
      },
      'by dynamic': {
        aws_security_group: {
          g: {
            name: 'g',
            dynamic: {
              ingress: { for_each: ['10.0.0.0/8'], content: { ...inline(443), cidr_blocks: ['${ingress.value}'] } },
            },
          },
        },
        aws_vpc_security_group_ingress_rule: {
          r: { security_group_id: '${aws_security_group.g.id}', ...tcp(22), cidr_ipv4: '10.0.0.0/8' },
        },
      },
      'a rule with for_each': {
        aws_security_group: { g: { name: 'g', ingress: [{ ...inline(443), cidr_blocks: ['10.0.0.0/8'] }] } },
        aws_security_group_rule: {
          r: {
            for_each: '${toset(["22"])}',
            type: 'ingress',
            security_group_id: '${aws_security_group.g.id}',
            protocol: 'tcp',
            from_port: '${each.key}',
            to_port: '${each.key}',
            cidr_blocks: ['10.0.0.0/8'],
          },
        },
      },
      'both rule types': {
        aws_security_group: { g: { name: 'g' } },
        aws_security_group_rule: {
          a: {
            type: 'ingress',
            security_group_id: '${aws_security_group.g.id}',
            ...inline(22),
            cidr_blocks: ['10.0.0.0/8'],
          },
        },
        aws_vpc_security_group_ingress_rule: {
          r: { security_group_id: '${aws_security_group.g.id}', ...tcp(443), cidr_ipv4: '10.0.0.0/8' },
        },
      },
    },
    good: {
      'two groups, each in its style': {
        aws_security_group: {
          g: { name: 'g', ingress: [{ ...inline(443), cidr_blocks: ['10.0.0.0/8'] }] },
          h: { name: 'h' },
        },
        aws_vpc_security_group_ingress_rule: {
          r: { security_group_id: '${aws_security_group.h.id}', ...tcp(22), cidr_ipv4: '10.0.0.0/8' },
        },
      },
      'in by blocks, out by rules': {
        aws_security_group: { g: { name: 'g', ingress: [{ ...inline(443), cidr_blocks: ['10.0.0.0/8'] }] } },
        aws_vpc_security_group_egress_rule: {
          r: { security_group_id: '${aws_security_group.g.id}', ...tcp(443), cidr_ipv4: '10.0.0.0/8' },
        },
      },
      'rules only': own({ ...tcp(443), cidr_ipv4: '10.0.0.0/8' }),
    },
  },
  {
    class: 20,
    rules: ['SEC-SG-EGRESS'],
    bad: {
      'a database': {
        aws_security_group: {
          db: { name: 'db', egress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] }] },
        },
        aws_docdb_cluster: {
          c: { ...docdb, db_subnet_group_name: 'data', vpc_security_group_ids: ['${aws_security_group.db.id}'] },
        },
      },
      'a cache, by rule': {
        aws_security_group: { c: { name: 'c' } },
        aws_vpc_security_group_egress_rule: {
          e: { security_group_id: '${aws_security_group.c.id}', ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' },
        },
        ...users,
        aws_elasticache_replication_group: {
          c: { ...cache, subnet_group_name: 'data', security_group_ids: ['${aws_security_group.c.id}'] },
        },
      },
      'in halves': {
        aws_security_group: {
          c: {
            name: 'c',
            egress: [{ protocol: 'tcp', from_port: 443, to_port: 443, cidr_blocks: ['0.0.0.0/1', '128.0.0.0/1'] }],
          },
        },
        ...users,
        aws_elasticache_replication_group: {
          c: { ...cache, subnet_group_name: 'data', security_group_ids: ['${aws_security_group.c.id}'] },
        },
      },
      IPv6: {
        aws_security_group: {
          c: { name: 'c', egress: [{ protocol: '-1', from_port: 0, to_port: 0, ipv6_cidr_blocks: ['::/0'] }] },
        },
        ...users,
        aws_elasticache_replication_group: {
          c: { ...cache, subnet_group_name: 'data', security_group_ids: ['${aws_security_group.c.id}'] },
        },
      },
      'the older type': {
        aws_security_group: { db: { name: 'db' } },
        aws_security_group_rule: {
          e: {
            type: 'egress',
            security_group_id: '${aws_security_group.db.id}',
            protocol: '-1',
            from_port: 0,
            to_port: 0,
            cidr_blocks: ['0.0.0.0/0'],
          },
        },
        aws_docdb_cluster: {
          c: { ...docdb, db_subnet_group_name: 'data', vpc_security_group_ids: ['${aws_security_group.db.id}'] },
        },
      },
      'a function with a secret': {
        aws_security_group: {
          f: { name: 'f', egress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] }] },
        },
        aws_lambda_function: {
          f: {
            function_name: 'f',
            role: 'arn:aws:iam::123456789012:role/f',
            vpc_config: [{ subnet_ids: ['subnet-1', 'subnet-2'], security_group_ids: ['${aws_security_group.f.id}'] }],
            environment: [{ variables: { DB_SECRET_ARN: '${aws_secretsmanager_secret.s.arn}' } }],
          },
        },
        aws_secretsmanager_secret: { s: { name: 's' } },
      },
      'a broker': {
        aws_security_group: {
          c: { name: 'c', egress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] }] },
        },
        aws_msk_cluster: {
          k: {
            cluster_name: 'k',
            kafka_version: '3.8.x',
            number_of_broker_nodes: 3,
            broker_node_group_info: [
              {
                instance_type: 'kafka.m7g.large',
                client_subnets: ['subnet-1', 'subnet-2', 'subnet-3'],
                security_groups: ['${aws_security_group.c.id}'],
              },
            ],
          },
        },
      },
    },
    good: {
      'a database that answers only': {
        aws_security_group: { db: { name: 'db' } },
        aws_docdb_cluster: {
          c: { ...docdb, db_subnet_group_name: 'data', vpc_security_group_ids: ['${aws_security_group.db.id}'] },
        },
      },
      'a service that calls partners': {
        aws_security_group: { api: { name: 'api', egress: [{ ...inline(443), cidr_blocks: ['0.0.0.0/0'] }] } },
      },
      'a cache that reaches the VPC': {
        aws_security_group: {
          c: { name: 'c', egress: [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['10.0.0.0/16'] }] },
        },
        ...users,
        aws_elasticache_replication_group: {
          c: { ...cache, subnet_group_name: 'data', security_group_ids: ['${aws_security_group.c.id}'] },
        },
      },
    },
  },
  {
    class: 21,
    rules: ['SEC-VPC-DEFAULT', 'SEC-PUBLIC-IP'],
    bad: {
      'the default VPC': { aws_default_vpc: { d: {} } },
      'the default VPC, looked up': {
        data: { aws_vpc: { d: { default: true } } },
        resource: { aws_security_group: { g: { vpc_id: '${data.aws_vpc.d.id}' } } },
      },
      'rules in the default group': {
        aws_default_security_group: {
          d: { vpc_id: 'vpc-1', ingress: [{ protocol: '-1', from_port: 0, to_port: 0, self: true }] },
        },
      },
      'addresses by subnet': {
        aws_subnet: { s: { vpc_id: 'vpc-1', cidr_block: '10.0.0.0/24', map_public_ip_on_launch: 'true' } },
      },
      'addresses by launch template': {
        aws_launch_template: {
          t: {
            network_interfaces: [{ associate_public_ip_address: 'true' }],
            metadata_options: [{ http_tokens: 'required', http_put_response_hop_limit: 1 }],
          },
        },
      },
      'addresses by instance': {
        aws_instance: {
          i: { ami: 'ami-1', instance_type: 't4g.small', associate_public_ip_address: 1, subnet_id: 'subnet-1' },
        },
      },
      'addresses by ECS': {
        aws_ecs_service: {
          s: {
            name: 's',
            cluster: 'c',
            task_definition: 't',
            desired_count: 2,
            launch_type: 'FARGATE',
            network_configuration: [{ subnets: ['subnet-1', 'subnet-2'], assign_public_ip: true }],
          },
        },
      },
      'a default subnet': { aws_default_subnet: { s: { availability_zone: 'eu-west-1a' } } },
      'IPv6 by itself in a public subnet': {
        aws_launch_configuration: {
          l: {
            image_id: 'ami-1',
            instance_type: 't3.small',
            associate_public_ip_address: true,
            metadata_options: [{ http_tokens: 'required', http_put_response_hop_limit: 1 }],
            root_block_device: [{ encrypted: true }],
          },
        },
      },
    },
    good: {
      'the default group emptied': {
        aws_default_security_group: { d: { vpc_id: '${aws_vpc.v.id}' } },
        aws_vpc: { v: { cidr_block: '10.0.0.0/16' } },
      },
      'the default ACL emptied': {
        aws_vpc: { v: { cidr_block: '10.0.0.0/16' } },
        aws_default_network_acl: { d: { default_network_acl_id: '${aws_vpc.v.default_network_acl_id}' } },
      },
      'machines without public addresses': {
        aws_launch_template: {
          t: {
            network_interfaces: [{ associate_public_ip_address: 'false' }],
            metadata_options: [{ http_tokens: 'required', http_put_response_hop_limit: 1 }],
          },
        },
      },
      'a Fargate service inside': {
        aws_ecs_service: {
          s: {
            name: 's',
            cluster: 'c',
            task_definition: 't',
            desired_count: 2,
            launch_type: 'FARGATE',
            network_configuration: [{ subnets: ['subnet-1', 'subnet-2'], assign_public_ip: false }],
          },
        },
      },
    },
  },
];
