/** Classes 14, 20, 21, 24, 25, 31, 41, 43, 45 to 47 and 56 to 60 by every way. */
import { type ClassRow, describeRoutes } from './generic-routes';
import { Attempt, tags } from './support';

const row = (name: string, rule: string, type: string, good: object, bad: object, more: object = {}): ClassRow => ({
  name,
  rule,
  type,
  good: { ...good } as ClassRow['good'],
  bad: Object.fromEntries(Object.entries({ ...good, ...bad }).filter(([, value]) => value !== undefined)),
  ...more,
});

const ingress = { security_group_id: 'sg-1', ip_protocol: 'tcp', from_port: 443, to_port: 443, tags };
const database = {
  instance_class: 'db.t4g.micro',
  db_subnet_group_name: 'data',
  storage_encrypted: true,
  deletion_protection: true,
  final_snapshot_identifier: 'orders-final',
  backup_retention_period: 14,
  multi_az: true,
  tags,
};
const everywhere = [{ protocol: '-1', from_port: 0, to_port: 0, cidr_blocks: ['0.0.0.0/0'] }];
const cache = {
  replication_group_id: 'sessions',
  description: 'sessions',
  subnet_group_name: 'data',
  at_rest_encryption_enabled: true,
  transit_encryption_enabled: true,
  transit_encryption_mode: 'required',
  user_group_ids: ['sessions'],
  automatic_failover_enabled: true,
  snapshot_retention_limit: 7,
  tags,
};
const listener = {
  load_balancer_arn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/1',
  protocol: 'HTTPS',
  port: 443,
  ssl_policy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
  certificate_arn: 'arn:aws:acm:eu-west-1:123456789012:certificate/1',
  default_action: [
    { type: 'forward', target_group_arn: 'arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/1' },
  ],
  tags,
};
const script = (text: string) => Buffer.from(`#!/bin/sh\n${text}\n`).toString('base64');
const template = { metadata_options: { http_tokens: 'required', http_put_response_hop_limit: 1 }, tags };
const table = {
  name: 'orders',
  hash_key: 'id',
  attribute: [{ name: 'id', type: 'S' }],
  deletion_protection_enabled: true,
  point_in_time_recovery: { enabled: true },
  tags,
};
const logs = { name: 'api', retention_in_days: 365, kms_key_id: 'arn:aws:kms:eu-west-1:123456789012:key/1', tags };

describeRoutes([
  row(
    '14 a length with a zero',
    'SEC-CIDR',
    'aws_vpc_security_group_ingress_rule',
    { ...ingress, cidr_ipv4: '10.0.0.0/8' },
    { cidr_ipv4: '10.0.0.0/08' },
  ),
  row(
    '20 a database that calls out',
    'SEC-SG-EGRESS',
    'aws_security_group',
    { name: 'db', tags },
    { egress: everywhere },
    {
      beside: { aws_db_instance: { orders: { ...database, vpc_security_group_ids: ['${aws_security_group.x.id}'] } } },
    },
  ),
  row(
    '21 a default group with rules',
    'SEC-VPC-DEFAULT',
    'aws_default_security_group',
    { vpc_id: 'vpc-1', tags },
    { egress: everywhere },
  ),
  row(
    '21 public addresses',
    'SEC-PUBLIC-IP',
    'aws_subnet',
    { vpc_id: 'vpc-1', cidr_block: '10.0.0.0/24', tags },
    { map_public_ip_on_launch: true },
  ),
  row(
    '24 TLS not enforced',
    'SEC-TLS-RDS',
    'aws_db_parameter_group',
    {
      family: 'mysql8.0',
      parameter: [{ name: 'require_secure_transport', value: 'ON' }],
      tags,
    },
    { parameter: [{ name: 'require_secure_transport', value: 'OFF' }] },
  ),
  row('25 TLS preferred', 'SEC-TLS-REDIS', 'aws_elasticache_replication_group', cache, {
    transit_encryption_mode: 'preferred',
  }),
  row('31 plain HTTP', 'SEC-LB-TLS', 'aws_lb_listener', listener, {
    protocol: 'HTTP',
    port: 80,
    ssl_policy: undefined,
    certificate_arn: undefined,
  }),
  row('31 an old policy', 'SEC-LB-TLS', 'aws_lb_listener', listener, { ssl_policy: 'ELBSecurityPolicy-2016-08' }),
  row(
    '41 a password',
    'SEC-SECRET-LITERAL',
    'aws_db_instance',
    { ...database, manage_master_user_password: true },
    {
      manage_master_user_password: undefined,
      password: 'hunter2-hunter2',
    },
  ),
  row(
    '43 user data',
    'SEC-SECRET-USERDATA',
    'aws_launch_template',
    { ...template, user_data: script('export DB_HOST=db') },
    {
      user_data: script('export DB_PASSWORD=hunter2-hunter2'),
    },
  ),
  row(
    '45 a plain parameter',
    'SEC-SSM-PLAIN',
    'aws_ssm_parameter',
    {
      name: '/orders/db_password_arn',
      type: 'String',
      value: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders',
      tags,
    },
    { name: '/orders/db_password', value: 'hunter2-hunter2' },
  ),
  row(
    '46 a secret in a tag',
    'SEC-SECRET-LEAK',
    'aws_sns_topic',
    { name: 'orders', kms_master_key_id: 'alias/orders', tags: { ...tags, note: 'x' } },
    {
      tags: { ...tags, note: '${aws_cognito_user_pool_client.web.client_secret}' },
    },
    { beside: { aws_cognito_user_pool_client: { web: { name: 'web', user_pool_id: 'eu-west-1_1' } } } },
  ),
  row(
    '47 a token in parts',
    'SEC-SECRET-LITERAL',
    'aws_sns_topic',
    { name: 'orders', kms_master_key_id: 'alias/orders', tags: { ...tags, note: 'x' } },
    {
      tags: { ...tags, note: '${join("", ["AKIA", "IOSFODNN7EXAMPLE"])}' },
    },
  ),
  row('56 deletion protection off', 'REL-DELETE-GUARD', 'aws_dynamodb_table', table, {
    deletion_protection_enabled: false,
  }),
  row('57 no recovery', 'REL-BACKUP', 'aws_dynamodb_table', table, { point_in_time_recovery: { enabled: false } }),
  row('58 one zone', 'REL-SPOF', 'aws_db_instance', database, { multi_az: false }),
  row('59 logs for ever', 'DET-BASELINE', 'aws_cloudwatch_log_group', logs, { retention_in_days: 0 }),
  row(
    '59 half of the traffic',
    'DET-BASELINE',
    'aws_flow_log',
    { vpc_id: 'vpc-1', traffic_type: 'ALL', log_destination: 'arn:aws:s3:::logs', tags },
    { traffic_type: 'REJECT' },
  ),
  row(
    '60 changes by hand ignored',
    'SEC-IGNORE-CHANGES',
    'aws_security_group',
    { name: 'web', tags, lifecycle: { ignore_changes: ['description'] } },
    {
      lifecycle: { ignore_changes: ['ingress'] },
    },
  ),
]);

describe('60 the state', () => {
  const state = (backend: object, stage?: string): string[] => {
    const attempt = new Attempt();
    try {
      if (stage) attempt.stack.addOverride('//.rampart', { stage });
      attempt.stack.addOverride('terraform.backend', backend);
      return attempt.synth()?.findings.map((finding) => `${finding.rule} ${finding.address}`) ?? [];
    } finally {
      attempt.remove();
    }
  };
  const s3 = { bucket: 'state', key: 'prod', region: 'eu-west-1', encrypt: true };

  it('is refused without a lock', () => {
    expect(state({ local: null, s3 })).toEqual(['REL-STATE terraform.backend.s3']);
  });

  it('passes with one', () => {
    expect(state({ local: null, s3: { ...s3, use_lockfile: true } }, 'prod')).toEqual([]);
  });

  it('is refused on this machine in a stack that says that it is production, and passes in one that says nothing', () => {
    expect(state({}, 'prod')).toEqual(['REL-STATE terraform.backend.local']);
    expect(state({}, 'sandbox')).toEqual([]);
    expect(state({})).toEqual([]);
  });
});
