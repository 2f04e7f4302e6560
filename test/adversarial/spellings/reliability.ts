import { type Configuration, policy, type Spellings } from './spelling';

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
const aurora = {
  cluster_identifier: 'a',
  engine: 'aurora-postgresql',
  engine_version: '17.5',
  master_username: 'master',
  manage_master_user_password: true,
  storage_encrypted: true,
  deletion_protection: true,
  backup_retention_period: 14,
  final_snapshot_identifier: 'a-last',
  db_subnet_group_name: 'data',
};
const member = {
  cluster_identifier: '${aws_rds_cluster.a.id}',
  engine: 'aurora-postgresql',
  instance_class: 'db.r7g.large',
};
const cluster = (body: object, members: object = { m: { count: 2, ...member } }): Configuration => ({
  aws_rds_cluster: { a: { ...aurora, ...body } },
  aws_rds_cluster_instance: members,
});
const bucket = (body: object): Configuration => ({
  aws_s3_bucket: { b: { bucket: 'acme-docs', ...body } },
  aws_s3_bucket_public_access_block: {
    b: {
      bucket: '${aws_s3_bucket.b.id}',
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    },
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    b: {
      bucket: '${aws_s3_bucket.b.id}',
      rule: [
        {
          apply_server_side_encryption_by_default: [
            { sse_algorithm: 'aws:kms', kms_master_key_id: 'arn:aws:kms:eu-west-1:123456789012:key/k' },
          ],
        },
      ],
    },
  },
  aws_s3_bucket_policy: {
    b: {
      bucket: '${aws_s3_bucket.b.id}',
      policy: policy({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: ['arn:aws:s3:::acme-docs', 'arn:aws:s3:::acme-docs/*'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    },
  },
});
const cache = {
  replication_group_id: 'c',
  description: 'c',
  engine: 'valkey',
  at_rest_encryption_enabled: true,
  transit_encryption_enabled: true,
  user_group_ids: ['apps'],
  automatic_failover_enabled: true,
  multi_az_enabled: true,
  num_cache_clusters: 2,
  snapshot_retention_limit: 7,
  subnet_group_name: 'data',
};
const redis = (body: object): Configuration => ({ aws_elasticache_replication_group: { c: { ...cache, ...body } } });
const lock = {
  aws_backup_vault_lock_configuration: {
    l: { backup_vault_name: '${aws_backup_vault.v.name}', min_retention_days: 7 },
  },
};
const vault = { aws_backup_vault: { v: { name: 'v', kms_key_arn: 'arn:aws:kms:eu-west-1:123456789012:key/k' } } };
const plan = (rule: object): Configuration => ({
  ...vault,
  ...lock,
  aws_backup_plan: {
    p: {
      name: 'p',
      rule: [
        {
          rule_name: 'daily',
          target_vault_name: '${aws_backup_vault.v.name}',
          schedule: 'cron(0 3 * * ? *)',
          lifecycle: [{ delete_after: 35 }],
          ...rule,
        },
      ],
    },
  },
  aws_backup_selection: {
    s: {
      name: 's',
      plan_id: '${aws_backup_plan.p.id}',
      iam_role_arn: 'arn:aws:iam::123456789012:role/b',
      resources: ['*'],
    },
  },
});
const elsewhere = {
  copy_action: [
    {
      destination_vault_arn: 'arn:aws:backup:eu-central-1:123456789012:backup-vault:v',
      lifecycle: [{ delete_after: 35 }],
    },
  ],
};
const meta = (name = 'api') => [{ name, namespace: 'orders' }];
const image = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/api@sha256:${'0123456789abcdef'.repeat(4)}`;
const secure = {
  run_as_non_root: true,
  allow_privilege_escalation: false,
  seccomp_profile: [{ type: 'RuntimeDefault' }],
  capabilities: [{ drop: ['ALL'] }],
};
const spread = {
  topology_spread_constraint: [
    {
      max_skew: 1,
      topology_key: 'topology.kubernetes.io/zone',
      when_unsatisfiable: 'ScheduleAnyway',
      label_selector: [{ match_labels: { app: 'api' } }],
    },
  ],
};
const template = (pod: object) => [
  {
    metadata: [{ labels: { app: 'api' } }],
    spec: [
      {
        automount_service_account_token: false,
        container: [{ name: 'api', image, security_context: [secure] }],
        ...pod,
      },
    ],
  },
];
const workload = (spec: object, pod: object = spread, budget: object = { max_unavailable: '1' }): Configuration => ({
  kubernetes_deployment_v1: {
    w: {
      metadata: meta(),
      spec: [{ replicas: 3, selector: [{ match_labels: { app: 'api' } }], template: template(pod), ...spec }],
    },
  },
  ...('none' in budget
    ? {}
    : {
        kubernetes_pod_disruption_budget_v1: {
          b: { metadata: meta(), spec: [{ ...budget, selector: [{ match_labels: { app: 'api' } }] }] },
        },
      }),
});
const trail = {
  name: 't',
  s3_bucket_name: 'logs',
  is_multi_region_trail: true,
  enable_log_file_validation: true,
  include_global_service_events: true,
  kms_key_id: 'arn:aws:kms:eu-west-1:123456789012:key/k',
  event_selector: [
    {
      read_write_type: 'All',
      include_management_events: true,
      data_resource: [{ type: 'AWS::S3::Object', values: ['arn:aws:s3'] }],
    },
  ],
};
const group = { name: '/orders', retention_in_days: 400, kms_key_id: 'arn:aws:kms:eu-west-1:123456789012:key/k' };
const backend = (body: object): Configuration => ({
  terraform: { backend: body },
  resource: { aws_sqs_queue: { q: { name: 'q' } } },
});
const s3 = { bucket: 'state', key: 'k', region: 'eu-west-1', encrypt: true, use_lockfile: true };

export const reliability56to60: readonly Spellings[] = [
  {
    class: 56,
    rules: ['REL-DELETE-GUARD'],
    bad: {
      'a database': db({ deletion_protection: false }),
      'left out': db({ deletion_protection: undefined }),
      text: db({ deletion_protection: 'false' }),
      'no last snapshot': db({ skip_final_snapshot: 'true' }),
      'backups go with it': db({ delete_automated_backups: true }),
      Aurora: cluster({ deletion_protection: 0 }),
      'a bucket': bucket({ force_destroy: true }),
      images: {
        aws_ecr_repository: {
          r: {
            name: 'r',
            image_tag_mutability: 'IMMUTABLE',
            image_scanning_configuration: [{ scan_on_push: true }],
            encryption_configuration: [{ encryption_type: 'KMS' }],
            force_delete: 'true',
          },
        },
      },
      'a table': {
        aws_dynamodb_table: {
          t: {
            name: 't',
            hash_key: 'id',
            billing_mode: 'PAY_PER_REQUEST',
            attribute: [{ name: 'id', type: 'S' }],
            point_in_time_recovery: [{ enabled: true }],
            deletion_protection_enabled: false,
          },
        },
      },
      users: { aws_cognito_user_pool: { p: { name: 'p', deletion_protection: 'INACTIVE' } } },
      'a warehouse': {
        aws_redshift_cluster: {
          w: {
            cluster_identifier: 'w',
            node_type: 'ra3.large',
            number_of_nodes: 2,
            encrypted: true,
            publicly_accessible: false,
            skip_final_snapshot: true,
            automated_snapshot_retention_period: 7,
            manage_master_password: true,
            master_username: 'm',
          },
        },
      },
      'a secret at once': { aws_secretsmanager_secret: { s: { name: 's', recovery_window_in_days: 0 } } },
      'by an expression': {
        variable: { stage: { default: 'prod' } },
        resource: db({ deletion_protection: '${var.stage != "prod"}' }),
      },
      documents: {
        aws_docdb_cluster: {
          c: {
            storage_encrypted: true,
            backup_retention_period: 7,
            final_snapshot_identifier: 'x',
            db_subnet_group_name: 'data',
            manage_master_user_password: true,
          },
        },
      },
    },
    good: {
      'a database': db({}),
      'a bucket': bucket({ force_destroy: false }),
      'a replica': {
        aws_db_instance: {
          orders: {
            ...instance,
            manage_master_user_password: undefined,
            password_wo: '${ephemeral.random_password.p.result}',
            password_wo_version: 1,
          },
          copy: {
            identifier: 'copy',
            replicate_source_db: '${aws_db_instance.orders.identifier}',
            instance_class: 'db.m7g.large',
            skip_final_snapshot: true,
            multi_az: true,
            storage_encrypted: true,
            backup_retention_period: 7,
          },
        },
      },
      'a staging database': {
        '//': { rampart: { stage: 'staging' } },
        resource: db({
          deletion_protection: false,
          skip_final_snapshot: true,
          tags: { owner: 'a', environment: 'staging', 'cost-center': 'c', 'managed-by': 't' },
        }),
      },
    },
  },
  {
    class: 57,
    rules: ['REL-BACKUP'],
    bad: {
      none: db({ backup_retention_period: 0 }),
      'a day': db({ backup_retention_period: 1 }),
      text: db({ backup_retention_period: '3' }),
      'left out': db({ backup_retention_period: undefined }),
      'Aurora by default': cluster({ backup_retention_period: undefined }),
      'a cache': redis({ snapshot_retention_limit: 0 }),
      'a table': {
        aws_dynamodb_table: {
          t: {
            name: 't',
            hash_key: 'id',
            billing_mode: 'PAY_PER_REQUEST',
            attribute: [{ name: 'id', type: 'S' }],
            deletion_protection_enabled: true,
            point_in_time_recovery: [{ enabled: false }],
          },
        },
      },
      'a plan without a copy': plan({}),
      'a copy in the same region': plan({ copy_action: [{ destination_vault_arn: '${aws_backup_vault.v.arn}' }] }),
      'a plan of two days': plan({ ...elsewhere, lifecycle: [{ delete_after: 2 }] }),
      'a vault without a lock': { ...vault },
      Redshift: {
        aws_redshift_cluster: {
          w: {
            cluster_identifier: 'w',
            node_type: 'ra3.large',
            number_of_nodes: 2,
            encrypted: true,
            publicly_accessible: false,
            final_snapshot_identifier: 'x',
            automated_snapshot_retention_period: 0,
            manage_master_password: true,
            master_username: 'm',
          },
        },
      },
      'Windows files': {
        aws_fsx_windows_file_system: {
          f: {
            subnet_ids: ['subnet-1', 'subnet-2'],
            preferred_subnet_id: 'subnet-1',
            deployment_type: 'MULTI_AZ_1',
            throughput_capacity: 32,
            storage_capacity: 100,
            automatic_backup_retention_days: 0,
            active_directory_id: 'd-1',
          },
        },
      },
    },
    good: {
      'two weeks': db({}),
      'a plan with a copy elsewhere': plan(elsewhere),
      'a table': {
        aws_dynamodb_table: {
          t: {
            name: 't',
            hash_key: 'id',
            billing_mode: 'PAY_PER_REQUEST',
            attribute: [{ name: 'id', type: 'S' }],
            deletion_protection_enabled: true,
            point_in_time_recovery: [{ enabled: true }],
          },
        },
      },
    },
  },
  {
    class: 58,
    rules: ['REL-SPOF', 'COST-SPOT-STATE'],
    bad: {
      'a database': db({ multi_az: false }),
      text: db({ multi_az: 'false' }),
      'left out': db({ multi_az: undefined }),
      'one member': cluster({}, { m: member }),
      'members in one zone': cluster(
        {},
        { m: { ...member, availability_zone: 'eu-west-1a' }, n: { ...member, availability_zone: 'eu-west-1a' } },
      ),
      'one node': redis({ num_cache_clusters: 1, automatic_failover_enabled: false, multi_az_enabled: false }),
      'one NAT for three zones': {
        aws_subnet: Object.fromEntries(
          ['a', 'b', 'c'].flatMap((zone, n) => [
            [`p${zone}`, { vpc_id: 'vpc-1', cidr_block: `10.0.${n}.0/24`, availability_zone: `eu-west-1${zone}` }],
            [`w${zone}`, { vpc_id: 'vpc-1', cidr_block: `10.0.1${n}.0/24`, availability_zone: `eu-west-1${zone}` }],
          ]),
        ),
        aws_nat_gateway: { n: { subnet_id: '${aws_subnet.pa.id}', allocation_id: 'eipalloc-1' } },
        aws_route_table: {
          w: { vpc_id: 'vpc-1', route: [{ cidr_block: '0.0.0.0/0', nat_gateway_id: '${aws_nat_gateway.n.id}' }] },
        },
        aws_route_table_association: Object.fromEntries(
          ['a', 'b', 'c'].map((zone) => [
            zone,
            { subnet_id: `\${aws_subnet.w${zone}.id}`, route_table_id: '${aws_route_table.w.id}' },
          ]),
        ),
      },
      'one replica': workload({ replicas: 1 }),
      'one replica as text': workload({ replicas: '1' }),
      'no budget': workload({}, spread, { none: true }),
      'a budget that blocks': workload({}, spread, { max_unavailable: '0' }),
      'a budget of all': workload({}, spread, { min_available: '100%' }),
      'no spread': workload({}, {}),
      'state on spot': {
        aws_eks_node_group: {
          g: {
            cluster_name: 'main',
            node_group_name: 'postgres',
            node_role_arn: 'arn:aws:iam::123456789012:role/n',
            subnet_ids: ['subnet-1', 'subnet-2'],
            capacity_type: 'SPOT',
            scaling_config: [{ desired_size: 2, min_size: 2, max_size: 4 }],
            launch_template: [{ id: 'lt-1', version: '1' }],
          },
        },
      },
      'an autoscaling group of spot with state': {
        aws_autoscaling_group: {
          kafka: {
            name: 'kafka-brokers',
            min_size: 3,
            max_size: 3,
            vpc_zone_identifier: ['subnet-1', 'subnet-2', 'subnet-3'],
            mixed_instances_policy: [
              {
                instances_distribution: [{ on_demand_base_capacity: 0, on_demand_percentage_above_base_capacity: 0 }],
                launch_template: [{ launch_template_specification: [{ launch_template_id: 'lt-1' }] }],
              },
            ],
          },
        },
      },
      'a service of ECS on spot with state': {
        aws_ecs_service: {
          s: {
            name: 'postgres',
            cluster: 'c',
            task_definition: 't',
            desired_count: 2,
            capacity_provider_strategy: [{ capacity_provider: 'FARGATE_SPOT', weight: 1 }],
            network_configuration: [{ subnets: ['subnet-1', 'subnet-2'], assign_public_ip: false }],
          },
        },
      },
      'a broker': {
        aws_mq_broker: {
          b: {
            broker_name: 'b',
            engine_type: 'RabbitMQ',
            engine_version: '3.13',
            host_instance_type: 'mq.m5.large',
            deployment_mode: 'SINGLE_INSTANCE',
            publicly_accessible: false,
          },
        },
      },
      'one zone of a group': {
        aws_autoscaling_group: {
          g: {
            name: 'g',
            min_size: 2,
            max_size: 2,
            availability_zones: ['eu-west-1a'],
            launch_template: [{ id: 'lt-1' }],
          },
        },
      },
    },
    good: {
      'a standby': db({}),
      'two members': cluster({}),
      'a workload': workload({}),
      'a spot pool without state': {
        aws_eks_node_group: {
          g: {
            cluster_name: 'main',
            node_group_name: 'overflow',
            node_role_arn: 'arn:aws:iam::123456789012:role/n',
            subnet_ids: ['subnet-1', 'subnet-2'],
            capacity_type: 'SPOT',
            instance_types: ['m7g.large', 'm6g.large', 'c7g.large', 'r7g.large'],
            scaling_config: [{ desired_size: 2, min_size: 2, max_size: 4 }],
            launch_template: [{ id: 'lt-1', version: '1' }],
          },
        },
      },
      'a job': {
        kubernetes_cron_job_v1: {
          j: {
            metadata: meta('j'),
            spec: [
              {
                schedule: '0 1 * * *',
                job_template: [{ metadata: [{}], spec: [{ template: template({ restart_policy: 'Never' }) }] }],
              },
            ],
          },
        },
      },
    },
  },
  {
    class: 59,
    rules: ['DET-BASELINE'],
    bad: {
      'for ever': { aws_cloudwatch_log_group: { g: { ...group, retention_in_days: 0 } } },
      'left out': { aws_cloudwatch_log_group: { g: { ...group, retention_in_days: undefined } } },
      'a month': { aws_cloudwatch_log_group: { g: { ...group, retention_in_days: '30' } } },
      'no key': { aws_cloudwatch_log_group: { g: { ...group, kms_key_id: undefined } } },
      'one region': { aws_cloudtrail: { t: { ...trail, is_multi_region_trail: false } } },
      'no validation': { aws_cloudtrail: { t: { ...trail, enable_log_file_validation: 'false' } } },
      'a trail that is off': { aws_cloudtrail: { t: { ...trail, enable_logging: false } } },
      'no data events': { aws_cloudtrail: { t: { ...trail, event_selector: undefined } } },
      'GuardDuty off': { aws_guardduty_detector: { d: { enable: false } } },
      'a recorder of some': {
        aws_config_configuration_recorder: {
          r: {
            role_arn: 'arn:aws:iam::123456789012:role/c',
            recording_group: [{ all_supported: false, resource_types: ['AWS::EC2::Instance'] }],
          },
        },
      },
      'a recorder that is off': { aws_config_configuration_recorder_status: { r: { name: 'r', is_enabled: 'false' } } },
      'rejects only': {
        aws_flow_log: {
          f: {
            vpc_id: 'vpc-1',
            traffic_type: 'REJECT',
            log_destination: 'arn:aws:s3:::logs',
            log_destination_type: 's3',
          },
        },
      },
      'accepts only': {
        aws_flow_log: {
          f: {
            vpc_id: 'vpc-1',
            traffic_type: 'ACCEPT',
            log_destination: 'arn:aws:s3:::logs',
            log_destination_type: 's3',
          },
        },
      },
      'a silent alarm': {
        aws_cloudwatch_metric_alarm: {
          a: {
            alarm_name: 'a',
            comparison_operator: 'GreaterThanThreshold',
            evaluation_periods: 1,
            metric_name: 'x',
            namespace: 'y',
            period: 60,
            statistic: 'Sum',
            threshold: 1,
            actions_enabled: false,
            alarm_actions: ['arn:aws:sns:eu-west-1:123456789012:t'],
          },
        },
      },
      'a feature off': {
        aws_guardduty_detector_feature: { f: { detector_id: 'd', name: 'S3_DATA_EVENTS', status: 'DISABLED' } },
      },
    },
    good: {
      'a group': { aws_cloudwatch_log_group: { g: group } },
      'a trail': { aws_cloudtrail: { t: trail } },
      'a detector': { aws_guardduty_detector: { d: { enable: true } } },
      'a flow log': {
        aws_flow_log: {
          f: { vpc_id: 'vpc-1', traffic_type: 'ALL', log_destination: 'arn:aws:s3:::logs', log_destination_type: 's3' },
        },
      },
    },
  },
  {
    class: 60,
    rules: ['REL-STATE', 'SEC-IGNORE-CHANGES', 'REL-REPLACE'],
    bad: {
      'a file': backend({ local: { path: 'terraform.tfstate' } }),
      'not encrypted': backend({ s3: { ...s3, encrypt: false } }),
      'no lock': backend({ s3: { ...s3, use_lockfile: undefined } }),
      'a lock that is off': backend({ s3: { ...s3, use_lockfile: 'false' } }),
      'ignored changes': db({ lifecycle: { ignore_changes: ['deletion_protection', 'publicly_accessible'] } }),
      'all changes ignored': db({ lifecycle: [{ ignore_changes: 'all' }] }),
      'an ignored policy': {
        aws_iam_role_policy: {
          p: {
            role: 'r',
            policy: policy({ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::docs/*' }),
            lifecycle: { ignore_changes: ['policy'] },
          },
        },
      },
      'ignored rules': {
        aws_security_group: { g: { name: 'g', ingress: [], lifecycle: { ignore_changes: ['ingress'] } } },
      },
      'an ignored list by reference': db({ lifecycle: { ignore_changes: ['${storage_encrypted}'] } }),
      HTTP: backend({ http: { address: 'http://state.example.com/k' } }),
    },
    good: {
      'a bucket': backend({ s3 }),
      'a bucket and a table': backend({
        s3: { bucket: 'state', key: 'k', region: 'eu-west-1', encrypt: true, dynamodb_table: 'locks' },
      }),
      'tags ignored': db({ lifecycle: { ignore_changes: ['tags', 'latest_restorable_time'] } }),
      'a remote': {
        terraform: { cloud: { organization: 'acme', workspaces: { name: 'prod' } } },
        resource: { aws_sqs_queue: { q: { name: 'q' } } },
      },
    },
  },
];
