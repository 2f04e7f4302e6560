/**
 * Five configurations, priced by hand: the last three (references-compute.test.ts has the first two). Every figure below is written out from AWS's list prices (the files of
 * lib/cost/prices/data name the source of each), a month having 730 hours, so that a mistake of the book shows as well as one of
 * the estimate.
 */
import { cents, costOf, estimate, linesOf } from './support';

const HOURS = 730;

describe('databases, us-east-1', () => {
  const result = estimate(
    {
      aws_db_instance: {
        orders: {
          engine: 'postgres',
          instance_class: 'db.m7g.large',
          multi_az: true,
          storage_type: 'gp3',
          allocated_storage: 400,
          iops: 14_000,
          max_allocated_storage: 800,
          manage_master_user_password: true,
        },
        replica: {
          replicate_source_db: '${aws_db_instance.orders.identifier}',
          instance_class: 'db.m7g.large',
          storage_type: 'gp3',
        },
      },
      aws_rds_cluster: {
        events: {
          cluster_identifier: 'events',
          engine: 'aurora-postgresql',
          serverlessv2_scaling_configuration: { min_capacity: 1, max_capacity: 9 },
        },
      },
      aws_rds_cluster_instance: {
        writer: {
          cluster_identifier: '${aws_rds_cluster.events.id}',
          engine: '${aws_rds_cluster.events.engine}',
          instance_class: 'db.r7g.large',
        },
        reader: { cluster_identifier: '${aws_rds_cluster.events.id}', instance_class: 'db.serverless' },
      },
    },
    { region: 'us-east-1', usage: { auroraGigabytes: 100, auroraRequests: 30_000_000, databaseBackupGigabytes: 30 } },
  );

  it.each([
    [
      'aws_db_instance.orders',
      [
        ['db.m7g.large postgres, Multi-AZ', 0.337 * HOURS],
        ['storage, 400 GiB gp3', 400 * 0.23],
        ['2000 IOPS above 12000', 2000 * 0.04],
        ['backups beyond the free part', 15 * 0.095],
        ['secret of the master user', 0.4],
      ],
    ],
    // Engine and size are the source's; one zone.
    [
      'aws_db_instance.replica',
      [
        ['db.m7g.large postgres, Single-AZ', 0.168 * HOURS],
        ['storage, 400 GiB gp3', 400 * 0.115],
        ['backups beyond the free part', 15 * 0.095],
      ],
    ],
    [
      'aws_rds_cluster.events',
      [
        ['storage', 100 * 0.1],
        ['I/O requests', 30 * 0.2],
        ['backups beyond the free part', 30 * 0.021],
      ],
    ],
    ['aws_rds_cluster_instance.writer', [['db.r7g.large aurora-postgresql', 0.276 * HOURS]]],
    // A quarter of the way from 1 to 9 capacity units is 3.
    ['aws_rds_cluster_instance.reader', [['1 to 9 ACUs', 3 * 0.12 * HOURS]]],
  ] as const)('prices %s', (address, lines) => {
    expect(linesOf(costOf(result, address))).toEqual(lines.map(([label, usd]) => [label, cents(usd)]));
  });

  it('lets storage grow to its bound at the high end', () => {
    const orders = costOf(result, 'aws_db_instance.orders');
    expect(cents(orders.high - orders.monthly)).toBe(cents(400 * 0.23));
    expect(result.unpriced).toEqual([]);
  });
});

describe('caches, queues and keys, eu-central-1', () => {
  const result = estimate(
    {
      aws_elasticache_replication_group: {
        sessions: { engine: 'valkey', node_type: 'cache.m7g.large', num_node_groups: 2, replicas_per_node_group: 1 },
      },
      aws_elasticache_serverless_cache: { small: { engine: 'valkey', name: 'small' } },
      aws_sqs_queue: { jobs: {}, ordered: { fifo_queue: true } },
      aws_sns_topic: { news: {} },
      aws_kms_key: { data: { enable_key_rotation: true } },
      aws_secretsmanager_secret: { token: { replica: [{ region: 'eu-west-1' }] } },
    },
    {
      region: 'eu-central-1',
      usage: {
        cacheGigabytes: { low: 0.01, expected: 2, high: 5 },
        cacheUnits: 20_000_000,
        queueRequests: 4_000_000,
        topicRequests: 3_000_000,
        keyRequests: 2_000_000,
        secretRequests: 50_000,
      },
    },
  );

  it.each([
    ['aws_elasticache_replication_group.sessions', [['cache.m7g.large valkey × 4', 4 * 0.1504 * HOURS]]],
    [
      'aws_elasticache_serverless_cache.small',
      [
        ['data kept, 2 GB', 2 * 0.101 * HOURS],
        ['processing units', 20 * 0.0027],
      ],
    ],
    ['aws_sqs_queue.jobs', [['requests', 2 * 0.4]]],
    ['aws_sqs_queue.ordered', [['requests', 2 * 0.5]]],
    ['aws_sns_topic.news', [['requests', 3 * 0.5]]],
    [
      'aws_kms_key.data',
      [
        ['key', 1],
        ['calls', 200 * 0.03],
      ],
    ],
    [
      'aws_secretsmanager_secret.token',
      [
        ['secret', 2 * 0.4],
        ['calls', 5 * 0.05],
      ],
    ],
  ] as const)('prices %s', (address, lines) => {
    expect(linesOf(costOf(result, address))).toEqual(lines.map(([label, usd]) => [label, cents(usd)]));
  });

  it('takes the least that AWS charges a serverless cache for: 100 MB of Valkey', () => {
    const small = costOf(result, 'aws_elasticache_serverless_cache.small');
    expect(cents(small.low)).toBe(cents(0.1 * 0.101 * HOURS + 20 * 0.0027));
  });
});

describe('storage, logs and guards, eu-west-1', () => {
  const result = estimate(
    {
      aws_s3_bucket: { assets: { bucket: 'assets' } },
      aws_ecr_repository: { api: { name: 'api' } },
      aws_efs_file_system: { shared: {} },
      aws_cloudwatch_log_group: {
        app: { name: 'app', retention_in_days: 90 },
        flow: { name: 'flow', retention_in_days: 30 },
      },
      aws_flow_log: { vpc: { vpc_id: 'vpc-1', log_destination: '${aws_cloudwatch_log_group.flow.arn}' } },
      aws_cloudwatch_metric_alarm: {
        cpu: { metric_name: 'CPUUtilization', period: 300 },
        fast: { metric_name: 'Latency', period: 10 },
        ratio: {
          metric_query: [
            { id: 'e', expression: 'a/b' },
            { id: 'a', metric: {} },
            { id: 'b', metric: {} },
          ],
        },
      },
      aws_route53_zone: { public: { name: 'example.com' } },
      aws_wafv2_web_acl: { front: { rule: [{ name: 'common' }, { name: 'rate' }] } },
      aws_guardduty_detector: { main: {} },
      aws_backup_vault: { main: { name: 'main' } },
    },
    {
      usage: {
        bucketGigabytes: 1000,
        bucketWriteRequests: 200_000,
        bucketReadRequests: 5_000_000,
        imageGigabytes: 20,
        fileGigabytes: 10,
        logGigabytes: 40,
        flowLogGigabytes: 8,
        dnsQueries: 3_000_000,
        firewallRequests: 10_000_000,
        auditEvents: 2_000_000,
        trafficLogGigabytes: 50,
        backupGigabytes: 200,
      },
    },
  );

  it.each([
    [
      'aws_s3_bucket.assets',
      [
        ['storage, S3 Standard', 1000 * 0.023],
        ['PUT, COPY, POST, LIST', 200 * 0.005],
        ['GET', 5000 * 0.0004],
      ],
    ],
    ['aws_ecr_repository.api', [['images', 20 * 0.1]]],
    ['aws_efs_file_system.shared', [['storage', 10 * 0.33]]],
    // Stored compressed to 15 %, for as many months of 30.4 days as it is kept.
    [
      'aws_cloudwatch_log_group.app',
      [
        ['ingestion', 40 * 0.57],
        ['storage', 40 * 0.15 * (90 / 30.4) * 0.03],
      ],
    ],
    [
      'aws_cloudwatch_log_group.flow',
      [
        ['ingestion', 8 * 0.57],
        ['storage', 8 * 0.15 * (30 / 30.4) * 0.03],
      ],
    ],
    ['aws_cloudwatch_metric_alarm.cpu', [['alarm on 1 metric', 0.1]]],
    ['aws_cloudwatch_metric_alarm.fast', [['alarm on 1 metric', 0.3]]],
    ['aws_cloudwatch_metric_alarm.ratio', [['alarm on 2 metrics', 0.2]]],
    [
      'aws_route53_zone.public',
      [
        ['hosted zone', 0.5],
        ['queries', 3 * 0.4],
      ],
    ],
    [
      'aws_wafv2_web_acl.front',
      [
        ['web ACL', 5],
        ['2 rules and rule groups', 2],
        ['requests', 10 * 0.6],
      ],
    ],
    [
      'aws_guardduty_detector.main',
      [
        ['management events', 2 * 4.4],
        ['flow and DNS logs', 50 * 1.1],
      ],
    ],
    ['aws_backup_vault.main', [['recovery points', 200 * 0.05]]],
  ] as const)('prices %s', (address, lines) => {
    expect(linesOf(costOf(result, address))).toEqual(lines.map(([label, usd]) => [label, cents(usd)]));
  });

  it('leaves nothing unpriced', () => {
    expect(result.unpriced).toEqual([]);
  });
});
